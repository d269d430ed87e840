/*
 * Unseals a file, or standard input, with the keys of one or more key stores.
 *
 *   unseal --store mine.p12 --password-file mine.txt --trust authorities --in letter.etee \
 *          --out letter.xml
 *
 * Without --trust nobody judges whether the signer can be trusted: the report names it.
 *
 * Exit status: 0 released; 1 refused by what was found in the message; 2 could not run (usage,
 * files, key store, password). Nothing of a message that is not released comes out.
 */

#include "common.h"

#include <dirent.h>

enum { RELEASED = 0, REFUSED = 1, COULD_NOT_RUN = 2 };

/* Values of an option that may be given many times; there is room for every argument. */
struct list {
    const char **values;
    size_t count;
};

struct options {
    struct list stores;
    struct list keys;
    struct list accepted; /* each a list of names itself */
    const char *password_file;
    const char *trust; /* NULL not to judge the trust in signers */
    int32_t judgement;
    int at_a_moment;
    int64_t moment;
    const char *report; /* NULL for none */
    const char *in;     /* NULL for standard input */
    const char *out;    /* NULL for standard output */
};

static int usage(void) {
    fputs("usage: unseal --store FILE... --password-file FILE [--key ID:FILE] [--trust DIR]\n"
          "              [--judgement strict|parity] [--at RFC3339] [--accept NAME,...|ALL]\n"
          "              [--report FILE] [--in FILE] [--out FILE]\n"
          "All stores have the same password. A key of the KGSS is an identifier in base64 and a\n"
          "file with the key, as octets or in base64. DIR holds the certificates to trust, DER or\n"
          "PEM. --at judges as of that moment; --accept releases in spite of what is named. The\n"
          "report is JSON. --key and --accept may be repeated.\n",
          stderr);
    return -1;
}

/* ---- Options ------------------------------------------------------------------------------- */

/* Reads `count` digits; -1 if there are not so many. */
static int64_t read_digits(const char **text, int count) {
    int64_t number = 0;
    while (count-- > 0) {
        if (**text < '0' || **text > '9')
            return -1;
        number = number * 10 + (*(*text)++ - '0');
    }
    return number;
}

static int take_character(const char **text, char a, char b) {
    if (**text != a && **text != b)
        return 0;
    ++*text;
    return 1;
}

/* Days since 1970-01-01 in the Gregorian calendar; years are counted as if they began in March. */
static int64_t days_since_1970(int64_t year, int64_t month, int64_t day) {
    int64_t shifted = month > 2 ? year : year - 1;
    int64_t month_from_march = (month + 9) % 12;
    return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 +
           (153 * month_from_march + 2) / 5 + day - 1 - 719468;
}

/* Reads "Z" or "+01:00" at the end of a moment, in seconds; 0, or -1 if it is none. */
static int read_offset(const char *text, int64_t *offset) {
    int sign = *text == '-' ? -1 : 1;
    int64_t hours, minutes;

    *offset = 0;
    if (take_character(&text, 'Z', 'z'))
        return *text == 0 ? 0 : -1;
    if (!take_character(&text, '+', '-') || (hours = read_digits(&text, 2)) < 0 || hours > 23 ||
        !take_character(&text, ':', ':') || (minutes = read_digits(&text, 2)) < 0 || minutes > 59)
        return -1;
    *offset = sign * (hours * 60 + minutes) * 60;
    return *text == 0 ? 0 : -1;
}

