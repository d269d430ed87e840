/* How messages are signed, for whom they can be sealed, and what is refused before. */

#include "vectors.h"

#define SYNTHETIC "tests/vectors/synthetic/"

static etee_context *synthetic_context(void) {
    etee_context *context = trusting_context();
    add_anchor(context, SYNTHETIC "pki/root.cer");
    return context;
}

/* Certificates one after the other, that of the key first. */
static struct octets chain_of(const char *leaf) {
    const char *paths[] = {leaf, SYNTHETIC "pki/ca.cer", SYNTHETIC "pki/root.cer"};
    struct octets chain = {NULL, 0};
    for (size_t i = 0; i < 3; i++) {
        struct octets der = read_octets(paths[i]);
        chain.data = must(realloc(chain.data, chain.len + der.len), "chain");
        memcpy(chain.data + chain.len, der.data, der.len);
        chain.len += der.len;
        free(der.data);
    }
    return chain;
}

/* An identity with the keys of an eID card, as a host has them that keeps no store. */
static etee_identity *card_of_keys(const etee_context *context, int with_signature_key) {
    struct octets authentication = read_octets(SYNTHETIC "pki/eid-auth.key.der");
    struct octets signature = read_octets(SYNTHETIC "pki/eid-sign.key.der");
    struct octets outer = chain_of(SYNTHETIC "pki/eid-auth.cer");
    struct octets inner = chain_of(SYNTHETIC "pki/eid-sign.cer");
    etee_identity *identity = NULL;

    CHECK_OK(etee_identity_from_pkcs8(
        context, authentication.data, authentication.len, outer.data, outer.len,
        with_signature_key ? signature.data : NULL, with_signature_key ? signature.len : 0,
        with_signature_key ? inner.data : NULL, with_signature_key ? inner.len : 0, &identity,
        NULL));
    free(inner.data);
    free(outer.data);
    free(signature.data);
    free(authentication.data);
    return identity;
}

static etee_identity *card_of_store(const etee_context *context) {
    etee_identity *identity = NULL;
    CHECK_OK(etee_identity_from_pkcs12_file(context, ETEE_STR(SYNTHETIC "card.p12"),
                                            ETEE_STR(PASSWORD), &identity, NULL));
    return identity;
}

/* Seals by the card for Bob, who opens it; `*report` is the caller's. */
static void by_card(const etee_context *context, const etee_identity *card, etee_report **report) {
    etee_sealer *sealer = NULL;
    etee_unsealer *bob = unsealer_of(context, "bob");
    etee_buffer *sealed = NULL, *clear = NULL;
    struct octets content = made_content(3000);

    CHECK_OK(etee_sealer_new(context, card, &sealer, NULL));
    CHECK_OK(etee_sealer_set_policy(sealer, ETEE_SIGNING_POLICY_EID, NULL));
    add_recipient(context, sealer, "bob");
    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    CHECK_OK(etee_unsealer_unseal(bob, etee_buffer_data(sealed), etee_buffer_len(sealed), &clear,
                                  NULL));
    CHECK(same(content, etee_buffer_data(clear), etee_buffer_len(clear)));
    CHECK_OK(etee_unsealer_report(bob, report, NULL));
    CHECK(etee_report_error_count(*report) == 0 && etee_report_warning_count(*report) == 0);
    etee_buffer_free(clear);
    etee_buffer_free(sealed);
    free(content.data);
    etee_unsealer_free(bob);
    etee_sealer_free(sealer);
}

static void a_card_signs_with_two_keys(void) {
    etee_context *context = synthetic_context();
    etee_identity *cards[] = {card_of_keys(context, 1), card_of_store(context)};
    struct octets expected = read_octets(SYNTHETIC "pki/eid-sign.cer");
    size_t len = 0;

    for (size_t i = 0; i < 2; i++) {
        etee_report *report = NULL;
        const uint8_t *der = etee_identity_signature_certificate(cards[i], &len);
        CHECK(der != NULL && same(expected, der, len));
        by_card(context, cards[i], &report);
        der = etee_report_signature_certificate(report, &len);
        CHECK(der != NULL && same(expected, der, len));
        etee_report_free(report);
        etee_identity_free(cards[i]);
    }
    free(expected.data);
    etee_context_free(context);
}

static void a_card_may_sign_with_one_key(void) {
    etee_context *context = synthetic_context();
    etee_identity *card = card_of_keys(context, 0);
    etee_report *report = NULL;
    size_t len = 7;

    CHECK(etee_identity_signature_certificate(card, &len) == NULL && len == 0);
    by_card(context, card, &report);
    CHECK(etee_report_signature_certificate(report, &len) == NULL);
    etee_report_free(report);
    etee_identity_free(card);
    etee_context_free(context);
}

