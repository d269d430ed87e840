//! The JVM's own functions, of which a handful is needed.

use jni_sys::{
    JNI_OK, JNI_VERSION_1_8, JNIEnv, JNIInvokeInterface__1_4, JNINativeInterface__1_4,
    JNINativeMethod, JavaVM, jclass,
};
use std::ffi::{CStr, c_void};
use std::ptr;

/// A native method: its name and type in Java, and its function.
#[derive(Clone, Copy)]
pub(super) struct Native {
    pub(super) name: &'static CStr,
    pub(super) signature: &'static CStr,
    pub(super) function: *mut c_void,
}

/// The functions of a thread that the JVM knows.
pub(super) fn functions<'a>(environment: *mut JNIEnv) -> &'a JNINativeInterface__1_4 {
    // SAFETY: the JVM passes its environment to natives, and lends it for the call.
    let table = unsafe { *environment };
    // SAFETY: the environment begins with a pointer to a table, which is never changed.
    let table = unsafe { &*table };
    // SAFETY: JVMs from 1.4 on have these functions; the wrapper needs 8.
    unsafe { &table.v1_4 }
}

/// The functions of the JVM as a whole.
pub(super) fn invocation<'a>(vm: *mut JavaVM) -> &'a JNIInvokeInterface__1_4 {
    // SAFETY: the JVM passes itself when it loads the library, and lives until its process ends.
    let table = unsafe { *vm };
    // SAFETY: it begins with a pointer to a table, which is never changed.
    let table = unsafe { &*table };
    // SAFETY: as in `functions`.
    unsafe { &table.v1_4 }
}

/// The environment of this thread, if the JVM knows the thread.
pub(super) fn environment_of(vm: *mut JavaVM) -> Option<*mut JNIEnv> {
    let mut environment: *mut c_void = ptr::null_mut();
    // SAFETY: the JVM is alive, and the place is ours.
    let found = unsafe { (invocation(vm).GetEnv)(vm, &raw mut environment, JNI_VERSION_1_8) };
    (found == JNI_OK).then_some(environment.cast())
}

/// A class, looked up where the caller of System.load is from, with a reference that lasts.
pub(super) fn class(environment: *mut JNIEnv, name: &CStr) -> Option<jclass> {
    let functions = functions(environment);
    // SAFETY: the thread is one of the JVM, the name ends with NUL.
    let class = unsafe { (functions.FindClass)(environment, name.as_ptr()) };
    if class.is_null() {
        return None;
    }
    // SAFETY: the class is a reference that this thread was given.
    let class = unsafe { (functions.NewGlobalRef)(environment, class) };
    (!class.is_null()).then_some(class)
}

/// Gives natives to the class that declares them.
pub(super) fn register(environment: *mut JNIEnv, name: &CStr, natives: &[Native]) -> Option<()> {
    let class = class(environment, name)?;
    let methods: Vec<JNINativeMethod> = natives
        .iter()
        .map(|native| JNINativeMethod {
            name: native.name.as_ptr().cast_mut(),
            signature: native.signature.as_ptr().cast_mut(),
            fnPtr: native.function,
        })
        .collect();
    let count = i32::try_from(methods.len()).ok()?;
    let register = functions(environment).RegisterNatives;
    // SAFETY: names and signatures are static, and the functions are of these signatures: both
    // come from one line of a macro.
    let registered = unsafe { register(environment, class, methods.as_ptr(), count) };
    (registered == JNI_OK).then_some(())
}

/// Makes [`Native`]s of functions that are told in the words of Java: `I` an int, `J` a long, `V`
/// nothing, `Bytes` a byte[], `Buffer` a ByteBuffer, `Any` an Object. The first form takes bodies;
/// the second calls the function of the C ABI with the same name.
macro_rules! natives {
    ($($name:ident($environment:ident $(, $argument:ident: $kind:ident)*) -> $answer:ident $body:block)*) => {
        pub(super) fn natives() -> Vec<crate::capi::jni::environment::Native> {
            vec![$({
                extern "system" fn native(
                    $environment: *mut jni_sys::JNIEnv,
                    _: jni_sys::jobject,
                    $($argument: crate::capi::jni::environment::kind!($kind)),*
                ) -> crate::capi::jni::environment::kind!($answer) $body
                crate::capi::jni::environment::native!(native, $name, [$($kind)*], $answer)
            }),*]
        }
    };
    ($($name:ident($($argument:ident: $kind:ident),*) -> $answer:ident;)*) => {
        pub(super) fn natives() -> Vec<crate::capi::jni::environment::Native> {
            vec![$({
                // Functions without pointers are safe; they are called as the others are.
                #[allow(unused_unsafe)]
                extern "system" fn native(
                    _: *mut jni_sys::JNIEnv,
                    _: jni_sys::jobject,
                    $($argument: crate::capi::jni::environment::kind!($kind)),*
                ) -> crate::capi::jni::environment::kind!($answer) {
                    // SAFETY: Java passes what the function asks of its callers in C.
                    let answer = unsafe { $name($(crate::capi::jni::crossing::Crossing::cross($argument)),*) };
                    crate::capi::jni::crossing::Crossing::cross(answer)
                }
                crate::capi::jni::environment::native!(native, $name, [$($kind)*], $answer)
            }),*]
        }
    };
}
pub(super) use natives;

/// One [`Native`].
macro_rules! native {
    ($function:ident, $name:ident, [$($kind:ident)*], $answer:ident) => {
        crate::capi::jni::environment::Native {
            name: crate::capi::jni::environment::c_text(concat!(stringify!($name), "\0")),
            signature: crate::capi::jni::environment::c_text(concat!(
                "(", $(crate::capi::jni::environment::sign!($kind),)* ")",
                crate::capi::jni::environment::sign!($answer), "\0"
            )),
            function: $function as *mut std::ffi::c_void,
        }
    };
}
pub(super) use native;

/// What a word for a type in [`natives`] is in Rust.
macro_rules! kind {
    (I) => {
        jni_sys::jint
    };
    (J) => {
        jni_sys::jlong
    };
    (V) => {
        ()
    };
    (Bytes) => {
        jni_sys::jbyteArray
    };
    (Buffer) => {
        jni_sys::jobject
    };
    (Any) => {
        jni_sys::jobject
    };
}
pub(super) use kind;

/// What a word for a type in [`natives`] is in the signatures of the JVM.
macro_rules! sign {
    (I) => {
        "I"
    };
    (J) => {
        "J"
    };
    (V) => {
        "V"
    };
    (Bytes) => {
        "[B"
    };
    (Buffer) => {
        "Ljava/nio/ByteBuffer;"
    };
    (Any) => {
        "Ljava/lang/Object;"
    };
}
pub(super) use sign;

/// A literal that ends with NUL; anything else is empty.
pub(super) fn c_text(literal: &'static str) -> &'static CStr {
    CStr::from_bytes_with_nul(literal.as_bytes()).unwrap_or_default()
}
