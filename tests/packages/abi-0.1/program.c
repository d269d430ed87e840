/*
 * A program as it was written for version 0.1 of the ABI: what later libraries of that version must
 * still do for programs that are not compiled again. README.md says how it is used.
 */

#define ETEE_SIMULATOR
#include <etee.h>

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The header that this is compiled with is that of the release. */
_Static_assert(ETEE_ABI_MAJOR == 0 && ETEE_ABI_MINOR == 1, "the header of another version");
_Static_assert(sizeof(etee_status) == 4, "a status has 32 bits");

/* What a host fills in and the library reads: such a table may only grow at its end. */
_Static_assert(offsetof(etee_transport_table, struct_size) == 0, "transport");
_Static_assert(offsetof(etee_transport_table, user) == sizeof(size_t), "transport");
_Static_assert(offsetof(etee_transport_table, send) == 2 * sizeof(size_t), "transport");
_Static_assert(offsetof(etee_transport_table, release) == 3 * sizeof(size_t), "transport");
_Static_assert(sizeof(etee_transport_table) == 4 * sizeof(size_t), "transport");
_Static_assert(offsetof(etee_signer_table, struct_size) == 0, "signer");
_Static_assert(offsetof(etee_signer_table, user) == sizeof(size_t), "signer");
_Static_assert(offsetof(etee_signer_table, sign) == 2 * sizeof(size_t), "signer");
_Static_assert(offsetof(etee_signer_table, release) == 3 * sizeof(size_t), "signer");
_Static_assert(sizeof(etee_signer_table) == 4 * sizeof(size_t), "signer");

/* Where the simulator keeps its keys, to be there again for the next program; NULL for none. */
static const char *folder;

static etee_simulator *simulator;
static etee_context *context;

static void print_status(const char *what, etee_status status) {
    printf("%s: %d %s\n", what, (int)status, etee_status_name(status));
}

/* A host's transport that reaches nothing. */
static etee_status send_nowhere(void *user, const etee_request *request, etee_reply *reply) {
    (void)request;
    (void)reply;
    ++*(int *)user;
    return ETEE_SERVICE_UNREACHABLE;
}

static void release(void *user) {
    *(int *)user += 100;
}

static void statuses(void) {
    static const etee_status known[] = {0,   101, 201, 204, 301, 308, 401,
                                        405, 501, 506, 601, 603, 901, 902};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        print_status("status", known[i]);
}

static void start(void) {
    const uint8_t *anchor;
    size_t len;

    print_status("simulator",
                 folder == NULL
                     ? etee_simulator_start(&simulator, NULL)
                     : etee_simulator_start_in(folder, strlen(folder), &simulator, NULL));
    print_status("context", etee_context_new(&context, NULL));
    for (size_t i = 0; (anchor = etee_simulator_trust_anchor(simulator, i, &len)) != NULL; i++)
        if (etee_context_add_trust_anchor(context, anchor, len, NULL) != ETEE_OK)
            puts("FAILED: trust anchor");
}

static etee_identity *identity(const char *type, const char *identifier, const char *application) {
    const char *password = etee_simulator_password(simulator);
    etee_buffer *store = NULL;
    etee_identity *made = NULL;

    if (etee_simulator_store(simulator, type, strlen(type), identifier, strlen(identifier),
                             application, strlen(application), &store, NULL) != ETEE_OK)
        puts("FAILED: key store");
    print_status("identity",
                 etee_identity_from_pkcs12(context, etee_buffer_data(store), etee_buffer_len(store),
                                           password, strlen(password), &made, NULL));
    etee_buffer_free(store);
    return made;
}

static etee_token *token(void) {
    const char *url = etee_simulator_soap_url(simulator);
    etee_depot *depot = NULL;
    etee_token *found = NULL;

    print_status("depot", etee_depot_new_at(context, ETEE_DEPOT_SOAP, url, strlen(url), &depot, NULL));
    print_status("token", etee_depot_token(depot, ETEE_STR("NIHII"), ETEE_STR("10001490"), NULL, 0,
                                           &found, NULL));
    printf("token: %s %s\n", etee_token_identifier_type(found), etee_token_identifier(found));
    etee_depot_free(depot);
    return found;
}

