/* What a host may bring: its HTTP client, its private keys, and calls in two halves. */

#include "vectors.h"

#define URLS "http://127.0.0.1:1/first http://127.0.0.1:1/second"

static etee_context *context;

/* ---- A host's HTTP client ------------------------------------------------------------------ */

/* What it answers, and what became of it. */
struct client {
    etee_status result;
    int32_t http_status;
    const char *body;
    int sent, released;
    char method[8], last_url[256], header[64];
};

static etee_status send_it(void *user, const etee_request *request, etee_reply *reply) {
    struct client *client = user;
    client->sent++;
    snprintf(client->method, sizeof client->method, "%s", etee_request_method(request));
    snprintf(client->last_url, sizeof client->last_url, "%s", etee_request_url(request));
    client->header[0] = 0;
    if (etee_request_header_count(request) > 0)
        snprintf(client->header, sizeof client->header, "%s: %s",
                 etee_request_header_name(request, 0), etee_request_header_value(request, 0));
    if (client->result != ETEE_OK)
        return client->result;
    if (client->http_status != 0)
        CHECK_OK(etee_reply_set_status(reply, client->http_status, NULL));
    CHECK_OK(etee_reply_add_header(reply, ETEE_STR("Content-Type"), ETEE_STR("application/json"),
                                   NULL));
    return etee_reply_append(reply, (const uint8_t *)client->body, strlen(client->body), NULL);
}

static void release_it(void *user) {
    ((struct client *)user)->released++;
}

/* A look-up of a doctor through the client. */
static etee_status look_up(struct client *client, etee_token **token, etee_error **error) {
    etee_transport_table table = {sizeof table, client, send_it, release_it};
    etee_transport *transport = NULL;
    etee_context *own = NULL;
    etee_depot *depot = NULL;
    etee_status status = ETEE_HOST_FAILED;

    if (CHECK_OK(etee_context_new(&own, NULL)) &&
        CHECK_OK(etee_transport_from_table(&table, &transport, NULL)) &&
        CHECK_OK(etee_context_set_transport(own, transport, NULL)) &&
        CHECK_OK(etee_depot_new_at(own, ETEE_DEPOT_REST, ETEE_STR("https://x.example.be/etee/v1"),
                                   &depot, NULL))) {
        /* Nothing of it is needed by name any more. */
        etee_transport_free(transport);
        etee_context_free(own);
        CHECK(client->released == 0);
        status = etee_depot_token(depot, ETEE_STR("NIHII"), ETEE_STR("10001490"), NULL, 0, token,
                                  error);
    }
    etee_depot_free(depot);
    CHECK(client->released == 1);
    return status;
}

/* Writes octets as base64. */
static void encode(struct octets octets, char *base64) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < octets.len; at += 3) {
        uint32_t group = (uint32_t)octets.data[at] << 16;
        group |= at + 1 < octets.len ? (uint32_t)octets.data[at + 1] << 8 : 0;
        group |= at + 2 < octets.len ? (uint32_t)octets.data[at + 2] : 0;
        for (int shift = 18, left = (int)(octets.len - at); shift >= 0; shift -= 6)
            *base64++ = left-- >= 0 ? digits[group >> shift & 63] : '=';
    }
    *base64 = 0;
}

/* What the depot answers to a search with one match. */
static char *token_answer(void) {
    static char answer[32768], base64[16384];
    struct octets etk = read_octets(OFFICIAL "etk/bob.etk");
    encode(etk, base64);
    snprintf(answer, sizeof answer, "[{\"key\":{\"nihii\":\"10001490\"},\"value\":\"%s\"}]",
             base64);
    free(etk.data);
    return answer;
}

static void a_host_sends_the_requests(void) {
    struct client client = {ETEE_OK, 200, token_answer(), 0, 0, "", "", ""};
    etee_token *token = NULL;
    if (CHECK_OK(look_up(&client, &token, NULL)))
        CHECK(etee_token_identifier(token)[0] != 0);
    CHECK(client.sent == 1 && strcmp(client.method, "GET") == 0);
    CHECK(strcmp(client.last_url,
                 "https://x.example.be/etee/v1/etks?identifier=10001490&type=NIHII") == 0);
    CHECK(strncmp(client.header, "Accept: application/json", 24) == 0);
    etee_token_free(token);
}

