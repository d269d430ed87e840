//! The functions of the C ABI as natives, each in terms of Java's types.
//!
//! Made from src/capi by tests/bindings.rs; change it there.

use super::environment::natives;
use crate::capi::simulator::*;

natives! {
    etee_simulator_start(simulator: J, error: J) -> I;
    etee_simulator_start_in(folder: J, folder_len: J, simulator: J, error: J) -> I;
    etee_simulator_rest_url(simulator: J) -> J;
    etee_simulator_soap_url(simulator: J) -> J;
    etee_simulator_kgss_url(simulator: J) -> J;
    etee_simulator_ws_trust_url(simulator: J) -> J;
    etee_simulator_saml_url(simulator: J) -> J;
    etee_simulator_realm_url(simulator: J) -> J;
    etee_simulator_user_realm_url(simulator: J) -> J;
    etee_simulator_user_token(simulator: J, ssin: J, ssin_len: J, token: J, error: J) -> I;
    etee_simulator_password(simulator: J) -> J;
    etee_simulator_holder_count(simulator: J) -> J;
    etee_simulator_holder(simulator: J, index: J, field: J) -> J;
    etee_simulator_store(simulator: J, identifier_type: J, identifier_type_len: J, identifier: J, identifier_len: J, application: J, application_len: J, store: J, error: J) -> I;
    etee_simulator_card(simulator: J, ssin: J, ssin_len: J, store: J, error: J) -> I;
    etee_simulator_token_service_certificate(simulator: J, len: J) -> J;
    etee_simulator_trust_anchor(simulator: J, index: J, len: J) -> J;
    etee_simulator_set_fault(simulator: J, service: I, fault: I, times: I, error: J) -> I;
    etee_simulator_free(simulator: J) -> V;
}
