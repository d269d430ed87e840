//! What a host's table brings: a function, the data for it, and how both are given back.

use crate::error::{Error, Result, Status};
use core::ffi::c_void;

/// Gives a host its data back.
pub(super) type Release = unsafe extern "C" fn(user: *mut c_void);

/// A function of a host with the data that it is called with. The data is given back when nothing
/// can call the function any more.
pub(super) struct Host<F> {
    user: *mut c_void,
    function: F,
    release: Option<Release>,
}

// SAFETY: the host promises that its functions may be called from any thread.
unsafe impl<F: Send> Send for Host<F> {}
// SAFETY: and from several at once.
unsafe impl<F: Sync> Sync for Host<F> {}

impl<F: Copy> Host<F> {
    /// Takes them from a table; where the function is missing, says so and gives nothing back.
    pub(super) fn new(
        user: *mut c_void,
        function: Option<F>,
        release: Option<Release>,
        missing: &'static str,
    ) -> Result<Self> {
        let function = function.ok_or_else(|| Error::new(Status::InvalidArgument, missing))?;
        Ok(Self {
            user,
            function,
            release,
        })
    }

    pub(super) fn user(&self) -> *mut c_void {
        self.user
    }

    pub(super) fn function(&self) -> F {
        self.function
    }
}

impl<F> Drop for Host<F> {
    fn drop(&mut self) {
        if let Some(release) = self.release {
            // SAFETY: the host's own function, called once: nothing can call the other one any
            // more.
            unsafe { release(self.user) };
        }
    }
}
