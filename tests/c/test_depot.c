/* Looking up encryption tokens through the C ABI, from the embedded simulator. */

#include "vectors.h"

#ifndef ETEE_SIMULATOR

int main(void) {
    skip("test_depot: the library was built without the simulator");
    return check_summary();
}

#else

#define STALE(type) ((type *)(void *)&stale)
static char stale;

static etee_context *context;
static etee_simulator *simulator;
static etee_depot *rest, *soap;

static const char *const protocol_names[] = {"", "REST", "SOAP"};
static int32_t protocol;

/* The depot of the protocol whose turn it is. */
static const etee_depot *depot(void) {
    return protocol == ETEE_DEPOT_REST ? rest : soap;
}

/* The code of a refusal: a word of its own over SOAP, the type of a problem over REST. */
static int is_coded(const etee_error *error, const char *soap_code) {
    const char *code = etee_error_service_code(error);
    return code != NULL && (protocol == ETEE_DEPOT_REST ? strncmp(code, "urn:problem-type:", 17) == 0
                                                        : strcmp(code, soap_code) == 0);
}

/* A look-up; for any application if `application` is NULL. */
static etee_status look_up(const char *type, const char *identifier, const char *application,
                           etee_token **token, etee_error **error) {
    return etee_depot_token(depot(), type, strlen(type), identifier, strlen(identifier),
                            application, application != NULL ? strlen(application) : 0, token,
                            error);
}

static etee_status look_up_all(const char *type, const char *identifier, etee_token **tokens,
                               size_t capacity, size_t *count) {
    return etee_depot_tokens(depot(), type, strlen(type), identifier, strlen(identifier), NULL, 0,
                             tokens, capacity, count, NULL);
}

#define FOUND(type, identifier, application, expected_application)                    \
    do {                                                                              \
        etee_token *token = STALE(etee_token);                                        \
        if (CHECK_OK(look_up(type, identifier, application, &token, NULL)))           \
            CHECK(strcmp(etee_token_application(token), expected_application) == 0);  \
        etee_token_free(token);                                                       \
    } while (0)

#define NOT_FOUND(expected, type, identifier, application)                            \
    do {                                                                              \
        etee_token *token = STALE(etee_token);                                        \
        etee_error *error = NULL;                                                     \
        CHECK_STATUS(expected, look_up(type, identifier, application, &token, &error)); \
        CHECK(token == NULL && etee_error_code(error) == (expected));                 \
        etee_error_free(error);                                                       \
    } while (0)

static void the_simulator_tells_about_itself(void) {
    size_t count = etee_simulator_holder_count(simulator), len = 0;

    CHECK(count >= 8 && etee_simulator_holder(simulator, count, 0) == NULL);
    for (size_t i = 0; i < count; i++) {
        const char *type = etee_simulator_holder(simulator, i, 0);
        const char *identifier = etee_simulator_holder(simulator, i, 1);
        const char *application = etee_simulator_holder(simulator, i, 2);
        etee_buffer *store = NULL;
        etee_identity *identity = NULL;
        if (!CHECK(type && identifier && application && etee_simulator_holder(simulator, i, 3)))
            continue;
        CHECK(etee_simulator_holder(simulator, i, 4) == NULL);
        CHECK_OK(etee_simulator_store(simulator, type, strlen(type), identifier, strlen(identifier),
                                      application, strlen(application), &store, NULL));
        CHECK_OK(etee_identity_from_pkcs12(context, etee_buffer_data(store), etee_buffer_len(store),
                                           etee_simulator_password(simulator),
                                           strlen(etee_simulator_password(simulator)), &identity,
                                           NULL));
        CHECK(etee_identity_authentication_certificate(identity, NULL) != NULL);
        etee_identity_free(identity);
        etee_buffer_free(store);
    }
    CHECK(etee_simulator_trust_anchor(simulator, 0, &len) != NULL && len > 300);
    CHECK(etee_simulator_trust_anchor(simulator, 99, &len) == NULL && len == 0);
    CHECK(strncmp(etee_simulator_rest_url(simulator), "http://127.0.0.1:", 17) == 0);
    CHECK(strncmp(etee_simulator_soap_url(simulator), "http://127.0.0.1:", 17) == 0);
}

