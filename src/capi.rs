//! The C ABI: the only room with `unsafe` in it, one file per noun.
//!
//! Every export is one call of a guard, which checks the out parameters, turns an [`Error`]
//! into a status and an `etee_error`, and a panic into `ETEE_PANIC`. Pointers are taken apart
//! in `pointer` alone. The header that C programs include is made from these files.
//!
//! [`Error`]: crate::Error

#![allow(
    unsafe_code,
    non_camel_case_types,
    unreachable_pub,
    clippy::missing_safety_doc
)]

#[cfg(panic = "abort")]
compile_error!("the C ABI turns panics into errors and cannot be built with panic = \"abort\"");

mod access_list;
mod access_tokens;
mod addressing;
mod adjustable;
mod attestation;
mod batch;
mod buffer;
mod checker;
mod context;
mod depot;
mod dump;
mod environment;
mod error;
mod exchange;
mod exclusive;
mod finding;
mod guard;
mod host;
mod identity;
#[cfg(feature = "jni")]
mod jni;
mod jwk;
mod key_depot;
mod key_holder;
mod key_information;
mod kgss;
mod kgss_rest;
mod log_on;
mod pointer;
mod registered_key;
mod registration;
mod reply;
mod report;
mod request;
mod rest_interface;
mod seal;
mod search;
mod secret_key;
mod session;
mod settings;
mod signer;
#[cfg(feature = "simulator")]
mod simulator;
mod status;
mod token;
mod token_report;
mod token_service;
mod transport;
mod unseal;
mod version;
mod web_key;
