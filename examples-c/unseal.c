/*
 * Unseals a file, or standard input, with the keys of one or more key stores.
 *
 *   unseal --store mine.p12 --password-file mine.txt --in letter.etee --out letter.xml
 *
 * Exit status: 0 released; 1 refused by what was found in the message; 2 could not run (usage,
 * files, key store, password). Nothing of a message that is not released comes out.
 */

#include "common.h"

enum { RELEASED = 0, REFUSED = 1, COULD_NOT_RUN = 2 };

struct options {
    const char **stores; /* room for every argument */
    size_t store_count;
    const char *password_file;
    const char *report; /* NULL for none */
    const char *in;     /* NULL for standard input */
    const char *out;    /* NULL for standard output */
};

static int usage(void) {
    fputs("usage: unseal --store FILE... --password-file FILE [--key ID:FILE] [--trust DIR]\n"
          "              [--judgement strict|parity] [--at RFC3339] [--accept NAME,...|ALL]\n"
          "              [--report FILE] [--in FILE] [--out FILE]\n"
          "All stores have the same password. The report is JSON.\n",
          stderr);
    return -1;
}

static int unsupported(const char *option) {
    fprintf(stderr, "unseal: %s is not supported by this version\n", option);
    return -1;
}

static int read_options(int argc, char **argv, struct options *options) {
    static const char *const later[] = {"--key", "--trust", "--at", "--accept"};

    for (int i = 1; i < argc; i++) {
        if (takes("--store", argc, argv, &i)) {
            do {
                options->stores[options->store_count++] = argv[i];
            } while (takes_more(argc, argv, &i));
        } else if (takes("--password-file", argc, argv, &i)) {
            options->password_file = argv[i];
        } else if (takes("--judgement", argc, argv, &i)) {
            if (strcmp(argv[i], "parity") == 0)
                return unsupported("--judgement parity");
            if (strcmp(argv[i], "strict") != 0)
                return usage();
        } else if (takes("--report", argc, argv, &i)) {
            options->report = argv[i];
        } else if (takes("--in", argc, argv, &i)) {
            options->in = argv[i];
        } else if (takes("--out", argc, argv, &i)) {
            options->out = argv[i];
        } else {
            for (size_t k = 0; k < sizeof later / sizeof later[0]; k++)
                if (takes(later[k], argc, argv, &i))
                    return unsupported(later[k]);
            return usage();
        }
    }
    if (options->store_count == 0 || options->password_file == NULL)
        return usage();
    return 0;
}

/* What a failed unsealing means: the families 2xx to 4xx are about the message. */
static int outcome(etee_status status) {
    if (status == ETEE_OK)
        return RELEASED;
    return status >= 200 && status < 500 ? REFUSED : COULD_NOT_RUN;
}

/*
 * Unseals in the stream style. Until etee_unsealer_finish() has released the content, it waits
 * inside the library, beyond a few megabytes in an encrypted temporary file.
 */
static int unseal_stream(etee_unsealer *unsealer, int input, struct output *output,
                         etee_error **error) {
    static uint8_t octets[CHUNK];
    etee_status status = ETEE_OK;
    size_t count = 0;

    for (;;) {
        ssize_t taken = read_some(input, octets, sizeof octets);
        if (taken < 0) {
            print_system_error("unseal", "could not read the message");
            return COULD_NOT_RUN;
        }
        if (taken == 0)
            break;
        status = etee_unsealer_write(unsealer, octets, (size_t)taken, error);
        if (status != ETEE_OK)
            return outcome(status);
    }
    status = etee_unsealer_finish(unsealer, error);
    while (status == ETEE_OK) {
        status = etee_unsealer_read(unsealer, octets, sizeof octets, &count, error);
        if (status != ETEE_OK || count == 0)
            break;
        if (write_output(output, octets, count) != 0) {
            wipe(octets, sizeof octets);
            return COULD_NOT_RUN;
        }
    }
    wipe(octets, sizeof octets);
    return outcome(status);
}