static void a_token_is_found_by_its_holder(void) {
    etee_token *token = NULL;
    CHECK_OK(look_up("NIHII", "10001490", NULL, &token, NULL));
    CHECK(strcmp(etee_token_identifier_type(token), "NIHII") == 0);
    CHECK(strcmp(etee_token_identifier(token), "10001490") == 0);
    etee_token_free(token);
    FOUND("SSIN", "85010100115", NULL, "");
    FOUND("NIHII-HOSPITAL", "71000040", NULL, "RADIO");
    /* Leading zeros may be missing. */
    FOUND("CBE", "200000241", NULL, "");
}

/* No application, an empty one and a given one are three different requests. */
static void the_application_has_three_states(void) {
    NOT_FOUND(ETEE_AMBIGUOUS, "CBE", "0200000142", NULL);
    FOUND("CBE", "0200000142", "", "");
    FOUND("CBE", "0200000142", "LABX", "LABX");
    NOT_FOUND(ETEE_NOT_FOUND, "CBE", "0200000142", "OTHER");
    NOT_FOUND(ETEE_NOT_FOUND, "NIHII-HOSPITAL", "71000040", "");
    FOUND("NIHII-HOSPITAL", "71000040", "RADIO", "RADIO");
}

static void who_is_not_there_is_not_found(void) {
    etee_token *token = NULL;
    etee_error *error = NULL;

    CHECK_STATUS(ETEE_NOT_FOUND, look_up("NIHII", "10009905", NULL, &token, &error));
    CHECK(is_coded(error, "NO_MATCHING_ETK"));
    CHECK(etee_error_is_retryable(error) == 0);
    /* Whom was searched for is personal data. */
    CHECK(strstr(etee_error_message(error), "10009905") == NULL);
    etee_error_free(error);
    /* The service checks the check digits. */
    CHECK_STATUS(ETEE_SERVICE_REFUSED, look_up("NIHII", "10009999", NULL, &token, &error));
    CHECK(is_coded(error, "INVALID_NIHII_NUMBER"));
    etee_error_free(error);
    NOT_FOUND(ETEE_INVALID_ARGUMENT, "NIHII", "", NULL);
    NOT_FOUND(ETEE_INVALID_ARGUMENT, "", "10001490", NULL);
    NOT_FOUND(ETEE_INVALID_ARGUMENT, "SSIN", "123456789012", NULL);
    NOT_FOUND(ETEE_INVALID_UTF8, "SSIN", "8501010011\xe9", NULL);
}

static void many_tokens_need_room(void) {
    etee_token *tokens[3] = {STALE(etee_token), STALE(etee_token), STALE(etee_token)};
    size_t count = 7;

    CHECK_STATUS(ETEE_TOO_SMALL, look_up_all("CBE", "0200000142", tokens, 1, &count));
    CHECK(count == 2 && tokens[0] == NULL && tokens[1] == STALE(etee_token));
    CHECK_STATUS(ETEE_TOO_SMALL, look_up_all("CBE", "0200000142", NULL, 0, &count));
    CHECK(count == 2);
    CHECK_OK(look_up_all("CBE", "0200000142", tokens, 3, &count));
    CHECK(count == 2 && tokens[0] != NULL && tokens[1] != NULL && tokens[2] == NULL);
    CHECK(strcmp(etee_token_application(tokens[0]), etee_token_application(tokens[1])) != 0);
    etee_token_free(tokens[0]);
    etee_token_free(tokens[1]);
    CHECK_OK(look_up_all("SSIN", "85010100115", tokens, 3, &count));
    CHECK(count == 1 && tokens[1] == NULL && tokens[2] == NULL);
    etee_token_free(tokens[0]);
    tokens[0] = STALE(etee_token);
    CHECK_STATUS(ETEE_NOT_FOUND, look_up_all("NIHII", "10009905", tokens, 3, &count));
    CHECK(count == 0 && tokens[0] == NULL);
}

