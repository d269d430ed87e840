//! Another static library made by Rust, with a panic of its own to catch.

/// Whether a panic was caught here.
#[unsafe(no_mangle)]
pub extern "C" fn neighbour_catches_a_panic() -> i32 {
    std::panic::set_hook(Box::new(|_| ()));
    i32::from(std::panic::catch_unwind(|| std::panic::panic_any("ours")).is_err())
}