/* Reads a moment such as 2026-11-21T21:32:51Z (RFC 3339); 0, or -1 if it is none. */
static int read_moment(const char *text, int64_t *moment) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int64_t year, month, day, hour, minute, second, offset, longest;

    if ((year = read_digits(&text, 4)) < 1 || !take_character(&text, '-', '-') ||
        (month = read_digits(&text, 2)) < 1 || month > 12 || !take_character(&text, '-', '-') ||
        (day = read_digits(&text, 2)) < 1 || !take_character(&text, 'T', 't') ||
        (hour = read_digits(&text, 2)) < 0 || hour > 23 || !take_character(&text, ':', ':') ||
        (minute = read_digits(&text, 2)) < 0 || minute > 59 || !take_character(&text, ':', ':') ||
        (second = read_digits(&text, 2)) < 0 || second > 60)
        return -1;
    longest = days[month - 1] +
              (month == 2 && (year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)));
    if (day > longest)
        return -1;
    if (take_character(&text, '.', '.')) { /* parts of a second do not count */
        if (read_digits(&text, 1) < 0)
            return -1;
        while (*text >= '0' && *text <= '9')
            text++;
    }
    if (read_offset(text, &offset) != 0)
        return -1;
    hour += days_since_1970(year, month, day) * 24;
    *moment = (hour * 60 + minute) * 60 + second - offset;
    return 0;
}

static void add(struct list *list, const char *value) {
    list->values[list->count++] = value;
}

static int read_options(int argc, char **argv, struct options *options) {
    for (int i = 1; i < argc; i++) {
        if (takes("--store", argc, argv, &i)) {
            do {
                add(&options->stores, argv[i]);
            } while (takes_more(argc, argv, &i));
        } else if (takes("--password-file", argc, argv, &i)) {
            options->password_file = argv[i];
        } else if (takes("--key", argc, argv, &i)) {
            add(&options->keys, argv[i]);
        } else if (takes("--trust", argc, argv, &i)) {
            options->trust = argv[i];
        } else if (takes("--judgement", argc, argv, &i)) {
            if (strcmp(argv[i], "parity") == 0)
                options->judgement = ETEE_JUDGEMENT_PARITY;
            else if (strcmp(argv[i], "strict") == 0)
                options->judgement = ETEE_JUDGEMENT_STRICT;
            else
                return usage();
        } else if (takes("--at", argc, argv, &i)) {
            if (read_moment(argv[i], &options->moment) != 0)
                return usage();
            options->at_a_moment = 1;
        } else if (takes("--accept", argc, argv, &i)) {
            add(&options->accepted, argv[i]);
        } else if (takes("--report", argc, argv, &i)) {
            options->report = argv[i];
        } else if (takes("--in", argc, argv, &i)) {
            options->in = argv[i];
        } else if (takes("--out", argc, argv, &i)) {
            options->out = argv[i];
        } else {
            return usage();
        }
    }
    if (options->stores.count == 0 || options->password_file == NULL)
        return usage();
    return 0;
}

/* ---- What is asked for --------------------------------------------------------------------- */

/* Trusts the certificates in a file; 0, or -1 if that file is not one of certificates. */
static int add_anchors(etee_context *context, const char *path) {
    struct octets octets = {NULL, 0, 0};
    struct stat about;
    etee_status status = ETEE_MALFORMED;

    /* A pipe among the files would block. */
    if (stat(path, &about) == 0 && S_ISREG(about.st_mode) && read_file(path, &octets) == 0)
        status = etee_context_add_trust_anchor(context, octets.data, octets.len, NULL);
    free_octets(&octets);
    return status == ETEE_OK ? 0 : -1;
}

/* Trusts every certificate in a directory, and nobody else. */
static int add_trust(etee_context *context, const char *path, etee_error **error) {
    DIR *directory = opendir(path);
    struct dirent *entry;

    if (directory == NULL) {
        print_system_error("could not read", path);
        return -1;
    }
    if (etee_context_set_empty_trust_store(context, error) != ETEE_OK) {
        closedir(directory);
        return -1;
    }
    while ((entry = readdir(directory)) != NULL) {
        size_t room = strlen(path) + strlen(entry->d_name) + 2;
        char *file;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        file = malloc(room);
        if (file == NULL) {
            perror("unseal");
            closedir(directory);
            return -1;
        }
        snprintf(file, room, "%s/%s", path, entry->d_name);
        if (add_anchors(context, file) != 0)
            fprintf(stderr, "unseal: %s is no certificate and was skipped\n", file);
        free(file);
    }
    closedir(directory);
    return 0;
}

