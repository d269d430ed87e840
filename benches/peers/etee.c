/* libetee through its C API. */

#include "worker.h"

#include <etee.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What a caller of the stream style hands over at once. */
#define PART (64u << 10)

/* Messages are made some time before they are unsealed. */
#define DAY (24 * 60 * 60)

static etee_context *context;
static etee_unsealer *unsealer;
static etee_sealer *sealer;
static etee_buffer *result;
static struct octets room; /* for the output of the stream style */

static const char *describe(etee_error *error) {
    static char text[512];

    snprintf(text, sizeof text, "%s: %s", etee_status_name(etee_error_code(error)),
             etee_error_message(error));
    etee_error_free(error);
    return text;
}

static const char *open_context(void) {
    etee_error *error = NULL;
    struct octets root;
    etee_status status = etee_context_new(&context, &error);

    if (read_file("keys/root.cer", &root) != 0)
        return "keys/root.cer cannot be read";
    if (status == ETEE_OK)
        status = etee_context_add_trust_anchor(context, root.data, root.len, &error);
    if (status == ETEE_OK)
        status = etee_context_set_signing_time_expiration(context, DAY, &error);
    free(root.data);
    return status == ETEE_OK ? NULL : describe(error);
}

const char *peer_open(void) {
    static const char store[] = "keys/recipient-1.p12";
    etee_identity *identity = NULL;
    etee_error *error = NULL;
    etee_status status;
    const char *reason = open_context();

    if (reason != NULL)
        return reason;
    status = etee_identity_from_pkcs12_file(context, ETEE_STR(store), ETEE_STR("test"), &identity,
                                            &error);
    if (status == ETEE_OK)
        status = etee_unsealer_new(context, &unsealer, &error);
    if (status == ETEE_OK)
        status = etee_unsealer_add_identity(unsealer, identity, &error);
    etee_identity_free(identity);
    return status == ETEE_OK ? NULL : describe(error);
}

static const char *sign_as(const char *signer) {
    char path[64];
    struct octets key, chain;
    etee_identity *identity = NULL;
    etee_error *error = NULL;
    etee_status status;

    snprintf(path, sizeof path, "keys/%s.key.der", signer);
    if (read_file(path, &key) != 0)
        return "the key of the signer cannot be read";
    snprintf(path, sizeof path, "keys/%s.chain", signer);
    if (read_file(path, &chain) != 0)
        return "the certificates of the signer cannot be read";
    status = etee_identity_from_pkcs8(context, key.data, key.len, chain.data, chain.len, NULL, 0,
                                      NULL, 0, &identity, &error);
    etee_sealer_free(sealer);
    sealer = NULL;
    if (status == ETEE_OK)
        status = etee_sealer_new(context, identity, &sealer, &error);
    etee_identity_free(identity);
    free(key.data);
    free(chain.data);
    return status == ETEE_OK ? NULL : describe(error);
}

static const char *seal_for(unsigned number) {
    char path[64];
    struct octets octets;
    etee_token *token = NULL;
    etee_error *error = NULL;
    etee_status status;

    snprintf(path, sizeof path, "keys/recipient-%u.etk", number);
    if (read_file(path, &octets) != 0)
        return "a token cannot be read";
    status = etee_token_from_bytes(context, octets.data, octets.len, &token, &error);
    if (status == ETEE_OK)
        status = etee_sealer_add_recipient(sealer, token, &error);
    etee_token_free(token);
    free(octets.data);
    return status == ETEE_OK ? NULL : describe(error);
}

/* Segments of 1000 octets at each layer are the largest that can become of the input. */
static const char *make_room(const struct octets *input) {
    free(room.data);
    room.len = input->len + input->len / 32 + (1u << 20);
    room.data = malloc(room.len);
    return room.data == NULL ? "no memory" : NULL;
}

const char *peer_prepare(const struct request *request, const struct octets *input) {
    const char *reason = NULL;

    if (request->style == IN_STREAM || request->style == IN_SEGMENTS)
        reason = make_room(input);
    if (reason == NULL && !request->unseals)
        reason = sign_as(request->signer);
    for (unsigned i = 1; reason == NULL && !request->unseals && i <= request->recipients; i++)
        reason = seal_for(i);
    return reason;
}

static size_t part_at(const struct octets *input, size_t done) {
    return input->len - done < PART ? input->len - done : PART;
}

/* Reads all that waits, behind what is there. */
static etee_status drain_sealer(struct octets *output, etee_error **error) {
    etee_status status;
    size_t count = 0;

    do {
        status = etee_sealer_read(sealer, output->data + output->len, room.len - output->len,
                                  &count, error);
        output->len += count;
    } while (status == ETEE_OK && count > 0);
    return status;
}

static etee_status seal_stream(uint64_t length, const struct octets *input, struct octets *output,
                               etee_error **error) {
    etee_status status = etee_sealer_begin(sealer, length, error);
    size_t part;

    for (size_t done = 0; status == ETEE_OK && done < input->len; done += part) {
        part = part_at(input, done);
        status = etee_sealer_write(sealer, input->data + done, part, error);
        if (status == ETEE_OK)
            status = drain_sealer(output, error);
    }
    if (status == ETEE_OK)
        status = etee_sealer_finish(sealer, error);
    if (status == ETEE_OK)
        status = drain_sealer(output, error);
    return status;
}

static etee_status unseal_stream(const struct octets *input, struct octets *output,
                                 etee_error **error) {
    etee_status status = ETEE_OK;
    size_t part, count = 0;

    for (size_t done = 0; status == ETEE_OK && done < input->len; done += part) {
        part = part_at(input, done);
        status = etee_unsealer_write(unsealer, input->data + done, part, error);
    }
    if (status == ETEE_OK)
        status = etee_unsealer_finish(unsealer, error);
    while (status == ETEE_OK) {
        status = etee_unsealer_read(unsealer, output->data + output->len, room.len - output->len,
                                    &count, error);
        if (count == 0)
            break;
        output->len += count;
    }
    return status;
}

static etee_status seal(const struct request *request, const struct octets *input,
                        struct octets *output, etee_error **error) {
    switch (request->style) {
    case IN_BUFFER:
        return etee_sealer_seal(sealer, input->data, input->len, &result, error);
    case IN_FILE:
        return etee_sealer_seal_file(sealer, request->input, strlen(request->input),
                                     request->output, strlen(request->output), error);
    case IN_STREAM:
        return seal_stream(input->len, input, output, error);
    default:
        return seal_stream(ETEE_LENGTH_UNKNOWN, input, output, error);
    }
}

static etee_status unseal(const struct request *request, const struct octets *input,
                          struct octets *output, etee_error **error) {
    switch (request->style) {
    case IN_BUFFER:
        return etee_unsealer_unseal(unsealer, input->data, input->len, &result, error);
    case IN_FILE:
        return etee_unsealer_unseal_file(unsealer, request->input, strlen(request->input),
                                         request->output, strlen(request->output), error);
    default:
        return unseal_stream(input, output, error);
    }
}

const char *peer_run(const struct request *request, const struct octets *input,
                     struct octets *output) {
    etee_error *error = NULL;
    etee_status status;

    etee_buffer_free(result);
    result = NULL;
    output->data = room.data;
    output->len = 0;
    status = (request->unseals ? unseal : seal)(request, input, output, &error);
    if (status == ETEE_OK && request->style == IN_BUFFER) {
        output->data = (unsigned char *)etee_buffer_data(result);
        output->len = etee_buffer_len(result);
    }
    return status == ETEE_OK ? NULL : describe(error);
}