/* The next look-up meets the fault; the one after it works again. */
static void fault(int32_t which, etee_status expected, etee_status or_else, int retryable) {
    etee_token *token = STALE(etee_token);
    etee_error *error = NULL;
    etee_status status;

    CHECK_OK(etee_simulator_set_fault(simulator, ETEE_SIMULATOR_ANY, which, 1, NULL));
    status = look_up("SSIN", "85010100115", NULL, &token, &error);
    if (status != or_else)
        CHECK_STATUS(expected, status);
    CHECK(token == NULL && etee_error_code(error) == status);
    CHECK(etee_error_is_retryable(error) == retryable);
    if (which == ETEE_SIMULATOR_UNAVAILABLE) {
        CHECK(protocol != ETEE_DEPOT_REST || etee_error_http_status(error) == 503);
        CHECK(is_coded(error, "SOA-02002"));
    }
    etee_error_free(error);
    CHECK_OK(etee_simulator_set_fault(simulator, ETEE_SIMULATOR_ANY, which, 0, NULL));
    FOUND("SSIN", "85010100115", NULL, "");
}

static void faults_are_told_apart(void) {
    fault(ETEE_SIMULATOR_UNAVAILABLE, ETEE_SERVICE_REFUSED, 0, 1);
    fault(ETEE_SIMULATOR_GARBAGE, ETEE_BAD_REPLY, 0, 0);
    fault(ETEE_SIMULATOR_TRUNCATED, ETEE_BAD_REPLY, 0, 0);
    fault(ETEE_SIMULATOR_NOT_FOUND, ETEE_NOT_FOUND, 0, 0);
    fault(ETEE_SIMULATOR_DROP_CONNECTION, ETEE_SERVICE_UNREACHABLE, ETEE_BAD_REPLY, 1);
    fault(ETEE_SIMULATOR_OVERSIZED, ETEE_LIMIT_EXCEEDED, 0, 0);
    fault(ETEE_SIMULATOR_WRONG_CONTENT, ETEE_BAD_REPLY, 0, 0);
    fault(ETEE_SIMULATOR_SERVER_ERROR, ETEE_SERVICE_REFUSED, 0, 0);
    fault(ETEE_SIMULATOR_NOT_AUTHENTICATED, ETEE_SERVICE_REFUSED, 0, 0);
}

