/* Access tokens, JSON web keys, KeyDepot and KGSS over REST through the C ABI, on the simulator. */

#include "http.h"

#ifndef ETEE_SIMULATOR

int main(void) {
    skip("test_rest: the library was built without the simulator");
    return check_summary();
}

#else

#define DOCTOR "85010100115"
#define HOSPITAL "71000040"
#define IDENTIFICATION "urn:be:fgov:identification-namespace"

static etee_context *context;
static etee_simulator *simulator;
static etee_identity *doctor;
static etee_access_tokens *tokens;
static etee_depot *depot;
static etee_key_depot *key_depot;
static etee_kgss_rest *kgss;

static int is(const char *found, const char *expected) {
    return found != NULL && strcmp(found, expected) == 0;
}

/* ---- Access tokens ------------------------------------------------------------------------- */

struct supplier {
    etee_status status;
    int called, released;
};

static etee_status supply(void *user, uint8_t *token, size_t *token_len) {
    struct supplier *supplier = user;
    etee_buffer *current = NULL;

    supplier->called++;
    CHECK_OK(etee_simulator_user_token(simulator, ETEE_STR(DOCTOR), &current, NULL));
    *token_len = etee_buffer_len(current);
    memcpy(token, etee_buffer_data(current), *token_len);
    etee_buffer_free(current);
    return supplier->status;
}

static void release(void *user) {
    ((struct supplier *)user)->released++;
}

static etee_access_tokens *client(const char *name) {
    const char *realm = etee_simulator_realm_url(simulator);
    etee_access_tokens *made = NULL;
    CHECK_OK(etee_access_tokens_new_at(context, realm, strlen(realm), name, strlen(name), doctor,
                                       &made, NULL));
    return made;
}

static void software_logs_on_by_itself(void) {
    etee_access_tokens *own = client("ssin-" DOCTOR), *unknown = client("ssin-1");
    etee_buffer *token = NULL;
    etee_error *error = NULL;

    CHECK_OK(etee_access_tokens_set_scope(own, ETEE_STR("openid"), NULL));
    CHECK_OK(etee_access_tokens_use_pss(own, NULL));
    CHECK_OK(etee_access_tokens_skip_discovery(own, NULL));
    if (CHECK_OK(etee_access_tokens_token(own, &token, NULL)))
        CHECK(etee_buffer_len(token) > 100);
    etee_buffer_free(token);
    CHECK_STATUS(ETEE_SERVICE_REFUSED, etee_access_tokens_token(unknown, &token, &error));
    CHECK(token == NULL && is(etee_error_service_code(error), "invalid_client"));
    etee_error_free(error);
    etee_access_tokens_free(unknown);
    etee_access_tokens_free(own);
}

static void a_host_supplies_its_users_tokens(void) {
    struct supplier supplier = {ETEE_OK, 0, 0};
    etee_access_token_table table = {sizeof table, &supplier, supply, release};
    const char *url = etee_simulator_rest_url(simulator);
    etee_access_tokens *own = NULL;
    etee_key_depot *users = NULL;
    etee_buffer *token = NULL;

    CHECK_OK(etee_access_tokens_from_table(&table, &own, NULL));
    CHECK_OK(etee_access_tokens_token(own, &token, NULL));
    etee_buffer_free(token);
    CHECK_STATUS(ETEE_WRONG_STATE, etee_access_tokens_set_scope(own, ETEE_STR("openid"), NULL));
    supplier.status = ETEE_CANCELLED;
    CHECK_STATUS(ETEE_CANCELLED, etee_access_tokens_token(own, &token, NULL));
    supplier.status = 7;
    CHECK_STATUS(ETEE_HOST_FAILED, etee_access_tokens_token(own, &token, NULL));
    CHECK(token == NULL);
    supplier.status = ETEE_OK;
    CHECK_OK(etee_key_depot_new_at(context, url, strlen(url), &users, NULL));
    CHECK_OK(etee_key_depot_set_access_tokens(users, own, NULL));
    etee_access_tokens_free(own);
    CHECK_OK(etee_key_depot_challenge(users, &token, NULL));
    CHECK(supplier.called == 4 && supplier.released == 0);
    etee_buffer_free(token);
    etee_key_depot_free(users);
    CHECK(supplier.released == 1);
    table.struct_size = 1;
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_access_tokens_from_table(&table, &own, NULL));
    table.struct_size = sizeof table;
    table.supply = NULL;
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_access_tokens_from_table(&table, &own, NULL));
    CHECK(own == NULL && supplier.released == 1);
}

