/*
 * Seals and unseals 1 KiB as often as a line of standard input says, and answers with the
 * nanoseconds that one of them took. The counterpart of Overhead.cs, call for call.
 *
 * usage: overhead FOLDER     (that of the simulator's keys)
 */

#define _POSIX_C_SOURCE 200809L

#include <etee.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define SIZE 1024

static void must(etee_status status) {
    if (status != ETEE_OK) {
        fprintf(stderr, "overhead: %s\n", etee_status_name(status));
        exit(1);
    }
}

static etee_identity *read_holder(const etee_context *context, const etee_simulator *simulator,
                                  const char *type, const char *identifier, const char *application) {
    const char *password = etee_simulator_password(simulator);
    etee_buffer *store = NULL;
    etee_identity *identity = NULL;
    must(etee_simulator_store(simulator, type, strlen(type), identifier, strlen(identifier),
                              application, strlen(application), &store, NULL));
    must(etee_identity_from_pkcs12(context, etee_buffer_data(store), etee_buffer_len(store), password,
                                   strlen(password), &identity, NULL));
    etee_buffer_free(store);
    return identity;
}

/* A C program copies what it keeps, as .NET does. */
static void seal(etee_sealer *sealer, const uint8_t *content, uint8_t *message, size_t *len) {
    etee_buffer *buffer = NULL;
    must(etee_sealer_seal(sealer, content, SIZE, &buffer, NULL));
    *len = etee_buffer_len(buffer);
    memcpy(message, etee_buffer_data(buffer), *len);
    etee_buffer_free(buffer);
}

static void unseal(etee_unsealer *unsealer, const uint8_t *message, size_t len, uint8_t *content) {
    etee_buffer *buffer = NULL;
    etee_report *report = NULL;
    must(etee_unsealer_unseal(unsealer, message, len, &buffer, NULL));
    memcpy(content, etee_buffer_data(buffer), etee_buffer_len(buffer));
    must(etee_unsealer_report(unsealer, &report, NULL));
    etee_report_free(report);
    etee_buffer_free(buffer);
}

static long long now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int count, char **arguments) {
    static uint8_t content[SIZE], message[16 * SIZE];
    etee_simulator *simulator = NULL;
    etee_context *context = NULL;
    etee_depot *depot = NULL;
    etee_token *token = NULL;
    etee_sealer *sealer = NULL;
    etee_unsealer *unsealer = NULL;
    const uint8_t *anchor;
    size_t len = 0, rounds;
    char what[8];

    if (count != 2)
        return 2;
    must(etee_simulator_start_in(arguments[1], strlen(arguments[1]), &simulator, NULL));
    must(etee_context_new(&context, NULL));
    for (size_t i = 0; (anchor = etee_simulator_trust_anchor(simulator, i, &len)) != NULL; i++)
        must(etee_context_add_trust_anchor(context, anchor, len, NULL));
    must(etee_depot_new_at(context, ETEE_DEPOT_SOAP, etee_simulator_soap_url(simulator),
                           strlen(etee_simulator_soap_url(simulator)), &depot, NULL));
    must(etee_depot_token(depot, ETEE_STR("NIHII"), ETEE_STR("10001490"), ETEE_STR(""), &token, NULL));
    must(etee_sealer_new(context, read_holder(context, simulator, "NIHII-HOSPITAL", "71000040", "RADIO"),
                         &sealer, NULL));
    must(etee_sealer_add_recipient(sealer, token, NULL));
    must(etee_unsealer_new(context, &unsealer, NULL));
    must(etee_unsealer_add_identity(unsealer,
                                    read_holder(context, simulator, "NIHII", "10001490", ""), NULL));
    seal(sealer, content, message, &len);
    etee_simulator_free(simulator);
    puts("ready");
    fflush(stdout);
    while (scanf("%7s %zu", what, &rounds) == 2) {
        long long start = now();
        for (size_t round = 0; round < rounds; round++)
            if (what[0] == 's')
                seal(sealer, content, message, &len);
            else
                unseal(unsealer, message, len, content);
        printf("%lld\n", (now() - start) / (long long)rounds);
        fflush(stdout);
    }
    return 0;
}
