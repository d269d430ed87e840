/* What goes wrong, and how C hears of it. */

#include "vectors.h"

/* A handle that a failed call must have replaced by NULL. */
#define STALE(type) ((type *)(void *)&stale)
static char stale;

static etee_context *context;
static etee_identity *identity;
static etee_token *token;
static etee_secret_key *secret_key;
static etee_sealer *sealer;
static etee_unsealer *unsealer;
static etee_buffer *sealed; /* 16 octets from alice for bob */
static struct octets content;

/* ---- Statuses and error objects ------------------------------------------------------------ */

#define NAMED(status)                                             \
    do {                                                          \
        const char *name = etee_status_name(status);              \
        CHECK(name != NULL && strcmp(name, #status) == 0);        \
        named++;                                                  \
    } while (0)

static void every_status_has_its_name(void) {
    int named = 0, known = 0;
    NAMED(ETEE_OK);
    NAMED(ETEE_NULL_POINTER);
    NAMED(ETEE_INVALID_ARGUMENT);
    NAMED(ETEE_INVALID_UTF8);
    NAMED(ETEE_WRONG_STATE);
    NAMED(ETEE_BUSY);
    NAMED(ETEE_POISONED);
    NAMED(ETEE_OUTPUT_PENDING);
    NAMED(ETEE_TOO_SMALL);
    NAMED(ETEE_MALFORMED);
    NAMED(ETEE_TRUNCATED);
    NAMED(ETEE_UNSUPPORTED);
    NAMED(ETEE_LIMIT_EXCEEDED);
    NAMED(ETEE_STORE_MALFORMED);
    NAMED(ETEE_WRONG_PASSWORD);
    NAMED(ETEE_KEY_NOT_FOUND);
    NAMED(ETEE_KEY_UNSUPPORTED);
    NAMED(ETEE_NOT_ADDRESSED);
    NAMED(ETEE_UNSEAL_FAILED);
    NAMED(ETEE_RECIPIENT_UNSUPPORTED);
    NAMED(ETEE_NO_RECIPIENT);
    NAMED(ETEE_SIGNATURE_INVALID);
    NAMED(ETEE_CERTIFICATE_MISSING);
    NAMED(ETEE_CERTIFICATE_UNTRUSTED);
    NAMED(ETEE_CERTIFICATE_EXPIRED);
    NAMED(ETEE_REFUSED);
    NAMED(ETEE_CERTIFICATE_REVOKED);
    NAMED(ETEE_SERVICE_UNREACHABLE);
    NAMED(ETEE_SERVICE_TIMEOUT);
    NAMED(ETEE_SERVICE_REFUSED);
    NAMED(ETEE_NOT_FOUND);
    NAMED(ETEE_AMBIGUOUS);
    NAMED(ETEE_BAD_REPLY);
    NAMED(ETEE_CANCELLED);
    NAMED(ETEE_HOST_FAILED);
    NAMED(ETEE_IO);
    NAMED(ETEE_PANIC);
    NAMED(ETEE_INTERNAL);
    for (etee_status status = -1000; status < 10000; status++)
        known += etee_status_name(status) != NULL;
    CHECK(known == named);
}

static void an_error_tells_what_it_knows(void) {
    etee_identity *none = NULL;
    etee_error *error = STALE(etee_error);

    CHECK_STATUS(ETEE_STORE_MALFORMED,
                 etee_identity_from_pkcs12(context, (const uint8_t *)"no store", 8, ETEE_STR("x"),
                                           &none, &error));
    CHECK(error != NULL && etee_error_code(error) == ETEE_STORE_MALFORMED);
    CHECK(strlen(etee_error_message(error)) > 10);
    CHECK(etee_error_service_code(error) == NULL && etee_error_http_status(error) == 0);
    CHECK(etee_error_system_code(error) == 0 && etee_error_is_retryable(error) == 0);
    CHECK(etee_error_cause(error) != NULL);
    CHECK(etee_error_code(etee_error_cause(error)) / 100 == 2);
    CHECK(strlen(etee_error_message(etee_error_cause(error))) > 10);
    CHECK(etee_error_cause(etee_error_cause(error)) == NULL);
    etee_error_free(error);

    CHECK_STATUS(ETEE_IO, etee_identity_from_pkcs12_file(context, ETEE_STR("/nowhere/at/all"),
                                                         ETEE_STR("x"), &none, &error));
    CHECK(etee_error_system_code(error) == NO_FOLDER && etee_error_cause(error) == NULL);
    /* The path may be personal data. */
    CHECK(strstr(etee_error_message(error), "nowhere") == NULL);
    etee_error_free(error);

    /* Success empties the place. */
    error = STALE(etee_error);
    CHECK_OK(etee_sealer_begin(sealer, 1, &error));
    CHECK(error == NULL);
}

static void accessors_on_null_answer_with_nothing(void) {
    size_t len = 7;
    CHECK(etee_error_code(NULL) == ETEE_OK && strcmp(etee_error_message(NULL), "") == 0);
    CHECK(etee_error_cause(NULL) == NULL && etee_error_service_code(NULL) == NULL);
    CHECK(etee_error_http_status(NULL) == 0 && etee_error_system_code(NULL) == 0);
    CHECK(etee_error_is_retryable(NULL) == 0);
    CHECK(etee_buffer_data(NULL) == NULL && etee_buffer_len(NULL) == 0);
    CHECK(etee_identity_authentication_certificate(NULL, &len) == NULL && len == 0);
    CHECK(etee_identity_decryption_key_count(NULL) == 0);
    CHECK(etee_identity_decryption_key_serial(NULL, 0) == NULL);
    CHECK(etee_token_bytes(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(etee_token_encryption_certificate(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(etee_token_authentication_certificate(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(strcmp(etee_token_identifier_type(NULL), "") == 0);
    CHECK(strcmp(etee_token_identifier(NULL), "") == 0);
    CHECK(strcmp(etee_token_application(NULL), "") == 0);
    CHECK(etee_secret_key_identifier(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(etee_web_key_identifier(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(etee_identity_signature_certificate(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(etee_report_released(NULL) == 0 && etee_report_fatal(NULL) == NULL);
    CHECK(etee_report_error_count(NULL) == 0 && etee_report_error(NULL, 0) == NULL);
    CHECK(etee_report_warning_count(NULL) == 0 && etee_report_warning(NULL, 0) == NULL);
    CHECK(etee_report_content_length(NULL) == 0 && etee_report_signing_time(NULL) == NULL);
    CHECK(etee_report_authentication_subject(NULL) == NULL);
    CHECK(etee_report_signature_subject(NULL) == NULL);
    CHECK(etee_report_authentication_certificate(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(etee_report_signature_certificate(NULL, (len = 7, &len)) == NULL && len == 0);
    CHECK(strcmp(etee_report_json(NULL), "") == 0);
    CHECK(etee_identity_authentication_certificate(NULL, NULL) == NULL);
}

static void freeing_null_does_nothing(void) {
    etee_error_free(NULL);
    etee_buffer_free(NULL);
    etee_context_free(NULL);
    etee_identity_free(NULL);
    etee_token_free(NULL);
    etee_secret_key_free(NULL);
    etee_web_key_free(NULL);
    etee_sealer_free(NULL);
    etee_unsealer_free(NULL);
    etee_report_free(NULL);
}

/* ---- NULL, other handles, text that is none ------------------------------------------------ */

/*
 * A call with one argument that cannot be: the status, an error object with it, and the place
 * for the result emptied.
 */
#define REJECTED(expected, call)                                       \
    do {                                                               \
        etee_error *error = STALE(etee_error);                         \
        CHECK_STATUS(expected, call);                                  \
        CHECK(error != NULL && etee_error_code(error) == (expected));  \
        etee_error_free(error);                                        \
    } while (0)

#define REJECTED_WITH(expected, type, result, call) \
    do {                                            \
        type *result = STALE(type);                 \
        REJECTED(expected, call);                   \
        CHECK(result == NULL);                      \
    } while (0)

#define NULLED(call) REJECTED(ETEE_NULL_POINTER, call)
#define NULLED_WITH(type, result, call) REJECTED_WITH(ETEE_NULL_POINTER, type, result, call)

static void null_where_it_must_not_be(void) {
    const uint8_t *data = content.data;
    size_t count = 7;
    uint8_t room[4];

    NULLED(etee_context_new(NULL, &error));
    NULLED(etee_context_set_limit(NULL, ETEE_LIMIT_RECIPIENTS, 1, &error));
    NULLED(etee_context_set_clock(NULL, 1, &error));
    NULLED(etee_context_set_spool_directory(NULL, ETEE_STR("/tmp"), &error));
    NULLED(etee_context_set_spool_directory(context, NULL, 4, &error));
    NULLED(etee_context_add_trust_anchor(context, NULL, 4, &error));

    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs12(NULL, data, 1, ETEE_STR("x"), &made, &error));
    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs12(context, NULL, 1, ETEE_STR("x"), &made, &error));
    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs12(context, data, 1, NULL, 1, &made, &error));
    NULLED(etee_identity_from_pkcs12(context, data, 1, ETEE_STR("x"), NULL, &error));
    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs12_file(NULL, ETEE_STR("x"), ETEE_STR("x"), &made, &error));
    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs12_file(context, NULL, 1, ETEE_STR("x"), &made, &error));
    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs12_file(context, ETEE_STR("x"), NULL, 1, &made, &error));
    NULLED(etee_identity_from_pkcs12_file(context, ETEE_STR("x"), ETEE_STR("x"), NULL, &error));
    NULLED(etee_identity_change_password(NULL, ETEE_STR("x"), ETEE_STR("x"), ETEE_STR("y"), &error));
    NULLED(etee_identity_change_password(context, NULL, 1, ETEE_STR("x"), ETEE_STR("y"), &error));
    NULLED(etee_identity_change_password(context, ETEE_STR("x"), NULL, 1, ETEE_STR("y"), &error));
    NULLED(etee_identity_change_password(context, ETEE_STR("x"), ETEE_STR("x"), NULL, 1, &error));

    NULLED_WITH(etee_token, made, etee_token_from_bytes(NULL, data, 1, &made, &error));
    NULLED_WITH(etee_token, made, etee_token_from_bytes(context, NULL, 1, &made, &error));
    NULLED(etee_token_from_bytes(context, data, 1, NULL, &error));
    NULLED_WITH(etee_token, made, etee_token_from_base64(NULL, ETEE_STR("MA=="), &made, &error));
    NULLED_WITH(etee_token, made, etee_token_from_base64(context, NULL, 4, &made, &error));
    NULLED(etee_token_from_base64(context, ETEE_STR("MA=="), NULL, &error));

    NULLED_WITH(etee_secret_key, made,
                etee_secret_key_from_bytes(NULL, 1, data, 16, &made, &error));
    NULLED_WITH(etee_secret_key, made,
                etee_secret_key_from_bytes(data, 1, NULL, 16, &made, &error));
    NULLED(etee_secret_key_from_bytes(data, 1, data, 16, NULL, &error));
    NULLED_WITH(etee_secret_key, made,
                etee_secret_key_from_base64(NULL, 4, ETEE_STR("MA=="), &made, &error));
    NULLED_WITH(etee_secret_key, made,
                etee_secret_key_from_base64(ETEE_STR("MA=="), NULL, 4, &made, &error));
    NULLED(etee_secret_key_from_base64(ETEE_STR("MA=="), ETEE_STR("MA=="), NULL, &error));

    NULLED_WITH(etee_web_key, made, etee_web_key_from_spki(NULL, 1, data, 1, &made, &error));
    NULLED_WITH(etee_web_key, made, etee_web_key_from_spki(data, 1, NULL, 1, &made, &error));
    NULLED(etee_web_key_from_spki(data, 1, data, 1, NULL, &error));
    NULLED_WITH(etee_web_key, made, etee_web_key_from_pkcs8(NULL, 1, data, 1, &made, &error));
    NULLED_WITH(etee_web_key, made, etee_web_key_from_pkcs8(data, 1, NULL, 1, &made, &error));
    NULLED(etee_web_key_from_pkcs8(data, 1, data, 1, NULL, &error));

    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs8(NULL, data, 1, data, 1, NULL, 0, NULL, 0, &made, &error));
    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs8(context, NULL, 1, data, 1, NULL, 0, NULL, 0, &made,
                                         &error));
    NULLED_WITH(etee_identity, made,
                etee_identity_from_pkcs8(context, data, 1, NULL, 1, NULL, 0, NULL, 0, &made,
                                         &error));
    NULLED(etee_identity_from_pkcs8(context, data, 1, data, 1, NULL, 0, NULL, 0, NULL, &error));

    NULLED_WITH(etee_sealer, made, etee_sealer_new_with_web_key(context, NULL, &made, &error));
    NULLED(etee_sealer_set_policy(NULL, ETEE_SIGNING_POLICY_EID, &error));
    NULLED(etee_sealer_accept(NULL, ETEE_STR("ETK_CERTS_INVALID"), &error));
    NULLED(etee_sealer_accept(sealer, NULL, 3, &error));
    NULLED(etee_sealer_allow_key_agreement(NULL, 1, &error));
    NULLED(etee_sealer_add_web_key(sealer, NULL, &error));
    NULLED(etee_unsealer_add_web_key(unsealer, NULL, &error));
    NULLED(etee_unsealer_expect_web_key(unsealer, NULL, &error));
    NULLED_WITH(etee_sealer, made, etee_sealer_new(NULL, identity, &made, &error));
    NULLED_WITH(etee_sealer, made, etee_sealer_new(context, NULL, &made, &error));
    NULLED(etee_sealer_new(context, identity, NULL, &error));
    NULLED(etee_sealer_add_recipient(NULL, token, &error));
    NULLED(etee_sealer_add_recipient(sealer, NULL, &error));
    NULLED(etee_sealer_add_secret_key(NULL, secret_key, &error));
    NULLED(etee_sealer_add_secret_key(sealer, NULL, &error));
    NULLED_WITH(etee_buffer, made, etee_sealer_seal(NULL, data, 1, &made, &error));
    NULLED_WITH(etee_buffer, made, etee_sealer_seal(sealer, NULL, 1, &made, &error));
    NULLED(etee_sealer_seal(sealer, data, 1, NULL, &error));
    NULLED(etee_sealer_seal_file(NULL, ETEE_STR("x"), ETEE_STR("y"), &error));
    NULLED(etee_sealer_seal_file(sealer, NULL, 1, ETEE_STR("y"), &error));
    NULLED(etee_sealer_seal_file(sealer, ETEE_STR("x"), NULL, 1, &error));
    NULLED(etee_sealer_begin(NULL, 1, &error));
    NULLED(etee_sealer_write(NULL, data, 1, &error));
    NULLED(etee_sealer_write(sealer, NULL, 1, &error));
    NULLED(etee_sealer_finish(NULL, &error));
    NULLED(etee_sealer_read(NULL, room, sizeof room, &count, &error));
    CHECK(count == 0);
    NULLED(etee_sealer_read(sealer, NULL, 4, (count = 7, &count), &error));
    CHECK(count == 0);
    NULLED(etee_sealer_read(sealer, room, sizeof room, NULL, &error));

    NULLED_WITH(etee_unsealer, made, etee_unsealer_new(NULL, &made, &error));
    NULLED(etee_unsealer_new(context, NULL, &error));
    NULLED(etee_unsealer_add_identity(NULL, identity, &error));
    NULLED(etee_unsealer_add_identity(unsealer, NULL, &error));
    NULLED(etee_unsealer_add_secret_key(NULL, secret_key, &error));
    NULLED(etee_unsealer_add_secret_key(unsealer, NULL, &error));
    NULLED_WITH(etee_buffer, made, etee_unsealer_unseal(NULL, data, 1, &made, &error));
    NULLED_WITH(etee_buffer, made, etee_unsealer_unseal(unsealer, NULL, 1, &made, &error));
    NULLED(etee_unsealer_unseal(unsealer, data, 1, NULL, &error));
    NULLED(etee_unsealer_unseal_file(NULL, ETEE_STR("x"), ETEE_STR("y"), &error));
    NULLED(etee_unsealer_unseal_file(unsealer, NULL, 1, ETEE_STR("y"), &error));
    NULLED(etee_unsealer_unseal_file(unsealer, ETEE_STR("x"), NULL, 1, &error));
    NULLED(etee_unsealer_write(NULL, data, 1, &error));
    NULLED(etee_unsealer_write(unsealer, NULL, 1, &error));
    NULLED(etee_unsealer_finish(NULL, &error));
    NULLED(etee_unsealer_read(NULL, room, sizeof room, (count = 7, &count), &error));
    CHECK(count == 0);
    NULLED(etee_unsealer_read(unsealer, NULL, 4, (count = 7, &count), &error));
    CHECK(count == 0);
    NULLED(etee_unsealer_read(unsealer, room, sizeof room, NULL, &error));
    NULLED_WITH(etee_report, made, etee_unsealer_report(NULL, &made, &error));
    NULLED(etee_unsealer_report(unsealer, NULL, &error));

    /* The place for the error itself may be NULL. */
    CHECK_STATUS(ETEE_NULL_POINTER, etee_context_new(NULL, NULL));
}

#define MISTAKEN(call) REJECTED(ETEE_INVALID_ARGUMENT, call)
#define MISTAKEN_WITH(type, result, call) REJECTED_WITH(ETEE_INVALID_ARGUMENT, type, result, call)

/* Handles know their type; a mistake of a cast is told, not run. */
static void a_handle_of_another_type(void) {
    etee_context *no_context = (etee_context *)(void *)token;
    etee_identity *no_identity = (etee_identity *)(void *)context;
    etee_token *no_token = (etee_token *)(void *)identity;
    etee_sealer *no_sealer = (etee_sealer *)(void *)unsealer;
    etee_unsealer *no_unsealer = (etee_unsealer *)(void *)sealer;
    size_t len = 7, count;

    MISTAKEN(etee_context_set_clock(no_context, 1, &error));
    MISTAKEN_WITH(etee_identity, made,
                  etee_identity_from_pkcs12(no_context, content.data, 1, ETEE_STR("x"), &made,
                                            &error));
    MISTAKEN_WITH(etee_token, made,
                  etee_token_from_bytes(no_context, content.data, 1, &made, &error));
    MISTAKEN_WITH(etee_sealer, made, etee_sealer_new(no_context, identity, &made, &error));
    MISTAKEN_WITH(etee_sealer, made, etee_sealer_new(context, no_identity, &made, &error));
    MISTAKEN(etee_sealer_add_recipient(sealer, no_token, &error));
    MISTAKEN(etee_sealer_add_recipient(no_sealer, token, &error));
    MISTAKEN(etee_sealer_begin(no_sealer, 1, &error));
    MISTAKEN_WITH(etee_unsealer, made, etee_unsealer_new(no_context, &made, &error));
    MISTAKEN(etee_unsealer_add_identity(unsealer, no_identity, &error));
    MISTAKEN(etee_sealer_add_secret_key(sealer, (etee_secret_key *)(void *)token, &error));
    MISTAKEN(etee_sealer_add_web_key(sealer, (etee_web_key *)(void *)token, &error));
    MISTAKEN(etee_unsealer_add_web_key(unsealer, (etee_web_key *)(void *)token, &error));
    MISTAKEN(etee_unsealer_add_secret_key(unsealer, (etee_secret_key *)(void *)token, &error));
    MISTAKEN(etee_unsealer_finish(no_unsealer, &error));
    MISTAKEN(etee_unsealer_read(no_unsealer, NULL, 0, &count, &error));
    CHECK(etee_token_bytes(no_token, &len) == NULL && len == 0);
    CHECK(etee_buffer_data((etee_buffer *)(void *)token) == NULL);
    CHECK(etee_error_code((etee_error *)(void *)token) == ETEE_OK);
    CHECK(strcmp(etee_report_json((etee_report *)(void *)token), "") == 0);

    /* Freeing as another type frees nothing. */
    etee_sealer_free(no_sealer);
    etee_token_free(no_token);
    CHECK(etee_identity_decryption_key_count(identity) == 1);
}

#define UNREADABLE(call) REJECTED(ETEE_INVALID_UTF8, call)
#define LATIN1 ETEE_STR("caf\xe9")

static void text_that_is_not_utf8(void) {
    REJECTED_WITH(ETEE_INVALID_UTF8, etee_identity, made,
                  etee_identity_from_pkcs12(context, content.data, 1, LATIN1, &made, &error));
    REJECTED_WITH(ETEE_INVALID_UTF8, etee_identity, made,
                  etee_identity_from_pkcs12_file(context, LATIN1, ETEE_STR("x"), &made, &error));
    UNREADABLE(etee_identity_change_password(context, LATIN1, ETEE_STR("x"), ETEE_STR("y"), &error));
    UNREADABLE(etee_identity_change_password(context, ETEE_STR("x"), LATIN1, ETEE_STR("y"), &error));
    UNREADABLE(etee_identity_change_password(context, ETEE_STR("x"), ETEE_STR("y"), LATIN1, &error));
    REJECTED_WITH(ETEE_INVALID_UTF8, etee_token, made,
                  etee_token_from_base64(context, LATIN1, &made, &error));
    REJECTED_WITH(ETEE_INVALID_UTF8, etee_secret_key, made,
                  etee_secret_key_from_base64(LATIN1, ETEE_STR("MA=="), &made, &error));
    REJECTED_WITH(ETEE_INVALID_UTF8, etee_secret_key, made,
                  etee_secret_key_from_base64(ETEE_STR("MA=="), LATIN1, &made, &error));
    UNREADABLE(etee_context_set_spool_directory(context, LATIN1, &error));
    UNREADABLE(etee_sealer_seal_file(sealer, LATIN1, ETEE_STR("y"), &error));
    UNREADABLE(etee_sealer_seal_file(sealer, ETEE_STR("x"), LATIN1, &error));
    UNREADABLE(etee_unsealer_unseal_file(unsealer, LATIN1, ETEE_STR("y"), &error));
    UNREADABLE(etee_unsealer_unseal_file(unsealer, ETEE_STR("x"), LATIN1, &error));
}

static void a_length_beyond_memory(void) {
    MISTAKEN(etee_sealer_write(sealer, content.data, SIZE_MAX, &error));
    MISTAKEN_WITH(etee_token, made,
                  etee_token_from_bytes(context, content.data, SIZE_MAX / 2 + 1, &made, &error));
}

/* ---- Contexts and states ------------------------------------------------------------------- */

static void a_context_that_was_used_stays_as_it_is(void) {
    etee_context *fresh = plain_context();
    etee_token *made = token_of(fresh, "bob");
    struct octets anchor = read_octets(OFFICIAL "pki/root.cer");

    REJECTED(ETEE_WRONG_STATE, etee_context_set_limit(fresh, ETEE_LIMIT_RECIPIENTS, 1, &error));
    REJECTED(ETEE_WRONG_STATE, etee_context_set_clock(fresh, 1, &error));
    REJECTED(ETEE_WRONG_STATE, etee_context_set_spool_directory(fresh, ETEE_STR("/tmp"), &error));
    REJECTED(ETEE_WRONG_STATE,
             etee_context_add_trust_anchor(fresh, anchor.data, anchor.len, &error));
    free(anchor.data);
    etee_token_free(made);
    etee_context_free(fresh);

    fresh = plain_context();
    for (int32_t limit = ETEE_LIMIT_ELEMENT_SIZE; limit <= ETEE_LIMIT_REPLY_SIZE; limit++)
        CHECK_OK(etee_context_set_limit(fresh, limit, UINT64_MAX, NULL));
    MISTAKEN(etee_context_set_limit(fresh, 0, 1, &error));
    MISTAKEN(etee_context_set_limit(fresh, ETEE_LIMIT_REPLY_SIZE + 1, 1, &error));
    MISTAKEN(etee_context_set_spool_directory(fresh, NULL, 0, &error));
    REJECTED(ETEE_MALFORMED,
             etee_context_add_trust_anchor(fresh, (const uint8_t *)"\x04\x00", 2, &error));
    etee_context_free(fresh);
}

static void limits_are_kept(void) {
    etee_buffer *clear = NULL;
    etee_identity *made = NULL;
    etee_token *none = NULL;
    struct octets store = read_octets(OFFICIAL "keys/bob.p12");
    struct octets bytes = read_octets(OFFICIAL "etk/bob.etk");
    etee_context *strict = trusting_context();
    etee_unsealer *reader;
    etee_sealer *writer;

    CHECK_OK(etee_context_set_limit(strict, ETEE_LIMIT_MESSAGE_SIZE, 15, NULL));
    CHECK_OK(etee_context_set_limit(strict, ETEE_LIMIT_TOKEN_SIZE, bytes.len - 1, NULL));
    writer = sealer_of(strict, "alice", NULL, NULL);
    CHECK_OK(etee_sealer_add_recipient(writer, token, NULL));
    reader = unsealer_of(strict, "bob");
    REJECTED(ETEE_LIMIT_EXCEEDED, etee_token_from_bytes(strict, bytes.data, bytes.len, &none,
                                                        &error));
    REJECTED(ETEE_LIMIT_EXCEEDED, etee_sealer_seal(writer, content.data, 16, &clear, &error));
    REJECTED(ETEE_LIMIT_EXCEEDED,
             etee_unsealer_unseal(reader, etee_buffer_data(sealed), etee_buffer_len(sealed), &clear,
                                  &error));
    CHECK(clear == NULL && none == NULL);
    etee_unsealer_free(reader);
    etee_sealer_free(writer);
    etee_context_free(strict);

    strict = trusting_context();
    CHECK_OK(etee_context_set_limit(strict, ETEE_LIMIT_STORE_SIZE, store.len - 1, NULL));
    REJECTED(ETEE_LIMIT_EXCEEDED,
             etee_identity_from_pkcs12(strict, store.data, store.len, ETEE_STR(PASSWORD), &made,
                                       &error));
    REJECTED(ETEE_LIMIT_EXCEEDED,
             etee_identity_from_pkcs12_file(strict, ETEE_STR(OFFICIAL "keys/bob.p12"),
                                            ETEE_STR(PASSWORD), &made, &error));
    CHECK(made == NULL);
    etee_context_free(strict);
    free(bytes.data);
    free(store.data);
}

static void calls_in_another_order(void) {
    etee_unsealer *fresh = unsealer_of(context, "bob");
    uint8_t octet;
    size_t count = 7;

    REJECTED(ETEE_WRONG_STATE, etee_unsealer_read(fresh, &octet, 1, &count, &error));
    CHECK(count == 0);
    REJECTED_WITH(ETEE_WRONG_STATE, etee_report, made, etee_unsealer_report(fresh, &made, &error));
    REJECTED(ETEE_TRUNCATED, etee_unsealer_finish(fresh, &error));
    REJECTED(ETEE_WRONG_STATE, etee_unsealer_read(fresh, &octet, 1, &count, &error));

    /* What was released can be read until the next message begins. */
    CHECK_OK(etee_unsealer_write(fresh, etee_buffer_data(sealed), etee_buffer_len(sealed), NULL));
    CHECK_OK(etee_unsealer_finish(fresh, NULL));
    CHECK_OK(etee_unsealer_read(fresh, &octet, 1, &count, NULL));
    CHECK(count == 1 && octet == content.data[0]);
    CHECK_OK(etee_unsealer_write(fresh, etee_buffer_data(sealed), 1, NULL));
    REJECTED(ETEE_WRONG_STATE, etee_unsealer_read(fresh, &octet, 1, &count, &error));
    etee_unsealer_free(fresh);
}

/* What was made with a handle keeps alive what it needs. */
static void handles_may_be_freed_in_any_order(void) {
    etee_context *first = trusting_context();
    etee_identity *alice = identity_of(first, "alice"), *bob = identity_of(first, "bob");
    etee_token *to = token_of(first, "bob");
    etee_sealer *writer = NULL;
    etee_unsealer *reader = NULL;
    etee_buffer *message = NULL, *clear = NULL;
    etee_report *report = NULL;

    CHECK_OK(etee_sealer_new(first, alice, &writer, NULL));
    CHECK_OK(etee_unsealer_new(first, &reader, NULL));
    etee_context_free(first);
    CHECK_OK(etee_unsealer_add_identity(reader, bob, NULL));
    CHECK_OK(etee_sealer_add_recipient(writer, to, NULL));
    etee_identity_free(alice);
    etee_identity_free(bob);
    etee_token_free(to);
    CHECK_OK(etee_sealer_seal(writer, content.data, content.len, &message, NULL));
    etee_sealer_free(writer);
    CHECK_OK(etee_unsealer_unseal(reader, etee_buffer_data(message), etee_buffer_len(message),
                                  &clear, NULL));
    etee_buffer_free(message);
    CHECK_OK(etee_unsealer_report(reader, &report, NULL));
    etee_unsealer_free(reader);
    CHECK(etee_report_released(report) == 1);
    CHECK(same(content, etee_buffer_data(clear), etee_buffer_len(clear)));
    etee_report_free(report);
    etee_buffer_free(clear);
}

/* ---- Key stores ---------------------------------------------------------------------------- */

static void a_wrong_password_is_no_broken_store(void) {
    static const char *const stores[] = {OFFICIAL "keys/bob.p12", P256 "carol.p12",
                                         P256 "carol-legacy.p12", P256 "carol-ber.p12"};
    /* Deriving keys from passwords takes valgrind most of its time. */
    for (size_t i = 0; i < (slow() ? 1 : sizeof stores / sizeof *stores); i++) {
        struct octets store = read_octets(stores[i]);
        REJECTED_WITH(ETEE_WRONG_PASSWORD, etee_identity, made,
                      etee_identity_from_pkcs12(context, store.data, store.len, ETEE_STR("Test"),
                                                &made, &error));
        REJECTED_WITH(ETEE_WRONG_PASSWORD, etee_identity, made,
                      etee_identity_from_pkcs12(context, store.data, store.len, NULL, 0, &made,
                                                &error));
        REJECTED_WITH(ETEE_STORE_MALFORMED, etee_identity, made,
                      etee_identity_from_pkcs12(context, store.data, store.len / 2,
                                                ETEE_STR(PASSWORD), &made, &error));
        free(store.data);
    }
    REJECTED_WITH(ETEE_STORE_MALFORMED, etee_identity, made,
                  etee_identity_from_pkcs12(context, NULL, 0, ETEE_STR(PASSWORD), &made, &error));
}

static void tokens_that_are_none(void) {
    struct octets bytes = read_octets(OFFICIAL "etk/bob.etk");
    size_t step = slow() ? 97 : 7;

    for (size_t len = 0; len < bytes.len; len += step) {
        etee_token *made = STALE(etee_token);
        CHECK(etee_token_from_bytes(context, bytes.data, len, &made, NULL) / 100 == 2);
        CHECK(made == NULL);
    }
    REJECTED_WITH(ETEE_MALFORMED, etee_token, made,
                  etee_token_from_base64(context, ETEE_STR("not base64!"), &made, &error));
    free(bytes.data);
}

/* ---- Broken messages ----------------------------------------------------------------------- */

/* A refused message has an error of its own family and no output. */
static int is_refused(const uint8_t *message, size_t len, etee_status *status) {
    etee_buffer *clear = STALE(etee_buffer);
    etee_error *error = NULL;
    int well;

    *status = etee_unsealer_unseal(unsealer, message, len, &clear, &error);
    well = clear == NULL && error != NULL && etee_error_code(error) == *status &&
           *status >= 200 && *status < 500;
    etee_error_free(error);
    if (*status == ETEE_OK)
        etee_buffer_free(clear);
    return well;
}

static void truncated_at_every_octet(void) {
    const uint8_t *message = etee_buffer_data(sealed);
    size_t len = etee_buffer_len(sealed), step = slow() ? 211 : 1;
    etee_status status;

    for (size_t at = 0; at < len; at += step)
        if (!CHECK(is_refused(message, at, &status)) || !CHECK(status / 100 == 2))
            fprintf(stderr, "at %zu of %zu: %d\n", at, len, (int)status);
}

/* The same numbers every time, so that a failure recurs. */
static size_t random_below(size_t end) {
    static uint64_t state = 0x9e3779b97f4a7c15u;
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (size_t)(state % end);
}

/* Where the root begins that came along with the message, or the message's length. It is trusted
 * already, so its copy is not needed and a change of it does no harm. */
static size_t place_of(struct octets root, const uint8_t *message, size_t len) {
    for (size_t at = 0; at + root.len <= len; at++)
        if (memcmp(message + at, root.data, root.len) == 0)
            return at;
    return len;
}

static void one_bit_changed_anywhere(void) {
    size_t len = etee_buffer_len(sealed);
    uint8_t *message = must(malloc(len), "message");
    struct octets root = read_octets(path_of("root", "pki", "cer"));
    size_t place = place_of(root, etee_buffer_data(sealed), len);
    int families[5] = {0};
    etee_status status;

    memcpy(message, etee_buffer_data(sealed), len);
    for (int i = 0; i < (slow() ? 25 : 500); i++) {
        size_t at = random_below(len);
        uint8_t bit = (uint8_t)(1u << random_below(8));
        if (at >= place && at < place + root.len)
            continue;
        message[at] ^= bit;
        if (CHECK(is_refused(message, len, &status)))
            families[status / 100]++;
        else
            fprintf(stderr, "octet %zu of %zu, bit %d: %d\n", at, len, bit, (int)status);
        message[at] ^= bit;
    }
    CHECK(families[2] > 0 && families[4] > 0);
    CHECK(!is_refused(message, len, &status) && status == ETEE_OK);
    free(root.data);
    free(message);
}

static void octets_after_the_message(void) {
    size_t len = etee_buffer_len(sealed);
    uint8_t *message = must(malloc(len + 1), "message");
    etee_status status;

    memcpy(message, etee_buffer_data(sealed), len);
    message[len] = 0;
    CHECK(is_refused(message, len + 1, &status) && status == ETEE_MALFORMED);
    free(message);
}

int main(void) {
    check_begin("the handles of all tests");
    context = trusting_context();
    identity = identity_of(context, "alice");
    token = token_of(context, "bob");
    secret_key = kgss_key();
    sealer = sealer_of(context, "alice", "bob", NULL);
    unsealer = unsealer_of(context, "bob");
    content = made_content(16);
    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    check_end();

    RUN(every_status_has_its_name);
    RUN(an_error_tells_what_it_knows);
    RUN(accessors_on_null_answer_with_nothing);
    RUN(freeing_null_does_nothing);
    RUN(null_where_it_must_not_be);
    RUN(a_handle_of_another_type);
    RUN(text_that_is_not_utf8);
    RUN(a_length_beyond_memory);
    RUN(a_context_that_was_used_stays_as_it_is);
    RUN(limits_are_kept);
    RUN(calls_in_another_order);
    RUN(handles_may_be_freed_in_any_order);
    RUN(a_wrong_password_is_no_broken_store);
    RUN(tokens_that_are_none);
    RUN(truncated_at_every_octet);
    RUN(one_bit_changed_anywhere);
    RUN(octets_after_the_message);

    etee_buffer_free(sealed);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_secret_key_free(secret_key);
    etee_token_free(token);
    etee_identity_free(identity);
    etee_context_free(context);
    return check_summary();
}