/* ---- JSON web keys ------------------------------------------------------------------------- */

static etee_jwk *read_jwk(const etee_buffer *json) {
    etee_jwk *jwk = NULL;
    CHECK_OK(etee_jwk_from_json(context, etee_buffer_data(json), etee_buffer_len(json), &jwk,
                                NULL));
    return jwk;
}

static void web_keys_pass_through_json(void) {
    for (int32_t kind = ETEE_WEB_KEY_RSA; kind <= ETEE_WEB_KEY_EC_P384; kind++) {
        etee_web_key *key = NULL, *again = NULL;
        etee_jwk *whole = NULL, *public = NULL, *read;
        etee_buffer *json = NULL;
        size_t len, len_again;

        CHECK_OK(etee_web_key_generate(kind, &key, NULL));
        CHECK_OK(etee_web_key_to_private_jwk(key, &whole, NULL));
        CHECK_OK(etee_jwk_to_private_json(whole, &json, NULL));
        read = read_jwk(json);
        CHECK_OK(etee_web_key_from_jwk(read, &again, NULL));
        CHECK(memcmp(etee_web_key_identifier(key, &len), etee_web_key_identifier(again, &len_again),
                     20) == 0);
        CHECK(len == 20 && len_again == 20 && etee_jwk_is_private(read) == 1);
        CHECK(is(etee_jwk_type(read), kind == ETEE_WEB_KEY_RSA ? "RSA" : "EC"));
        CHECK_OK(etee_web_key_to_jwk(again, &public, NULL));
        CHECK(etee_jwk_is_private(public) == 0);
        CHECK(is(etee_jwk_thumbprint(public), etee_jwk_thumbprint(whole)));
        CHECK(is(etee_jwk_key_id(public), etee_jwk_key_id(whole)));
        etee_web_key_free(again);
        CHECK_OK(etee_web_key_from_jwk(public, &again, NULL));
        etee_jwk_free(whole);
        CHECK_STATUS(ETEE_KEY_NOT_FOUND, etee_web_key_to_private_jwk(again, &whole, NULL));
        CHECK(whole == NULL);
        etee_web_key_free(again);
        etee_web_key_free(key);
        etee_jwk_free(read);
        etee_jwk_free(public);
        etee_buffer_free(json);
    }
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_web_key_generate(0, &(etee_web_key *){NULL}, NULL));
}

static void keys_of_the_kgss_pass_through_json(void) {
    static const uint8_t octets[16] = {1, 2, 3};
    etee_secret_key *key = NULL, *again = NULL;
    etee_buffer *json = NULL;
    etee_jwk *jwk = NULL;
    size_t len;

    CHECK_OK(etee_secret_key_from_bytes(octets, 16, octets, 16, &key, NULL));
    CHECK_OK(etee_secret_key_to_jwk(key, &jwk, NULL));
    CHECK(is(etee_jwk_type(jwk), "oct") && is(etee_jwk_algorithm(jwk), "A128KW"));
    CHECK(is(etee_jwk_use(jwk), "enc") && etee_jwk_thumbprint(jwk) == NULL);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_jwk_to_json(jwk, &json, NULL));
    CHECK_OK(etee_secret_key_from_jwk(jwk, &again, NULL));
    CHECK(memcmp(etee_secret_key_identifier(again, &len), octets, 16) == 0 && len == 16);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_web_key_from_jwk(jwk, &(etee_web_key *){NULL}, NULL));
    etee_secret_key_free(key);
    etee_secret_key_free(again);
    etee_jwk_free(jwk);
}

