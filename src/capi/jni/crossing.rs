//! What a number in Java is in C, and back. Both have 64 bits where a pointer is meant.

use jni_sys::{jint, jlong};
use std::ptr;

/// A value that goes from one side to the other.
pub(super) trait Crossing<T> {
    fn cross(self) -> T;
}

/// The number by which Java calls a pointer.
pub(super) fn address<T>(pointer: *const T) -> jlong {
    pointer.expose_provenance().cross()
}

/// The pointer that Java calls by a number.
pub(super) fn pointer<T>(address: jlong) -> *mut T {
    ptr::with_exposed_provenance_mut(address.cross())
}

impl<T> Crossing<*const T> for jlong {
    fn cross(self) -> *const T {
        pointer(self)
    }
}

impl<T> Crossing<*mut T> for jlong {
    fn cross(self) -> *mut T {
        pointer(self)
    }
}

impl<T> Crossing<jlong> for *const T {
    fn cross(self) -> jlong {
        address(self)
    }
}

// A Java wrapper loads on systems of 64 bits only, where nothing is cut off here.
impl Crossing<usize> for jlong {
    fn cross(self) -> usize {
        usize::try_from(self.cast_unsigned()).unwrap_or(0)
    }
}

impl Crossing<jlong> for usize {
    fn cross(self) -> jlong {
        u64::try_from(self).unwrap_or(0).cast_signed()
    }
}

impl Crossing<u64> for jlong {
    fn cross(self) -> u64 {
        self.cast_unsigned()
    }
}

impl Crossing<jlong> for u64 {
    fn cross(self) -> jlong {
        self.cast_signed()
    }
}

impl Crossing<u32> for jint {
    fn cross(self) -> u32 {
        self.cast_unsigned()
    }
}

impl Crossing<jint> for u32 {
    fn cross(self) -> jint {
        self.cast_signed()
    }
}

impl Crossing<jlong> for jlong {
    fn cross(self) -> jlong {
        self
    }
}

impl Crossing<jint> for jint {
    fn cross(self) -> jint {
        self
    }
}

impl Crossing<()> for () {
    fn cross(self) {}
}
