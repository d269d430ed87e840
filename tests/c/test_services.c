/* Log-on, sessions, KGSS and depot through the C ABI, on the embedded simulator. */

#include "vectors.h"

#ifndef ETEE_SIMULATOR

int main(void) {
    skip("test_services: the library was built without the simulator");
    return check_summary();
}

#else

#define DOCTOR "85010100115"
#define PHARMACY "30000120"
#define CERTIFIED "urn:be:fgov:certified-namespace:ehealth"
#define IDENTIFICATION "urn:be:fgov:identification-namespace"

static etee_context *context;
static etee_simulator *simulator;
static etee_depot *depot;
static etee_token_service *service;
static etee_identity *doctor, *pharmacy;

static etee_identity *open_store(etee_buffer *store) {
    const char *password = etee_simulator_password(simulator);
    etee_identity *identity = NULL;
    CHECK_OK(etee_identity_from_pkcs12(context, etee_buffer_data(store), etee_buffer_len(store),
                                       password, strlen(password), &identity, NULL));
    etee_buffer_free(store);
    return identity;
}

static etee_identity *holder(const char *type, const char *identifier) {
    etee_buffer *store = NULL;
    CHECK_OK(etee_simulator_store(simulator, type, strlen(type), identifier, strlen(identifier),
                                  "", 0, &store, NULL));
    return open_store(store);
}

/* Whether a buffer of JSON has this text in it. */
static int has(const etee_buffer *buffer, const char *text) {
    size_t len = etee_buffer_len(buffer), wanted = strlen(text);
    const uint8_t *data = etee_buffer_data(buffer);
    for (size_t at = 0; at + wanted <= len; at++)
        if (memcmp(data + at, text, wanted) == 0)
            return 1;
    return 0;
}

static etee_session *log_on(const etee_token_service *at, etee_log_on *request) {
    etee_session *session = NULL;
    CHECK_OK(etee_token_service_log_on(at, request, &session, NULL));
    etee_log_on_free(request);
    return session;
}

static etee_log_on *as_doctor(void) {
    etee_log_on *request = NULL;
    CHECK_OK(etee_log_on_for_professional(doctor, ETEE_STR("doctor"), ETEE_STR(DOCTOR), &request,
                                          NULL));
    return request;
}

static etee_log_on *as_pharmacy(void) {
    etee_log_on *request = NULL;
    CHECK_OK(etee_log_on_for_organization(pharmacy, ETEE_STR("pharmacy"), ETEE_STR(PHARMACY),
                                          &request, NULL));
    return request;
}

static void a_session_tells_what_is_vouched_for(void) {
    etee_session *session = log_on(service, as_doctor());
    etee_buffer *attributes = NULL;

    CHECK(etee_session_is_valid(session) == 1);
    CHECK(etee_session_not_before(session) < etee_session_not_on_or_after(session));
    if (CHECK_OK(etee_session_attributes(session, &attributes, NULL)))
        CHECK(has(attributes, "urn:be:fgov:person:ssin:doctor:boolean") && has(attributes, DOCTOR));
    etee_buffer_free(attributes);
    CHECK_OK(etee_session_refresh(session, NULL));
    CHECK_OK(etee_session_renew(session, NULL));
    CHECK(etee_session_is_valid(session) == 1);
    etee_session_free(session);
    CHECK(etee_session_is_valid(NULL) == 0 && etee_session_not_before(NULL) == 0);
}

static void a_practice_logs_on_once(void) {
    etee_session *session = log_on(service, as_doctor()), *loaded = NULL;
    etee_log_on *request = as_doctor(), *other = as_pharmacy();
    etee_buffer *exported = NULL;

    if (CHECK_OK(etee_session_export(session, &exported, NULL))) {
        const uint8_t *data = etee_buffer_data(exported);
        size_t len = etee_buffer_len(exported);
        CHECK(has(exported, "<saml:Assertion") || has(exported, "Assertion "));
        if (CHECK_OK(etee_token_service_load(service, data, len, request, &loaded, NULL)))
            CHECK(etee_session_not_on_or_after(loaded) == etee_session_not_on_or_after(session));
        etee_session_free(loaded);
        CHECK_STATUS(ETEE_KEY_NOT_FOUND,
                     etee_token_service_load(service, data, len, other, &loaded, NULL));
        CHECK_STATUS(ETEE_MALFORMED,
                     etee_token_service_load(service, data, len / 2, request, &loaded, NULL));
        CHECK(loaded == NULL);
    }
    etee_buffer_free(exported);
    etee_log_on_free(request);
    etee_log_on_free(other);
    etee_session_free(session);
}