static void what_is_no_json_web_key(void) {
    static const char *const wrong[] = {"", "{}", "[]", "{\"kty\":\"oct\",\"k\":\"A\"}",
                                        "{\"kty\":\"oct\",\"k\":\"AAAA\",\"k\":\"AAAA\"}"};
    etee_jwk *jwk = NULL;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_STATUS(ETEE_MALFORMED, etee_jwk_from_json(context, (const uint8_t *)wrong[i],
                                                        strlen(wrong[i]), &jwk, NULL));
    CHECK_STATUS(ETEE_KEY_UNSUPPORTED,
                 etee_jwk_from_json(context, (const uint8_t *)"{\"kty\":\"OKP\"}", 13, &jwk, NULL));
    CHECK(jwk == NULL && etee_jwk_key_id(NULL) == NULL && etee_jwk_is_private(NULL) == 0);
}

static const char *text_of(const etee_buffer *buffer) {
    return (const char *)etee_buffer_data(buffer);
}

static void tokens_are_signed_and_encrypted(void) {
    etee_web_key *web_key = NULL;
    etee_jwk *whole = NULL, *public = NULL;
    etee_buffer *token = NULL, *clear = NULL;

    CHECK_OK(etee_web_key_generate(ETEE_WEB_KEY_EC, &web_key, NULL));
    CHECK_OK(etee_web_key_to_private_jwk(web_key, &whole, NULL));
    CHECK_OK(etee_web_key_to_jwk(web_key, &public, NULL));
    if (CHECK_OK(etee_jwk_sign(whole, ETEE_STR("ES256"), (const uint8_t *)"said", 4, &token,
                               NULL))) {
        CHECK_OK(etee_jwk_verify(context, public, "", 0, text_of(token), etee_buffer_len(token),
                                 &clear, NULL));
        CHECK(etee_buffer_len(clear) == 4 && memcmp(text_of(clear), "said", 4) == 0);
        etee_buffer_free(clear);
        CHECK_STATUS(ETEE_UNSUPPORTED,
                     etee_jwk_verify(context, public, ETEE_STR("PS256 RS256"), text_of(token),
                                     etee_buffer_len(token), &clear, NULL));
        CHECK_STATUS(ETEE_MALFORMED, etee_jwk_verify(context, public, "", 0, text_of(token),
                                                     etee_buffer_len(token) / 2, &clear, NULL));
    }
    etee_buffer_free(token);
    CHECK_STATUS(ETEE_KEY_NOT_FOUND,
                 etee_jwk_sign(public, ETEE_STR("ES256"), NULL, 0, &token, NULL));
    if (CHECK_OK(etee_jwk_encrypt(public, ETEE_STR("ECDH-ES+A128KW"), ETEE_STR("A256GCM"),
                                  (const uint8_t *)"clear", 5, &token, NULL))) {
        CHECK_OK(etee_jwk_decrypt(context, whole, "", 0, text_of(token), etee_buffer_len(token),
                                  &clear, NULL));
        CHECK(etee_buffer_len(clear) == 5 && memcmp(text_of(clear), "clear", 5) == 0);
        etee_buffer_free(clear);
        CHECK_STATUS(ETEE_UNSUPPORTED,
                     etee_jwk_decrypt(context, whole, ETEE_STR("RSA-OAEP-256"), text_of(token),
                                      etee_buffer_len(token), &clear, NULL));
    }
    etee_buffer_free(token);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_jwk_encrypt(public, ETEE_STR("RSA1_5"),
                                                         ETEE_STR("A128GCM"), NULL, 0, &token,
                                                         NULL));
    CHECK(token == NULL && clear == NULL);
    etee_jwk_free(whole);
    etee_jwk_free(public);
    etee_web_key_free(web_key);
}

