//! The clients of the platform's services, against the simulator.
//!
//! One program for all of them: each one more takes as long to link as most of these tests run.

#![cfg(feature = "simulator")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "../support/mod.rs"]
mod support;

mod connect;
mod depot;
mod depot_cache;
mod key_depot;
mod kgss;
mod kgss_requests;
mod kgss_rest;
mod log_on;
mod rest_depot;
mod service_faults;
mod simulator_state;
mod sts_requests;