static void a_host_that_fails(void) {
    static const struct {
        etee_status answers, becomes;
        int retryable;
    } cases[] = {
        {ETEE_SERVICE_UNREACHABLE, ETEE_SERVICE_UNREACHABLE, 1},
        {ETEE_SERVICE_TIMEOUT, ETEE_SERVICE_TIMEOUT, 1},
        {ETEE_CANCELLED, ETEE_CANCELLED, 0},
        {ETEE_NOT_FOUND, ETEE_HOST_FAILED, 0},
        {-1, ETEE_HOST_FAILED, 0},
        {ETEE_OK, ETEE_HOST_FAILED, 0}, /* without an HTTP status */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct client client = {cases[i].answers, 0, "", 0, 0, "", "", ""};
        etee_token *token = NULL;
        etee_error *error = NULL;
        CHECK_STATUS(cases[i].becomes, look_up(&client, &token, &error));
        CHECK(token == NULL && etee_error_is_retryable(error) == cases[i].retryable);
        etee_error_free(error);
    }
}

static void a_host_that_answers_too_much(void) {
    struct client client = {ETEE_OK, 200, NULL, 0, 0, "", "", ""};
    size_t size = (9u << 20) + 1;
    char *body = malloc(size);
    etee_token *token = NULL;
    if (!CHECK(body != NULL))
        return;
    memset(body, ' ', size - 1);
    body[size - 1] = 0;
    client.body = body;
    CHECK_STATUS(ETEE_LIMIT_EXCEEDED, look_up(&client, &token, NULL));
    free(body);
}

static void tables_are_checked(void) {
    etee_transport_table transport_table = {sizeof transport_table - 1, NULL, send_it, NULL};
    etee_signer_table signer_table = {0, NULL, NULL, NULL};
    etee_transport *transport = NULL;
    etee_signer *signer = NULL;

    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_transport_from_table(&transport_table, &transport, NULL));
    transport_table.struct_size = sizeof transport_table;
    transport_table.send = NULL;
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_transport_from_table(&transport_table, &transport, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_transport_from_table(NULL, &transport, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_signer_from_table(&signer_table, &signer, NULL));
    signer_table.struct_size = sizeof signer_table;
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_signer_from_table(&signer_table, &signer, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_signer_from_table(NULL, &signer, NULL));
    CHECK(transport == NULL && signer == NULL);
}