/* ---- The ETK depot ------------------------------------------------------------------------- */

static void certified_keys_and_their_holder(void) {
    const char *soap = etee_simulator_soap_url(simulator), *name;
    etee_jwk *found[4] = {NULL}, *again = NULL, *made = NULL;
    const uint8_t *certificate;
    etee_key_holder *holder = NULL;
    etee_depot *other = NULL;
    size_t count = 9, len;

    CHECK_STATUS(ETEE_TOO_SMALL,
                 etee_depot_keys(depot, ETEE_STR("SSIN"), ETEE_STR(DOCTOR), NULL, 0,
                                 ETEE_KEY_USE_ENCRYPTION, 0, NULL, 0, &count, NULL));
    if (!CHECK(count == 1) ||
        !CHECK_OK(etee_depot_keys(depot, ETEE_STR("SSIN"), ETEE_STR(DOCTOR), NULL, 0,
                                  ETEE_KEY_USE_ENCRYPTION, 0, found, 4, &count, NULL)))
        return;
    name = etee_jwk_key_id(found[0]);
    CHECK(count == 1 && name != NULL && name[0] == 'S' && is(etee_jwk_use(found[0]), "enc"));
    CHECK_OK(etee_depot_key(depot, name, strlen(name), &again, NULL));
    CHECK(is(etee_jwk_thumbprint(again), etee_jwk_thumbprint(found[0])));
    certificate = etee_jwk_certificate(again, 0, &len);
    CHECK_OK(etee_jwk_from_certificate(certificate, len, &made, NULL));
    CHECK(is(etee_jwk_key_id(made), name) && etee_jwk_certificate(made, 1, &len) == NULL);
    etee_jwk_free(made);
    CHECK_OK(etee_depot_key_holder(depot, name, strlen(name), &holder, NULL));
    CHECK(is(etee_key_holder_identifier_type(holder), "SSIN"));
    CHECK(is(etee_key_holder_identifier(holder), DOCTOR));
    CHECK(etee_key_holder_name(holder) != NULL && etee_key_holder_name(NULL) == NULL);
    etee_key_holder_free(holder);
    /* Nobody has signed the statement with this key. */
    CHECK_OK(etee_depot_new_at(context, ETEE_DEPOT_REST, etee_simulator_rest_url(simulator),
                               strlen(etee_simulator_rest_url(simulator)), &other, NULL));
    CHECK_OK(etee_depot_set_trusted_keys(other, (const etee_jwk *const *)found, 1, NULL));
    CHECK(etee_depot_key_holder(other, name, strlen(name), &holder, NULL) != ETEE_OK);
    etee_depot_free(other);
    CHECK_OK(etee_depot_new_at(context, ETEE_DEPOT_SOAP, soap, strlen(soap), &other, NULL));
    CHECK_STATUS(ETEE_UNSUPPORTED, etee_depot_key(other, name, strlen(name), &made, NULL));
    CHECK(made == NULL);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_depot_keys(depot, ETEE_STR("SSIN"), ETEE_STR(DOCTOR), NULL, 0, 9, 0, found, 4,
                                 &count, NULL));
    etee_depot_free(other);
    etee_jwk_free(again);
    etee_jwk_free(found[0]);
}

/* ---- The KeyDepot -------------------------------------------------------------------------- */

static etee_registration *registration_for(int32_t key_use) {
    etee_registration *registration = NULL;
    CHECK_OK(etee_registration_new(key_use, &registration, NULL));
    return registration;
}

static etee_key_information *renamed(void) {
    etee_key_information *information = NULL;
    CHECK_OK(etee_key_information_new(&information, NULL));
    CHECK_OK(etee_key_information_set_label(information, ETEE_STR("telephone"), NULL));
    CHECK_OK(etee_key_information_set_expiry(information, 4102444800, NULL));
    CHECK_OK(etee_key_information_set_application(information, ETEE_STR("HOME"), NULL));
    return information;
}

