/* What decides on a message, and how the verdict is told: rules, layers, texts, addressing. */

#include "vectors.h"

#define SYNTHETIC "tests/vectors/synthetic/"

/* tests/vectors/official/sealed-at.txt */
#define SEALED_AT 1795296771
#define KEY_IDENTIFIER "QoJdL6WFLA7E+Lx3PmYOaA=="

static const char *const chain = "OUTER_CERTIFICATE_CHAIN_NOT_TRUSTED";

/* A context at the moment when the official messages were sealed. */
static etee_context *context_then(void) {
    etee_context *context = plain_context();
    CHECK_OK(etee_context_set_clock(context, SEALED_AT, NULL));
    return context;
}

static etee_context *trusting_then(void) {
    etee_context *context = trusting_context();
    CHECK_OK(etee_context_set_clock(context, SEALED_AT, NULL));
    return context;
}

static struct octets message(const char *name) {
    char path[128];
    snprintf(path, sizeof path, OFFICIAL "msg/%s.cms", name);
    return read_octets(path);
}

/* The report on an official message; the context and the unsealer are used up. */
static etee_report *judged_by(etee_context *context, etee_unsealer *unsealer, const char *name,
                              int released) {
    struct octets sealed = message(name);
    etee_buffer *clear = NULL;
    etee_report *report = NULL;
    etee_status status = etee_unsealer_unseal(unsealer, sealed.data, sealed.len, &clear, NULL);

    CHECK(status == ETEE_OK ? released : !released && status / 100 == 4);
    CHECK((clear != NULL) == released);
    CHECK_OK(etee_unsealer_report(unsealer, &report, NULL));
    CHECK(etee_report_released(report) == released);
    etee_buffer_free(clear);
    etee_unsealer_free(unsealer);
    etee_context_free(context);
    free(sealed.data);
    return report;
}

static etee_report *judged(etee_context *context, const char *name, int released) {
    return judged_by(context, unsealer_of(context, "bob"), name, released);
}

static int has_error(const etee_report *report, const char *name) {
    for (size_t i = 0; i < etee_report_error_count(report); i++)
        if (strcmp(etee_report_error(report, i), name) == 0)
            return 1;
    return 0;
}

static int has_warning(const etee_report *report, const char *name) {
    for (size_t i = 0; i < etee_report_warning_count(report); i++)
        if (strcmp(etee_report_warning(report, i), name) == 0)
            return 1;
    return 0;
}

/* Text that may be NULL where it should not. */
static int is(const char *found, const char *expected) {
    return found != NULL && expected != NULL && strcmp(found, expected) == 0;
}

static int contains(const char *found, const char *part) {
    return found != NULL && part != NULL && strstr(found, part) != NULL;
}

static int is_number(const char *found) {
    return found != NULL && *found != 0 && strspn(found, "0123456789") == strlen(found);
}

/* ---- Settings ------------------------------------------------------------------------------ */

