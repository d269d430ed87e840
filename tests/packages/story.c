/*
 * What every package must be good for: a hospital seals a letter for a doctor, who unseals it; a
 * tampered copy and another holder's keys are refused. It prints a line for each, and ends with 0
 * if all of it came out right. It needs nothing but the package: the embedded simulator has the keys.
 */

#define ETEE_SIMULATOR
#include <etee.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LETTER "No fracture."

struct holder {
    const char *type, *identifier, *application;
};

static const struct holder hospital = {"NIHII-HOSPITAL", "71000040", "RADIO"};
static const struct holder doctor = {"NIHII", "10001490", ""};
static const struct holder pharmacy = {"NIHII-PHARMACY", "30000120", ""};

/* Where the simulator keeps its keys, to be there again for the next program; NULL for none. */
static const char *folder;

static etee_simulator *simulator;
static etee_context *context;

/* Goes on only after what came out right. */
static void expect(etee_status found, etee_status expected, const char *what) {
    const char *name = etee_status_name(found);
    if (found != expected) {
        printf("FAILED %s: %d %s\n", what, (int)found, name != NULL ? name : "unknown");
        exit(1);
    }
}

static void start(void) {
    const uint8_t *anchor;
    size_t len;

    expect(folder == NULL
               ? etee_simulator_start(&simulator, NULL)
               : etee_simulator_start_in(folder, strlen(folder), &simulator, NULL),
           ETEE_OK, "simulator");
    expect(etee_context_new(&context, NULL), ETEE_OK, "context");
    for (size_t i = 0; (anchor = etee_simulator_trust_anchor(simulator, i, &len)) != NULL; i++)
        expect(etee_context_add_trust_anchor(context, anchor, len, NULL), ETEE_OK, "anchor");
}

static etee_identity *identity_of(struct holder holder) {
    const char *password = etee_simulator_password(simulator);
    etee_buffer *store = NULL;
    etee_identity *identity = NULL;

    expect(etee_simulator_store(simulator, holder.type, strlen(holder.type), holder.identifier,
                                strlen(holder.identifier), holder.application,
                                strlen(holder.application), &store, NULL),
           ETEE_OK, "key store");
    expect(etee_identity_from_pkcs12(context, etee_buffer_data(store), etee_buffer_len(store),
                                     password, strlen(password), &identity, NULL),
           ETEE_OK, "identity");
    etee_buffer_free(store);
    return identity;
}

/* Looked up over HTTP, on loopback. */
static etee_token *token_of(struct holder holder) {
    const char *url = etee_simulator_rest_url(simulator);
    etee_depot *depot = NULL;
    etee_token *token = NULL;

    expect(etee_depot_new_at(context, ETEE_DEPOT_REST, url, strlen(url), &depot, NULL), ETEE_OK,
           "depot");
    expect(etee_depot_token(depot, holder.type, strlen(holder.type), holder.identifier,
                            strlen(holder.identifier), NULL, 0, &token, NULL),
           ETEE_OK, "token");
    etee_depot_free(depot);
    return token;
}

static etee_buffer *seal(void) {
    etee_identity *identity = identity_of(hospital);
    etee_token *token = token_of(doctor);
    etee_sealer *sealer = NULL;
    etee_buffer *message = NULL;

    expect(etee_sealer_new(context, identity, &sealer, NULL), ETEE_OK, "sealer");
    expect(etee_sealer_add_recipient(sealer, token, NULL), ETEE_OK, "recipient");
    expect(etee_sealer_seal(sealer, (const uint8_t *)LETTER, strlen(LETTER), &message, NULL),
           ETEE_OK, "seal");
    etee_sealer_free(sealer);
    etee_token_free(token);
    etee_identity_free(identity);
    return message;
}

/* Unseals with a holder's keys; the content, where there is one, has to be the letter. */
static void unseal(struct holder holder, const uint8_t *message, size_t len, etee_status expected,
                   const char *what) {
    etee_identity *identity = identity_of(holder);
    etee_unsealer *unsealer = NULL;
    etee_buffer *content = NULL;

    expect(etee_unsealer_new(context, &unsealer, NULL), ETEE_OK, "unsealer");
    expect(etee_unsealer_add_identity(unsealer, identity, NULL), ETEE_OK, "keys");
    expect(etee_unsealer_unseal(unsealer, message, len, &content, NULL), expected, what);
    if ((content != NULL) != (expected == ETEE_OK) ||
        (content != NULL && (etee_buffer_len(content) != strlen(LETTER) ||
                             memcmp(etee_buffer_data(content), LETTER, strlen(LETTER)) != 0))) {
        printf("FAILED %s: the content is not what it should be\n", what);
        exit(1);
    }
    etee_buffer_free(content);
    etee_unsealer_free(unsealer);
    etee_identity_free(identity);
    printf("%s\n", what);
}

static void tamper(const uint8_t *message, size_t len) {
    uint8_t *copy = malloc(len);
    if (copy == NULL)
        exit(1);
    memcpy(copy, message, len);
    copy[len / 4] ^= 1;
    unseal(doctor, copy, len, ETEE_SIGNATURE_INVALID, "a tampered copy is refused");
    free(copy);
}

int main(int count, char **arguments) {
    etee_buffer *message;

    folder = count > 1 ? arguments[1] : NULL;
    if (etee_abi_version() != ETEE_ABI_MAJOR * 65536u + ETEE_ABI_MINOR) {
        puts("FAILED: the library is not of the header's version");
        return 1;
    }
    start();
    message = seal();
    puts("a letter is sealed");
    unseal(doctor, etee_buffer_data(message), etee_buffer_len(message), ETEE_OK, "it is unsealed");
    tamper(etee_buffer_data(message), etee_buffer_len(message));
    unseal(pharmacy, etee_buffer_data(message), etee_buffer_len(message), ETEE_NOT_ADDRESSED,
           "a wrong recipient is refused");
    etee_buffer_free(message);
    etee_context_free(context);
    etee_simulator_free(simulator);
    return 0;
}