static void a_key_is_registered_changed_and_deleted(void) {
    etee_registration *registration = registration_for(ETEE_KEY_USE_SIGNATURE);
    etee_key_information *information = renamed();
    etee_registered_key *key = NULL, *found[2] = {NULL};
    etee_attestation *attestation = NULL;
    etee_key_holder *holder = NULL;
    etee_web_key *web_key = NULL;
    char key_id[32] = "";
    size_t count;

    CHECK_OK(etee_web_key_generate(ETEE_WEB_KEY_EC, &web_key, NULL));
    CHECK_OK(etee_key_depot_register(key_depot, web_key, registration, &key, NULL));
    snprintf(key_id, sizeof key_id, "%s", etee_registered_key_id(key));
    CHECK(strlen(key_id) == 27 && etee_registered_key_label(key) == NULL);
    CHECK(etee_registered_key_expiry(key) == 0 && etee_registered_key_application(key) == NULL);
    etee_registered_key_free(key);
    CHECK_OK(etee_key_depot_add_information(key_depot, key_id, 27, information, &key, NULL));
    CHECK(is(etee_registered_key_label(key), "telephone"));
    CHECK(is(etee_registered_key_application(key), "HOME"));
    CHECK(etee_registered_key_expiry(key) == 4102444800);
    etee_registered_key_free(key);
    CHECK_OK(etee_key_depot_key(key_depot, key_id, 27, &key, NULL));
    etee_registered_key_free(key);
    CHECK_OK(etee_key_depot_keys(key_depot, ETEE_STR("SSIN"), ETEE_STR(DOCTOR), NULL, 0,
                                 ETEE_KEY_USE_ANY, 0, found, 2, &count, NULL));
    CHECK(count == 1 && is(etee_registered_key_id(found[0]), key_id));
    etee_registered_key_free(found[0]);
    CHECK_OK(etee_key_depot_key_holder(key_depot, key_id, 27, &holder, NULL));
    CHECK(is(etee_key_holder_identifier(holder), DOCTOR));
    etee_key_holder_free(holder);
    CHECK_STATUS(ETEE_NOT_FOUND,
                 etee_key_depot_attestation(key_depot, key_id, 27, &attestation, NULL));
    CHECK(attestation == NULL && etee_attestation_object(NULL, NULL) == NULL);
    CHECK_OK(etee_key_depot_delete(key_depot, key_id, 27, NULL));
    CHECK_STATUS(ETEE_NOT_FOUND, etee_key_depot_key(key_depot, key_id, 27, &key, NULL));
    CHECK_STATUS(ETEE_NOT_FOUND, etee_key_depot_delete(key_depot, key_id, 27, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_key_depot_key(key_depot, ETEE_STR("?"), &key, NULL));
    CHECK(key == NULL);
    etee_web_key_free(web_key);
    etee_key_information_free(information);
    etee_registration_free(registration);
}

static void several_keys_go_at_once(void) {
    etee_registration *registration = registration_for(ETEE_KEY_USE_SIGNATURE);
    char names[2][32];
    const char *key_ids[2] = {names[0], names[1]};
    size_t lens[2] = {27, 27};

    for (int i = 0; i < 2; i++) {
        etee_registered_key *key = NULL;
        etee_web_key *web_key = NULL;
        CHECK_OK(etee_web_key_generate(ETEE_WEB_KEY_EC_P384, &web_key, NULL));
        CHECK_OK(etee_key_depot_register(key_depot, web_key, registration, &key, NULL));
        snprintf(names[i], sizeof names[i], "%s", etee_registered_key_id(key));
        etee_registered_key_free(key);
        etee_web_key_free(web_key);
    }
    CHECK_OK(etee_key_depot_delete_all(key_depot, key_ids, lens, 2, NULL));
    CHECK_STATUS(ETEE_NOT_FOUND, etee_key_depot_delete_all(key_depot, key_ids, lens, 2, NULL));
    etee_registration_free(registration);
}

/* ---- Two halves ---------------------------------------------------------------------------- */

static etee_access_list *for_the_doctor(void) {
    etee_access_list *list = NULL;
    CHECK_OK(etee_access_list_new(&list, NULL));
    CHECK_OK(etee_access_list_allow(list, ETEE_STR(IDENTIFICATION),
                                    ETEE_STR("urn:be:fgov:person:ssin"), ETEE_STR(DOCTOR), NULL));
    return list;
}

/* Takes an exchange to its end, where the result is to be taken. */
#define RUN_EXCHANGE(begin) (exchange = NULL, CHECK_OK(begin), CHECK_OK(http_run(exchange, NULL)))

static void keys_of_the_kgss_in_two_halves(void) {
    etee_access_list *list = for_the_doctor();
    etee_secret_key *key = NULL, *again = NULL;
    etee_exchange *exchange;
    etee_buffer *token = NULL;
    etee_error *error = NULL;
    uint8_t identifier[64];
    size_t len;

    RUN_EXCHANGE(etee_access_tokens_begin_token(tokens, &exchange, NULL));
    CHECK_OK(etee_exchange_take_access_token(exchange, &token, NULL));
    etee_exchange_free(exchange);
    etee_buffer_free(token);
    RUN_EXCHANGE(etee_kgss_rest_begin_new_key(kgss, list, &exchange, NULL));
    CHECK_OK(etee_exchange_take_secret_key(exchange, &key, NULL));
    etee_exchange_free(exchange);
    memcpy(identifier, etee_secret_key_identifier(key, &len), 16);
    RUN_EXCHANGE(etee_kgss_rest_begin_key(kgss, identifier, len, &exchange, NULL));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_exchange_finish(exchange, NULL));
    CHECK_OK(etee_exchange_take_secret_key(exchange, &again, NULL));
    etee_exchange_free(exchange);
    RUN_EXCHANGE(etee_kgss_rest_begin_delete_key(kgss, identifier, len, &exchange, NULL));
    CHECK_OK(etee_exchange_finish(exchange, NULL));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_exchange_finish(exchange, NULL));
    etee_exchange_free(exchange);
    etee_secret_key_free(again);
    CHECK_STATUS(ETEE_NOT_FOUND, etee_kgss_rest_key(kgss, identifier, len, &again, &error));
    CHECK(again == NULL && is(etee_error_service_code(error), "NO_KEY_FOUND"));
    etee_error_free(error);
    etee_secret_key_free(key);
    etee_access_list_free(list);
}

