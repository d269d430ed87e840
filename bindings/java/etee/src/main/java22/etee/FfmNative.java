// Made from src/capi by tests/bindings.rs; change it there.
package etee;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The functions by the Foreign Function and Memory API. */
final class FfmNative extends FfmMemory implements Native {
    private final MemorySegment etee_version_;
    private final MemorySegment etee_abi_version_;
    private final MemorySegment etee_status_name_;
    private final MemorySegment etee_error_code_;
    private final MemorySegment etee_error_message_;
    private final MemorySegment etee_error_cause_;
    private final MemorySegment etee_error_service_code_;
    private final MemorySegment etee_error_http_status_;
    private final MemorySegment etee_error_system_code_;
    private final MemorySegment etee_error_is_retryable_;
    private final MemorySegment etee_error_free_;
    private final MemorySegment etee_buffer_data_;
    private final MemorySegment etee_buffer_len_;
    private final MemorySegment etee_buffer_free_;
    private final MemorySegment etee_request_method_;
    private final MemorySegment etee_request_url_;
    private final MemorySegment etee_request_header_count_;
    private final MemorySegment etee_request_header_name_;
    private final MemorySegment etee_request_header_value_;
    private final MemorySegment etee_request_body_;
    private final MemorySegment etee_reply_new_;
    private final MemorySegment etee_reply_set_status_;
    private final MemorySegment etee_reply_add_header_;
    private final MemorySegment etee_reply_append_;
    private final MemorySegment etee_reply_free_;
    private final MemorySegment etee_transport_new_;
    private final MemorySegment etee_transport_from_table_;
    private final MemorySegment etee_transport_set_timeouts_;
    private final MemorySegment etee_transport_add_trust_root_;
    private final MemorySegment etee_transport_set_proxy_;
    private final MemorySegment etee_transport_set_software_;
    private final MemorySegment etee_transport_set_contact_;
    private final MemorySegment etee_transport_free_;
    private final MemorySegment etee_context_new_;
    private final MemorySegment etee_context_set_limit_;
    private final MemorySegment etee_context_set_clock_;
    private final MemorySegment etee_context_set_spool_directory_;
    private final MemorySegment etee_context_set_parallelism_;
    private final MemorySegment etee_context_set_judgement_;
    private final MemorySegment etee_context_add_signing_policy_;
    private final MemorySegment etee_context_set_ocsp_policy_;
    private final MemorySegment etee_context_set_ocsp_uri_;
    private final MemorySegment etee_context_set_clock_skew_;
    private final MemorySegment etee_context_set_signing_time_expiration_;
    private final MemorySegment etee_context_trust_signing_time_;
    private final MemorySegment etee_context_require_non_repudiation_;
    private final MemorySegment etee_context_add_trust_anchor_;
    private final MemorySegment etee_context_add_legacy_trust_anchor_;
    private final MemorySegment etee_context_add_time_stamp_anchor_;
    private final MemorySegment etee_context_add_registration_authority_anchor_;
    private final MemorySegment etee_context_set_empty_trust_store_;
    private final MemorySegment etee_context_allow_revocation_host_;
    private final MemorySegment etee_context_set_transport_;
    private final MemorySegment etee_context_free_;
    private final MemorySegment etee_signer_from_table_;
    private final MemorySegment etee_signer_free_;
    private final MemorySegment etee_identity_from_pkcs12_;
    private final MemorySegment etee_identity_from_pkcs12_file_;
    private final MemorySegment etee_identity_from_pkcs8_;
    private final MemorySegment etee_identity_from_signer_;
    private final MemorySegment etee_identity_authentication_certificate_;
    private final MemorySegment etee_identity_signature_certificate_;
    private final MemorySegment etee_identity_decryption_key_count_;
    private final MemorySegment etee_identity_decryption_key_serial_;
    private final MemorySegment etee_identity_change_password_;
    private final MemorySegment etee_identity_free_;
    private final MemorySegment etee_token_report_judgement_;
    private final MemorySegment etee_token_report_is_good_;
    private final MemorySegment etee_token_report_fatal_;
    private final MemorySegment etee_token_report_error_count_;
    private final MemorySegment etee_token_report_error_;
    private final MemorySegment etee_token_report_warning_count_;
    private final MemorySegment etee_token_report_warning_;
    private final MemorySegment etee_token_report_authentication_certificate_;
    private final MemorySegment etee_token_report_json_;
    private final MemorySegment etee_token_report_free_;
    private final MemorySegment etee_token_from_bytes_;
    private final MemorySegment etee_token_from_base64_;
    private final MemorySegment etee_token_check_;
    private final MemorySegment etee_token_bytes_;
    private final MemorySegment etee_token_encryption_certificate_;
    private final MemorySegment etee_token_authentication_certificate_;
    private final MemorySegment etee_token_identifier_type_;
    private final MemorySegment etee_token_identifier_;
    private final MemorySegment etee_token_application_;
    private final MemorySegment etee_token_free_;
    private final MemorySegment etee_jwk_from_json_;
    private final MemorySegment etee_jwk_from_certificate_;
    private final MemorySegment etee_jwk_to_json_;
    private final MemorySegment etee_jwk_to_private_json_;
    private final MemorySegment etee_jwk_key_id_;
    private final MemorySegment etee_jwk_use_;
    private final MemorySegment etee_jwk_algorithm_;
    private final MemorySegment etee_jwk_type_;
    private final MemorySegment etee_jwk_thumbprint_;
    private final MemorySegment etee_jwk_is_private_;
    private final MemorySegment etee_jwk_certificate_;
    private final MemorySegment etee_jwk_sign_;
    private final MemorySegment etee_jwk_verify_;
    private final MemorySegment etee_jwk_encrypt_;
    private final MemorySegment etee_jwk_decrypt_;
    private final MemorySegment etee_jwk_free_;
    private final MemorySegment etee_secret_key_from_bytes_;
    private final MemorySegment etee_secret_key_from_base64_;
    private final MemorySegment etee_secret_key_from_jwk_;
    private final MemorySegment etee_secret_key_to_jwk_;
    private final MemorySegment etee_secret_key_identifier_;
    private final MemorySegment etee_secret_key_free_;
    private final MemorySegment etee_web_key_from_spki_;
    private final MemorySegment etee_web_key_from_pkcs8_;
    private final MemorySegment etee_web_key_generate_;
    private final MemorySegment etee_web_key_from_jwk_;
    private final MemorySegment etee_web_key_to_jwk_;
    private final MemorySegment etee_web_key_to_private_jwk_;
    private final MemorySegment etee_web_key_identifier_;
    private final MemorySegment etee_web_key_free_;
    private final MemorySegment etee_sealer_new_;
    private final MemorySegment etee_sealer_new_with_web_key_;
    private final MemorySegment etee_sealer_set_policy_;
    private final MemorySegment etee_sealer_accept_;
    private final MemorySegment etee_sealer_allow_key_agreement_;
    private final MemorySegment etee_sealer_add_recipient_;
    private final MemorySegment etee_sealer_add_web_key_;
    private final MemorySegment etee_sealer_add_secret_key_;
    private final MemorySegment etee_sealer_seal_;
    private final MemorySegment etee_sealer_seal_file_;
    private final MemorySegment etee_sealer_begin_;
    private final MemorySegment etee_sealer_write_;
    private final MemorySegment etee_sealer_finish_;
    private final MemorySegment etee_sealer_read_;
    private final MemorySegment etee_sealer_discard_;
    private final MemorySegment etee_sealer_free_;
    private final MemorySegment etee_batch_seal_;
    private final MemorySegment etee_batch_seal_each_;
    private final MemorySegment etee_batch_count_;
    private final MemorySegment etee_batch_take_;
    private final MemorySegment etee_batch_free_;
    private final MemorySegment etee_finding_text_;
    private final MemorySegment etee_report_judgement_;
    private final MemorySegment etee_report_released_;
    private final MemorySegment etee_report_fatal_;
    private final MemorySegment etee_report_error_count_;
    private final MemorySegment etee_report_error_;
    private final MemorySegment etee_report_warning_count_;
    private final MemorySegment etee_report_warning_;
    private final MemorySegment etee_report_content_length_;
    private final MemorySegment etee_report_signing_time_;
    private final MemorySegment etee_report_signing_time_source_;
    private final MemorySegment etee_report_authentication_subject_;
    private final MemorySegment etee_report_signature_subject_;
    private final MemorySegment etee_report_authentication_certificate_;
    private final MemorySegment etee_report_signature_certificate_;
    private final MemorySegment etee_report_layer_validity_;
    private final MemorySegment etee_report_layer_trust_;
    private final MemorySegment etee_report_layer_error_count_;
    private final MemorySegment etee_report_layer_error_;
    private final MemorySegment etee_report_layer_warning_count_;
    private final MemorySegment etee_report_layer_warning_;
    private final MemorySegment etee_report_layer_policy_;
    private final MemorySegment etee_report_layer_certificate_;
    private final MemorySegment etee_report_layer_subject_;
    private final MemorySegment etee_report_layer_issuer_;
    private final MemorySegment etee_report_layer_serial_;
    private final MemorySegment etee_report_layer_key_identifier_;
    private final MemorySegment etee_report_layer_signing_time_;
    private final MemorySegment etee_report_signature_;
    private final MemorySegment etee_report_json_;
    private final MemorySegment etee_report_text_;
    private final MemorySegment etee_report_free_;
    private final MemorySegment etee_addressing_read_;
    private final MemorySegment etee_addressing_read_head_;
    private final MemorySegment etee_addressing_read_file_;
    private final MemorySegment etee_addressing_read_whole_file_;
    private final MemorySegment etee_addressing_secret_key_count_;
    private final MemorySegment etee_addressing_secret_key_identifier_;
    private final MemorySegment etee_addressing_secret_key_identifier_base64_;
    private final MemorySegment etee_addressing_recipient_count_;
    private final MemorySegment etee_addressing_recipient_kind_;
    private final MemorySegment etee_addressing_recipient_issuer_;
    private final MemorySegment etee_addressing_recipient_serial_;
    private final MemorySegment etee_addressing_recipient_key_identifier_;
    private final MemorySegment etee_addressing_sender_key_identifier_;
    private final MemorySegment etee_addressing_free_;
    private final MemorySegment etee_unsealer_new_;
    private final MemorySegment etee_unsealer_add_identity_;
    private final MemorySegment etee_unsealer_add_secret_key_;
    private final MemorySegment etee_unsealer_expect_signer_;
    private final MemorySegment etee_unsealer_accept_;
    private final MemorySegment etee_unsealer_set_trusted_time_;
    private final MemorySegment etee_unsealer_clear_trusted_time_;
    private final MemorySegment etee_unsealer_unseal_;
    private final MemorySegment etee_unsealer_unseal_file_;
    private final MemorySegment etee_unsealer_write_;
    private final MemorySegment etee_unsealer_finish_;
    private final MemorySegment etee_unsealer_read_;
    private final MemorySegment etee_unsealer_report_;
    private final MemorySegment etee_unsealer_discard_;
    private final MemorySegment etee_unsealer_free_;
    private final MemorySegment etee_unsealer_add_web_key_;
    private final MemorySegment etee_unsealer_expect_web_key_;
    private final MemorySegment etee_checker_new_;
    private final MemorySegment etee_checker_expect_signer_;
    private final MemorySegment etee_checker_expect_web_key_;
    private final MemorySegment etee_checker_accept_;
    private final MemorySegment etee_checker_set_trusted_time_;
    private final MemorySegment etee_checker_clear_trusted_time_;
    private final MemorySegment etee_checker_validate_;
    private final MemorySegment etee_checker_validate_file_;
    private final MemorySegment etee_checker_write_;
    private final MemorySegment etee_checker_finish_;
    private final MemorySegment etee_checker_discard_;
    private final MemorySegment etee_checker_inject_;
    private final MemorySegment etee_checker_inject_file_;
    private final MemorySegment etee_checker_stamp_;
    private final MemorySegment etee_checker_stamp_file_;
    private final MemorySegment etee_checker_report_;
    private final MemorySegment etee_checker_free_;
    private final MemorySegment etee_session_not_before_;
    private final MemorySegment etee_session_not_on_or_after_;
    private final MemorySegment etee_session_is_valid_;
    private final MemorySegment etee_session_export_;
    private final MemorySegment etee_session_attributes_;
    private final MemorySegment etee_session_refresh_;
    private final MemorySegment etee_session_renew_;
    private final MemorySegment etee_session_free_;
    private final MemorySegment etee_key_holder_identifier_type_;
    private final MemorySegment etee_key_holder_identifier_;
    private final MemorySegment etee_key_holder_name_;
    private final MemorySegment etee_key_holder_first_name_;
    private final MemorySegment etee_key_holder_free_;
    private final MemorySegment etee_registered_key_web_key_;
    private final MemorySegment etee_registered_key_jwk_;
    private final MemorySegment etee_registered_key_id_;
    private final MemorySegment etee_registered_key_application_;
    private final MemorySegment etee_registered_key_label_;
    private final MemorySegment etee_registered_key_expiry_;
    private final MemorySegment etee_registered_key_free_;
    private final MemorySegment etee_attestation_format_;
    private final MemorySegment etee_attestation_object_;
    private final MemorySegment etee_attestation_client_data_;
    private final MemorySegment etee_attestation_model_;
    private final MemorySegment etee_attestation_certificate_;
    private final MemorySegment etee_attestation_key_;
    private final MemorySegment etee_attestation_is_user_verified_;
    private final MemorySegment etee_attestation_registered_at_;
    private final MemorySegment etee_attestation_free_;
    private final MemorySegment etee_exchange_request_;
    private final MemorySegment etee_exchange_answer_;
    private final MemorySegment etee_exchange_fail_;
    private final MemorySegment etee_exchange_take_token_;
    private final MemorySegment etee_exchange_take_tokens_;
    private final MemorySegment etee_exchange_take_matches_;
    private final MemorySegment etee_exchange_take_secret_key_;
    private final MemorySegment etee_exchange_take_session_;
    private final MemorySegment etee_exchange_take_access_token_;
    private final MemorySegment etee_exchange_take_jwk_;
    private final MemorySegment etee_exchange_take_jwks_;
    private final MemorySegment etee_exchange_take_key_holder_;
    private final MemorySegment etee_exchange_take_challenge_;
    private final MemorySegment etee_exchange_take_registered_key_;
    private final MemorySegment etee_exchange_take_registered_keys_;
    private final MemorySegment etee_exchange_take_attestation_;
    private final MemorySegment etee_exchange_finish_;
    private final MemorySegment etee_exchange_free_;
    private final MemorySegment etee_rest_interface_new_;
    private final MemorySegment etee_rest_interface_set_;
    private final MemorySegment etee_rest_interface_name_;
    private final MemorySegment etee_rest_interface_free_;
    private final MemorySegment etee_access_tokens_new_;
    private final MemorySegment etee_access_tokens_new_at_;
    private final MemorySegment etee_access_tokens_from_table_;
    private final MemorySegment etee_access_tokens_set_scope_;
    private final MemorySegment etee_access_tokens_use_pss_;
    private final MemorySegment etee_access_tokens_skip_discovery_;
    private final MemorySegment etee_access_tokens_set_interface_;
    private final MemorySegment etee_access_tokens_token_;
    private final MemorySegment etee_access_tokens_begin_token_;
    private final MemorySegment etee_access_tokens_free_;
    private final MemorySegment etee_depot_new_;
    private final MemorySegment etee_depot_new_at_;
    private final MemorySegment etee_depot_token_;
    private final MemorySegment etee_depot_tokens_;
    private final MemorySegment etee_depot_own_token_;
    private final MemorySegment etee_depot_begin_token_;
    private final MemorySegment etee_depot_begin_tokens_;
    private final MemorySegment etee_depot_matches_;
    private final MemorySegment etee_depot_begin_matches_;
    private final MemorySegment etee_depot_keys_;
    private final MemorySegment etee_depot_key_;
    private final MemorySegment etee_depot_key_holder_;
    private final MemorySegment etee_depot_begin_keys_;
    private final MemorySegment etee_depot_begin_key_;
    private final MemorySegment etee_depot_begin_key_holder_;
    private final MemorySegment etee_depot_set_access_tokens_;
    private final MemorySegment etee_depot_set_interface_;
    private final MemorySegment etee_depot_set_trusted_keys_;
    private final MemorySegment etee_depot_forget_;
    private final MemorySegment etee_depot_set_cache_;
    private final MemorySegment etee_depot_free_;
    private final MemorySegment etee_registration_new_;
    private final MemorySegment etee_registration_set_application_;
    private final MemorySegment etee_registration_set_attestation_;
    private final MemorySegment etee_registration_free_;
    private final MemorySegment etee_key_information_new_;
    private final MemorySegment etee_key_information_set_application_;
    private final MemorySegment etee_key_information_set_label_;
    private final MemorySegment etee_key_information_set_expiry_;
    private final MemorySegment etee_key_information_set_attestation_;
    private final MemorySegment etee_key_information_free_;
    private final MemorySegment etee_key_depot_new_;
    private final MemorySegment etee_key_depot_new_at_;
    private final MemorySegment etee_key_depot_set_access_tokens_;
    private final MemorySegment etee_key_depot_set_interface_;
    private final MemorySegment etee_key_depot_set_trusted_keys_;
    private final MemorySegment etee_key_depot_set_relying_party_;
    private final MemorySegment etee_key_depot_challenge_;
    private final MemorySegment etee_key_depot_register_;
    private final MemorySegment etee_key_depot_add_information_;
    private final MemorySegment etee_key_depot_key_;
    private final MemorySegment etee_key_depot_keys_;
    private final MemorySegment etee_key_depot_attestation_;
    private final MemorySegment etee_key_depot_key_holder_;
    private final MemorySegment etee_key_depot_delete_;
    private final MemorySegment etee_key_depot_delete_all_;
    private final MemorySegment etee_key_depot_begin_challenge_;
    private final MemorySegment etee_key_depot_begin_register_;
    private final MemorySegment etee_key_depot_begin_add_information_;
    private final MemorySegment etee_key_depot_begin_key_;
    private final MemorySegment etee_key_depot_begin_keys_;
    private final MemorySegment etee_key_depot_begin_attestation_;
    private final MemorySegment etee_key_depot_begin_key_holder_;
    private final MemorySegment etee_key_depot_begin_delete_;
    private final MemorySegment etee_key_depot_begin_delete_all_;
    private final MemorySegment etee_key_depot_free_;
    private final MemorySegment etee_log_on_new_;
    private final MemorySegment etee_log_on_for_person_;
    private final MemorySegment etee_log_on_for_professional_;
    private final MemorySegment etee_log_on_for_organization_;
    private final MemorySegment etee_log_on_set_identification_;
    private final MemorySegment etee_log_on_add_attribute_;
    private final MemorySegment etee_log_on_add_designator_;
    private final MemorySegment etee_log_on_set_validity_;
    private final MemorySegment etee_log_on_free_;
    private final MemorySegment etee_token_service_new_;
    private final MemorySegment etee_token_service_new_at_;
    private final MemorySegment etee_token_service_add_trust_anchor_;
    private final MemorySegment etee_token_service_allow_sha1_;
    private final MemorySegment etee_token_service_log_on_;
    private final MemorySegment etee_token_service_begin_log_on_;
    private final MemorySegment etee_token_service_load_;
    private final MemorySegment etee_token_service_free_;
    private final MemorySegment etee_access_list_new_;
    private final MemorySegment etee_access_list_allow_;
    private final MemorySegment etee_access_list_exclude_;
    private final MemorySegment etee_access_list_set_deletion_strategy_;
    private final MemorySegment etee_access_list_free_;
    private final MemorySegment etee_kgss_new_;
    private final MemorySegment etee_kgss_new_at_;
    private final MemorySegment etee_kgss_set_service_;
    private final MemorySegment etee_kgss_set_token_;
    private final MemorySegment etee_kgss_set_cache_;
    private final MemorySegment etee_kgss_new_key_;
    private final MemorySegment etee_kgss_key_;
    private final MemorySegment etee_kgss_begin_new_key_;
    private final MemorySegment etee_kgss_begin_key_;
    private final MemorySegment etee_kgss_forget_;
    private final MemorySegment etee_kgss_free_;
    private final MemorySegment etee_kgss_rest_new_;
    private final MemorySegment etee_kgss_rest_new_at_;
    private final MemorySegment etee_kgss_rest_set_interface_;
    private final MemorySegment etee_kgss_rest_encrypt_answers_;
    private final MemorySegment etee_kgss_rest_new_key_;
    private final MemorySegment etee_kgss_rest_key_;
    private final MemorySegment etee_kgss_rest_delete_key_;
    private final MemorySegment etee_kgss_rest_begin_new_key_;
    private final MemorySegment etee_kgss_rest_begin_key_;
    private final MemorySegment etee_kgss_rest_begin_delete_key_;
    private final MemorySegment etee_kgss_rest_free_;
    private final MemorySegment etee_simulator_start_;
    private final MemorySegment etee_simulator_start_in_;
    private final MemorySegment etee_simulator_rest_url_;
    private final MemorySegment etee_simulator_soap_url_;
    private final MemorySegment etee_simulator_kgss_url_;
    private final MemorySegment etee_simulator_ws_trust_url_;
    private final MemorySegment etee_simulator_saml_url_;
    private final MemorySegment etee_simulator_realm_url_;
    private final MemorySegment etee_simulator_user_realm_url_;
    private final MemorySegment etee_simulator_user_token_;
    private final MemorySegment etee_simulator_password_;
    private final MemorySegment etee_simulator_holder_count_;
    private final MemorySegment etee_simulator_holder_;
    private final MemorySegment etee_simulator_store_;
    private final MemorySegment etee_simulator_card_;
    private final MemorySegment etee_simulator_token_service_certificate_;
    private final MemorySegment etee_simulator_trust_anchor_;
    private final MemorySegment etee_simulator_set_fault_;
    private final MemorySegment etee_simulator_free_;