/* Unseals from or to a standard stream. */
static int unseal_streams(etee_unsealer *unsealer, const struct options *options,
                          etee_error **error) {
    struct output output = NO_OUTPUT;
    int result = COULD_NOT_RUN;
    int input = STDIN_FILENO;

    if (options->in != NULL)
        input = open(options->in, O_RDONLY | O_CLOEXEC);
    if (input < 0) {
        print_system_error("could not read", options->in);
        return COULD_NOT_RUN;
    }
    if (open_output(&output, options->out, 0600) == 0) {
        result = unseal_stream(unsealer, input, &output, error);
        if (result == RELEASED && commit_output(&output) != 0)
            result = COULD_NOT_RUN;
        discard_output(&output);
    }
    if (options->in != NULL)
        close(input);
    return result;
}

/* Prints the findings by their official names, which are no personal data. */
static void print_findings(const etee_report *report) {
    if (etee_report_fatal(report) != NULL)
        fprintf(stderr, "fatal: %s\n", etee_report_fatal(report));
    for (size_t i = 0; i < etee_report_error_count(report); i++)
        fprintf(stderr, "error: %s\n", etee_report_error(report, i));
    for (size_t i = 0; i < etee_report_warning_count(report); i++)
        fprintf(stderr, "warning: %s\n", etee_report_warning(report, i));
}

/*
 * Prints the findings, and keeps the report if that is wanted. A message that could not be read
 * to its end was not judged, and has none.
 */
static int tell(etee_unsealer *unsealer, int result, struct output *output) {
    etee_report *report = NULL;
    const char *json;

    if (result == COULD_NOT_RUN || etee_unsealer_report(unsealer, &report, NULL) != ETEE_OK)
        return result;
    print_findings(report);
    json = etee_report_json(report);
    if (output->path != NULL && (write_output(output, json, strlen(json)) != 0 ||
                                 write_output(output, "\n", 1) != 0 || commit_output(output) != 0))
        result = COULD_NOT_RUN;
    etee_report_free(report);
    return result;
}

static int unseal(const struct options *options) {
    struct octets password = {NULL, 0, 0};
    struct output report = NO_OUTPUT;
    etee_context *context = NULL;
    etee_identity *identity = NULL;
    etee_unsealer *unsealer = NULL;
    etee_error *error = NULL;
    int result = COULD_NOT_RUN;

    if (read_password(options->password_file, &password) != 0)
        return COULD_NOT_RUN;
    if (etee_context_new(&context, &error) != ETEE_OK ||
        etee_unsealer_new(context, &unsealer, &error) != ETEE_OK)
        goto done;
    for (size_t i = 0; i < options->store_count; i++) {
        if (read_identity(context, options->stores[i], &password, &identity, &error) != ETEE_OK ||
            etee_unsealer_add_identity(unsealer, identity, &error) != ETEE_OK) {
            fprintf(stderr, "unseal: %s cannot be used\n", options->stores[i]);
            goto done;
        }
        etee_identity_free(identity); /* the unsealer keeps what it needs */
        identity = NULL;
    }
    /* Reports name people: only we may read them. Made now, so that a report that cannot be
     * written is known before anything is released. */
    if (options->report != NULL && open_output(&report, options->report, 0600) != 0)
        goto done;

    if (options->in == NULL || options->out == NULL)
        result = unseal_streams(unsealer, options, &error);
    else
        result = outcome(etee_unsealer_unseal_file(unsealer, options->in, strlen(options->in),
                                                   options->out, strlen(options->out), &error));
    print_error(result == REFUSED ? "refused" : "unseal", error);
    etee_error_free(error);
    error = NULL;
    result = tell(unsealer, result, &report);

done:
    print_error("unseal", error);
    etee_error_free(error);
    discard_output(&report);
    etee_identity_free(identity);
    etee_unsealer_free(unsealer);
    etee_context_free(context);
    free_octets(&password);
    return result;
}

int main(int argc, char **argv) {
    struct options options = {NULL, 0, NULL, NULL, NULL, NULL};
    int result = COULD_NOT_RUN;

    options.stores = calloc((size_t)argc + 1, sizeof *options.stores);
    if (options.stores == NULL)
        perror("unseal");
    else if (read_options(argc, argv, &options) == 0)
        result = unseal(&options);
    free(options.stores);
    return result;
}