static void an_identity_card_identifies(void) {
    const char *url = etee_simulator_saml_url(simulator);
    etee_token_service *saml = NULL;
    etee_buffer *card = NULL;
    etee_identity *identification;

    CHECK_OK(etee_simulator_card(simulator, ETEE_STR(DOCTOR), &card, NULL));
    identification = open_store(card);
    CHECK_OK(etee_token_service_new_at(context, ETEE_TOKEN_SERVICE_SAML, url, strlen(url), &saml,
                                       NULL));
    for (int protocol = 0; protocol < 2; protocol++) {
        etee_log_on *request = as_doctor();
        CHECK_OK(etee_log_on_set_identification(request, identification, NULL));
        etee_session_free(log_on(protocol == 0 ? service : saml, request));
    }
    CHECK_STATUS(ETEE_NOT_FOUND, etee_simulator_card(simulator, ETEE_STR("1"), &card, NULL));
    etee_token_service_free(saml);
    etee_identity_free(identification);
}

static void what_is_not_true_is_refused(void) {
    etee_log_on *request = as_doctor();
    etee_session *session = NULL;
    etee_error *error = NULL;

    CHECK_OK(etee_log_on_add_attribute(request, ETEE_STR(IDENTIFICATION),
                                       ETEE_STR("urn:be:fgov:person:ssin"), ETEE_STR("63020301469"),
                                       NULL));
    CHECK_STATUS(ETEE_SERVICE_REFUSED,
                 etee_token_service_log_on(service, request, &session, &error));
    CHECK(session == NULL && etee_error_service_code(error) != NULL);
    etee_error_free(error);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_log_on_set_validity(request, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_log_on_add_designator(request, ETEE_STR(CERTIFIED), "", 0, NULL));
    etee_log_on_free(request);
}

/* A key for pharmacies but not for this one doctor. */
static etee_secret_key *make_key(etee_kgss *kgss) {
    etee_access_list *list = NULL;
    etee_secret_key *key = NULL;

    CHECK_OK(etee_access_list_new(&list, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_kgss_new_key(kgss, list, &key, NULL));
    CHECK_OK(etee_access_list_allow(
        list, ETEE_STR(CERTIFIED),
        ETEE_STR("urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean"), NULL,
        0, NULL));
    CHECK_OK(etee_access_list_exclude(list, ETEE_STR(IDENTIFICATION),
                                      ETEE_STR("urn:be:fgov:person:ssin"), ETEE_STR(DOCTOR), NULL));
    CHECK_OK(etee_access_list_set_deletion_strategy(list, NULL));
    CHECK_OK(etee_kgss_new_key(kgss, list, &key, NULL));
    etee_access_list_free(list);
    return key;
}

/* What a key of the KGSS is worth: it opens what was sealed with the other copy of it. */
static void opens(etee_secret_key *sealing, etee_secret_key *opening) {
    etee_sealer *sealer = NULL;
    etee_unsealer *unsealer = NULL;
    etee_buffer *sealed = NULL, *clear = NULL;

    CHECK_OK(etee_sealer_new(context, doctor, &sealer, NULL));
    CHECK_OK(etee_sealer_add_secret_key(sealer, sealing, NULL));
    CHECK_OK(etee_sealer_seal(sealer, (const uint8_t *)"clear", 5, &sealed, NULL));
    CHECK_OK(etee_unsealer_new(context, &unsealer, NULL));
    CHECK_OK(etee_unsealer_add_secret_key(unsealer, opening, NULL));
    if (CHECK_OK(etee_unsealer_unseal(unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                      &clear, NULL)))
        CHECK(etee_buffer_len(clear) == 5);
    etee_buffer_free(clear);
    etee_buffer_free(sealed);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
}

static void keys_with_and_without_a_token(void) {
    const char *url = etee_simulator_kgss_url(simulator);
    etee_session *session = log_on(service, as_pharmacy()), *excluded = log_on(service, as_doctor());
    etee_kgss *kgss = NULL;
    etee_secret_key *made, *got = NULL;
    const uint8_t *identifier;
    size_t len;

    CHECK_OK(etee_kgss_new_at(context, url, strlen(url), depot, pharmacy, &kgss, NULL));
    made = make_key(kgss);
    identifier = etee_secret_key_identifier(made, &len);
    for (int round = 0; round < 3; round++) {
        if (round == 1)
            CHECK_OK(etee_kgss_set_token(kgss, NULL, NULL));
        if (round == 2)
            CHECK_OK(etee_kgss_set_cache(kgss, 10, NULL));
        if (CHECK_OK(etee_kgss_key(kgss, identifier, len, session, &got, NULL)))
            opens(made, got);
        etee_secret_key_free(got);
    }
    CHECK_STATUS(ETEE_NOT_FOUND, etee_kgss_key(kgss, identifier, len, excluded, &got, NULL));
    /* The key that was kept needs no service. */
    CHECK_OK(etee_simulator_set_fault(simulator, ETEE_SIMULATOR_KGSS, ETEE_SIMULATOR_UNAVAILABLE, 1,
                                      NULL));
    CHECK_OK(etee_kgss_key(kgss, identifier, len, session, &got, NULL));
    etee_secret_key_free(got);
    CHECK_OK(etee_kgss_forget(kgss, NULL));
    CHECK(etee_kgss_key(kgss, identifier, len, session, &got, NULL) == ETEE_SERVICE_REFUSED);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_kgss_key(kgss, NULL, 0, session, &got, NULL));
    CHECK(got == NULL);
    CHECK_OK(etee_simulator_set_fault(simulator, ETEE_SIMULATOR_KGSS, ETEE_SIMULATOR_UNAVAILABLE, 0,
                                      NULL));
    etee_secret_key_free(made);
    etee_kgss_free(kgss);
    etee_session_free(session);
    etee_session_free(excluded);
}