static void settings_are_checked(void) {
    etee_transport_table table = {sizeof table, NULL, send_it, NULL};
    etee_transport *own = NULL, *host = NULL;

    if (!CHECK_OK(etee_transport_new(&own, NULL)) ||
        !CHECK_OK(etee_transport_from_table(&table, &host, NULL)))
        return;
    CHECK_OK(etee_transport_set_timeouts(own, 1000, 2000, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_transport_set_timeouts(own, 0, 2000, NULL));
    CHECK_OK(etee_transport_set_proxy(own, ETEE_STR("http://proxy.example.be:3128"), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_transport_set_proxy(own, ETEE_STR("nonsense://"), NULL));
    CHECK_OK(etee_transport_set_proxy(own, NULL, 0, NULL));
    CHECK_OK(etee_transport_set_software(own, ETEE_STR("CareDesk"), ETEE_STR("4.2.1"), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_transport_set_software(own, ETEE_STR("Care Desk"),
                                                                    ETEE_STR("4"), NULL));
    CHECK_OK(etee_transport_set_contact(own, ETEE_STR("ops@example.be"), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_transport_set_contact(own, ETEE_STR("ops"), NULL));
    CHECK_STATUS(ETEE_TRUNCATED, etee_transport_add_trust_root(own, (const uint8_t *)"0", 1, NULL));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_transport_set_timeouts(host, 1000, 2000, NULL));
    etee_transport_free(own);
    etee_transport_free(host);
}

/* ---- Two halves ---------------------------------------------------------------------------- */

static etee_exchange *begin(void) {
    etee_depot *depot = NULL;
    etee_exchange *exchange = NULL;
    if (CHECK_OK(etee_depot_new_at(context, ETEE_DEPOT_REST, ETEE_STR(URLS), &depot, NULL)))
        CHECK_OK(etee_depot_begin_token(depot, ETEE_STR("NIHII"), ETEE_STR("10001490"), NULL, 0,
                                        &exchange, NULL));
    etee_depot_free(depot);
    return exchange;
}

static etee_status answer(etee_exchange *exchange, int32_t http_status, const char *body,
                          etee_error **error) {
    etee_reply *reply = NULL;
    etee_status status = ETEE_HOST_FAILED;
    if (CHECK_OK(etee_reply_new(&reply, NULL)) &&
        CHECK_OK(etee_reply_set_status(reply, http_status, NULL)) &&
        CHECK_OK(etee_reply_append(reply, (const uint8_t *)body, strlen(body), NULL)))
        status = etee_exchange_answer(exchange, reply, error);
    etee_reply_free(reply);
    return status;
}

static void the_next_endpoint_is_asked_and_the_result_taken_once(void) {
    etee_exchange *exchange = begin();
    const etee_request *request = etee_exchange_request(exchange);
    etee_token *token = NULL;
    etee_session *session = NULL;
    size_t len = 1;

    CHECK(request != NULL && strstr(etee_request_url(request), "/first/etks?") != NULL);
    CHECK(strcmp(etee_request_method(request), "GET") == 0);
    CHECK(etee_request_body(request, &len) != NULL && len == 0);
    CHECK_STATUS(ETEE_WRONG_STATE, etee_exchange_take_token(exchange, &token, NULL));
    CHECK_OK(etee_exchange_fail(exchange, ETEE_SERVICE_TIMEOUT, NULL));
    request = etee_exchange_request(exchange);
    CHECK(request != NULL && strstr(etee_request_url(request), "/second/etks?") != NULL);
    CHECK_OK(answer(exchange, 200, token_answer(), NULL));
    CHECK(etee_exchange_request(exchange) == NULL);
    CHECK_STATUS(ETEE_WRONG_STATE, answer(exchange, 200, "[]", NULL));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_exchange_take_session(exchange, &session, NULL));
    CHECK_OK(etee_exchange_take_token(exchange, &token, NULL));
    CHECK(token != NULL && session == NULL);
    etee_token_free(token);
    CHECK_STATUS(ETEE_WRONG_STATE, etee_exchange_take_token(exchange, &token, NULL));
    etee_exchange_free(exchange);
}

static void a_call_that_fails_is_over(void) {
    etee_exchange *exchange = begin();
    etee_error *error = NULL;
    etee_token *token = NULL;

    CHECK_STATUS(ETEE_NOT_FOUND, answer(exchange, 404, "{}", &error));
    CHECK(etee_error_http_status(error) == 404 || etee_error_code(error) == ETEE_NOT_FOUND);
    etee_error_free(error);
    CHECK(etee_exchange_request(exchange) == NULL);
    CHECK_STATUS(ETEE_WRONG_STATE, etee_exchange_take_token(exchange, &token, NULL));
    etee_exchange_free(exchange);

    exchange = begin();
    CHECK_OK(etee_exchange_fail(exchange, ETEE_SERVICE_UNREACHABLE, NULL));
    CHECK_STATUS(ETEE_SERVICE_UNREACHABLE,
                 etee_exchange_fail(exchange, ETEE_SERVICE_UNREACHABLE, NULL));
    etee_exchange_free(exchange);
    CHECK_STATUS(ETEE_CANCELLED, etee_exchange_fail(exchange = begin(), ETEE_CANCELLED, NULL));
    etee_exchange_free(exchange);
    etee_exchange_free(begin());
}

/* ---- A host's private key ------------------------------------------------------------------ */

struct card {
    etee_status result;
    size_t length;
    int asked, released;
    int32_t scheme;
};

static etee_status sign_it(void *user, int32_t scheme, const uint8_t *digest, size_t digest_len,
                           uint8_t *signature, size_t *signature_len) {
    struct card *card = user;
    card->asked++;
    card->scheme = scheme;
    CHECK(digest != NULL && digest_len == 32);
    memset(signature, 1, ETEE_SIGNATURE_SIZE);
    *signature_len = card->length;
    return card->result;
}

static void throw_away(void *user) {
    ((struct card *)user)->released++;
}

/* Seals with a key that the card keeps. */
static etee_status seal_with(struct card *card) {
    etee_signer_table table = {sizeof table, card, sign_it, throw_away};
    struct octets store = read_octets(OFFICIAL "keys/alice.p12");
    struct octets etk = read_octets(OFFICIAL "etk/bob.etk");
    const uint8_t *certificate = NULL;
    size_t len = 0;
    etee_signer *signer = NULL;
    etee_identity *alice = NULL, *identity = NULL;
    etee_sealer *sealer = NULL;
    etee_token *token = NULL;
    etee_buffer *sealed = NULL;
    etee_status status = ETEE_PANIC;

    if (CHECK_OK(etee_identity_from_pkcs12(context, store.data, store.len, ETEE_STR(PASSWORD),
                                           &alice, NULL)))
        certificate = etee_identity_authentication_certificate(alice, &len);
    if (CHECK_OK(etee_signer_from_table(&table, &signer, NULL)) &&
        CHECK_OK(etee_identity_from_signer(context, signer, certificate, len, NULL, NULL, 0,
                                           &identity, NULL)) &&
        CHECK_OK(etee_sealer_new(context, identity, &sealer, NULL)) &&
        CHECK_OK(etee_token_from_bytes(context, etk.data, etk.len, &token, NULL)) &&
        CHECK_OK(etee_sealer_add_recipient(sealer, token, NULL))) {
        etee_signer_free(signer);
        etee_identity_free(identity);
        CHECK(card->released == 0);
        status = etee_sealer_seal(sealer, (const uint8_t *)"clear", 5, &sealed, NULL);
    }
    CHECK(sealed == NULL);
    etee_token_free(token);
    etee_sealer_free(sealer);
    CHECK(card->released == 1);
    etee_identity_free(alice);
    free(store.data);
    free(etk.data);
    return status;
}

/* Cards that sign rightly are tested in Rust, where there is something to sign with. */
static void a_card_that_does_not_sign(void) {
    struct card wrong = {ETEE_OK, 256, 0, 0, 0}, refused = {ETEE_CANCELLED, 256, 0, 0, 0};
    struct card failed = {-7, 256, 0, 0, 0}, overlong = {ETEE_OK, ETEE_SIGNATURE_SIZE + 1, 0, 0, 0};
    CHECK_STATUS(ETEE_HOST_FAILED, seal_with(&wrong));
    CHECK(wrong.asked == 1 && wrong.scheme == ETEE_SIGNATURE_RSA_PSS_SHA256);
    CHECK_STATUS(ETEE_CANCELLED, seal_with(&refused));
    CHECK_STATUS(ETEE_HOST_FAILED, seal_with(&failed));
    CHECK_STATUS(ETEE_HOST_FAILED, seal_with(&overlong));
}

int main(void) {
    if (etee_context_new(&context, NULL) != ETEE_OK)
        return 2;
    RUN(a_host_sends_the_requests);
    RUN(a_host_that_fails);
    RUN(a_host_that_answers_too_much);
    RUN(tables_are_checked);
    RUN(settings_are_checked);
    RUN(the_next_endpoint_is_asked_and_the_result_taken_once);
    RUN(a_call_that_fails_is_over);
    RUN(a_card_that_does_not_sign);
    etee_context_free(context);
    return check_summary();
}