static void certified_keys_in_two_halves(void) {
    etee_exchange *exchange;
    etee_jwk *jwks[2] = {NULL}, *jwk = NULL;
    etee_key_holder *holder = NULL;
    const char *name;
    size_t count;

    RUN_EXCHANGE(etee_depot_begin_keys(depot, ETEE_STR("SSIN"), ETEE_STR(DOCTOR), NULL, 0,
                                       ETEE_KEY_USE_SIGNATURE, 0, &exchange, NULL));
    CHECK_STATUS(ETEE_TOO_SMALL, etee_exchange_take_jwks(exchange, NULL, 0, &count, NULL));
    CHECK(count == 1);
    CHECK_OK(etee_exchange_take_jwks(exchange, jwks, 2, &count, NULL));
    etee_exchange_free(exchange);
    name = etee_jwk_key_id(jwks[0]);
    RUN_EXCHANGE(etee_depot_begin_key(depot, name, strlen(name), &exchange, NULL));
    CHECK_OK(etee_exchange_take_jwk(exchange, &jwk, NULL));
    etee_exchange_free(exchange);
    RUN_EXCHANGE(etee_depot_begin_key_holder(depot, name, strlen(name), &exchange, NULL));
    CHECK_OK(etee_exchange_take_key_holder(exchange, &holder, NULL));
    etee_exchange_free(exchange);
    CHECK(is(etee_key_holder_identifier(holder), DOCTOR));
    etee_key_holder_free(holder);
    etee_jwk_free(jwk);
    etee_jwk_free(jwks[0]);
}