static void the_simulators_faults_are_checked(void) {
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_simulator_set_fault(simulator, ETEE_SIMULATOR_ANY, 0, 1, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_simulator_set_fault(simulator, ETEE_SIMULATOR_ANY, 99, 1, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_simulator_set_fault(simulator, 99, ETEE_SIMULATOR_GARBAGE, 1, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_simulator_set_fault(NULL, ETEE_SIMULATOR_ANY,
                                                             ETEE_SIMULATOR_GARBAGE, 1, NULL));
}

/* What is sealed for a token that was looked up opens with its holder's store. */
static void what_is_sealed_for_a_found_token_opens(void) {
    etee_token *token = NULL;
    etee_buffer *store = NULL, *sealed = NULL, *clear = NULL;
    etee_identity *identity = NULL;
    etee_sealer *sealer = sealer_of(context, "alice", NULL, NULL);
    etee_unsealer *unsealer = NULL;

    CHECK_OK(look_up("NIHII-PHARMACY", "30000120", NULL, &token, NULL));
    CHECK_OK(etee_sealer_add_recipient(sealer, token, NULL));
    CHECK_OK(etee_sealer_seal(sealer, (const uint8_t *)"pills", 5, &sealed, NULL));
    CHECK_OK(etee_simulator_store(simulator, ETEE_STR("NIHII-PHARMACY"), ETEE_STR("30000120"),
                                  ETEE_STR(""), &store, NULL));
    CHECK_OK(etee_identity_from_pkcs12(context, etee_buffer_data(store), etee_buffer_len(store),
                                       ETEE_STR("test"), &identity, NULL));
    CHECK_OK(etee_unsealer_new(context, &unsealer, NULL));
    CHECK_OK(etee_unsealer_add_identity(unsealer, identity, NULL));
    CHECK_OK(etee_unsealer_unseal(unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                  &clear, NULL));
    CHECK(etee_buffer_len(clear) == 5 && memcmp(etee_buffer_data(clear), "pills", 5) == 0);
    etee_buffer_free(clear);
    etee_buffer_free(sealed);
    etee_buffer_free(store);
    etee_unsealer_free(unsealer);
    etee_identity_free(identity);
    etee_sealer_free(sealer);
    etee_token_free(token);
}

static void arguments_that_cannot_be(void) {
    etee_depot *made = STALE(etee_depot);
    etee_buffer *store = STALE(etee_buffer);
    etee_token *token = STALE(etee_token);
    etee_error *error = NULL;
    size_t count = 7;

#define NULLED(call) CHECK_STATUS(ETEE_NULL_POINTER, call)
    NULLED(etee_depot_new(NULL, ETEE_DEPOT_REST, ETEE_ENVIRONMENT_PRODUCTION, &made, NULL));
    CHECK(made == NULL);
    NULLED(etee_depot_new(context, ETEE_DEPOT_REST, ETEE_ENVIRONMENT_PRODUCTION, NULL, NULL));
    made = STALE(etee_depot);
    NULLED(etee_depot_new_at(context, ETEE_DEPOT_REST, NULL, 5, &made, NULL));
    CHECK(made == NULL);
    NULLED(etee_depot_new_at(NULL, ETEE_DEPOT_REST, ETEE_STR("http://127.0.0.1"), &made, NULL));
    NULLED(etee_depot_new_at(context, ETEE_DEPOT_REST, ETEE_STR("http://127.0.0.1"), NULL, NULL));
    NULLED(etee_depot_token(NULL, ETEE_STR("SSIN"), ETEE_STR("1"), NULL, 0, &token, NULL));
    CHECK(token == NULL);
    NULLED(etee_depot_token(rest, NULL, 4, ETEE_STR("1"), NULL, 0, &token, NULL));
    NULLED(etee_depot_token(rest, ETEE_STR("SSIN"), NULL, 1, NULL, 0, &token, NULL));
    NULLED(etee_depot_token(rest, ETEE_STR("SSIN"), ETEE_STR("1"), NULL, 1, &token, NULL));
    NULLED(etee_depot_token(rest, ETEE_STR("SSIN"), ETEE_STR("1"), NULL, 0, NULL, NULL));
    token = STALE(etee_token);
    NULLED(etee_depot_tokens(NULL, ETEE_STR("SSIN"), ETEE_STR("1"), NULL, 0, &token, 1, &count,
                             NULL));
    CHECK(token == NULL && count == 0);
    NULLED(etee_depot_tokens(rest, ETEE_STR("SSIN"), ETEE_STR("1"), NULL, 0, NULL, 1, &count,
                             NULL));
    token = STALE(etee_token);
    NULLED(etee_depot_tokens(rest, ETEE_STR("SSIN"), ETEE_STR("1"), NULL, 0, &token, 1, NULL,
                             NULL));
    CHECK(token == NULL);
    NULLED(etee_simulator_start(NULL, NULL));
    NULLED(etee_simulator_store(NULL, ETEE_STR("CBE"), ETEE_STR("1"), NULL, 0, &store, NULL));
    CHECK(store == NULL);
    NULLED(etee_simulator_store(simulator, ETEE_STR("CBE"), ETEE_STR("1"), NULL, 0, NULL, NULL));
    store = STALE(etee_buffer);
    CHECK_STATUS(ETEE_NOT_FOUND, etee_simulator_store(simulator, ETEE_STR("CBE"), ETEE_STR("1"),
                                                      NULL, 0, &store, NULL));
    CHECK(store == NULL);
    CHECK(etee_simulator_holder_count(NULL) == 0 && etee_simulator_holder(NULL, 0, 0) == NULL);
    CHECK(etee_simulator_rest_url(NULL) == NULL && etee_simulator_soap_url(NULL) == NULL);
    CHECK(etee_simulator_password(NULL) == NULL);
    CHECK(etee_simulator_trust_anchor(NULL, 0, &count) == NULL && count == 0);
    etee_depot_free(NULL);
    etee_simulator_free(NULL);

    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_depot_new(context, 3, ETEE_ENVIRONMENT_PRODUCTION, &made, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_depot_new(context, ETEE_DEPOT_SOAP, 4, &made, NULL));
    CHECK_OK(etee_depot_new(context, ETEE_DEPOT_SOAP, ETEE_ENVIRONMENT_ACCEPTANCE, &made, NULL));
    etee_depot_free(made);

    /* Identifiers must not travel in the clear to other machines. */
    made = NULL;
    if (etee_depot_new_at(context, ETEE_DEPOT_REST, ETEE_STR("http://etee.invalid/v1"), &made,
                          NULL) == ETEE_OK)
        CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                     etee_depot_token(made, ETEE_STR("SSIN"), ETEE_STR("85010100115"), NULL, 0,
                                      &token, &error));
    etee_error_free(error);
    etee_depot_free(made);
}

static void a_service_that_is_gone_is_unreachable(void) {
    etee_simulator *gone = NULL;
    etee_depot *depot_of_gone = NULL;
    etee_token *token = NULL;
    etee_error *error = NULL;
    char url[128];

    CHECK_OK(etee_simulator_start(&gone, NULL));
    snprintf(url, sizeof url, "%s", etee_simulator_rest_url(gone));
    etee_simulator_free(gone);
    CHECK_OK(etee_depot_new_at(context, ETEE_DEPOT_REST, url, strlen(url), &depot_of_gone, NULL));
    CHECK_STATUS(ETEE_SERVICE_UNREACHABLE,
                 etee_depot_token(depot_of_gone, ETEE_STR("SSIN"), ETEE_STR("85010100115"), NULL, 0,
                                  &token, &error));
    CHECK(token == NULL && etee_error_is_retryable(error) == 1);
    etee_error_free(error);
    etee_depot_free(depot_of_gone);
}

static void run_over(int32_t which, const char *name, void (*test)(void)) {
    char full[128];
    protocol = which;
    snprintf(full, sizeof full, "%s over %s", name, protocol_names[which]);
    check_begin(full);
    test();
    check_end();
}

#define RUN_OVER_BOTH(test) \
    (run_over(ETEE_DEPOT_REST, #test, test), run_over(ETEE_DEPOT_SOAP, #test, test))

int main(void) {
    const char *url;

    if (slow()) {
        skip("test_depot under valgrind: the simulator makes dozens of RSA keys");
        return check_summary();
    }
    check_begin("a simulator and a depot of each protocol");
    context = plain_context();
    CHECK_OK(etee_simulator_start(&simulator, NULL));
    url = etee_simulator_rest_url(simulator);
    CHECK_OK(etee_depot_new_at(context, ETEE_DEPOT_REST, url, strlen(url), &rest, NULL));
    url = etee_simulator_soap_url(simulator);
    CHECK_OK(etee_depot_new_at(context, ETEE_DEPOT_SOAP, url, strlen(url), &soap, NULL));
    check_end();
    RUN(the_simulator_tells_about_itself);
    RUN_OVER_BOTH(a_token_is_found_by_its_holder);
    RUN_OVER_BOTH(the_application_has_three_states);
    RUN_OVER_BOTH(who_is_not_there_is_not_found);
    RUN_OVER_BOTH(many_tokens_need_room);
    RUN_OVER_BOTH(faults_are_told_apart);
    RUN_OVER_BOTH(what_is_sealed_for_a_found_token_opens);
    RUN(the_simulators_faults_are_checked);
    RUN(arguments_that_cannot_be);
    RUN(a_service_that_is_gone_is_unreachable);
    etee_depot_free(soap);
    etee_depot_free(rest);
    etee_simulator_free(simulator);
    etee_context_free(context);
    return check_summary();
}

#endif