static etee_buffer *seal(void) {
    etee_identity *hospital = identity("NIHII-HOSPITAL", "71000040", "RADIO");
    etee_token *doctor = token();
    etee_sealer *sealer = NULL;
    etee_buffer *message = NULL;

    print_status("sealer", etee_sealer_new(context, hospital, &sealer, NULL));
    print_status("recipient", etee_sealer_add_recipient(sealer, doctor, NULL));
    /* What was given to the sealer may go before it. */
    etee_token_free(doctor);
    etee_identity_free(hospital);
    print_status("seal",
                 etee_sealer_seal(sealer, (const uint8_t *)"No fracture.", 12, &message, NULL));
    etee_sealer_free(sealer);
    return message;
}

static void unseal(const char *type, const char *identifier, const uint8_t *message, size_t len) {
    etee_identity *holder = identity(type, identifier, "");
    etee_unsealer *unsealer = NULL;
    etee_buffer *content = NULL;
    etee_report *report = NULL;
    etee_error *error = NULL;

    print_status("unsealer", etee_unsealer_new(context, &unsealer, NULL));
    print_status("keys", etee_unsealer_add_identity(unsealer, holder, NULL));
    print_status("unseal", etee_unsealer_unseal(unsealer, message, len, &content, &error));
    if (content != NULL)
        printf("content: %.*s\n", (int)etee_buffer_len(content),
               (const char *)etee_buffer_data(content));
    if (error != NULL)
        printf("error: %d\n", (int)etee_error_code(error));
    print_status("report", etee_unsealer_report(unsealer, &report, NULL));
    printf("released: %d, fatal: %s\n", (int)etee_report_released(report),
           etee_report_fatal(report) != NULL ? etee_report_fatal(report) : "none");
    etee_report_free(report);
    etee_error_free(error);
    etee_buffer_free(content);
    etee_unsealer_free(unsealer);
    etee_identity_free(holder);
}

static void unseal_tampered(const etee_buffer *message) {
    size_t len = etee_buffer_len(message);
    uint8_t *copy = malloc(len);
    if (copy == NULL)
        return;
    memcpy(copy, etee_buffer_data(message), len);
    copy[len / 4] ^= 1;
    unseal("NIHII", "10001490", copy, len);
    free(copy);
}

static void host_transport(void) {
    int calls = 0;
    etee_transport_table table = {sizeof table, &calls, send_nowhere, release};
    etee_transport *transport = NULL;
    etee_context *own = NULL;
    etee_depot *depot = NULL;
    etee_token *found = NULL;

    print_status("transport", etee_transport_from_table(&table, &transport, NULL));
    print_status("context", etee_context_new(&own, NULL));
    print_status("transport", etee_context_set_transport(own, transport, NULL));
    etee_transport_free(transport);
    print_status("depot", etee_depot_new_at(own, ETEE_DEPOT_REST, ETEE_STR("https://nowhere.test"),
                                            &depot, NULL));
    print_status("token", etee_depot_token(depot, ETEE_STR("NIHII"), ETEE_STR("10001490"), NULL, 0,
                                           &found, NULL));
    etee_depot_free(depot);
    etee_context_free(own);
    printf("calls: %d\n", calls);
}

int main(int count, char **arguments) {
    etee_buffer *message;
    uint32_t version = etee_abi_version();

    folder = count > 1 ? arguments[1] : NULL;
    /* The version that the program was built with, or a later one that fits it. */
    puts(version >> 16 == 0 && (version & 0xffff) >= 1 ? "version: fits" : "version: FAILED");
    statuses();
    start();
    message = seal();
    unseal("NIHII", "10001490", etee_buffer_data(message), etee_buffer_len(message));
    unseal_tampered(message);
    unseal("NIHII-PHARMACY", "30000120", etee_buffer_data(message), etee_buffer_len(message));
    etee_buffer_free(message);
    host_transport();
    etee_context_free(context);
    etee_simulator_free(simulator);
    puts("end");
    return 0;
}
