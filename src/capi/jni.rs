//! The door for JVMs before 22: what `libetee`'s Java wrapper calls where it has no better way.
//!
//! Every native is a C function of this ABI with numbers for pointers, besides a few that reach
//! memory; what they are used for is decided in Java. They are registered by hand and have no
//! names of their own in the library. JVMs from 22 on call the C functions themselves.

mod crossing;
mod environment;
mod memory;
mod natives;
#[cfg(feature = "simulator")]
mod simulator;
mod upcall;

use super::guard::guard_value;
use environment::{environment_of, register};
use jni_sys::{JNI_ERR, JNI_VERSION_1_8, JavaVM, jint};
use std::ffi::c_void;

/// Called by a JVM that loads the library by System.load: gives the natives to the classes that
/// declare them. A JVM that has no such classes does not get the library.
#[unsafe(no_mangle)]
pub extern "system" fn JNI_OnLoad(vm: *mut JavaVM, _: *mut c_void) -> jint {
    guard_value(JNI_ERR, || {
        let environment = environment_of(vm)?;
        register(environment, c"etee/JniMemory", &memory::natives())?;
        register(environment, c"etee/JniNative", &natives::natives())?;
        #[cfg(feature = "simulator")]
        register(environment, c"etee/JniNative", &simulator::natives())?;
        upcall::remember(vm, environment)?;
        Some(JNI_VERSION_1_8)
    })
}