    FfmNative(Path library) {
        super(library);
        etee_version_ = find("etee_version");
        etee_abi_version_ = find("etee_abi_version");
        etee_status_name_ = find("etee_status_name");
        etee_error_code_ = find("etee_error_code");
        etee_error_message_ = find("etee_error_message");
        etee_error_cause_ = find("etee_error_cause");
        etee_error_service_code_ = find("etee_error_service_code");
        etee_error_http_status_ = find("etee_error_http_status");
        etee_error_system_code_ = find("etee_error_system_code");
        etee_error_is_retryable_ = find("etee_error_is_retryable");
        etee_error_free_ = find("etee_error_free");
        etee_buffer_data_ = find("etee_buffer_data");
        etee_buffer_len_ = find("etee_buffer_len");
        etee_buffer_free_ = find("etee_buffer_free");
        etee_request_method_ = find("etee_request_method");
        etee_request_url_ = find("etee_request_url");
        etee_request_header_count_ = find("etee_request_header_count");
        etee_request_header_name_ = find("etee_request_header_name");
        etee_request_header_value_ = find("etee_request_header_value");
        etee_request_body_ = find("etee_request_body");
        etee_reply_new_ = find("etee_reply_new");
        etee_reply_set_status_ = find("etee_reply_set_status");
        etee_reply_add_header_ = find("etee_reply_add_header");
        etee_reply_append_ = find("etee_reply_append");
        etee_reply_free_ = find("etee_reply_free");
        etee_transport_new_ = find("etee_transport_new");
        etee_transport_from_table_ = find("etee_transport_from_table");
        etee_transport_set_timeouts_ = find("etee_transport_set_timeouts");
        etee_transport_add_trust_root_ = find("etee_transport_add_trust_root");
        etee_transport_set_proxy_ = find("etee_transport_set_proxy");
        etee_transport_set_software_ = find("etee_transport_set_software");
        etee_transport_set_contact_ = find("etee_transport_set_contact");
        etee_transport_free_ = find("etee_transport_free");
        etee_context_new_ = find("etee_context_new");
        etee_context_set_limit_ = find("etee_context_set_limit");
        etee_context_set_clock_ = find("etee_context_set_clock");
        etee_context_set_spool_directory_ = find("etee_context_set_spool_directory");
        etee_context_set_parallelism_ = find("etee_context_set_parallelism");
        etee_context_set_judgement_ = find("etee_context_set_judgement");
        etee_context_add_signing_policy_ = find("etee_context_add_signing_policy");
        etee_context_set_ocsp_policy_ = find("etee_context_set_ocsp_policy");
        etee_context_set_ocsp_uri_ = find("etee_context_set_ocsp_uri");
        etee_context_set_clock_skew_ = find("etee_context_set_clock_skew");
        etee_context_set_signing_time_expiration_ = find("etee_context_set_signing_time_expiration");
        etee_context_trust_signing_time_ = find("etee_context_trust_signing_time");
        etee_context_require_non_repudiation_ = find("etee_context_require_non_repudiation");
        etee_context_add_trust_anchor_ = find("etee_context_add_trust_anchor");
        etee_context_add_legacy_trust_anchor_ = find("etee_context_add_legacy_trust_anchor");
        etee_context_add_time_stamp_anchor_ = find("etee_context_add_time_stamp_anchor");
        etee_context_add_registration_authority_anchor_ = find("etee_context_add_registration_authority_anchor");
        etee_context_set_empty_trust_store_ = find("etee_context_set_empty_trust_store");
        etee_context_allow_revocation_host_ = find("etee_context_allow_revocation_host");
        etee_context_set_transport_ = find("etee_context_set_transport");
        etee_context_free_ = find("etee_context_free");
        etee_signer_from_table_ = find("etee_signer_from_table");
        etee_signer_free_ = find("etee_signer_free");
        etee_identity_from_pkcs12_ = find("etee_identity_from_pkcs12");
        etee_identity_from_pkcs12_file_ = find("etee_identity_from_pkcs12_file");
        etee_identity_from_pkcs8_ = find("etee_identity_from_pkcs8");
        etee_identity_from_signer_ = find("etee_identity_from_signer");
        etee_identity_authentication_certificate_ = find("etee_identity_authentication_certificate");
        etee_identity_signature_certificate_ = find("etee_identity_signature_certificate");
        etee_identity_decryption_key_count_ = find("etee_identity_decryption_key_count");
        etee_identity_decryption_key_serial_ = find("etee_identity_decryption_key_serial");
        etee_identity_change_password_ = find("etee_identity_change_password");
        etee_identity_free_ = find("etee_identity_free");
        etee_token_report_judgement_ = find("etee_token_report_judgement");
        etee_token_report_is_good_ = find("etee_token_report_is_good");
        etee_token_report_fatal_ = find("etee_token_report_fatal");
        etee_token_report_error_count_ = find("etee_token_report_error_count");
        etee_token_report_error_ = find("etee_token_report_error");
        etee_token_report_warning_count_ = find("etee_token_report_warning_count");
        etee_token_report_warning_ = find("etee_token_report_warning");
        etee_token_report_authentication_certificate_ = find("etee_token_report_authentication_certificate");
        etee_token_report_json_ = find("etee_token_report_json");
        etee_token_report_free_ = find("etee_token_report_free");
        etee_token_from_bytes_ = find("etee_token_from_bytes");
        etee_token_from_base64_ = find("etee_token_from_base64");
        etee_token_check_ = find("etee_token_check");
        etee_token_bytes_ = find("etee_token_bytes");
        etee_token_encryption_certificate_ = find("etee_token_encryption_certificate");
        etee_token_authentication_certificate_ = find("etee_token_authentication_certificate");
        etee_token_identifier_type_ = find("etee_token_identifier_type");
        etee_token_identifier_ = find("etee_token_identifier");
        etee_token_application_ = find("etee_token_application");
        etee_token_free_ = find("etee_token_free");
        etee_jwk_from_json_ = find("etee_jwk_from_json");
        etee_jwk_from_certificate_ = find("etee_jwk_from_certificate");
        etee_jwk_to_json_ = find("etee_jwk_to_json");
        etee_jwk_to_private_json_ = find("etee_jwk_to_private_json");
        etee_jwk_key_id_ = find("etee_jwk_key_id");
        etee_jwk_use_ = find("etee_jwk_use");
        etee_jwk_algorithm_ = find("etee_jwk_algorithm");
        etee_jwk_type_ = find("etee_jwk_type");
        etee_jwk_thumbprint_ = find("etee_jwk_thumbprint");
        etee_jwk_is_private_ = find("etee_jwk_is_private");
        etee_jwk_certificate_ = find("etee_jwk_certificate");
        etee_jwk_sign_ = find("etee_jwk_sign");
        etee_jwk_verify_ = find("etee_jwk_verify");
        etee_jwk_encrypt_ = find("etee_jwk_encrypt");
        etee_jwk_decrypt_ = find("etee_jwk_decrypt");
        etee_jwk_free_ = find("etee_jwk_free");
        etee_secret_key_from_bytes_ = find("etee_secret_key_from_bytes");
        etee_secret_key_from_base64_ = find("etee_secret_key_from_base64");
        etee_secret_key_from_jwk_ = find("etee_secret_key_from_jwk");
        etee_secret_key_to_jwk_ = find("etee_secret_key_to_jwk");
        etee_secret_key_identifier_ = find("etee_secret_key_identifier");
        etee_secret_key_free_ = find("etee_secret_key_free");
        etee_web_key_from_spki_ = find("etee_web_key_from_spki");
        etee_web_key_from_pkcs8_ = find("etee_web_key_from_pkcs8");
        etee_web_key_generate_ = find("etee_web_key_generate");
        etee_web_key_from_jwk_ = find("etee_web_key_from_jwk");
        etee_web_key_to_jwk_ = find("etee_web_key_to_jwk");
        etee_web_key_to_private_jwk_ = find("etee_web_key_to_private_jwk");
        etee_web_key_identifier_ = find("etee_web_key_identifier");
        etee_web_key_free_ = find("etee_web_key_free");
        etee_sealer_new_ = find("etee_sealer_new");
        etee_sealer_new_with_web_key_ = find("etee_sealer_new_with_web_key");
        etee_sealer_set_policy_ = find("etee_sealer_set_policy");
        etee_sealer_accept_ = find("etee_sealer_accept");
        etee_sealer_allow_key_agreement_ = find("etee_sealer_allow_key_agreement");
        etee_sealer_add_recipient_ = find("etee_sealer_add_recipient");
        etee_sealer_add_web_key_ = find("etee_sealer_add_web_key");
        etee_sealer_add_secret_key_ = find("etee_sealer_add_secret_key");
        etee_sealer_seal_ = find("etee_sealer_seal");
        etee_sealer_seal_file_ = find("etee_sealer_seal_file");
        etee_sealer_begin_ = find("etee_sealer_begin");
        etee_sealer_write_ = find("etee_sealer_write");
        etee_sealer_finish_ = find("etee_sealer_finish");
        etee_sealer_read_ = find("etee_sealer_read");
        etee_sealer_discard_ = find("etee_sealer_discard");
        etee_sealer_free_ = find("etee_sealer_free");
        etee_batch_seal_ = find("etee_batch_seal");
        etee_batch_seal_each_ = find("etee_batch_seal_each");
        etee_batch_count_ = find("etee_batch_count");
        etee_batch_take_ = find("etee_batch_take");
        etee_batch_free_ = find("etee_batch_free");
        etee_finding_text_ = find("etee_finding_text");
        etee_report_judgement_ = find("etee_report_judgement");
        etee_report_released_ = find("etee_report_released");
        etee_report_fatal_ = find("etee_report_fatal");
        etee_report_error_count_ = find("etee_report_error_count");
        etee_report_error_ = find("etee_report_error");
        etee_report_warning_count_ = find("etee_report_warning_count");
        etee_report_warning_ = find("etee_report_warning");
        etee_report_content_length_ = find("etee_report_content_length");
        etee_report_signing_time_ = find("etee_report_signing_time");
        etee_report_signing_time_source_ = find("etee_report_signing_time_source");
        etee_report_authentication_subject_ = find("etee_report_authentication_subject");
        etee_report_signature_subject_ = find("etee_report_signature_subject");
        etee_report_authentication_certificate_ = find("etee_report_authentication_certificate");
        etee_report_signature_certificate_ = find("etee_report_signature_certificate");
        etee_report_layer_validity_ = find("etee_report_layer_validity");
        etee_report_layer_trust_ = find("etee_report_layer_trust");
        etee_report_layer_error_count_ = find("etee_report_layer_error_count");
        etee_report_layer_error_ = find("etee_report_layer_error");
        etee_report_layer_warning_count_ = find("etee_report_layer_warning_count");
        etee_report_layer_warning_ = find("etee_report_layer_warning");
        etee_report_layer_policy_ = find("etee_report_layer_policy");
        etee_report_layer_certificate_ = find("etee_report_layer_certificate");
        etee_report_layer_subject_ = find("etee_report_layer_subject");
        etee_report_layer_issuer_ = find("etee_report_layer_issuer");
        etee_report_layer_serial_ = find("etee_report_layer_serial");
        etee_report_layer_key_identifier_ = find("etee_report_layer_key_identifier");
        etee_report_layer_signing_time_ = find("etee_report_layer_signing_time");
        etee_report_signature_ = find("etee_report_signature");
        etee_report_json_ = find("etee_report_json");
        etee_report_text_ = find("etee_report_text");
        etee_report_free_ = find("etee_report_free");
        etee_addressing_read_ = find("etee_addressing_read");
        etee_addressing_read_head_ = find("etee_addressing_read_head");
        etee_addressing_read_file_ = find("etee_addressing_read_file");
        etee_addressing_read_whole_file_ = find("etee_addressing_read_whole_file");
        etee_addressing_secret_key_count_ = find("etee_addressing_secret_key_count");
        etee_addressing_secret_key_identifier_ = find("etee_addressing_secret_key_identifier");
        etee_addressing_secret_key_identifier_base64_ = find("etee_addressing_secret_key_identifier_base64");
        etee_addressing_recipient_count_ = find("etee_addressing_recipient_count");
        etee_addressing_recipient_kind_ = find("etee_addressing_recipient_kind");
        etee_addressing_recipient_issuer_ = find("etee_addressing_recipient_issuer");
        etee_addressing_recipient_serial_ = find("etee_addressing_recipient_serial");
        etee_addressing_recipient_key_identifier_ = find("etee_addressing_recipient_key_identifier");
        etee_addressing_sender_key_identifier_ = find("etee_addressing_sender_key_identifier");
        etee_addressing_free_ = find("etee_addressing_free");
        etee_unsealer_new_ = find("etee_unsealer_new");
        etee_unsealer_add_identity_ = find("etee_unsealer_add_identity");
        etee_unsealer_add_secret_key_ = find("etee_unsealer_add_secret_key");
        etee_unsealer_expect_signer_ = find("etee_unsealer_expect_signer");
        etee_unsealer_accept_ = find("etee_unsealer_accept");
        etee_unsealer_set_trusted_time_ = find("etee_unsealer_set_trusted_time");
        etee_unsealer_clear_trusted_time_ = find("etee_unsealer_clear_trusted_time");
        etee_unsealer_unseal_ = find("etee_unsealer_unseal");
        etee_unsealer_unseal_file_ = find("etee_unsealer_unseal_file");
        etee_unsealer_write_ = find("etee_unsealer_write");
        etee_unsealer_finish_ = find("etee_unsealer_finish");
        etee_unsealer_read_ = find("etee_unsealer_read");
        etee_unsealer_report_ = find("etee_unsealer_report");
        etee_unsealer_discard_ = find("etee_unsealer_discard");
        etee_unsealer_free_ = find("etee_unsealer_free");
        etee_unsealer_add_web_key_ = find("etee_unsealer_add_web_key");
        etee_unsealer_expect_web_key_ = find("etee_unsealer_expect_web_key");
        etee_checker_new_ = find("etee_checker_new");
        etee_checker_expect_signer_ = find("etee_checker_expect_signer");
        etee_checker_expect_web_key_ = find("etee_checker_expect_web_key");
        etee_checker_accept_ = find("etee_checker_accept");
        etee_checker_set_trusted_time_ = find("etee_checker_set_trusted_time");
        etee_checker_clear_trusted_time_ = find("etee_checker_clear_trusted_time");
        etee_checker_validate_ = find("etee_checker_validate");
        etee_checker_validate_file_ = find("etee_checker_validate_file");
        etee_checker_write_ = find("etee_checker_write");
        etee_checker_finish_ = find("etee_checker_finish");
        etee_checker_discard_ = find("etee_checker_discard");
        etee_checker_inject_ = find("etee_checker_inject");
        etee_checker_inject_file_ = find("etee_checker_inject_file");
        etee_checker_stamp_ = find("etee_checker_stamp");
        etee_checker_stamp_file_ = find("etee_checker_stamp_file");
        etee_checker_report_ = find("etee_checker_report");
        etee_checker_free_ = find("etee_checker_free");
        etee_session_not_before_ = find("etee_session_not_before");
        etee_session_not_on_or_after_ = find("etee_session_not_on_or_after");
        etee_session_is_valid_ = find("etee_session_is_valid");
        etee_session_export_ = find("etee_session_export");
        etee_session_attributes_ = find("etee_session_attributes");
        etee_session_refresh_ = find("etee_session_refresh");
        etee_session_renew_ = find("etee_session_renew");
        etee_session_free_ = find("etee_session_free");
        etee_key_holder_identifier_type_ = find("etee_key_holder_identifier_type");
        etee_key_holder_identifier_ = find("etee_key_holder_identifier");
        etee_key_holder_name_ = find("etee_key_holder_name");
        etee_key_holder_first_name_ = find("etee_key_holder_first_name");
        etee_key_holder_free_ = find("etee_key_holder_free");
        etee_registered_key_web_key_ = find("etee_registered_key_web_key");
        etee_registered_key_jwk_ = find("etee_registered_key_jwk");
        etee_registered_key_id_ = find("etee_registered_key_id");
        etee_registered_key_application_ = find("etee_registered_key_application");
        etee_registered_key_label_ = find("etee_registered_key_label");
        etee_registered_key_expiry_ = find("etee_registered_key_expiry");
        etee_registered_key_free_ = find("etee_registered_key_free");
        etee_attestation_format_ = find("etee_attestation_format");
        etee_attestation_object_ = find("etee_attestation_object");
        etee_attestation_client_data_ = find("etee_attestation_client_data");
        etee_attestation_model_ = find("etee_attestation_model");
        etee_attestation_certificate_ = find("etee_attestation_certificate");
        etee_attestation_key_ = find("etee_attestation_key");
        etee_attestation_is_user_verified_ = find("etee_attestation_is_user_verified");
        etee_attestation_registered_at_ = find("etee_attestation_registered_at");
        etee_attestation_free_ = find("etee_attestation_free");
        etee_exchange_request_ = find("etee_exchange_request");
        etee_exchange_answer_ = find("etee_exchange_answer");
        etee_exchange_fail_ = find("etee_exchange_fail");
        etee_exchange_take_token_ = find("etee_exchange_take_token");
        etee_exchange_take_tokens_ = find("etee_exchange_take_tokens");
        etee_exchange_take_matches_ = find("etee_exchange_take_matches");
        etee_exchange_take_secret_key_ = find("etee_exchange_take_secret_key");
        etee_exchange_take_session_ = find("etee_exchange_take_session");
        etee_exchange_take_access_token_ = find("etee_exchange_take_access_token");
        etee_exchange_take_jwk_ = find("etee_exchange_take_jwk");
        etee_exchange_take_jwks_ = find("etee_exchange_take_jwks");
        etee_exchange_take_key_holder_ = find("etee_exchange_take_key_holder");
        etee_exchange_take_challenge_ = find("etee_exchange_take_challenge");
        etee_exchange_take_registered_key_ = find("etee_exchange_take_registered_key");
        etee_exchange_take_registered_keys_ = find("etee_exchange_take_registered_keys");
        etee_exchange_take_attestation_ = find("etee_exchange_take_attestation");
        etee_exchange_finish_ = find("etee_exchange_finish");
        etee_exchange_free_ = find("etee_exchange_free");
        etee_rest_interface_new_ = find("etee_rest_interface_new");
        etee_rest_interface_set_ = find("etee_rest_interface_set");
        etee_rest_interface_name_ = find("etee_rest_interface_name");
        etee_rest_interface_free_ = find("etee_rest_interface_free");
        etee_access_tokens_new_ = find("etee_access_tokens_new");
        etee_access_tokens_new_at_ = find("etee_access_tokens_new_at");
        etee_access_tokens_from_table_ = find("etee_access_tokens_from_table");
        etee_access_tokens_set_scope_ = find("etee_access_tokens_set_scope");
        etee_access_tokens_use_pss_ = find("etee_access_tokens_use_pss");
        etee_access_tokens_skip_discovery_ = find("etee_access_tokens_skip_discovery");
        etee_access_tokens_set_interface_ = find("etee_access_tokens_set_interface");
        etee_access_tokens_token_ = find("etee_access_tokens_token");
        etee_access_tokens_begin_token_ = find("etee_access_tokens_begin_token");
        etee_access_tokens_free_ = find("etee_access_tokens_free");
        etee_depot_new_ = find("etee_depot_new");
        etee_depot_new_at_ = find("etee_depot_new_at");
        etee_depot_token_ = find("etee_depot_token");
        etee_depot_tokens_ = find("etee_depot_tokens");
        etee_depot_own_token_ = find("etee_depot_own_token");
        etee_depot_begin_token_ = find("etee_depot_begin_token");
        etee_depot_begin_tokens_ = find("etee_depot_begin_tokens");
        etee_depot_matches_ = find("etee_depot_matches");
        etee_depot_begin_matches_ = find("etee_depot_begin_matches");
        etee_depot_keys_ = find("etee_depot_keys");
        etee_depot_key_ = find("etee_depot_key");
        etee_depot_key_holder_ = find("etee_depot_key_holder");
        etee_depot_begin_keys_ = find("etee_depot_begin_keys");
        etee_depot_begin_key_ = find("etee_depot_begin_key");
        etee_depot_begin_key_holder_ = find("etee_depot_begin_key_holder");
        etee_depot_set_access_tokens_ = find("etee_depot_set_access_tokens");
        etee_depot_set_interface_ = find("etee_depot_set_interface");
        etee_depot_set_trusted_keys_ = find("etee_depot_set_trusted_keys");
        etee_depot_forget_ = find("etee_depot_forget");
        etee_depot_set_cache_ = find("etee_depot_set_cache");
        etee_depot_free_ = find("etee_depot_free");
        etee_registration_new_ = find("etee_registration_new");
        etee_registration_set_application_ = find("etee_registration_set_application");
        etee_registration_set_attestation_ = find("etee_registration_set_attestation");
        etee_registration_free_ = find("etee_registration_free");
        etee_key_information_new_ = find("etee_key_information_new");
        etee_key_information_set_application_ = find("etee_key_information_set_application");
        etee_key_information_set_label_ = find("etee_key_information_set_label");
        etee_key_information_set_expiry_ = find("etee_key_information_set_expiry");
        etee_key_information_set_attestation_ = find("etee_key_information_set_attestation");
        etee_key_information_free_ = find("etee_key_information_free");
        etee_key_depot_new_ = find("etee_key_depot_new");
        etee_key_depot_new_at_ = find("etee_key_depot_new_at");
        etee_key_depot_set_access_tokens_ = find("etee_key_depot_set_access_tokens");
        etee_key_depot_set_interface_ = find("etee_key_depot_set_interface");
        etee_key_depot_set_trusted_keys_ = find("etee_key_depot_set_trusted_keys");
        etee_key_depot_set_relying_party_ = find("etee_key_depot_set_relying_party");
        etee_key_depot_challenge_ = find("etee_key_depot_challenge");
        etee_key_depot_register_ = find("etee_key_depot_register");
        etee_key_depot_add_information_ = find("etee_key_depot_add_information");
        etee_key_depot_key_ = find("etee_key_depot_key");
        etee_key_depot_keys_ = find("etee_key_depot_keys");
        etee_key_depot_attestation_ = find("etee_key_depot_attestation");
        etee_key_depot_key_holder_ = find("etee_key_depot_key_holder");
        etee_key_depot_delete_ = find("etee_key_depot_delete");
        etee_key_depot_delete_all_ = find("etee_key_depot_delete_all");
        etee_key_depot_begin_challenge_ = find("etee_key_depot_begin_challenge");
        etee_key_depot_begin_register_ = find("etee_key_depot_begin_register");
        etee_key_depot_begin_add_information_ = find("etee_key_depot_begin_add_information");
        etee_key_depot_begin_key_ = find("etee_key_depot_begin_key");
        etee_key_depot_begin_keys_ = find("etee_key_depot_begin_keys");
        etee_key_depot_begin_attestation_ = find("etee_key_depot_begin_attestation");
        etee_key_depot_begin_key_holder_ = find("etee_key_depot_begin_key_holder");
        etee_key_depot_begin_delete_ = find("etee_key_depot_begin_delete");
        etee_key_depot_begin_delete_all_ = find("etee_key_depot_begin_delete_all");
        etee_key_depot_free_ = find("etee_key_depot_free");
        etee_log_on_new_ = find("etee_log_on_new");
        etee_log_on_for_person_ = find("etee_log_on_for_person");
        etee_log_on_for_professional_ = find("etee_log_on_for_professional");
        etee_log_on_for_organization_ = find("etee_log_on_for_organization");
        etee_log_on_set_identification_ = find("etee_log_on_set_identification");
        etee_log_on_add_attribute_ = find("etee_log_on_add_attribute");
        etee_log_on_add_designator_ = find("etee_log_on_add_designator");
        etee_log_on_set_validity_ = find("etee_log_on_set_validity");
        etee_log_on_free_ = find("etee_log_on_free");
        etee_token_service_new_ = find("etee_token_service_new");
        etee_token_service_new_at_ = find("etee_token_service_new_at");
        etee_token_service_add_trust_anchor_ = find("etee_token_service_add_trust_anchor");
        etee_token_service_allow_sha1_ = find("etee_token_service_allow_sha1");
        etee_token_service_log_on_ = find("etee_token_service_log_on");
        etee_token_service_begin_log_on_ = find("etee_token_service_begin_log_on");
        etee_token_service_load_ = find("etee_token_service_load");
        etee_token_service_free_ = find("etee_token_service_free");
        etee_access_list_new_ = find("etee_access_list_new");
        etee_access_list_allow_ = find("etee_access_list_allow");
        etee_access_list_exclude_ = find("etee_access_list_exclude");
        etee_access_list_set_deletion_strategy_ = find("etee_access_list_set_deletion_strategy");
        etee_access_list_free_ = find("etee_access_list_free");
        etee_kgss_new_ = find("etee_kgss_new");
        etee_kgss_new_at_ = find("etee_kgss_new_at");
        etee_kgss_set_service_ = find("etee_kgss_set_service");
        etee_kgss_set_token_ = find("etee_kgss_set_token");
        etee_kgss_set_cache_ = find("etee_kgss_set_cache");
        etee_kgss_new_key_ = find("etee_kgss_new_key");
        etee_kgss_key_ = find("etee_kgss_key");
        etee_kgss_begin_new_key_ = find("etee_kgss_begin_new_key");
        etee_kgss_begin_key_ = find("etee_kgss_begin_key");
        etee_kgss_forget_ = find("etee_kgss_forget");
        etee_kgss_free_ = find("etee_kgss_free");
        etee_kgss_rest_new_ = find("etee_kgss_rest_new");
        etee_kgss_rest_new_at_ = find("etee_kgss_rest_new_at");
        etee_kgss_rest_set_interface_ = find("etee_kgss_rest_set_interface");
        etee_kgss_rest_encrypt_answers_ = find("etee_kgss_rest_encrypt_answers");
        etee_kgss_rest_new_key_ = find("etee_kgss_rest_new_key");
        etee_kgss_rest_key_ = find("etee_kgss_rest_key");
        etee_kgss_rest_delete_key_ = find("etee_kgss_rest_delete_key");
        etee_kgss_rest_begin_new_key_ = find("etee_kgss_rest_begin_new_key");
        etee_kgss_rest_begin_key_ = find("etee_kgss_rest_begin_key");
        etee_kgss_rest_begin_delete_key_ = find("etee_kgss_rest_begin_delete_key");
        etee_kgss_rest_free_ = find("etee_kgss_rest_free");
        etee_simulator_start_ = findIfThere("etee_simulator_start");
        etee_simulator_start_in_ = findIfThere("etee_simulator_start_in");
        etee_simulator_rest_url_ = findIfThere("etee_simulator_rest_url");
        etee_simulator_soap_url_ = findIfThere("etee_simulator_soap_url");
        etee_simulator_kgss_url_ = findIfThere("etee_simulator_kgss_url");
        etee_simulator_ws_trust_url_ = findIfThere("etee_simulator_ws_trust_url");
        etee_simulator_saml_url_ = findIfThere("etee_simulator_saml_url");
        etee_simulator_realm_url_ = findIfThere("etee_simulator_realm_url");
        etee_simulator_user_realm_url_ = findIfThere("etee_simulator_user_realm_url");
        etee_simulator_user_token_ = findIfThere("etee_simulator_user_token");
        etee_simulator_password_ = findIfThere("etee_simulator_password");
        etee_simulator_holder_count_ = findIfThere("etee_simulator_holder_count");
        etee_simulator_holder_ = findIfThere("etee_simulator_holder");
        etee_simulator_store_ = findIfThere("etee_simulator_store");
        etee_simulator_card_ = findIfThere("etee_simulator_card");
        etee_simulator_token_service_certificate_ = findIfThere("etee_simulator_token_service_certificate");
        etee_simulator_trust_anchor_ = findIfThere("etee_simulator_trust_anchor");
        etee_simulator_set_fault_ = findIfThere("etee_simulator_set_fault");
        etee_simulator_free_ = findIfThere("etee_simulator_free");
    }