static void web_keys_in_two_halves(void) {
    etee_registration *registration = registration_for(ETEE_KEY_USE_SIGNATURE);
    etee_key_information *information = renamed();
    etee_registered_key *key = NULL, *found[1] = {NULL};
    etee_key_holder *holder = NULL;
    etee_web_key *web_key = NULL;
    etee_buffer *options = NULL;
    etee_exchange *exchange;
    char name[32];
    const char *names[1] = {name};
    size_t count, lens[1] = {27};

    CHECK_OK(etee_web_key_generate(ETEE_WEB_KEY_EC, &web_key, NULL));
    RUN_EXCHANGE(etee_key_depot_begin_challenge(key_depot, &exchange, NULL));
    CHECK_OK(etee_exchange_take_challenge(exchange, &options, NULL));
    etee_exchange_free(exchange);
    etee_buffer_free(options);
    RUN_EXCHANGE(etee_key_depot_begin_register(key_depot, web_key, registration, &exchange, NULL));
    CHECK_OK(etee_exchange_take_registered_key(exchange, &key, NULL));
    etee_exchange_free(exchange);
    snprintf(name, sizeof name, "%s", etee_registered_key_id(key));
    etee_registered_key_free(key);
    RUN_EXCHANGE(etee_key_depot_begin_add_information(key_depot, name, 27, information, &exchange,
                                                      NULL));
    CHECK_OK(etee_exchange_take_registered_key(exchange, &key, NULL));
    etee_exchange_free(exchange);
    etee_registered_key_free(key);
    RUN_EXCHANGE(etee_key_depot_begin_key(key_depot, name, 27, &exchange, NULL));
    CHECK_OK(etee_exchange_take_registered_key(exchange, &key, NULL));
    etee_exchange_free(exchange);
    etee_registered_key_free(key);
    RUN_EXCHANGE(etee_key_depot_begin_keys(key_depot, ETEE_STR("SSIN"), ETEE_STR(DOCTOR), NULL, 0,
                                           ETEE_KEY_USE_SIGNATURE, 0, &exchange, NULL));
    CHECK_OK(etee_exchange_take_registered_keys(exchange, found, 1, &count, NULL));
    etee_exchange_free(exchange);
    etee_registered_key_free(found[0]);
    RUN_EXCHANGE(etee_key_depot_begin_key_holder(key_depot, name, 27, &exchange, NULL));
    CHECK_OK(etee_exchange_take_key_holder(exchange, &holder, NULL));
    etee_exchange_free(exchange);
    etee_key_holder_free(holder);
    CHECK_OK(etee_key_depot_begin_attestation(key_depot, name, 27, &exchange, NULL));
    CHECK_STATUS(ETEE_NOT_FOUND, http_run(exchange, NULL));
    CHECK_STATUS(ETEE_WRONG_STATE,
                 etee_exchange_take_attestation(exchange, &(etee_attestation *){NULL}, NULL));
    etee_exchange_free(exchange);
    RUN_EXCHANGE(etee_key_depot_begin_delete(key_depot, name, 27, &exchange, NULL));
    CHECK_OK(etee_exchange_finish(exchange, NULL));
    etee_exchange_free(exchange);
    CHECK_OK(etee_key_depot_begin_delete_all(key_depot, names, lens, 1, &exchange, NULL));
    CHECK_STATUS(ETEE_NOT_FOUND, http_run(exchange, NULL));
    etee_exchange_free(exchange);
    etee_web_key_free(web_key);
    etee_key_information_free(information);
    etee_registration_free(registration);
}

/* ---- The names ----------------------------------------------------------------------------- */