static void keys_without_a_store_are_checked(void) {
    etee_context *context = plain_context();
    struct octets key = read_octets(SYNTHETIC "pki/eid-auth.key.der");
    struct octets small = read_octets(SYNTHETIC "pki/eid-auth-1024.key.der");
    struct octets own = chain_of(SYNTHETIC "pki/eid-auth.cer");
    struct octets other = chain_of(SYNTHETIC "pki/eid-sign.cer");
    etee_identity *identity = NULL;

    CHECK_STATUS(ETEE_KEY_UNSUPPORTED,
                 etee_identity_from_pkcs8(context, key.data, key.len, other.data, other.len, NULL,
                                          0, NULL, 0, &identity, NULL));
    CHECK_STATUS(ETEE_KEY_UNSUPPORTED,
                 etee_identity_from_pkcs8(context, small.data, small.len, own.data, own.len, NULL,
                                          0, NULL, 0, &identity, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_identity_from_pkcs8(context, key.data, key.len, NULL, 0, NULL, 0, NULL, 0,
                                          &identity, NULL));
    CHECK_STATUS(ETEE_TRUNCATED,
                 etee_identity_from_pkcs8(context, key.data, key.len, own.data, own.len - 1, NULL,
                                          0, NULL, 0, &identity, NULL));
    CHECK_STATUS(ETEE_KEY_UNSUPPORTED,
                 etee_identity_from_pkcs8(context, key.data, key.len, own.data, own.len, key.data,
                                          key.len, other.data, other.len, &identity, NULL));
    CHECK(identity == NULL);
    free(other.data);
    free(own.data);
    free(small.data);
    free(key.data);
    etee_context_free(context);
}

static void policies_are_for_their_keys(void) {
    etee_context *context = trusting_context();
    etee_sealer *alice = sealer_of(context, "alice", "bob", NULL);
    etee_sealer *eve = sealer_of(context, "eve", "bob", NULL);

    CHECK_OK(etee_sealer_set_policy(alice, ETEE_SIGNING_POLICY_EID, NULL));
    CHECK_OK(etee_sealer_set_policy(alice, ETEE_SIGNING_POLICY_EHEALTH_CERT, NULL));
    CHECK_OK(etee_sealer_set_policy(eve, ETEE_SIGNING_POLICY_EC_CERT, NULL));
    CHECK_STATUS(ETEE_KEY_UNSUPPORTED, etee_sealer_set_policy(alice, ETEE_SIGNING_POLICY_EC_CERT, NULL));
    CHECK_STATUS(ETEE_KEY_UNSUPPORTED, etee_sealer_set_policy(eve, ETEE_SIGNING_POLICY_EID, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_sealer_set_policy(alice, ETEE_SIGNING_POLICY_WEB_AUTHN, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_sealer_set_policy(alice, 0, NULL));
    etee_sealer_free(eve);
    etee_sealer_free(alice);
    etee_context_free(context);
}

static etee_web_key *own_web_key(const char *identifier, const char *path) {
    struct octets pkcs8 = read_octets(path);
    etee_web_key *key = NULL;
    CHECK_OK(etee_web_key_from_pkcs8((const uint8_t *)identifier, strlen(identifier), pkcs8.data,
                                     pkcs8.len, &key, NULL));
    free(pkcs8.data);
    return key;
}

static void web_keys_are_checked(void) {
    etee_context *context = plain_context();
    struct octets spki = read_octets(SYNTHETIC "pki/eid-sign.pub.der");
    const uint8_t *name = (const uint8_t *)"b\0b", *identifier;
    etee_web_key *public_key = NULL, *bad = NULL;
    etee_sealer *sealer = NULL;
    size_t len = 0;

    CHECK_OK(etee_web_key_from_spki(name, 3, spki.data, spki.len, &public_key, NULL));
    identifier = etee_web_key_identifier(public_key, &len);
    CHECK(identifier != NULL && len == 3 && memcmp(identifier, name, 3) == 0);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_web_key_from_spki(NULL, 0, spki.data, spki.len, &bad, NULL));
    CHECK_STATUS(ETEE_TRUNCATED,
                 etee_web_key_from_spki(name, 1, spki.data, spki.len - 1, &bad, NULL));
    CHECK_STATUS(ETEE_KEY_UNSUPPORTED,
                 etee_web_key_from_pkcs8(name, 1, spki.data, spki.len, &bad, NULL));
    CHECK(bad == NULL);
    CHECK_STATUS(ETEE_KEY_NOT_FOUND,
                 etee_sealer_new_with_web_key(context, public_key, &sealer, NULL));
    CHECK(sealer == NULL);
    etee_web_key_free(public_key);
    free(spki.data);
    etee_context_free(context);
}

/* From one web key to another; what was made with a key needs it no more. */
static void web_keys_sign_and_open(void) {
    etee_context *context = plain_context();
    etee_web_key *own = own_web_key("own", SYNTHETIC "pki/eid-auth.key.der");
    etee_web_key *other = own_web_key("other", SYNTHETIC "pki/eid-sign.key.der");
    etee_sealer *sealer = NULL;
    etee_unsealer *unsealer = NULL;
    etee_buffer *sealed = NULL, *clear = NULL;
    struct octets content = made_content(3000);

    CHECK_OK(etee_context_add_signing_policy(context, ETEE_SIGNING_POLICY_WEB_AUTHN, NULL));
    CHECK_OK(etee_sealer_new_with_web_key(context, own, &sealer, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_sealer_set_policy(sealer, ETEE_SIGNING_POLICY_EID, NULL));
    CHECK_STATUS(ETEE_NO_RECIPIENT, etee_sealer_seal(sealer, NULL, 0, &sealed, NULL));
    CHECK_OK(etee_sealer_add_web_key(sealer, other, NULL));
    CHECK_OK(etee_unsealer_new(context, &unsealer, NULL));
    CHECK_OK(etee_unsealer_add_web_key(unsealer, other, NULL));
    CHECK_OK(etee_unsealer_expect_web_key(unsealer, own, NULL));
    etee_web_key_free(other);
    etee_web_key_free(own);
    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    CHECK_OK(etee_unsealer_unseal(unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                  &clear, NULL));
    CHECK(same(content, etee_buffer_data(clear), etee_buffer_len(clear)));
    etee_buffer_free(clear);
    etee_buffer_free(sealed);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

static void an_elliptic_recipient_has_to_be_allowed(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", NULL, NULL);
    etee_token *eve = token_of(context, "eve");
    etee_buffer *sealed = NULL;

    CHECK_STATUS(ETEE_RECIPIENT_UNSUPPORTED, etee_sealer_add_recipient(sealer, eve, NULL));
    CHECK_OK(etee_sealer_allow_key_agreement(sealer, 1, NULL));
    CHECK_OK(etee_sealer_add_recipient(sealer, eve, NULL));
    CHECK_OK(etee_sealer_allow_key_agreement(sealer, 0, NULL));
    CHECK_STATUS(ETEE_RECIPIENT_UNSUPPORTED, etee_sealer_add_recipient(sealer, eve, NULL));
    CHECK_OK(etee_sealer_seal(sealer, (const uint8_t *)"x", 1, &sealed, NULL));
    etee_buffer_free(sealed);
    etee_token_free(eve);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* A token that is not in order is refused by a name, and taken once that name is accepted. */
static void a_finding_can_be_accepted(const char *path, etee_status status, const char *name) {
    etee_context *context = plain_context();
    etee_sealer *sealer = sealer_of(context, "alice", NULL, NULL);
    struct octets bytes = read_octets(path);
    etee_token *token = NULL;
    etee_buffer *sealed = NULL;
    etee_error *error = NULL;

    CHECK_OK(etee_token_from_bytes(context, bytes.data, bytes.len, &token, NULL));
    CHECK_STATUS(status, etee_sealer_add_recipient(sealer, token, &error));
    CHECK(strcmp(etee_error_message(etee_error_cause(error)), name) == 0);
    etee_error_free(error);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_sealer_accept(sealer, ETEE_STR("ALL"), NULL));
    CHECK_OK(etee_sealer_accept(sealer, name, strlen(name), NULL));
    CHECK_OK(etee_sealer_add_recipient(sealer, token, NULL));
    CHECK_OK(etee_sealer_seal(sealer, (const uint8_t *)"x", 1, &sealed, NULL));
    etee_buffer_free(sealed);
    etee_token_free(token);
    free(bytes.data);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

static void tokens_are_checked(void) {
    a_finding_can_be_accepted(SYNTHETIC "etk/enc_nyv.etk", ETEE_CERTIFICATE_EXPIRED,
                              "ETK_ENCRYPTION_CERT_NOT_YET_VALID");
    a_finding_can_be_accepted(SYNTHETIC "etk/enc_ke.etk", ETEE_CERTIFICATE_UNTRUSTED,
                              "ETK_ENCRYPTION_CERT_HAS_INVALID_KEYUSAGE");
    a_finding_can_be_accepted(SYNTHETIC "etk/enc_byca.etk", ETEE_SIGNATURE_INVALID,
                              "ETK_ENCRYPTION_CERT_SIGNATURE_NOT_VALID");
}

int main(void) {
    RUN(a_card_signs_with_two_keys);
    RUN(a_card_may_sign_with_one_key);
    RUN(keys_without_a_store_are_checked);
    RUN(policies_are_for_their_keys);
    RUN(web_keys_are_checked);
    RUN(web_keys_sign_and_open);
    RUN(an_elliptic_recipient_has_to_be_allowed);
    RUN(tokens_are_checked);
    return check_summary();
}