    @Override
    public long etee_version() {
        try {
            return (long) J_.CALL.invokeExact(etee_version_);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_abi_version() {
        try {
            return (int) I_.CALL.invokeExact(etee_abi_version_);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_status_name(int status) {
        try {
            return (long) J_I.CALL.invokeExact(etee_status_name_, status);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_error_code(long error) {
        try {
            return (int) I_J.CALL.invokeExact(etee_error_code_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_error_message(long error) {
        try {
            return (long) J_J.CALL.invokeExact(etee_error_message_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_error_cause(long error) {
        try {
            return (long) J_J.CALL.invokeExact(etee_error_cause_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_error_service_code(long error) {
        try {
            return (long) J_J.CALL.invokeExact(etee_error_service_code_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_error_http_status(long error) {
        try {
            return (int) I_J.CALL.invokeExact(etee_error_http_status_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_error_system_code(long error) {
        try {
            return (int) I_J.CALL.invokeExact(etee_error_system_code_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_error_is_retryable(long error) {
        try {
            return (int) I_J.CALL.invokeExact(etee_error_is_retryable_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_error_free(long error) {
        try {
            V_J.CALL.invokeExact(etee_error_free_, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_buffer_data(long buffer) {
        try {
            return (long) J_J.CALL.invokeExact(etee_buffer_data_, buffer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_buffer_len(long buffer) {
        try {
            return (long) J_J.CALL.invokeExact(etee_buffer_len_, buffer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_buffer_free(long buffer) {
        try {
            V_J.CALL.invokeExact(etee_buffer_free_, buffer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_request_method(long request) {
        try {
            return (long) J_J.CALL.invokeExact(etee_request_method_, request);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_request_url(long request) {
        try {
            return (long) J_J.CALL.invokeExact(etee_request_url_, request);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_request_header_count(long request) {
        try {
            return (long) J_J.CALL.invokeExact(etee_request_header_count_, request);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_request_header_name(long request, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_request_header_name_, request, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_request_header_value(long request, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_request_header_value_, request, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_request_body(long request, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_request_body_, request, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_reply_new(long reply, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_reply_new_, reply, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_reply_set_status(long reply, int http_status, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_reply_set_status_, reply, http_status, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_reply_add_header(long reply, long name, long name_len, long value, long value_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_reply_add_header_, reply, name, name_len, value, value_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_reply_append(long reply, long body, long body_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_reply_append_, reply, body, body_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_reply_free(long reply) {
        try {
            V_J.CALL.invokeExact(etee_reply_free_, reply);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_transport_new(long transport, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_transport_new_, transport, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_transport_from_table(long functions, long transport, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_transport_from_table_, functions, transport, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_transport_set_timeouts(long transport, int connect, int call, long error) {
        try {
            return (int) I_JIIJ.CALL.invokeExact(etee_transport_set_timeouts_, transport, connect, call, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_transport_add_trust_root(long transport, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_transport_add_trust_root_, transport, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_transport_set_proxy(long transport, long url, long url_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_transport_set_proxy_, transport, url, url_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_transport_set_software(long transport, long product, long product_len, long version, long version_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_transport_set_software_, transport, product, product_len, version, version_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_transport_set_contact(long transport, long address, long address_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_transport_set_contact_, transport, address, address_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_transport_free(long transport) {
        try {
            V_J.CALL.invokeExact(etee_transport_free_, transport);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_new(long context, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_context_new_, context, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_limit(long context, int limit, long value, long error) {
        try {
            return (int) I_JIJJ.CALL.invokeExact(etee_context_set_limit_, context, limit, value, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_clock(long context, long seconds, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_context_set_clock_, context, seconds, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_spool_directory(long context, long directory, long directory_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_context_set_spool_directory_, context, directory, directory_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_parallelism(long context, long threads, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_context_set_parallelism_, context, threads, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_judgement(long context, int judgement, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_context_set_judgement_, context, judgement, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_add_signing_policy(long context, int policy, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_context_add_signing_policy_, context, policy, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_ocsp_policy(long context, int policy, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_context_set_ocsp_policy_, context, policy, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_ocsp_uri(long context, long uri, long uri_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_context_set_ocsp_uri_, context, uri, uri_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_clock_skew(long context, long skew, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_context_set_clock_skew_, context, skew, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_signing_time_expiration(long context, long expiration, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_context_set_signing_time_expiration_, context, expiration, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_trust_signing_time(long context, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_context_trust_signing_time_, context, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_require_non_repudiation(long context, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_context_require_non_repudiation_, context, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_add_trust_anchor(long context, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_context_add_trust_anchor_, context, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_add_legacy_trust_anchor(long context, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_context_add_legacy_trust_anchor_, context, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_add_time_stamp_anchor(long context, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_context_add_time_stamp_anchor_, context, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_add_registration_authority_anchor(long context, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_context_add_registration_authority_anchor_, context, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_empty_trust_store(long context, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_context_set_empty_trust_store_, context, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_allow_revocation_host(long context, long host, long host_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_context_allow_revocation_host_, context, host, host_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_context_set_transport(long context, long transport, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_context_set_transport_, context, transport, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_context_free(long context) {
        try {
            V_J.CALL.invokeExact(etee_context_free_, context);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_signer_from_table(long functions, long signer, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_signer_from_table_, functions, signer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_signer_free(long signer) {
        try {
            V_J.CALL.invokeExact(etee_signer_free_, signer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_identity_from_pkcs12(long context, long store, long store_len, long password, long password_len, long identity, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_identity_from_pkcs12_, context, store, store_len, password, password_len, identity, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_identity_from_pkcs12_file(long context, long file, long file_len, long password, long password_len, long identity, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_identity_from_pkcs12_file_, context, file, file_len, password, password_len, identity, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_identity_from_pkcs8(long context, long authentication_key, long authentication_key_len, long authentication_certificates, long authentication_certificates_len, long signature_key, long signature_key_len, long signature_certificates, long signature_certificates_len, long identity, long error) {
        try {
            return (int) I_JJJJJJJJJJJ.CALL.invokeExact(etee_identity_from_pkcs8_, context, authentication_key, authentication_key_len, authentication_certificates, authentication_certificates_len, signature_key, signature_key_len, signature_certificates, signature_certificates_len, identity, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_identity_from_signer(long context, long authentication, long authentication_certificates, long authentication_certificates_len, long signature, long signature_certificates, long signature_certificates_len, long identity, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_identity_from_signer_, context, authentication, authentication_certificates, authentication_certificates_len, signature, signature_certificates, signature_certificates_len, identity, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_identity_authentication_certificate(long identity, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_identity_authentication_certificate_, identity, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_identity_signature_certificate(long identity, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_identity_signature_certificate_, identity, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_identity_decryption_key_count(long identity) {
        try {
            return (long) J_J.CALL.invokeExact(etee_identity_decryption_key_count_, identity);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_identity_decryption_key_serial(long identity, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_identity_decryption_key_serial_, identity, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_identity_change_password(long context, long file, long file_len, long old_password, long old_password_len, long new_password, long new_password_len, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_identity_change_password_, context, file, file_len, old_password, old_password_len, new_password, new_password_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_identity_free(long identity) {
        try {
            V_J.CALL.invokeExact(etee_identity_free_, identity);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_report_judgement(long report) {
        try {
            return (int) I_J.CALL.invokeExact(etee_token_report_judgement_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_report_is_good(long report) {
        try {
            return (int) I_J.CALL.invokeExact(etee_token_report_is_good_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_report_fatal(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_token_report_fatal_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_report_error_count(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_token_report_error_count_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_report_error(long report, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_token_report_error_, report, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_report_warning_count(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_token_report_warning_count_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_report_warning(long report, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_token_report_warning_, report, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_report_authentication_certificate(long report, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_token_report_authentication_certificate_, report, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_report_json(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_token_report_json_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_token_report_free(long report) {
        try {
            V_J.CALL.invokeExact(etee_token_report_free_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_from_bytes(long context, long data, long data_len, long token, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_token_from_bytes_, context, data, data_len, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_from_base64(long context, long base64, long base64_len, long token, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_token_from_base64_, context, base64, base64_len, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_check(long context, long token, long report, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_token_check_, context, token, report, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_bytes(long token, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_token_bytes_, token, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_encryption_certificate(long token, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_token_encryption_certificate_, token, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_authentication_certificate(long token, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_token_authentication_certificate_, token, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_identifier_type(long token) {
        try {
            return (long) J_J.CALL.invokeExact(etee_token_identifier_type_, token);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_identifier(long token) {
        try {
            return (long) J_J.CALL.invokeExact(etee_token_identifier_, token);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_token_application(long token) {
        try {
            return (long) J_J.CALL.invokeExact(etee_token_application_, token);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_token_free(long token) {
        try {
            V_J.CALL.invokeExact(etee_token_free_, token);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_from_json(long context, long json, long json_len, long jwk, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_jwk_from_json_, context, json, json_len, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_from_certificate(long certificate, long certificate_len, long jwk, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_jwk_from_certificate_, certificate, certificate_len, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_to_json(long jwk, long json, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_jwk_to_json_, jwk, json, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_to_private_json(long jwk, long json, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_jwk_to_private_json_, jwk, json, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_jwk_key_id(long jwk) {
        try {
            return (long) J_J.CALL.invokeExact(etee_jwk_key_id_, jwk);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_jwk_use(long jwk) {
        try {
            return (long) J_J.CALL.invokeExact(etee_jwk_use_, jwk);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_jwk_algorithm(long jwk) {
        try {
            return (long) J_J.CALL.invokeExact(etee_jwk_algorithm_, jwk);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_jwk_type(long jwk) {
        try {
            return (long) J_J.CALL.invokeExact(etee_jwk_type_, jwk);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_jwk_thumbprint(long jwk) {
        try {
            return (long) J_J.CALL.invokeExact(etee_jwk_thumbprint_, jwk);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_is_private(long jwk) {
        try {
            return (int) I_J.CALL.invokeExact(etee_jwk_is_private_, jwk);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_jwk_certificate(long jwk, long index, long len) {
        try {
            return (long) J_JJJ.CALL.invokeExact(etee_jwk_certificate_, jwk, index, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_sign(long jwk, long algorithm, long algorithm_len, long payload, long payload_len, long token, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_jwk_sign_, jwk, algorithm, algorithm_len, payload, payload_len, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_verify(long context, long jwk, long algorithms, long algorithms_len, long token, long token_len, long payload, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_jwk_verify_, context, jwk, algorithms, algorithms_len, token, token_len, payload, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_encrypt(long jwk, long algorithm, long algorithm_len, long cipher, long cipher_len, long clear, long clear_len, long token, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_jwk_encrypt_, jwk, algorithm, algorithm_len, cipher, cipher_len, clear, clear_len, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_jwk_decrypt(long context, long jwk, long algorithms, long algorithms_len, long token, long token_len, long clear, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_jwk_decrypt_, context, jwk, algorithms, algorithms_len, token, token_len, clear, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_jwk_free(long jwk) {
        try {
            V_J.CALL.invokeExact(etee_jwk_free_, jwk);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_secret_key_from_bytes(long identifier, long identifier_len, long key, long key_len, long secret_key, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_secret_key_from_bytes_, identifier, identifier_len, key, key_len, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_secret_key_from_base64(long identifier, long identifier_len, long key, long key_len, long secret_key, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_secret_key_from_base64_, identifier, identifier_len, key, key_len, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_secret_key_from_jwk(long jwk, long secret_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_secret_key_from_jwk_, jwk, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_secret_key_to_jwk(long secret_key, long jwk, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_secret_key_to_jwk_, secret_key, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_secret_key_identifier(long secret_key, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_secret_key_identifier_, secret_key, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_secret_key_free(long secret_key) {
        try {
            V_J.CALL.invokeExact(etee_secret_key_free_, secret_key);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_web_key_from_spki(long identifier, long identifier_len, long spki, long spki_len, long web_key, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_web_key_from_spki_, identifier, identifier_len, spki, spki_len, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_web_key_from_pkcs8(long identifier, long identifier_len, long pkcs8, long pkcs8_len, long web_key, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_web_key_from_pkcs8_, identifier, identifier_len, pkcs8, pkcs8_len, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_web_key_generate(int kind, long web_key, long error) {
        try {
            return (int) I_IJJ.CALL.invokeExact(etee_web_key_generate_, kind, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_web_key_from_jwk(long jwk, long web_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_web_key_from_jwk_, jwk, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_web_key_to_jwk(long web_key, long jwk, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_web_key_to_jwk_, web_key, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_web_key_to_private_jwk(long web_key, long jwk, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_web_key_to_private_jwk_, web_key, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_web_key_identifier(long web_key, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_web_key_identifier_, web_key, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_web_key_free(long web_key) {
        try {
            V_J.CALL.invokeExact(etee_web_key_free_, web_key);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_new(long context, long identity, long sealer, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_sealer_new_, context, identity, sealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_new_with_web_key(long context, long web_key, long sealer, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_sealer_new_with_web_key_, context, web_key, sealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_set_policy(long sealer, int policy, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_sealer_set_policy_, sealer, policy, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_accept(long sealer, long name, long name_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_sealer_accept_, sealer, name, name_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_allow_key_agreement(long sealer, int allowed, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_sealer_allow_key_agreement_, sealer, allowed, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_add_recipient(long sealer, long token, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_sealer_add_recipient_, sealer, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_add_web_key(long sealer, long web_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_sealer_add_web_key_, sealer, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_add_secret_key(long sealer, long secret_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_sealer_add_secret_key_, sealer, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_seal(long sealer, long data, long data_len, long sealed, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_sealer_seal_, sealer, data, data_len, sealed, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_seal_file(long sealer, long input, long input_len, long output, long output_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_sealer_seal_file_, sealer, input, input_len, output, output_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_begin(long sealer, long length, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_sealer_begin_, sealer, length, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_write(long sealer, long data, long data_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_sealer_write_, sealer, data, data_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_finish(long sealer, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_sealer_finish_, sealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_read(long sealer, long sealed, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_sealer_read_, sealer, sealed, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_sealer_discard(long sealer, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_sealer_discard_, sealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_sealer_free(long sealer) {
        try {
            V_J.CALL.invokeExact(etee_sealer_free_, sealer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_batch_seal(long context, long sealers, long contents, long content_lens, long count, long batch, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_batch_seal_, context, sealers, contents, content_lens, count, batch, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_batch_seal_each(long context, long sealer, long data, long data_len, long batch, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_batch_seal_each_, context, sealer, data, data_len, batch, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_batch_count(long batch) {
        try {
            return (long) J_J.CALL.invokeExact(etee_batch_count_, batch);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_batch_take(long batch, long index, long sealed, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_batch_take_, batch, index, sealed, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_batch_free(long batch) {
        try {
            V_J.CALL.invokeExact(etee_batch_free_, batch);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_finding_text(long name, long name_len, int language) {
        try {
            return (long) J_JJI.CALL.invokeExact(etee_finding_text_, name, name_len, language);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_report_judgement(long report) {
        try {
            return (int) I_J.CALL.invokeExact(etee_report_judgement_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_report_released(long report) {
        try {
            return (int) I_J.CALL.invokeExact(etee_report_released_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_fatal(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_fatal_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_error_count(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_error_count_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_error(long report, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_report_error_, report, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_warning_count(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_warning_count_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_warning(long report, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_report_warning_, report, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_content_length(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_content_length_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_signing_time(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_signing_time_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_signing_time_source(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_signing_time_source_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_authentication_subject(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_authentication_subject_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_signature_subject(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_signature_subject_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_authentication_certificate(long report, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_report_authentication_certificate_, report, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_signature_certificate(long report, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_report_signature_certificate_, report, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_report_layer_validity(long report, int layer) {
        try {
            return (int) I_JI.CALL.invokeExact(etee_report_layer_validity_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_report_layer_trust(long report, int layer) {
        try {
            return (int) I_JI.CALL.invokeExact(etee_report_layer_trust_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_error_count(long report, int layer) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_layer_error_count_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_error(long report, int layer, long index) {
        try {
            return (long) J_JIJ.CALL.invokeExact(etee_report_layer_error_, report, layer, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_warning_count(long report, int layer) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_layer_warning_count_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_warning(long report, int layer, long index) {
        try {
            return (long) J_JIJ.CALL.invokeExact(etee_report_layer_warning_, report, layer, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_policy(long report, int layer) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_layer_policy_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_certificate(long report, int layer, long len) {
        try {
            return (long) J_JIJ.CALL.invokeExact(etee_report_layer_certificate_, report, layer, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_subject(long report, int layer) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_layer_subject_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_issuer(long report, int layer) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_layer_issuer_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_serial(long report, int layer) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_layer_serial_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_key_identifier(long report, int layer, long len) {
        try {
            return (long) J_JIJ.CALL.invokeExact(etee_report_layer_key_identifier_, report, layer, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_layer_signing_time(long report, int layer) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_layer_signing_time_, report, layer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_signature(long report, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_report_signature_, report, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_json(long report) {
        try {
            return (long) J_J.CALL.invokeExact(etee_report_json_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_report_text(long report, int language) {
        try {
            return (long) J_JI.CALL.invokeExact(etee_report_text_, report, language);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_report_free(long report) {
        try {
            V_J.CALL.invokeExact(etee_report_free_, report);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_addressing_read(long context, long data, long data_len, long addressing, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_addressing_read_, context, data, data_len, addressing, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_addressing_read_head(long context, long data, long data_len, long addressing, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_addressing_read_head_, context, data, data_len, addressing, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_addressing_read_file(long context, long file, long file_len, long addressing, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_addressing_read_file_, context, file, file_len, addressing, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_addressing_read_whole_file(long context, long file, long file_len, long addressing, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_addressing_read_whole_file_, context, file, file_len, addressing, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_addressing_secret_key_count(long addressing) {
        try {
            return (long) J_J.CALL.invokeExact(etee_addressing_secret_key_count_, addressing);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_addressing_secret_key_identifier(long addressing, long index, long len) {
        try {
            return (long) J_JJJ.CALL.invokeExact(etee_addressing_secret_key_identifier_, addressing, index, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_addressing_secret_key_identifier_base64(long addressing, long identifier, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_addressing_secret_key_identifier_base64_, addressing, identifier, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_addressing_recipient_count(long addressing) {
        try {
            return (long) J_J.CALL.invokeExact(etee_addressing_recipient_count_, addressing);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_addressing_recipient_kind(long addressing, long index) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_addressing_recipient_kind_, addressing, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_addressing_recipient_issuer(long addressing, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_addressing_recipient_issuer_, addressing, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_addressing_recipient_serial(long addressing, long index) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_addressing_recipient_serial_, addressing, index);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_addressing_recipient_key_identifier(long addressing, long index, long len) {
        try {
            return (long) J_JJJ.CALL.invokeExact(etee_addressing_recipient_key_identifier_, addressing, index, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_addressing_sender_key_identifier(long addressing, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_addressing_sender_key_identifier_, addressing, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_addressing_free(long addressing) {
        try {
            V_J.CALL.invokeExact(etee_addressing_free_, addressing);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_new(long context, long unsealer, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_unsealer_new_, context, unsealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_add_identity(long unsealer, long identity, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_unsealer_add_identity_, unsealer, identity, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_add_secret_key(long unsealer, long secret_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_unsealer_add_secret_key_, unsealer, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_expect_signer(long unsealer, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_unsealer_expect_signer_, unsealer, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_accept(long unsealer, long name, long name_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_unsealer_accept_, unsealer, name, name_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_set_trusted_time(long unsealer, long seconds, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_unsealer_set_trusted_time_, unsealer, seconds, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_clear_trusted_time(long unsealer, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_unsealer_clear_trusted_time_, unsealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_unseal(long unsealer, long data, long data_len, long clear, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_unsealer_unseal_, unsealer, data, data_len, clear, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_unseal_file(long unsealer, long input, long input_len, long output, long output_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_unsealer_unseal_file_, unsealer, input, input_len, output, output_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_write(long unsealer, long data, long data_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_unsealer_write_, unsealer, data, data_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_finish(long unsealer, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_unsealer_finish_, unsealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_read(long unsealer, long clear, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_unsealer_read_, unsealer, clear, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_report(long unsealer, long report, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_unsealer_report_, unsealer, report, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_discard(long unsealer, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_unsealer_discard_, unsealer, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_unsealer_free(long unsealer) {
        try {
            V_J.CALL.invokeExact(etee_unsealer_free_, unsealer);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_add_web_key(long unsealer, long web_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_unsealer_add_web_key_, unsealer, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_unsealer_expect_web_key(long unsealer, long web_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_unsealer_expect_web_key_, unsealer, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_new(long context, long checker, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_checker_new_, context, checker, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_expect_signer(long checker, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_checker_expect_signer_, checker, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_expect_web_key(long checker, long web_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_checker_expect_web_key_, checker, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_accept(long checker, long name, long name_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_checker_accept_, checker, name, name_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_set_trusted_time(long checker, long seconds, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_checker_set_trusted_time_, checker, seconds, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_clear_trusted_time(long checker, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_checker_clear_trusted_time_, checker, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_validate(long checker, long data, long data_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_checker_validate_, checker, data, data_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_validate_file(long checker, long input, long input_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_checker_validate_file_, checker, input, input_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_write(long checker, long data, long data_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_checker_write_, checker, data, data_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_finish(long checker, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_checker_finish_, checker, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_discard(long checker, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_checker_discard_, checker, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_inject(long checker, long data, long data_len, long message, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_checker_inject_, checker, data, data_len, message, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_inject_file(long checker, long input, long input_len, long output, long output_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_checker_inject_file_, checker, input, input_len, output, output_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_stamp(long checker, long data, long data_len, long token, long token_len, long message, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_checker_stamp_, checker, data, data_len, token, token_len, message, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_stamp_file(long checker, long input, long input_len, long output, long output_len, long token, long token_len, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_checker_stamp_file_, checker, input, input_len, output, output_len, token, token_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_checker_report(long checker, long report, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_checker_report_, checker, report, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_checker_free(long checker) {
        try {
            V_J.CALL.invokeExact(etee_checker_free_, checker);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_session_not_before(long session) {
        try {
            return (long) J_J.CALL.invokeExact(etee_session_not_before_, session);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_session_not_on_or_after(long session) {
        try {
            return (long) J_J.CALL.invokeExact(etee_session_not_on_or_after_, session);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_session_is_valid(long session) {
        try {
            return (int) I_J.CALL.invokeExact(etee_session_is_valid_, session);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_session_export(long session, long exported, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_session_export_, session, exported, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_session_attributes(long session, long attributes, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_session_attributes_, session, attributes, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_session_refresh(long session, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_session_refresh_, session, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_session_renew(long session, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_session_renew_, session, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_session_free(long session) {
        try {
            V_J.CALL.invokeExact(etee_session_free_, session);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_key_holder_identifier_type(long holder) {
        try {
            return (long) J_J.CALL.invokeExact(etee_key_holder_identifier_type_, holder);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_key_holder_identifier(long holder) {
        try {
            return (long) J_J.CALL.invokeExact(etee_key_holder_identifier_, holder);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_key_holder_name(long holder) {
        try {
            return (long) J_J.CALL.invokeExact(etee_key_holder_name_, holder);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_key_holder_first_name(long holder) {
        try {
            return (long) J_J.CALL.invokeExact(etee_key_holder_first_name_, holder);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_key_holder_free(long holder) {
        try {
            V_J.CALL.invokeExact(etee_key_holder_free_, holder);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_registered_key_web_key(long key, long web_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_registered_key_web_key_, key, web_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_registered_key_jwk(long key, long jwk, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_registered_key_jwk_, key, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_registered_key_id(long key) {
        try {
            return (long) J_J.CALL.invokeExact(etee_registered_key_id_, key);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_registered_key_application(long key) {
        try {
            return (long) J_J.CALL.invokeExact(etee_registered_key_application_, key);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_registered_key_label(long key) {
        try {
            return (long) J_J.CALL.invokeExact(etee_registered_key_label_, key);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_registered_key_expiry(long key) {
        try {
            return (long) J_J.CALL.invokeExact(etee_registered_key_expiry_, key);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_registered_key_free(long key) {
        try {
            V_J.CALL.invokeExact(etee_registered_key_free_, key);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_attestation_format(long attestation) {
        try {
            return (long) J_J.CALL.invokeExact(etee_attestation_format_, attestation);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_attestation_object(long attestation, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_attestation_object_, attestation, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_attestation_client_data(long attestation, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_attestation_client_data_, attestation, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_attestation_model(long attestation, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_attestation_model_, attestation, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_attestation_certificate(long attestation, long index, long len) {
        try {
            return (long) J_JJJ.CALL.invokeExact(etee_attestation_certificate_, attestation, index, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_attestation_key(long attestation, long jwk, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_attestation_key_, attestation, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_attestation_is_user_verified(long attestation) {
        try {
            return (int) I_J.CALL.invokeExact(etee_attestation_is_user_verified_, attestation);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_attestation_registered_at(long attestation) {
        try {
            return (long) J_J.CALL.invokeExact(etee_attestation_registered_at_, attestation);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_attestation_free(long attestation) {
        try {
            V_J.CALL.invokeExact(etee_attestation_free_, attestation);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_exchange_request(long exchange) {
        try {
            return (long) J_J.CALL.invokeExact(etee_exchange_request_, exchange);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_answer(long exchange, long reply, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_answer_, exchange, reply, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_fail(long exchange, int reason, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_exchange_fail_, exchange, reason, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_token(long exchange, long token, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_token_, exchange, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_tokens(long exchange, long tokens, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_exchange_take_tokens_, exchange, tokens, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_matches(long exchange, long matches, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_matches_, exchange, matches, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_secret_key(long exchange, long secret_key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_secret_key_, exchange, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_session(long exchange, long session, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_session_, exchange, session, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_access_token(long exchange, long token, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_access_token_, exchange, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_jwk(long exchange, long jwk, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_jwk_, exchange, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_jwks(long exchange, long jwks, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_exchange_take_jwks_, exchange, jwks, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_key_holder(long exchange, long holder, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_key_holder_, exchange, holder, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_challenge(long exchange, long options, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_challenge_, exchange, options, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_registered_key(long exchange, long key, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_registered_key_, exchange, key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_registered_keys(long exchange, long keys, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_exchange_take_registered_keys_, exchange, keys, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_take_attestation(long exchange, long attestation, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_exchange_take_attestation_, exchange, attestation, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_exchange_finish(long exchange, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_exchange_finish_, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_exchange_free(long exchange) {
        try {
            V_J.CALL.invokeExact(etee_exchange_free_, exchange);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_rest_interface_new(long rest_interface, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_rest_interface_new_, rest_interface, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_rest_interface_set(long rest_interface, long name, long name_len, long value, long value_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_rest_interface_set_, rest_interface, name, name_len, value, value_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_rest_interface_name(long index, long field) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_rest_interface_name_, index, field);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_rest_interface_free(long rest_interface) {
        try {
            V_J.CALL.invokeExact(etee_rest_interface_free_, rest_interface);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_new(long context, int environment, long client_id, long client_id_len, long identity, long access_tokens, long error) {
        try {
            return (int) I_JIJJJJJ.CALL.invokeExact(etee_access_tokens_new_, context, environment, client_id, client_id_len, identity, access_tokens, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_new_at(long context, long realm_url, long realm_url_len, long client_id, long client_id_len, long identity, long access_tokens, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_access_tokens_new_at_, context, realm_url, realm_url_len, client_id, client_id_len, identity, access_tokens, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_from_table(long functions, long access_tokens, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_access_tokens_from_table_, functions, access_tokens, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_set_scope(long access_tokens, long scope, long scope_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_access_tokens_set_scope_, access_tokens, scope, scope_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_use_pss(long access_tokens, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_access_tokens_use_pss_, access_tokens, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_skip_discovery(long access_tokens, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_access_tokens_skip_discovery_, access_tokens, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_set_interface(long access_tokens, long rest_interface, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_access_tokens_set_interface_, access_tokens, rest_interface, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_token(long access_tokens, long token, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_access_tokens_token_, access_tokens, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_tokens_begin_token(long access_tokens, long exchange, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_access_tokens_begin_token_, access_tokens, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_access_tokens_free(long access_tokens) {
        try {
            V_J.CALL.invokeExact(etee_access_tokens_free_, access_tokens);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_new(long context, int protocol, int environment, long depot, long error) {
        try {
            return (int) I_JIIJJ.CALL.invokeExact(etee_depot_new_, context, protocol, environment, depot, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_new_at(long context, int protocol, long url, long url_len, long depot, long error) {
        try {
            return (int) I_JIJJJJ.CALL.invokeExact(etee_depot_new_at_, context, protocol, url, url_len, depot, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_token(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long token, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_depot_token_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_tokens(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long tokens, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJJJJJJJ.CALL.invokeExact(etee_depot_tokens_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, tokens, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_own_token(long depot, long identity, long token, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_depot_own_token_, depot, identity, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_begin_token(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long exchange, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_depot_begin_token_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_begin_tokens(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long exchange, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_depot_begin_tokens_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_matches(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long matches, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_depot_matches_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, matches, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_begin_matches(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long exchange, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_depot_begin_matches_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_keys(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, int key_use, long moment, long jwks, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJJJIJJJJJ.CALL.invokeExact(etee_depot_keys_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, key_use, moment, jwks, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_key(long depot, long key_id, long key_id_len, long jwk, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_depot_key_, depot, key_id, key_id_len, jwk, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_key_holder(long depot, long key_id, long key_id_len, long holder, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_depot_key_holder_, depot, key_id, key_id_len, holder, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_begin_keys(long depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, int key_use, long moment, long exchange, long error) {
        try {
            return (int) I_JJJJJJJIJJJ.CALL.invokeExact(etee_depot_begin_keys_, depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, key_use, moment, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_begin_key(long depot, long key_id, long key_id_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_depot_begin_key_, depot, key_id, key_id_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_begin_key_holder(long depot, long key_id, long key_id_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_depot_begin_key_holder_, depot, key_id, key_id_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_set_access_tokens(long depot, long access_tokens, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_depot_set_access_tokens_, depot, access_tokens, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_set_interface(long depot, long rest_interface, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_depot_set_interface_, depot, rest_interface, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_set_trusted_keys(long depot, long jwks, long count, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_depot_set_trusted_keys_, depot, jwks, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_forget(long depot, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_depot_forget_, depot, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_depot_set_cache(long depot, long entries, int time_to_live, int stale_if_error, int negative, long file, long file_len, long error) {
        try {
            return (int) I_JJIIIJJJ.CALL.invokeExact(etee_depot_set_cache_, depot, entries, time_to_live, stale_if_error, negative, file, file_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_depot_free(long depot) {
        try {
            V_J.CALL.invokeExact(etee_depot_free_, depot);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_registration_new(int key_use, long registration, long error) {
        try {
            return (int) I_IJJ.CALL.invokeExact(etee_registration_new_, key_use, registration, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_registration_set_application(long registration, long application, long application_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_registration_set_application_, registration, application, application_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_registration_set_attestation(long registration, long object, long object_len, long client_data, long client_data_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_registration_set_attestation_, registration, object, object_len, client_data, client_data_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_registration_free(long registration) {
        try {
            V_J.CALL.invokeExact(etee_registration_free_, registration);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_information_new(long information, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_key_information_new_, information, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_information_set_application(long information, long application, long application_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_key_information_set_application_, information, application, application_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_information_set_label(long information, long label, long label_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_key_information_set_label_, information, label, label_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_information_set_expiry(long information, long expiry, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_key_information_set_expiry_, information, expiry, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_information_set_attestation(long information, long object, long object_len, long client_data, long client_data_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_key_information_set_attestation_, information, object, object_len, client_data, client_data_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_key_information_free(long information) {
        try {
            V_J.CALL.invokeExact(etee_key_information_free_, information);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_new(long context, int environment, long key_depot, long error) {
        try {
            return (int) I_JIJJ.CALL.invokeExact(etee_key_depot_new_, context, environment, key_depot, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_new_at(long context, long url, long url_len, long key_depot, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_new_at_, context, url, url_len, key_depot, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_set_access_tokens(long key_depot, long access_tokens, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_key_depot_set_access_tokens_, key_depot, access_tokens, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_set_interface(long key_depot, long rest_interface, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_key_depot_set_interface_, key_depot, rest_interface, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_set_trusted_keys(long key_depot, long jwks, long count, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_key_depot_set_trusted_keys_, key_depot, jwks, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_set_relying_party(long key_depot, long host, long host_len, long origins, long origins_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_key_depot_set_relying_party_, key_depot, host, host_len, origins, origins_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_challenge(long key_depot, long options, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_key_depot_challenge_, key_depot, options, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_register(long key_depot, long web_key, long registration, long key, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_register_, key_depot, web_key, registration, key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_add_information(long key_depot, long key_id, long key_id_len, long information, long key, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_key_depot_add_information_, key_depot, key_id, key_id_len, information, key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_key(long key_depot, long key_id, long key_id_len, long key, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_key_, key_depot, key_id, key_id_len, key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_keys(long key_depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, int key_use, long moment, long keys, long capacity, long count, long error) {
        try {
            return (int) I_JJJJJJJIJJJJJ.CALL.invokeExact(etee_key_depot_keys_, key_depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, key_use, moment, keys, capacity, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_attestation(long key_depot, long key_id, long key_id_len, long attestation, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_attestation_, key_depot, key_id, key_id_len, attestation, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_key_holder(long key_depot, long key_id, long key_id_len, long holder, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_key_holder_, key_depot, key_id, key_id_len, holder, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_delete(long key_depot, long key_id, long key_id_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_key_depot_delete_, key_depot, key_id, key_id_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_delete_all(long key_depot, long key_ids, long key_id_lens, long count, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_delete_all_, key_depot, key_ids, key_id_lens, count, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_challenge(long key_depot, long exchange, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_key_depot_begin_challenge_, key_depot, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_register(long key_depot, long web_key, long registration, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_begin_register_, key_depot, web_key, registration, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_add_information(long key_depot, long key_id, long key_id_len, long information, long exchange, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_key_depot_begin_add_information_, key_depot, key_id, key_id_len, information, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_key(long key_depot, long key_id, long key_id_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_begin_key_, key_depot, key_id, key_id_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_keys(long key_depot, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, int key_use, long moment, long exchange, long error) {
        try {
            return (int) I_JJJJJJJIJJJ.CALL.invokeExact(etee_key_depot_begin_keys_, key_depot, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, key_use, moment, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_attestation(long key_depot, long key_id, long key_id_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_begin_attestation_, key_depot, key_id, key_id_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_key_holder(long key_depot, long key_id, long key_id_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_begin_key_holder_, key_depot, key_id, key_id_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_delete(long key_depot, long key_id, long key_id_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_key_depot_begin_delete_, key_depot, key_id, key_id_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_key_depot_begin_delete_all(long key_depot, long key_ids, long key_id_lens, long count, long exchange, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_key_depot_begin_delete_all_, key_depot, key_ids, key_id_lens, count, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_key_depot_free(long key_depot) {
        try {
            V_J.CALL.invokeExact(etee_key_depot_free_, key_depot);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_new(long identity, long log_on, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_log_on_new_, identity, log_on, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_for_person(long identity, long ssin, long ssin_len, long log_on, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_log_on_for_person_, identity, ssin, ssin_len, log_on, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_for_professional(long identity, long profession, long profession_len, long ssin, long ssin_len, long log_on, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_log_on_for_professional_, identity, profession, profession_len, ssin, ssin_len, log_on, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_for_organization(long identity, long kind, long kind_len, long nihii, long nihii_len, long log_on, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_log_on_for_organization_, identity, kind, kind_len, nihii, nihii_len, log_on, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_set_identification(long log_on, long identity, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_log_on_set_identification_, log_on, identity, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_add_attribute(long log_on, long namespace, long namespace_len, long name, long name_len, long value, long value_len, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_log_on_add_attribute_, log_on, namespace, namespace_len, name, name_len, value, value_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_add_designator(long log_on, long namespace, long namespace_len, long name, long name_len, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_log_on_add_designator_, log_on, namespace, namespace_len, name, name_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_log_on_set_validity(long log_on, int seconds, long error) {
        try {
            return (int) I_JIJ.CALL.invokeExact(etee_log_on_set_validity_, log_on, seconds, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_log_on_free(long log_on) {
        try {
            V_J.CALL.invokeExact(etee_log_on_free_, log_on);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_service_new(long context, int protocol, int environment, long service, long error) {
        try {
            return (int) I_JIIJJ.CALL.invokeExact(etee_token_service_new_, context, protocol, environment, service, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_service_new_at(long context, int protocol, long url, long url_len, long service, long error) {
        try {
            return (int) I_JIJJJJ.CALL.invokeExact(etee_token_service_new_at_, context, protocol, url, url_len, service, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_service_add_trust_anchor(long service, long certificate, long certificate_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_token_service_add_trust_anchor_, service, certificate, certificate_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_service_allow_sha1(long service, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_token_service_allow_sha1_, service, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_service_log_on(long service, long log_on, long session, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_token_service_log_on_, service, log_on, session, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_service_begin_log_on(long service, long log_on, long exchange, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_token_service_begin_log_on_, service, log_on, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_token_service_load(long service, long exported, long exported_len, long log_on, long session, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_token_service_load_, service, exported, exported_len, log_on, session, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_token_service_free(long service) {
        try {
            V_J.CALL.invokeExact(etee_token_service_free_, service);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_list_new(long list, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_access_list_new_, list, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_list_allow(long list, long namespace, long namespace_len, long name, long name_len, long value, long value_len, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_access_list_allow_, list, namespace, namespace_len, name, name_len, value, value_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_list_exclude(long list, long namespace, long namespace_len, long name, long name_len, long value, long value_len, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_access_list_exclude_, list, namespace, namespace_len, name, name_len, value, value_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_access_list_set_deletion_strategy(long list, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_access_list_set_deletion_strategy_, list, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_access_list_free(long list) {
        try {
            V_J.CALL.invokeExact(etee_access_list_free_, list);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_new(long context, int environment, long depot, long identity, long kgss, long error) {
        try {
            return (int) I_JIJJJJ.CALL.invokeExact(etee_kgss_new_, context, environment, depot, identity, kgss, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_new_at(long context, long url, long url_len, long depot, long identity, long kgss, long error) {
        try {
            return (int) I_JJJJJJJ.CALL.invokeExact(etee_kgss_new_at_, context, url, url_len, depot, identity, kgss, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_set_service(long kgss, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long error) {
        try {
            return (int) I_JJJJJJJJ.CALL.invokeExact(etee_kgss_set_service_, kgss, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_set_token(long kgss, long token, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_kgss_set_token_, kgss, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_set_cache(long kgss, long keys, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_kgss_set_cache_, kgss, keys, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_new_key(long kgss, long list, long secret_key, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_kgss_new_key_, kgss, list, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_key(long kgss, long identifier, long identifier_len, long session, long secret_key, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_kgss_key_, kgss, identifier, identifier_len, session, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_begin_new_key(long kgss, long list, long exchange, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_kgss_begin_new_key_, kgss, list, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_begin_key(long kgss, long identifier, long identifier_len, long session, long exchange, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_kgss_begin_key_, kgss, identifier, identifier_len, session, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_forget(long kgss, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_kgss_forget_, kgss, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_kgss_free(long kgss) {
        try {
            V_J.CALL.invokeExact(etee_kgss_free_, kgss);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_new(long context, int environment, long access_tokens, long kgss_rest, long error) {
        try {
            return (int) I_JIJJJ.CALL.invokeExact(etee_kgss_rest_new_, context, environment, access_tokens, kgss_rest, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_new_at(long context, long url, long url_len, long access_tokens, long kgss_rest, long error) {
        try {
            return (int) I_JJJJJJ.CALL.invokeExact(etee_kgss_rest_new_at_, context, url, url_len, access_tokens, kgss_rest, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_set_interface(long kgss_rest, long rest_interface, long error) {
        try {
            return (int) I_JJJ.CALL.invokeExact(etee_kgss_rest_set_interface_, kgss_rest, rest_interface, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_encrypt_answers(long kgss_rest, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_kgss_rest_encrypt_answers_, kgss_rest, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_new_key(long kgss_rest, long list, long secret_key, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_kgss_rest_new_key_, kgss_rest, list, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_key(long kgss_rest, long identifier, long identifier_len, long secret_key, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_kgss_rest_key_, kgss_rest, identifier, identifier_len, secret_key, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_delete_key(long kgss_rest, long identifier, long identifier_len, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_kgss_rest_delete_key_, kgss_rest, identifier, identifier_len, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_begin_new_key(long kgss_rest, long list, long exchange, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_kgss_rest_begin_new_key_, kgss_rest, list, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_begin_key(long kgss_rest, long identifier, long identifier_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_kgss_rest_begin_key_, kgss_rest, identifier, identifier_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_kgss_rest_begin_delete_key(long kgss_rest, long identifier, long identifier_len, long exchange, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_kgss_rest_begin_delete_key_, kgss_rest, identifier, identifier_len, exchange, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_kgss_rest_free(long kgss_rest) {
        try {
            V_J.CALL.invokeExact(etee_kgss_rest_free_, kgss_rest);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_simulator_start(long simulator, long error) {
        try {
            return (int) I_JJ.CALL.invokeExact(etee_simulator_start_, simulator, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_simulator_start_in(long folder, long folder_len, long simulator, long error) {
        try {
            return (int) I_JJJJ.CALL.invokeExact(etee_simulator_start_in_, folder, folder_len, simulator, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_rest_url(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_rest_url_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_soap_url(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_soap_url_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_kgss_url(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_kgss_url_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_ws_trust_url(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_ws_trust_url_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_saml_url(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_saml_url_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_realm_url(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_realm_url_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_user_realm_url(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_user_realm_url_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_simulator_user_token(long simulator, long ssin, long ssin_len, long token, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_simulator_user_token_, simulator, ssin, ssin_len, token, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_password(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_password_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_holder_count(long simulator) {
        try {
            return (long) J_J.CALL.invokeExact(etee_simulator_holder_count_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_holder(long simulator, long index, long field) {
        try {
            return (long) J_JJJ.CALL.invokeExact(etee_simulator_holder_, simulator, index, field);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_simulator_store(long simulator, long identifier_type, long identifier_type_len, long identifier, long identifier_len, long application, long application_len, long store, long error) {
        try {
            return (int) I_JJJJJJJJJ.CALL.invokeExact(etee_simulator_store_, simulator, identifier_type, identifier_type_len, identifier, identifier_len, application, application_len, store, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_simulator_card(long simulator, long ssin, long ssin_len, long store, long error) {
        try {
            return (int) I_JJJJJ.CALL.invokeExact(etee_simulator_card_, simulator, ssin, ssin_len, store, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_token_service_certificate(long simulator, long len) {
        try {
            return (long) J_JJ.CALL.invokeExact(etee_simulator_token_service_certificate_, simulator, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public long etee_simulator_trust_anchor(long simulator, long index, long len) {
        try {
            return (long) J_JJJ.CALL.invokeExact(etee_simulator_trust_anchor_, simulator, index, len);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public int etee_simulator_set_fault(long simulator, int service, int fault, int times, long error) {
        try {
            return (int) I_JIIIJ.CALL.invokeExact(etee_simulator_set_fault_, simulator, service, fault, times, error);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void etee_simulator_free(long simulator) {
        try {
            V_J.CALL.invokeExact(etee_simulator_free_, simulator);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    private static final class I_ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT));
    }

    private static final class I_IJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_J {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG));
    }

    private static final class I_JI {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT));
    }

    private static final class I_JIIIJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    }

    private static final class I_JIIJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG));
    }

    private static final class I_JIIJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JIJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG));
    }

    private static final class I_JIJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JIJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JIJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JIJJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJIIIJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJJJIJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJJJIJJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class I_JJJJJJJJJJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class J_ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG));
    }

    private static final class J_I {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG, JAVA_INT));
    }

    private static final class J_J {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG));
    }

    private static final class J_JI {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT));
    }

    private static final class J_JIJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG));
    }

    private static final class J_JJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class J_JJI {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT));
    }

    private static final class J_JJJ {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG));
    }

    private static final class V_J {
        static final MethodHandle CALL =
         shape(FunctionDescriptor.ofVoid(JAVA_LONG));
    }
}