static void names_of_the_interfaces_are_replaced(void) {
    const char *url = etee_simulator_rest_url(simulator);
    etee_access_list *list = for_the_doctor();
    etee_rest_interface *names = NULL;
    etee_secret_key *key = NULL;
    etee_kgss_rest *other = NULL;
    size_t count = 0;

    while (etee_rest_interface_name(count, 0) != NULL && etee_rest_interface_name(count, 1) &&
           etee_rest_interface_name(count, 2) && !etee_rest_interface_name(count, 3))
        count++;
    CHECK(count > 30);
    CHECK_OK(etee_rest_interface_new(&names, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_rest_interface_set(names, ETEE_STR("kgss"), ETEE_STR("/x"), NULL));
    CHECK_OK(etee_rest_interface_set(names, ETEE_STR("kgss.keys"), ETEE_STR("/elsewhere"), NULL));
    CHECK_OK(etee_kgss_rest_new_at(context, url, strlen(url), tokens, &other, NULL));
    CHECK_OK(etee_kgss_rest_set_interface(other, names, NULL));
    CHECK_STATUS(ETEE_NOT_FOUND, etee_kgss_rest_new_key(other, list, &key, NULL));
    CHECK_OK(etee_depot_set_interface(depot, names, NULL));
    CHECK_OK(etee_key_depot_set_interface(key_depot, names, NULL));
    CHECK_OK(etee_access_tokens_set_interface(tokens, names, NULL));
    etee_rest_interface_free(names);
    etee_kgss_rest_free(other);
    etee_access_list_free(list);
}

static int start(void) {
    const char *password, *url;
    etee_buffer *store = NULL;
    int result;

    if (etee_simulator_start(&simulator, NULL) != ETEE_OK ||
        etee_simulator_store(simulator, ETEE_STR("SSIN"), ETEE_STR(DOCTOR), "", 0, &store, NULL) !=
            ETEE_OK)
        return 0;
    password = etee_simulator_password(simulator);
    url = etee_simulator_rest_url(simulator);
    result = etee_identity_from_pkcs12(context, etee_buffer_data(store), etee_buffer_len(store),
                                       password, strlen(password), &doctor, NULL) == ETEE_OK;
    etee_buffer_free(store);
    tokens = client("ssin-" DOCTOR);
    return result &&
           etee_depot_new_at(context, ETEE_DEPOT_REST, url, strlen(url), &depot, NULL) == ETEE_OK &&
           etee_depot_set_access_tokens(depot, tokens, NULL) == ETEE_OK &&
           etee_key_depot_new_at(context, url, strlen(url), &key_depot, NULL) == ETEE_OK &&
           etee_key_depot_set_access_tokens(key_depot, tokens, NULL) == ETEE_OK &&
           etee_kgss_rest_new_at(context, url, strlen(url), tokens, &kgss, NULL) == ETEE_OK;
}

int main(void) {
    if (etee_context_new(&context, NULL) != ETEE_OK)
        return 2;
    RUN(keys_of_the_kgss_pass_through_json);
    RUN(what_is_no_json_web_key);
    RUN(tokens_are_signed_and_encrypted);
    if (slow()) {
        skip("test_rest: the simulator makes its keys too slowly under valgrind");
        etee_context_free(context);
        return check_summary();
    }
    if (!start())
        return 2;
    RUN(software_logs_on_by_itself);
    RUN(a_host_supplies_its_users_tokens);
    RUN(web_keys_pass_through_json);
    RUN(certified_keys_and_their_holder);
    RUN(a_key_is_registered_changed_and_deleted);
    RUN(several_keys_go_at_once);
    RUN(keys_of_the_kgss_in_two_halves);
    RUN(certified_keys_in_two_halves);
    RUN(web_keys_in_two_halves);
    RUN(names_of_the_interfaces_are_replaced);
    etee_kgss_rest_free(kgss);
    etee_key_depot_free(key_depot);
    etee_depot_free(depot);
    etee_access_tokens_free(tokens);
    etee_identity_free(doctor);
    etee_context_free(context);
    etee_simulator_free(simulator);
    return check_summary();
}

#endif