static int set_up_context(etee_context *context, const struct options *options,
                          etee_error **error) {
    if (etee_context_set_judgement(context, options->judgement, error) != ETEE_OK)
        return -1;
    if (options->at_a_moment && etee_context_set_clock(context, options->moment, error) != ETEE_OK)
        return -1;
    return options->trust == NULL ? 0 : add_trust(context, options->trust, error);
}

/* Accepts the findings of a list such as NAME,NAME. */
static int accept(etee_unsealer *unsealer, const char *names, etee_error **error) {
    for (;;) {
        size_t len = strcspn(names, ",");
        if (etee_unsealer_accept(unsealer, names, len, error) != ETEE_OK) {
            fprintf(stderr, "unseal: %.*s cannot be accepted\n", (int)len, names);
            return -1;
        }
        if (names[len] == 0)
            return 0;
        names += len + 1;
    }
}

/* Gives the unsealer its keys, and what it shall accept. */
static int set_up_unsealer(etee_context *context, etee_unsealer *unsealer,
                           const struct octets *password, const struct options *options,
                           etee_error **error) {
    for (size_t i = 0; i < options->stores.count; i++) {
        const char *store = options->stores.values[i];
        etee_identity *identity = NULL;
        int added = read_identity(context, store, password, &identity, error) == ETEE_OK &&
                    etee_unsealer_add_identity(unsealer, identity, error) == ETEE_OK;
        etee_identity_free(identity); /* the unsealer keeps what it needs */
        if (!added) {
            fprintf(stderr, "unseal: %s cannot be used\n", store);
            return -1;
        }
    }
    for (size_t i = 0; i < options->keys.count; i++) {
        etee_secret_key *key = read_secret_key(options->keys.values[i]);
        int added = key != NULL && etee_unsealer_add_secret_key(unsealer, key, error) == ETEE_OK;
        etee_secret_key_free(key);
        if (!added)
            return -1;
    }
    for (size_t i = 0; i < options->accepted.count; i++)
        if (accept(unsealer, options->accepted.values[i], error) != 0)
            return -1;
    return 0;
}

/* ---- Unsealing ----------------------------------------------------------------------------- */

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
    int input = open_input(options->in);

    if (input < 0)
        return COULD_NOT_RUN;
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
static int tell_findings(etee_unsealer *unsealer, int result, struct output *output) {
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
    etee_unsealer *unsealer = NULL;
    etee_error *error = NULL;
    int result = COULD_NOT_RUN;

    if (read_password(options->password_file, &password) != 0)
        return COULD_NOT_RUN;
    if (etee_context_new(&context, &error) != ETEE_OK ||
        set_up_context(context, options, &error) != 0 ||
        etee_unsealer_new(context, &unsealer, &error) != ETEE_OK ||
        set_up_unsealer(context, unsealer, &password, options, &error) != 0)
        goto done;
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
    result = tell_findings(unsealer, result, &report);

done:
    print_error("unseal", error);
    etee_error_free(error);
    discard_output(&report);
    etee_unsealer_free(unsealer);
    etee_context_free(context);
    free_octets(&password);
    return result;
}

int main(int argc, char **argv) {
    struct options options = {.judgement = ETEE_JUDGEMENT_STRICT};
    size_t room = (size_t)argc + 1;
    int result = COULD_NOT_RUN;

    options.stores.values = calloc(room, sizeof *options.stores.values);
    options.keys.values = calloc(room, sizeof *options.keys.values);
    options.accepted.values = calloc(room, sizeof *options.accepted.values);
    if (options.stores.values == NULL || options.keys.values == NULL ||
        options.accepted.values == NULL)
        perror("unseal");
    else if (read_options(argc, argv, &options) == 0)
        result = unseal(&options);
    free(options.stores.values);
    free(options.keys.values);
    free(options.accepted.values);
    return result;
}
