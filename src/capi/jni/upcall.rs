//! The functions of a host that is written in Java: one for each kind of table, and Java finds
//! the object by the number that the table carries as `user`.

use super::crossing::Crossing;
use super::environment::{class, environment_of, functions, invocation};
use crate::capi::reply::etee_reply;
use crate::capi::request::etee_request;
use crate::capi::status::{ETEE_HOST_FAILED, etee_status};
use jni_sys::{JNI_OK, JNIEnv, JavaVM, jclass, jint, jlong, jmethodID, jvalue};
use std::ffi::{CStr, c_void};
use std::ptr;
use std::sync::OnceLock;

/// The JVM, and what is called in it.
struct Host {
    vm: *mut JavaVM,
    class: jclass,
    sign: jmethodID,
    send: jmethodID,
    supply: jmethodID,
    release: jmethodID,
}

// SAFETY: the JVM, references that last and method numbers may be used on any thread.
unsafe impl Send for Host {}
// SAFETY: as for `Send`; nothing in it changes.
unsafe impl Sync for Host {}

static HOST: OnceLock<Host> = OnceLock::new();

/// Keeps what the functions of hosts need.
pub(super) fn remember(vm: *mut JavaVM, environment: *mut JNIEnv) -> Option<()> {
    let class = class(environment, c"etee/Hosts")?;
    let method = |name: &CStr, signature: &CStr| {
        // SAFETY: the thread is one of the JVM, the class a reference that lasts, and both texts
        // end with NUL.
        let method = unsafe {
            (functions(environment).GetStaticMethodID)(
                environment,
                class,
                name.as_ptr(),
                signature.as_ptr(),
            )
        };
        (!method.is_null()).then_some(method)
    };
    let host = Host {
        vm,
        class,
        sign: method(c"sign", c"(JIJJJJ)I")?,
        send: method(c"send", c"(JJJ)I")?,
        supply: method(c"supply", c"(JJJ)I")?,
        release: method(c"release", c"(J)I")?,
    };
    HOST.set(host).ok()
}

/// A thread that the JVM knows for as long as this lives.
struct Attached {
    vm: *mut JavaVM,
    environment: *mut JNIEnv,
    was_unknown: bool,
}

impl Attached {
    fn new(vm: *mut JavaVM) -> Option<Self> {
        if let Some(environment) = environment_of(vm) {
            return Some(Self {
                vm,
                environment,
                was_unknown: false,
            });
        }
        let mut environment: *mut c_void = ptr::null_mut();
        let attach = invocation(vm).AttachCurrentThreadAsDaemon;
        // SAFETY: the JVM is alive, the place is ours, and no arguments are needed.
        let attached = unsafe { attach(vm, &raw mut environment, ptr::null_mut()) };
        (attached == JNI_OK).then_some(Self {
            vm,
            environment: environment.cast(),
            was_unknown: true,
        })
    }
}

impl Drop for Attached {
    fn drop(&mut self) {
        if self.was_unknown {
            // SAFETY: this thread was attached by `new`, and runs nothing of Java now.
            unsafe { (invocation(self.vm).DetachCurrentThread)(self.vm) };
        }
    }
}

/// Calls a static method. What it throws, which it is written not to, is taken back and counts
/// as a failure.
fn call(method: impl Fn(&Host) -> jmethodID, arguments: &[jvalue]) -> Option<jint> {
    let host = HOST.get()?;
    let thread = Attached::new(host.vm)?;
    let functions = functions(thread.environment);
    // SAFETY: the method is a static one of the class that answers with an int or with nothing,
    // and the arguments are those of its signature.
    let answer = unsafe {
        (functions.CallStaticIntMethodA)(
            thread.environment,
            host.class,
            method(host),
            arguments.as_ptr(),
        )
    };
    // SAFETY: the thread is one of the JVM.
    let thrown = unsafe { (functions.ExceptionCheck)(thread.environment) };
    if thrown {
        // SAFETY: as before.
        unsafe { (functions.ExceptionClear)(thread.environment) };
        return None;
    }
    Some(answer)
}

fn long(value: impl Crossing<jlong>) -> jvalue {
    jvalue { j: value.cross() }
}

pub(super) extern "C" fn sign(
    user: *mut c_void,
    scheme: i32,
    digest: *const u8,
    digest_len: usize,
    signature: *mut u8,
    signature_len: *mut usize,
) -> etee_status {
    let arguments = [
        long(user.cast_const()),
        jvalue { i: scheme },
        long(digest),
        long(digest_len),
        long(signature.cast_const()),
        long(signature_len.cast_const()),
    ];
    call(|host| host.sign, &arguments).unwrap_or(ETEE_HOST_FAILED)
}

pub(super) extern "C" fn send(
    user: *mut c_void,
    request: *const etee_request,
    reply: *mut etee_reply,
) -> etee_status {
    call(
        |host| host.send,
        &[
            long(user.cast_const()),
            long(request),
            long(reply.cast_const()),
        ],
    )
    .unwrap_or(ETEE_HOST_FAILED)
}

pub(super) extern "C" fn supply(
    user: *mut c_void,
    token: *mut u8,
    token_len: *mut usize,
) -> etee_status {
    let arguments = [
        long(user.cast_const()),
        long(token.cast_const()),
        long(token_len.cast_const()),
    ];
    call(|host| host.supply, &arguments).unwrap_or(ETEE_HOST_FAILED)
}

pub(super) extern "C" fn release(user: *mut c_void) {
    call(|host| host.release, &[long(user.cast_const())]);
}
