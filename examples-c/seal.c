/*
 * Seals a file, or standard input, for recipients whose encryption tokens (ETK) are at hand.
 *
 *   seal --store mine.p12 --password-file mine.txt --to theirs.etk --in letter.xml --out letter.etee
 *
 * Exit status: 0 sealed, 2 not sealed; why is on standard error. What came out on standard
 * output before a 2 is no message.
 */

#include "common.h"

enum { SEALED = 0, NOT_SEALED = 2 };

struct options {
    const char *store;
    const char *password_file;
    const char **to; /* room for every argument, as in the lists below */
    size_t to_count;
    const char **keys;
    size_t key_count;
    const char **accept;
    size_t accept_count;
    int32_t policy; /* 0 for that of the key */
    const char *in;  /* NULL for standard input */
    const char *out; /* NULL for standard output */
};

static int usage(void) {
    fputs("usage: seal --store FILE --password-file FILE --to ETKFILE... [--key ID:FILE]...\n"
          "            [--policy NAME] [--accept FINDING]... [--in FILE] [--out FILE]\n"
          "An ETKFILE holds an encryption token as the depot gives it, or in base64. A key of the\n"
          "KGSS is an identifier in base64 and a file with the key, as octets or in base64; with\n"
          "one, --to may be left out. A policy is EHEALTH_CERT, EID or EC_CERT. A FINDING is the\n"
          "official name of what keeps a token or the sender's certificate from being used; the\n"
          "error names it.\n",
          stderr);
    return -1;
}

static int32_t policy_of(const char *name) {
    if (strcmp(name, "EHEALTH_CERT") == 0)
        return ETEE_SIGNING_POLICY_EHEALTH_CERT;
    if (strcmp(name, "EID") == 0)
        return ETEE_SIGNING_POLICY_EID;
    return strcmp(name, "EC_CERT") == 0 ? ETEE_SIGNING_POLICY_EC_CERT : 0;
}

static int read_options(int argc, char **argv, struct options *options) {
    for (int i = 1; i < argc; i++) {
        if (takes("--store", argc, argv, &i)) {
            options->store = argv[i];
        } else if (takes("--password-file", argc, argv, &i)) {
            options->password_file = argv[i];
        } else if (takes("--to", argc, argv, &i)) {
            do {
                options->to[options->to_count++] = argv[i];
            } while (takes_more(argc, argv, &i));
        } else if (takes("--accept", argc, argv, &i)) {
            do {
                options->accept[options->accept_count++] = argv[i];
            } while (takes_more(argc, argv, &i));
        } else if (takes("--policy", argc, argv, &i)) {
            options->policy = policy_of(argv[i]);
            if (options->policy == 0)
                return usage();
        } else if (takes("--in", argc, argv, &i)) {
            options->in = argv[i];
        } else if (takes("--out", argc, argv, &i)) {
            options->out = argv[i];
        } else if (takes("--key", argc, argv, &i)) {
            options->keys[options->key_count++] = argv[i];
        } else {
            return usage();
        }
    }
    if (options->store == NULL || options->password_file == NULL ||
        options->to_count + options->key_count == 0)
        return usage();
    return 0;
}

/* Adds the holder of a token to the recipients. */
static int add_recipient(const etee_context *context, etee_sealer *sealer, const char *path) {
    struct octets octets = {NULL, 0, 0};
    etee_token *token = NULL;
    etee_error *error = NULL;
    etee_status status;

    if (read_file(path, &octets) != 0)
        return -1;
    /* The first octet of every token is the tag of an ASN.1 SEQUENCE; of base64, never. */
    if (octets.len > 0 && octets.data[0] == 0x30)
        status = etee_token_from_bytes(context, octets.data, octets.len, &token, &error);
    else
        status = etee_token_from_base64(context, (const char *)octets.data, octets.len, &token,
                                        &error);
    if (status == ETEE_OK)
        status = etee_sealer_add_recipient(sealer, token, &error);
    if (status != ETEE_OK)
        print_error(path, error);
    etee_error_free(error);
    etee_token_free(token);
    free_octets(&octets);
    return status == ETEE_OK ? 0 : -1;
}

/* Adds whoever gets this key from the KGSS to the recipients. */
static int add_key(etee_sealer *sealer, const char *option, etee_error **error) {
    etee_secret_key *key = read_secret_key(option);
    int result = -1;

    if (key != NULL && etee_sealer_add_secret_key(sealer, key, error) == ETEE_OK)
        result = 0;
    etee_secret_key_free(key);
    return result;
}