static void the_depot_lists_and_remembers(void) {
    const char *url = etee_simulator_soap_url(simulator);
    etee_depot *own = NULL;
    etee_buffer *matches = NULL;
    etee_token *token = NULL;

    CHECK_OK(etee_depot_new_at(context, ETEE_DEPOT_SOAP, url, strlen(url), &own, NULL));
    CHECK_OK(etee_depot_set_cache(own, 10, 3600, 3600, 60, NULL, 0, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_depot_set_cache(own, 0, 1, 1, 1, NULL, 0, NULL));
    if (CHECK_OK(etee_depot_matches(own, ETEE_STR("CBE"), ETEE_STR("0200000142"), NULL, 0, &matches,
                                    NULL)))
        CHECK(has(matches, "\"application\":\"LABX\"") && has(matches, "\"application\":\"\""));
    etee_buffer_free(matches);
    if (CHECK_OK(etee_depot_own_token(own, pharmacy, &token, NULL)))
        CHECK(strcmp(etee_token_identifier(token), PHARMACY) == 0);
    etee_token_free(token);
    /* The second time it is in the cache. */
    CHECK_OK(etee_simulator_set_fault(simulator, ETEE_SIMULATOR_DEPOT_SOAP,
                                      ETEE_SIMULATOR_DROP_CONNECTION, 2, NULL));
    CHECK_OK(etee_depot_own_token(own, pharmacy, &token, NULL));
    etee_token_free(token);
    CHECK_OK(etee_depot_forget(own, NULL));
    CHECK_STATUS(ETEE_SERVICE_UNREACHABLE, etee_depot_own_token(own, pharmacy, &token, NULL));
    CHECK_OK(etee_simulator_set_fault(simulator, ETEE_SIMULATOR_DEPOT_SOAP,
                                      ETEE_SIMULATOR_DROP_CONNECTION, 0, NULL));
    etee_depot_free(own);
}

static int start(void) {
    const char *url;
    const uint8_t *octets;
    size_t len;

    if (etee_simulator_start(&simulator, NULL) != ETEE_OK ||
        etee_context_new(&context, NULL) != ETEE_OK)
        return 0;
    for (size_t i = 0; (octets = etee_simulator_trust_anchor(simulator, i, &len)) != NULL; i++)
        if (etee_context_add_trust_anchor(context, octets, len, NULL) != ETEE_OK)
            return 0;
    url = etee_simulator_rest_url(simulator);
    if (etee_depot_new_at(context, ETEE_DEPOT_REST, url, strlen(url), &depot, NULL) != ETEE_OK)
        return 0;
    url = etee_simulator_ws_trust_url(simulator);
    octets = etee_simulator_token_service_certificate(simulator, &len);
    return etee_token_service_new_at(context, ETEE_TOKEN_SERVICE_WS_TRUST, url, strlen(url),
                                     &service, NULL) == ETEE_OK &&
           etee_token_service_add_trust_anchor(service, octets, len, NULL) == ETEE_OK;
}

int main(void) {
    /* Key pairs would take minutes there; the same paths run under valgrind without services. */
    if (slow()) {
        skip("test_services: the simulator makes its keys too slowly under valgrind");
        return check_summary();
    }
    if (!start())
        return 2;
    doctor = holder("SSIN", DOCTOR);
    pharmacy = holder("NIHII-PHARMACY", PHARMACY);
    RUN(a_session_tells_what_is_vouched_for);
    RUN(a_practice_logs_on_once);
    RUN(an_identity_card_identifies);
    RUN(what_is_not_true_is_refused);
    RUN(keys_with_and_without_a_token);
    RUN(the_depot_lists_and_remembers);
    etee_identity_free(doctor);
    etee_identity_free(pharmacy);
    etee_token_service_free(service);
    etee_depot_free(depot);
    etee_context_free(context);
    etee_simulator_free(simulator);
    return check_summary();
}

#endif