static void settings_are_checked(void) {
    etee_context *context = plain_context();

    CHECK_OK(etee_context_set_judgement(context, ETEE_JUDGEMENT_PARITY, NULL));
    CHECK_OK(etee_context_set_judgement(context, ETEE_JUDGEMENT_STRICT, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_set_judgement(context, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_set_judgement(context, 3, NULL));
    for (int32_t policy = ETEE_SIGNING_POLICY_EHEALTH_CERT; policy <= ETEE_SIGNING_POLICY_EC_CERT;
         policy++)
        CHECK_OK(etee_context_add_signing_policy(context, policy, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_add_signing_policy(context, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_add_signing_policy(context, 5, NULL));
    for (int32_t policy = ETEE_OCSP_POLICY_NONE; policy <= ETEE_OCSP_POLICY_RECEIVER_MANDATORY;
         policy++)
        CHECK_OK(etee_context_set_ocsp_policy(context, policy, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_set_ocsp_policy(context, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_set_ocsp_policy(context, 6, NULL));
    CHECK_OK(etee_context_set_ocsp_uri(context, ETEE_STR("http://ocsp.example.be/"), NULL));
    CHECK_OK(etee_context_set_ocsp_uri(context, NULL, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_set_ocsp_uri(context, ETEE_STR(""), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_context_set_ocsp_uri(context, ETEE_STR("ldap://ocsp.example.be/"), NULL));
    CHECK_OK(etee_context_set_clock_skew(context, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_set_clock_skew(context, -1, NULL));
    CHECK_OK(etee_context_set_signing_time_expiration(context, INT64_MAX, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_context_set_signing_time_expiration(context, INT64_MIN, NULL));
    CHECK_OK(etee_context_trust_signing_time(context, NULL));
    CHECK_OK(etee_context_require_non_repudiation(context, NULL));
    CHECK_OK(etee_context_set_empty_trust_store(context, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_context_set_judgement(NULL, 1, NULL));
    etee_context_free(context);
}

static void revocation_hosts_are_named_or_all(void) {
    etee_context *context = plain_context();

    CHECK_STATUS(ETEE_INVALID_UTF8,
                 etee_context_allow_revocation_host(context, ETEE_STR("caf\xe9"), NULL));
    CHECK_OK(etee_context_allow_revocation_host(context, ETEE_STR("ocsp.example.be"), NULL));
    CHECK_OK(etee_context_allow_revocation_host(context, ETEE_STR("127.0.0.1"), NULL));
    CHECK_OK(etee_context_set_limit(context, ETEE_LIMIT_REPLY_SIZE, 1000, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_allow_revocation_host(context, NULL, 0, NULL));
    etee_context_free(context);

    context = plain_context();
    CHECK_OK(etee_context_allow_revocation_host(context, ETEE_STR(""), NULL));
    CHECK_OK(etee_context_allow_revocation_host(context, NULL, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_context_allow_revocation_host(context, ETEE_STR("ocsp.example.be"), NULL));
    etee_context_free(context);
}

static void settings_end_with_the_first_use(void) {
    etee_context *context = plain_context();
    etee_token *token = token_of(context, "bob");
    struct octets root = read_octets(OFFICIAL "pki/root.cer");
    etee_error *error = NULL;

#define TOO_LATE(call) CHECK_STATUS(ETEE_WRONG_STATE, call)
    TOO_LATE(etee_context_set_judgement(context, ETEE_JUDGEMENT_PARITY, &error));
    CHECK(etee_error_code(error) == ETEE_WRONG_STATE);
    etee_error_free(error);
    TOO_LATE(etee_context_add_signing_policy(context, ETEE_SIGNING_POLICY_EID, NULL));
    TOO_LATE(etee_context_set_ocsp_policy(context, ETEE_OCSP_POLICY_NONE, NULL));
    TOO_LATE(etee_context_set_ocsp_uri(context, NULL, 0, NULL));
    TOO_LATE(etee_context_set_clock_skew(context, 1, NULL));
    TOO_LATE(etee_context_set_signing_time_expiration(context, 1, NULL));
    TOO_LATE(etee_context_trust_signing_time(context, NULL));
    TOO_LATE(etee_context_require_non_repudiation(context, NULL));
    TOO_LATE(etee_context_set_empty_trust_store(context, NULL));
    TOO_LATE(etee_context_add_trust_anchor(context, root.data, root.len, NULL));
    TOO_LATE(etee_context_add_legacy_trust_anchor(context, root.data, root.len, NULL));
    TOO_LATE(etee_context_add_time_stamp_anchor(context, root.data, root.len, NULL));
    TOO_LATE(etee_context_add_registration_authority_anchor(context, root.data, root.len, NULL));
    TOO_LATE(etee_context_allow_revocation_host(context, ETEE_STR("127.0.0.1"), NULL));
    free(root.data);
    etee_token_free(token);
    etee_context_free(context);
}

/* Appends a certificate in PEM. */
static void append_pem(struct octets *pem, const char *path) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct octets der = read_octets(path);
    char *at;

    pem->data = must(realloc(pem->data, pem->len + der.len * 2 + 100), "PEM");
    at = (char *)pem->data + pem->len;
    at += sprintf(at, "a note\n-----BEGIN CERTIFICATE-----\n");
    for (size_t i = 0; i < der.len; i += 3) {
        unsigned long group = (unsigned long)der.data[i] << 16;
        group |= i + 1 < der.len ? (unsigned long)der.data[i + 1] << 8 : 0;
        group |= i + 2 < der.len ? (unsigned long)der.data[i + 2] : 0;
        *at++ = digits[group >> 18];
        *at++ = digits[group >> 12 & 63];
        *at++ = i + 1 < der.len ? digits[group >> 6 & 63] : '=';
        *at++ = i + 2 < der.len ? digits[group & 63] : '=';
        if (i % 48 == 45)
            *at++ = '\n';
    }
    at += sprintf(at, "\n-----END CERTIFICATE-----\n");
    pem->len = (size_t)(at - (char *)pem->data);
    free(der.data);
}

static void anchors_may_be_pem(void) {
    etee_context *context = context_then();
    struct octets pem = {NULL, 0};
    etee_report *report;

    append_pem(&pem, OFFICIAL "pki/ec-root.cer");
    append_pem(&pem, OFFICIAL "pki/root.cer");
    /* Without its end it is no certificate, and then the first one is not trusted either. */
    CHECK_STATUS(ETEE_TRUNCATED,
                 etee_context_add_trust_anchor(context, pem.data, pem.len - 10, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_context_add_trust_anchor(context, NULL, 1, NULL));
    CHECK_OK(etee_context_add_trust_anchor(context, pem.data, pem.len, NULL));
    CHECK_OK(etee_context_add_legacy_trust_anchor(context, pem.data, pem.len, NULL));
    CHECK_OK(etee_context_add_time_stamp_anchor(context, pem.data, pem.len, NULL));
    CHECK_OK(etee_context_add_registration_authority_anchor(context, pem.data, pem.len, NULL));
    CHECK_STATUS(ETEE_TRUNCATED, etee_context_add_time_stamp_anchor(context, pem.data, 100, NULL));
    etee_report_free(judged(context, "small-bob", 1));
    free(pem.data);

    /* Without any anchor in its store, a context trusts nobody. */
    context = context_then();
    CHECK_OK(etee_context_set_empty_trust_store(context, NULL));
    report = judged(context, "small-bob", 0);
    CHECK(has_error(report, chain));
    etee_report_free(report);
}

/* ---- What decides -------------------------------------------------------------------------- */

static void only_the_named_policies_count(void) {
    etee_context *context = trusting_then();
    etee_report *report;

    CHECK_OK(etee_context_add_signing_policy(context, ETEE_SIGNING_POLICY_EID, NULL));
    report = judged(context, "small-bob", 0);
    CHECK(has_error(report, "OUTER_SIGNATURE_ALGORITHM_UNAUTHORIZED"));
    etee_report_free(report);

    context = trusting_then();
    CHECK_OK(etee_context_add_signing_policy(context, ETEE_SIGNING_POLICY_EID, NULL));
    CHECK_OK(etee_context_add_signing_policy(context, ETEE_SIGNING_POLICY_EHEALTH_CERT, NULL));
    etee_report_free(judged(context, "small-bob", 1));
}

/* A message of some hours ago: strict refuses what parity warns of. */
static void parity_warns_where_strict_refuses(void) {
    etee_context *context = trusting_context();
    etee_report *report;
    etee_unsealer *unsealer;

    CHECK_OK(etee_context_set_clock(context, SEALED_AT + 7200, NULL));
    CHECK_OK(etee_context_set_judgement(context, ETEE_JUDGEMENT_PARITY, NULL));
    report = judged(context, "small-bob", 1);
    CHECK(etee_report_judgement(report) == ETEE_JUDGEMENT_PARITY);
    CHECK(has_warning(report, "SIGNING_TIME_EXPIRED") && etee_report_error_count(report) == 0);
    CHECK(contains(etee_report_json(report), "\"judgement\":\"parity\""));
    etee_report_free(report);

    context = trusting_context();
    CHECK_OK(etee_context_set_clock(context, SEALED_AT + 7200, NULL));
    report = judged(context, "small-bob", 0);
    CHECK(etee_report_judgement(report) == ETEE_JUDGEMENT_STRICT);
    CHECK(has_error(report, "SIGNING_TIME_EXPIRED"));
    etee_report_free(report);

    /* Somebody knows that it had been received an hour ago, or soon after it was signed. */
    context = trusting_context();
    CHECK_OK(etee_context_set_clock(context, SEALED_AT + 7200, NULL));
    unsealer = unsealer_of(context, "bob");
    CHECK_OK(etee_unsealer_set_trusted_time(unsealer, SEALED_AT + 30, NULL));
    etee_report_free(judged_by(context, unsealer, "small-bob", 1));
    context = trusting_context();
    CHECK_OK(etee_context_set_clock(context, SEALED_AT + 7200, NULL));
    unsealer = unsealer_of(context, "bob");
    CHECK_OK(etee_unsealer_set_trusted_time(unsealer, SEALED_AT + 30, NULL));
    CHECK_OK(etee_unsealer_clear_trusted_time(unsealer, NULL));
    etee_report_free(judged_by(context, unsealer, "small-bob", 0));
}

static void findings_can_be_accepted(void) {
    for (int all = 0; all < 2; all++) {
        etee_context *context = context_then();
        etee_unsealer *unsealer;
        etee_report *report;

        CHECK_OK(etee_context_set_empty_trust_store(context, NULL));
        unsealer = unsealer_of(context, "bob");
        CHECK_OK(etee_unsealer_accept(unsealer, ETEE_STR("OUTER_CERTIFICATE_EXPIRED"), NULL));
        if (all)
            CHECK_OK(etee_unsealer_accept(unsealer, ETEE_STR("ALL"), NULL));
        else
            CHECK_OK(etee_unsealer_accept(unsealer, chain, strlen(chain), NULL));
        report = judged_by(context, unsealer, "small-bob", 1);
        CHECK(etee_report_error_count(report) == 1 && has_error(report, chain));
        CHECK(contains(etee_report_text(report, ETEE_LANGUAGE_ENGLISH),
                     etee_finding_text(chain, strlen(chain), ETEE_LANGUAGE_ENGLISH)));
        etee_report_free(report);
    }
}

static void only_findings_can_be_accepted(void) {
    etee_context *context = context_then();
    etee_unsealer *unsealer = unsealer_of(context, "key");

    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_unsealer_accept(unsealer, ETEE_STR(""), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_unsealer_accept(unsealer, ETEE_STR("all"), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_unsealer_accept(unsealer, ETEE_STR("OUTER_SIGNED_DATA_STRUCTURE_INCORRECT"),
                                      NULL));
    CHECK_STATUS(ETEE_INVALID_UTF8, etee_unsealer_accept(unsealer, ETEE_STR("\xff"), NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_unsealer_accept(NULL, ETEE_STR("ALL"), NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_unsealer_accept(unsealer, NULL, 3, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_unsealer_expect_signer(NULL, NULL, 0, NULL));
    CHECK_STATUS(ETEE_TRUNCATED, etee_unsealer_expect_signer(unsealer, NULL, 0, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_unsealer_set_trusted_time(NULL, 1, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_unsealer_clear_trusted_time(NULL, NULL));
    etee_unsealer_free(unsealer);
    etee_context_free(context);
}

static void expected_signers_are_kept_to(void) {
    for (int right = 0; right < 2; right++) {
        etee_context *context = trusting_then();
        etee_unsealer *unsealer = unsealer_of(context, "bob");
        struct octets alice = read_octets(OFFICIAL "keys/alice-auth.cer");
        struct octets hospital = read_octets(OFFICIAL "keys/hospital-auth.cer");
        etee_report *report;

        CHECK_OK(etee_unsealer_expect_signer(unsealer, hospital.data, hospital.len, NULL));
        if (right)
            CHECK_OK(etee_unsealer_expect_signer(unsealer, alice.data, alice.len, NULL));
        report = judged_by(context, unsealer, "small-bob", right);
        CHECK(has_error(report, "AUTHENTICATION_CERTIFICATE_NOT_IN_LIST_EXPECTED_SIGNERS") ==
              !right);
        etee_report_free(report);
        free(hospital.data);
        free(alice.data);
    }
}

/* ---- What is told -------------------------------------------------------------------------- */

static void every_layer_is_told(void) {
    etee_context *context = trusting_then();
    etee_identity *bob = identity_of(context, "bob");
    etee_report *report = judged(context, "small-eid-bob", 1);
    size_t len = 0, outer_len = 0;
    const uint8_t *der = etee_report_authentication_certificate(report, &outer_len);

    CHECK(etee_report_judgement(report) == ETEE_JUDGEMENT_STRICT);
    CHECK(is(etee_report_signing_time_source(report), "signer"));
    CHECK(etee_report_layer_certificate(report, ETEE_LAYER_OUTER, &len) != NULL);
    CHECK(len == outer_len &&
          memcmp(etee_report_layer_certificate(report, ETEE_LAYER_OUTER, NULL), der, len) == 0);
    CHECK(is(etee_report_layer_subject(report, ETEE_LAYER_OUTER),
             etee_report_authentication_subject(report)));
    CHECK(is(etee_report_layer_subject(report, ETEE_LAYER_INNER),
             etee_report_signature_subject(report)));
    for (int32_t layer = ETEE_LAYER_OUTER; layer <= ETEE_LAYER_INNER; layer++) {
        int is_signed = layer != ETEE_LAYER_ENCRYPTION;
        CHECK(etee_report_layer_validity(report, layer) == ETEE_VALIDITY_GOOD);
        CHECK(etee_report_layer_trust(report, layer) ==
              (is_signed ? ETEE_VALIDITY_GOOD : ETEE_VALIDITY_NOT_JUDGED));
        CHECK(etee_report_layer_error_count(report, layer) == 0);
        CHECK(etee_report_layer_error(report, layer, 0) == NULL);
        CHECK(etee_report_layer_warning_count(report, layer) == 0);
        CHECK(etee_report_layer_warning(report, layer, 0) == NULL);
        CHECK(etee_report_layer_key_identifier(report, layer, &len) == NULL && len == 0);
        CHECK(is_number(etee_report_layer_serial(report, layer)));
        CHECK((etee_report_layer_issuer(report, layer) != NULL) == is_signed);
        CHECK((etee_report_layer_policy(report, layer) != NULL) == is_signed);
        CHECK((etee_report_layer_signing_time(report, layer) != NULL) == is_signed);
    }
    CHECK(is(etee_report_layer_policy(report, ETEE_LAYER_OUTER), "EID"));
    CHECK(is(etee_report_layer_serial(report, ETEE_LAYER_ENCRYPTION),
             etee_identity_decryption_key_serial(bob, 0)));
    etee_report_free(report);
    etee_identity_free(bob);

    context = context_then();
    CHECK_OK(etee_context_set_empty_trust_store(context, NULL));
    report = judged(context, "small-bob", 0);
    CHECK(etee_report_layer_validity(report, ETEE_LAYER_OUTER) == ETEE_VALIDITY_GOOD);
    CHECK(etee_report_layer_trust(report, ETEE_LAYER_OUTER) == ETEE_VALIDITY_BAD);
    CHECK(etee_report_layer_error_count(report, ETEE_LAYER_OUTER) == 1);
    CHECK(is(etee_report_layer_error(report, ETEE_LAYER_OUTER, 0), chain));
    etee_report_free(report);

    context = trusting_then();
    report = judged_by(context, unsealer_of(context, "key"), "small-key", 1);
    CHECK(etee_report_layer_key_identifier(report, ETEE_LAYER_ENCRYPTION, &len) != NULL &&
          len == 16);
    CHECK(etee_report_layer_serial(report, ETEE_LAYER_ENCRYPTION) == NULL);
    CHECK(contains(etee_report_json(report), KEY_IDENTIFIER));
    etee_report_free(report);
}

static void no_layer_tells_nothing(void) {
    etee_report *report = judged(trusting_then(), "small-bob", 1);
    size_t len = 7;

    for (int i = 0; i < 2; i++) {
        const etee_report *none = i == 0 ? NULL : report;
        int32_t layer = i == 0 ? ETEE_LAYER_OUTER : 4;
        CHECK(etee_report_layer_validity(none, layer) == ETEE_VALIDITY_NOT_JUDGED);
        CHECK(etee_report_layer_trust(none, layer) == ETEE_VALIDITY_NOT_JUDGED);
        CHECK(etee_report_layer_error_count(none, layer) == 0);
        CHECK(etee_report_layer_error(none, layer, 0) == NULL);
        CHECK(etee_report_layer_warning_count(none, layer) == 0);
        CHECK(etee_report_layer_warning(none, layer, 0) == NULL);
        CHECK(etee_report_layer_policy(none, layer) == NULL);
        CHECK(etee_report_layer_certificate(none, layer, (len = 7, &len)) == NULL && len == 0);
        CHECK(etee_report_layer_subject(none, layer) == NULL);
        CHECK(etee_report_layer_issuer(none, layer) == NULL);
        CHECK(etee_report_layer_serial(none, layer) == NULL);
        CHECK(etee_report_layer_key_identifier(none, layer, (len = 7, &len)) == NULL && len == 0);
        CHECK(etee_report_layer_signing_time(none, layer) == NULL);
        CHECK(is(etee_report_text(none, i == 0 ? ETEE_LANGUAGE_DUTCH : 5), ""));
    }
    CHECK(etee_report_judgement(NULL) == 0 && etee_report_signing_time_source(NULL) == NULL);
    etee_report_free(report);
}

static void findings_have_texts(void) {
    static const char *const names[] = {"OUTER_SIGNED_DATA_STRUCTURE_INCORRECT",
                                        "OUTER_CERTIFICATE_REVOKED", "CRL_TRUST_NOT_VERIFIED"};
    static const char *const revoked[] = {"withdrawn", "ingetrokken", "r\xc3\xa9voqu\xc3\xa9",
                                          "widerrufen"};

    for (int32_t language = ETEE_LANGUAGE_ENGLISH; language <= ETEE_LANGUAGE_GERMAN; language++) {
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
            const char *text = etee_finding_text(names[i], strlen(names[i]), language);
            CHECK(text != NULL && strlen(text) > 30 && text[strlen(text) - 1] == '.');
        }
        CHECK(contains(etee_finding_text(ETEE_STR("OUTER_CERTIFICATE_REVOKED"), language),
                     revoked[language - 1]));
        CHECK(etee_finding_text(ETEE_STR("OUTER_CERTIFICATE"), language) == NULL);
        CHECK(etee_finding_text(NULL, 0, language) == NULL);
    }
    CHECK(etee_finding_text(ETEE_STR("OUTER_CERTIFICATE_REVOKED"), 0) == NULL);
    CHECK(etee_finding_text(ETEE_STR("OUTER_CERTIFICATE_REVOKED"), 5) == NULL);
}

static void a_report_in_four_languages(void) {
    etee_context *context = context_then();
    etee_report *good = judged(trusting_then(), "small-bob", 1), *bad;

    CHECK_OK(etee_context_set_empty_trust_store(context, NULL));
    bad = judged(context, "small-bob", 0);
    for (int32_t language = ETEE_LANGUAGE_ENGLISH; language <= ETEE_LANGUAGE_GERMAN; language++) {
        const char *text = etee_report_text(bad, language);
        const char *sentence = etee_finding_text(chain, strlen(chain), language);
        CHECK(contains(text, sentence));
        CHECK(contains(text, "SSIN=") && contains(text, " UTC"));
        CHECK(!contains(etee_report_text(good, language), sentence));
        CHECK(!is(text, etee_report_text(good, language)));
        CHECK(language == ETEE_LANGUAGE_ENGLISH ||
              !is(text, etee_report_text(bad, language - 1)));
    }
    etee_report_free(bad);
    etee_report_free(good);
}

/* ---- Tokens -------------------------------------------------------------------------------- */

static void tokens_are_judged(void) {
    etee_context *context = trusting_then(), *wary = context_then();
    etee_token *bob = token_of(context, "bob");
    etee_token_report *good = NULL, *bad = NULL, *none = NULL;
    size_t len = 0;

    CHECK_OK(etee_context_set_empty_trust_store(wary, NULL));
    CHECK_OK(etee_token_check(context, bob, &good, NULL));
    CHECK(etee_token_report_is_good(good) == 1 && etee_token_report_fatal(good) == NULL);
    CHECK(etee_token_report_error_count(good) == 0 && etee_token_report_error(good, 0) == NULL);
    CHECK(etee_token_report_warning_count(good) == 0);
    CHECK(etee_token_report_warning(good, 0) == NULL);
    CHECK(etee_token_report_judgement(good) == ETEE_JUDGEMENT_STRICT);
    CHECK(etee_token_report_authentication_certificate(good, &len) != NULL && len > 500);
    CHECK(contains(etee_token_report_json(good), "\"good\":true"));
    CHECK_OK(etee_token_check(wary, bob, &bad, NULL));
    CHECK(etee_token_report_is_good(bad) == 0);
    CHECK(is(etee_token_report_fatal(bad), "CERTIFICATION_PATH_CHECK_FAILED"));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_token_check(context, NULL, &none, NULL));
    CHECK(none == NULL);
    CHECK(etee_token_report_is_good(NULL) == 0 && etee_token_report_judgement(NULL) == 0);
    CHECK(etee_token_report_authentication_certificate(NULL, &len) == NULL && len == 0);
    CHECK(is(etee_token_report_json(NULL), ""));
    etee_token_report_free(bad);
    etee_token_report_free(good);
    etee_token_report_free(NULL);
    etee_token_free(bob);
    etee_context_free(wary);
    etee_context_free(context);
}

/* ---- Addressing ---------------------------------------------------------------------------- */

static etee_addressing *addressing_of(const etee_context *context, const char *name) {
    struct octets sealed = message(name);
    etee_addressing *addressing = NULL;
    CHECK_OK(etee_addressing_read(context, sealed.data, sealed.len, &addressing, NULL));
    free(sealed.data);
    return addressing;
}

static void recipients_are_known_before_unsealing(void) {
    etee_context *context = plain_context();
    etee_identity *bob = identity_of(context, "bob"), *hospital = identity_of(context, "hospital");
    etee_addressing *addressing = addressing_of(context, "small-bob-hospital");
    const char *base64 = "stale";
    size_t len = 7;

    CHECK(etee_addressing_recipient_count(addressing) == 2);
    CHECK(is(etee_addressing_recipient_serial(addressing, 0),
             etee_identity_decryption_key_serial(bob, 0)));
    CHECK(is(etee_addressing_recipient_serial(addressing, 1),
             etee_identity_decryption_key_serial(hospital, 0)));
    CHECK(contains(etee_addressing_recipient_issuer(addressing, 0), "CN="));
    CHECK(etee_addressing_recipient_kind(addressing, 0) == ETEE_RECIPIENT_KEY_TRANSPORT);
    CHECK(etee_addressing_recipient_key_identifier(addressing, 0, &len) == NULL && len == 0);
    CHECK(etee_addressing_recipient_kind(addressing, 2) == 0);
    CHECK(etee_addressing_recipient_serial(addressing, 2) == NULL);
    CHECK(etee_addressing_recipient_issuer(addressing, 2) == NULL);
    CHECK(etee_addressing_recipient_key_identifier(addressing, 2, (len = 7, &len)) == NULL);
    CHECK(len == 0 && etee_addressing_secret_key_count(addressing) == 0);
    CHECK_OK(etee_addressing_secret_key_identifier_base64(addressing, &base64, NULL));
    CHECK(base64 == NULL);
    CHECK(etee_addressing_sender_key_identifier(addressing, (len = 7, &len)) == NULL && len == 0);
    etee_addressing_free(addressing);
    etee_identity_free(hospital);
    etee_identity_free(bob);
    etee_context_free(context);
}

static void keys_are_known_before_unsealing(void) {
    etee_context *context = plain_context();
    etee_addressing *addressing = addressing_of(context, "small-bob-key");
    etee_secret_key *key = kgss_key();
    struct octets sealed = read_octets(SYNTHETIC "msg/web_ok.msg");
    const char *base64 = NULL;
    size_t len, key_len;
    const uint8_t *identifier = etee_addressing_secret_key_identifier(addressing, 0, &len);
    const uint8_t *expected = etee_secret_key_identifier(key, &key_len);

    CHECK(etee_addressing_secret_key_count(addressing) == 1);
    CHECK(len == key_len && memcmp(identifier, expected, len) == 0);
    CHECK(etee_addressing_secret_key_identifier(addressing, 1, (len = 7, &len)) == NULL);
    CHECK(len == 0);
    CHECK_OK(etee_addressing_secret_key_identifier_base64(addressing, &base64, NULL));
    CHECK(is(base64, KEY_IDENTIFIER));
    CHECK(etee_addressing_recipient_kind(addressing, 1) == ETEE_RECIPIENT_SECRET_KEY);
    CHECK(etee_addressing_recipient_key_identifier(addressing, 1, &len) != NULL && len == key_len);
    CHECK(etee_addressing_recipient_serial(addressing, 1) == NULL);
    etee_addressing_free(addressing);
    etee_secret_key_free(key);

    CHECK_OK(etee_addressing_read(context, sealed.data, sealed.len, &addressing, NULL));
    identifier = etee_addressing_sender_key_identifier(addressing, &len);
    CHECK(len == 20 && memcmp(identifier, "synthetic-sender-ski", len) == 0);
    etee_addressing_free(addressing);
    free(sealed.data);
    etee_context_free(context);
}

/* Two keys are too many where one is asked for, but each of them can be had. */
static void several_keys_are_told_apart(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", NULL, NULL);
    etee_secret_key *key = kgss_key(), *other = NULL;
    etee_buffer *sealed = NULL;
    etee_addressing *addressing = NULL;
    etee_error *error = NULL;
    const char *base64 = "stale";

    CHECK_OK(etee_secret_key_from_base64(ETEE_STR("AAAA"), ETEE_STR("uvvxVjb0/DefgX3abmXy1g=="),
                                         &other, NULL));
    CHECK_OK(etee_sealer_add_secret_key(sealer, key, NULL));
    CHECK_OK(etee_sealer_add_secret_key(sealer, other, NULL));
    CHECK_OK(etee_sealer_seal(sealer, (const uint8_t *)"x", 1, &sealed, NULL));
    CHECK_OK(etee_addressing_read(context, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                  &addressing, NULL));
    CHECK(etee_addressing_secret_key_count(addressing) == 2);
    CHECK_STATUS(ETEE_AMBIGUOUS,
                 etee_addressing_secret_key_identifier_base64(addressing, &base64, &error));
    CHECK(base64 == NULL && etee_error_code(error) == ETEE_AMBIGUOUS);
    etee_error_free(error);
    etee_addressing_free(addressing);
    etee_buffer_free(sealed);
    etee_secret_key_free(other);
    etee_secret_key_free(key);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

static void a_file_is_read_as_far_as_its_recipients(void) {
    etee_context *context = plain_context();
    struct octets sealed = message("odd-bob-key");
    const char *path = in_folder("head");
    etee_addressing *addressing = NULL;

    write_octets(path, sealed.data, 8000);
    CHECK_OK(etee_addressing_read_file(context, path, strlen(path), &addressing, NULL));
    CHECK(etee_addressing_recipient_count(addressing) == 2);
    etee_addressing_free(addressing);
    CHECK_STATUS(ETEE_TRUNCATED, etee_addressing_read_whole_file(context, path, strlen(path),
                                                                 &addressing, NULL));
    CHECK(addressing == NULL);
    CHECK_OK(etee_addressing_read_whole_file(context, ETEE_STR(OFFICIAL "msg/odd-bob-key.cms"),
                                             &addressing, NULL));
    etee_addressing_free(addressing);
    CHECK_OK(etee_addressing_read_head(context, sealed.data, 8000, &addressing, NULL));
    CHECK(etee_addressing_recipient_count(addressing) == 2);
    etee_addressing_free(addressing);
    CHECK_STATUS(ETEE_TRUNCATED,
                 etee_addressing_read_head(context, sealed.data, 80, &addressing, NULL));
    CHECK_STATUS(ETEE_TRUNCATED,
                 etee_addressing_read(context, sealed.data, 8000, &addressing, NULL));
    CHECK_STATUS(ETEE_MALFORMED,
                 etee_addressing_read(context, (const uint8_t *)"text", 4, &addressing, NULL));
    CHECK_STATUS(ETEE_IO,
                 etee_addressing_read_file(context, ETEE_STR("/nowhere"), &addressing, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER,
                 etee_addressing_read(NULL, sealed.data, sealed.len, &addressing, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER,
                 etee_addressing_read(context, sealed.data, sealed.len, NULL, NULL));
    CHECK(addressing == NULL && etee_addressing_recipient_count(NULL) == 0);
    CHECK(etee_addressing_secret_key_count(NULL) == 0);
    etee_addressing_free(NULL);
    free(sealed.data);
    etee_context_free(context);
}

int main(void) {
    make_folder();
    RUN(settings_are_checked);
    RUN(revocation_hosts_are_named_or_all);
    RUN(settings_end_with_the_first_use);
    RUN(anchors_may_be_pem);
    RUN(only_the_named_policies_count);
    RUN(parity_warns_where_strict_refuses);
    RUN(findings_can_be_accepted);
    RUN(only_findings_can_be_accepted);
    RUN(expected_signers_are_kept_to);
    RUN(every_layer_is_told);
    RUN(no_layer_tells_nothing);
    RUN(findings_have_texts);
    RUN(a_report_in_four_languages);
    RUN(tokens_are_judged);
    RUN(recipients_are_known_before_unsealing);
    RUN(keys_are_known_before_unsealing);
    RUN(several_keys_are_told_apart);
    RUN(a_file_is_read_as_far_as_its_recipients);
    remove_folder();
    return check_summary();
}