/* Writes all octets of the message that are ready. */
static int drain(etee_sealer *sealer, uint8_t *sealed, struct output *output, etee_error **error) {
    size_t count;
    do {
        if (etee_sealer_read(sealer, sealed, CHUNK, &count, error) != ETEE_OK ||
            write_output(output, sealed, count) != 0)
            return -1;
    } while (count > 0);
    return 0;
}

/*
 * Seals in the stream style: memory stays small however long the content is. The output is
 * read to its end after each write, so that ETEE_OUTPUT_PENDING is never met.
 */
static int seal_stream(etee_sealer *sealer, int input, struct output *output, etee_error **error) {
    static uint8_t clear[CHUNK], sealed[CHUNK];
    int result = -1;

    if (etee_sealer_begin(sealer, ETEE_LENGTH_UNKNOWN, error) != ETEE_OK)
        return -1;
    for (;;) {
        ssize_t count = read_some(input, clear, sizeof clear);
        if (count < 0) {
            print_system_error("seal", "could not read the content");
            break;
        }
        if (count == 0) {
            if (etee_sealer_finish(sealer, error) == ETEE_OK &&
                drain(sealer, sealed, output, error) == 0)
                result = 0;
            break;
        }
        if (etee_sealer_write(sealer, clear, (size_t)count, error) != ETEE_OK ||
            drain(sealer, sealed, output, error) != 0)
            break;
    }
    wipe(clear, sizeof clear);
    return result;
}

/* Seals from or to a standard stream. */
static int seal_streams(etee_sealer *sealer, const struct options *options, etee_error **error) {
    struct output output = NO_OUTPUT;
    int result = -1;
    int input = open_input(options->in);

    if (input < 0)
        return -1;
    if (open_output(&output, options->out, 0666) == 0) {
        result = seal_stream(sealer, input, &output, error);
        if (result == 0)
            result = commit_output(&output);
        discard_output(&output);
    }
    if (options->in != NULL)
        close(input);
    return result;
}

/* Signs as the options say, in spite of what they say. */
static etee_status prepare(etee_sealer *sealer, const struct options *options,
                           etee_error **error) {
    etee_status status = ETEE_OK;

    if (options->policy != 0)
        status = etee_sealer_set_policy(sealer, options->policy, error);
    for (size_t i = 0; i < options->accept_count && status == ETEE_OK; i++)
        status = etee_sealer_accept(sealer, options->accept[i], strlen(options->accept[i]), error);
    return status;
}

static int seal(const struct options *options) {
    struct octets password = {NULL, 0, 0};
    etee_context *context = NULL;
    etee_identity *identity = NULL;
    etee_sealer *sealer = NULL;
    etee_error *error = NULL;
    int result = -1;

    if (read_password(options->password_file, &password) != 0)
        return -1;
    if (etee_context_new(&context, &error) != ETEE_OK ||
        read_identity(context, options->store, &password, &identity, &error) != ETEE_OK ||
        etee_sealer_new(context, identity, &sealer, &error) != ETEE_OK ||
        prepare(sealer, options, &error) != ETEE_OK)
        goto done;
    for (size_t i = 0; i < options->to_count; i++)
        if (add_recipient(context, sealer, options->to[i]) != 0)
            goto done;
    for (size_t i = 0; i < options->key_count; i++)
        if (add_key(sealer, options->keys[i], &error) != 0)
            goto done;

    if (options->in == NULL || options->out == NULL)
        result = seal_streams(sealer, options, &error);
    else if (etee_sealer_seal_file(sealer, options->in, strlen(options->in), options->out,
                                   strlen(options->out), &error) == ETEE_OK)
        result = 0;

done:
    print_error("seal", error);
    etee_error_free(error);
    etee_sealer_free(sealer);
    etee_identity_free(identity);
    etee_context_free(context);
    free_octets(&password);
    return result;
}

int main(int argc, char **argv) {
    struct options options = {0};
    size_t room = (size_t)argc + 1;
    int result = -1;

    options.to = calloc(room, sizeof *options.to);
    options.keys = calloc(room, sizeof *options.keys);
    options.accept = calloc(room, sizeof *options.accept);
    if (options.to == NULL || options.keys == NULL || options.accept == NULL)
        perror("seal");
    else if (read_options(argc, argv, &options) == 0)
        result = seal(&options);
    free(options.to);
    free(options.keys);
    free(options.accept);
    return result == 0 ? SEALED : NOT_SEALED;
}
