//! Memory that Java reaches by address, as it does with functions of its own from 22 on.

use super::crossing::{Crossing, address, pointer};
use super::environment::{functions, natives};
use super::upcall;
use jni_sys::{jint, jlong};
use std::ffi::{CStr, c_char};

natives! {
    allocate(_environment, octets: J) -> J {
        // SAFETY: any size may be asked for; NULL is the answer where there is no memory.
        address(unsafe { libc::calloc(1, octets.cross()) })
    }
    release(_environment, memory: J) -> V {
        // SAFETY: Java hands back what `allocate` gave it, once.
        unsafe { libc::free(pointer(memory)) }
    }
    wipe(_environment, memory: J, octets: J) -> V {
        // SAFETY: Java names memory that it allocated, and has written or zeros in it.
        let octets = unsafe { std::slice::from_raw_parts_mut(pointer::<u8>(memory), octets.cross()) };
        zeroize::Zeroize::zeroize(octets);
    }
    write(environment, memory: J, from: Bytes, start: I, length: I) -> V {
        // SAFETY: Java names memory of this length; the JVM checks the array and throws.
        unsafe { (functions(environment).GetByteArrayRegion)(environment, from, start, length, pointer(memory)) }
    }
    read(environment, memory: J, into: Bytes, start: I, length: I) -> V {
        // SAFETY: as for `write`.
        unsafe { (functions(environment).SetByteArrayRegion)(environment, into, start, length, pointer(memory)) }
    }
    getInt(_environment, memory: J) -> I {
        // SAFETY: Java names an aligned place that the library or Java has filled.
        unsafe { pointer::<jint>(memory).read() }
    }
    getLong(_environment, memory: J) -> J {
        // SAFETY: as for `getInt`.
        unsafe { pointer::<jlong>(memory).read() }
    }
    putLong(_environment, memory: J, value: J) -> V {
        // SAFETY: Java names an aligned place that it allocated.
        unsafe { pointer::<jlong>(memory).write(value) }
    }
    textLength(_environment, text: J) -> J {
        // SAFETY: Java names text that the library gave it, which ends with NUL.
        let text = unsafe { CStr::from_ptr(pointer::<c_char>(text)) };
        text.count_bytes().cross()
    }
    view(environment, memory: J, octets: J) -> Buffer {
        // SAFETY: Java names memory that it keeps for as long as it uses the buffer.
        unsafe { (functions(environment).NewDirectByteBuffer)(environment, pointer(memory), octets) }
    }
    addressOf(environment, buffer: Buffer) -> J {
        // SAFETY: the JVM answers with NULL if it is no direct buffer.
        address(unsafe { (functions(environment).GetDirectBufferAddress)(environment, buffer) })
    }
    keep(_environment, _object: Any) -> V {}
    signFunction(_environment) -> J {
        address(upcall::sign as *const ())
    }
    sendFunction(_environment) -> J {
        address(upcall::send as *const ())
    }
    supplyFunction(_environment) -> J {
        address(upcall::supply as *const ())
    }
    releaseFunction(_environment) -> J {
        address(upcall::release as *const ())
    }
}
