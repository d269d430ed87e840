//! The version of the library.

use super::guard::guard_value;
use core::ffi::{CStr, c_char};

/// The major version of the ABI that this header describes. Within a major version, functions
/// and constants are only added; before 1, a minor version may break.
pub const ETEE_ABI_MAJOR: u32 = 0;

/// The minor version of the ABI that this header describes.
pub const ETEE_ABI_MINOR: u32 = 1;

const VERSION: &CStr =
    match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
        Ok(version) => version,
        Err(_) => c"",
    };

/// The version of the library, for example "0.1.0".
///
/// The text is static and never freed. Since 0.1.
#[unsafe(no_mangle)]
pub extern "C" fn etee_version() -> *const c_char {
    guard_value(VERSION.as_ptr(), || None)
}

/// The version of the ABI that the library was built with: the major version times 65536 plus
/// the minor version. A program that was compiled against ETEE_ABI_MAJOR and ETEE_ABI_MINOR can
/// use the library if the major versions are equal and the minor one is at least as high
/// (before 1: equal). Since 0.1.
#[unsafe(no_mangle)]
pub extern "C" fn etee_abi_version() -> u32 {
    guard_value((ETEE_ABI_MAJOR << 16) | ETEE_ABI_MINOR, || None)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_abi_is_that_of_the_package() {
        assert_eq!(
            super::ETEE_ABI_MAJOR.to_string(),
            env!("CARGO_PKG_VERSION_MAJOR")
        );
        assert_eq!(
            super::ETEE_ABI_MINOR.to_string(),
            env!("CARGO_PKG_VERSION_MINOR")
        );
    }
}
