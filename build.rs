//! Link metadata only: the shared library's soname and how it must be loaded.
//! No source file is written here.

use std::env;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("linux") {
        let major = env::var("CARGO_PKG_VERSION_MAJOR").unwrap_or_default();
        let minor = env::var("CARGO_PKG_VERSION_MINOR").unwrap_or_default();
        // Before 1.0 every minor version may break the ABI, so it is part of the soname.
        let soname = if major == "0" {
            format!("libetee.so.0.{minor}")
        } else {
            format!("libetee.so.{major}")
        };
        println!("cargo:rustc-cdylib-link-arg=-Wl,-soname,{soname}");
        // Thread-local destructors of the library must not outlive its code.
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,nodelete");
        println!("cargo:rustc-cdylib-link-arg=-Wl,-z,relro,-z,now");
    }
}
