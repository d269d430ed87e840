/* Sealing and unsealing through the C ABI, in the styles buffer, file and stream. */

#include "vectors.h"

/* ---- The styles ---------------------------------------------------------------------------- */

/* Reads whatever the sealer has ready to the end of a message in the making. */
static void drain(etee_sealer *sealer, struct octets *message, size_t room) {
    size_t count;
    do {
        message->data = must(realloc(message->data, message->len + room), "message");
        if (!CHECK_OK(etee_sealer_read(sealer, message->data + message->len, room, &count, NULL)))
            return;
        CHECK(count <= room);
        message->len += count;
    } while (count > 0);
}

static struct octets seal_stream(etee_sealer *sealer, struct octets content, uint64_t announced,
                                 size_t chunk) {
    struct octets message = {NULL, 0};
    CHECK_OK(etee_sealer_begin(sealer, announced, NULL));
    for (size_t at = 0; at < content.len; at += chunk) {
        size_t len = content.len - at < chunk ? content.len - at : chunk;
        CHECK_OK(etee_sealer_write(sealer, content.data + at, len, NULL));
        drain(sealer, &message, chunk);
    }
    CHECK_OK(etee_sealer_finish(sealer, NULL));
    drain(sealer, &message, chunk);
    return message;
}

/* The content as the buffer style releases it. */
static int opens(etee_unsealer *unsealer, const uint8_t *message, size_t len,
                 struct octets content) {
    etee_buffer *clear = NULL;
    int well = CHECK_OK(etee_unsealer_unseal(unsealer, message, len, &clear, NULL)) &&
               CHECK(same(content, etee_buffer_data(clear), etee_buffer_len(clear)));
    etee_buffer_free(clear);
    return well;
}

static int opens_in_chunks(etee_unsealer *unsealer, struct octets message, struct octets content,
                           size_t chunk) {
    struct octets clear = {must(malloc(content.len + chunk), "clear"), 0};
    size_t count;
    int well;
    for (size_t at = 0; at < message.len; at += chunk) {
        size_t len = message.len - at < chunk ? message.len - at : chunk;
        CHECK_OK(etee_unsealer_write(unsealer, message.data + at, len, NULL));
    }
    CHECK_STATUS(ETEE_WRONG_STATE, etee_unsealer_read(unsealer, clear.data, chunk, &count, NULL));
    well = CHECK_OK(etee_unsealer_finish(unsealer, NULL));
    do {
        count = 0;
        well = well && clear.len <= content.len &&
               CHECK_OK(etee_unsealer_read(unsealer, clear.data + clear.len, chunk, &count, NULL));
        clear.len += count;
    } while (count > 0);
    well = well && CHECK(same(content, clear.data, clear.len));
    free(clear.data);
    return well;
}

static int opens_as_file(etee_unsealer *unsealer, const char *path, struct octets content) {
    const char *out = in_folder("clear");
    int well = CHECK_OK(etee_unsealer_unseal_file(unsealer, path, strlen(path), out, strlen(out),
                                                  NULL)) &&
               CHECK(file_is(out, content.data, content.len));
    unlink(out);
    return well;
}

/* ---- Messages of the official library ------------------------------------------------------ */

static void check_report(etee_unsealer *unsealer, struct octets content, int two_certificates) {
    etee_report *report = NULL;
    const char *json;
    size_t len = 0;

    if (!CHECK_OK(etee_unsealer_report(unsealer, &report, NULL)))
        return;
    CHECK(etee_report_released(report) == 1);
    CHECK(etee_report_fatal(report) == NULL);
    CHECK(etee_report_error_count(report) == 0 && etee_report_error(report, 0) == NULL);
    for (size_t i = 0; i < etee_report_warning_count(report); i++)
        CHECK(strcmp(etee_report_warning(report, i), "SIGNING_TIME_EXPIRED") == 0);
    CHECK(etee_report_warning(report, etee_report_warning_count(report)) == NULL);
    CHECK(etee_report_content_length(report) == content.len);
    CHECK(strncmp(etee_report_signing_time(report), "2026-11-21T21:", 14) == 0);
    CHECK(strstr(etee_report_authentication_subject(report), "C=BE") != NULL);
    CHECK(etee_report_authentication_certificate(report, &len) != NULL && len > 500);
    CHECK((etee_report_signature_subject(report) != NULL) == two_certificates);
    CHECK((etee_report_signature_certificate(report, &len) != NULL) == two_certificates);
    CHECK((len != 0) == two_certificates);
    json = etee_report_json(report);
    for (const char *const *key = (const char *const[]){
             "judgement", "released", "fatal", "errors", "warnings", "content_length",
             "signing_time", "authentication_subject", "signature_subject", NULL};
         *key != NULL; key++)
        CHECK(strstr(json, *key) != NULL);
    CHECK(strstr(json, "\"released\":true") != NULL);
    etee_report_free(report);
}

static void official_message(const etee_context *context, const char *message, const char *content,
                             const char *reader, int two_certificates) {
    char path[128], name[192];
    struct octets sealed, expected;
    etee_unsealer *unsealer;

    snprintf(name, sizeof name, "official message %s for %s", message, reader);
    check_begin(name);
    snprintf(path, sizeof path, OFFICIAL "content/%s.%s", content,
             strcmp(content, "small") == 0 ? "txt" : "bin");
    expected = read_octets(path);
    snprintf(path, sizeof path, OFFICIAL "msg/%s", message);
    sealed = read_octets(path);
    unsealer = unsealer_of(context, reader);
    opens(unsealer, sealed.data, sealed.len, expected);
    check_report(unsealer, expected, two_certificates);
    opens_as_file(unsealer, path, expected);
    check_report(unsealer, expected, two_certificates);
    for (const size_t *chunk = (const size_t[]){1, 7, 1000, 65536, 0}; *chunk != 0; chunk++)
        if (sealed.len / *chunk < (slow() ? 1000 : 300000)) {
            opens_in_chunks(unsealer, sealed, expected, *chunk);
            check_report(unsealer, expected, two_certificates);
        }
    etee_unsealer_free(unsealer);
    free(sealed.data);
    free(expected.data);
    check_end();
}

/* The moment in sealed-at.txt. */
#define SEALED_AT 1795296771

/* Every message in the manifest, by every reader of it; under valgrind one in four. */
static void official_messages(void) {
    const int step = slow() ? 4 : 1;
    etee_context *context = trusting_context();
    struct octets manifest = read_octets(OFFICIAL "manifest.tsv");
    char *line = strtok((char *)manifest.data, "\n");
    int opened = 0;

    CHECK_OK(etee_context_set_clock(context, SEALED_AT, NULL));
    while ((line = strtok(NULL, "\n")) != NULL) {
        char *message = line, *content, *sealed_by, *readers;
        content = must(strchr(message, '\t'), "manifest.tsv");
        *content++ = 0;
        sealed_by = must(strchr(content, '\t'), "manifest.tsv");
        *sealed_by++ = 0;
        readers = must(strchr(sealed_by, '\t'), "manifest.tsv");
        *readers++ = 0;
        for (const char *const *reader = (const char *const[]){"bob", "hospital", "key", NULL};
             *reader != NULL; reader++)
            if (strstr(readers, *reader) != NULL && opened++ % step == 0)
                official_message(context, message, content, *reader,
                                 strstr(sealed_by, "eid") != NULL);
    }
    check_begin("all official messages were there");
    CHECK(opened == 25);
    check_end();
    free(manifest.data);
    etee_context_free(context);
}

/* ---- Our own messages ---------------------------------------------------------------------- */

static void own_messages(const char *signer) {
    static const size_t sizes[] = {0, 1, 15, 16, 17, 999, 1000, 1001, 65535, 65536, 65537, 200000};
    static const size_t few[] = {0, 17, 65537};
    const size_t *lengths = slow() ? few : sizes;
    size_t count = slow() ? sizeof few / sizeof *few : sizeof sizes / sizeof *sizes;
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, signer, "bob", "hospital");
    etee_unsealer *bob = unsealer_of(context, "bob"), *hospital = unsealer_of(context, "hospital");

    for (size_t i = 0; i < count; i++) {
        struct octets content = made_content(lengths[i]), message;
        etee_buffer *sealed = NULL;
        const char *in = in_folder("content"), *out = in_folder("message");

        CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
        opens(bob, etee_buffer_data(sealed), etee_buffer_len(sealed), content);
        opens(hospital, etee_buffer_data(sealed), etee_buffer_len(sealed), content);
        etee_buffer_free(sealed);

        write_octets(in, content.data, content.len);
        CHECK_OK(etee_sealer_seal_file(sealer, in, strlen(in), out, strlen(out), NULL));
        CHECK(file_is(in, content.data, content.len));
        opens_as_file(bob, out, content);
        CHECK(files_in_folder(1) == 2);

        message = seal_stream(sealer, content, ETEE_LENGTH_UNKNOWN, 777);
        opens_in_chunks(bob, message, content, 70000);
        free(message.data);
        message = seal_stream(sealer, content, content.len, 70000);
        opens_in_chunks(hospital, message, content, 777);
        free(message.data);
        free(content.data);
    }
    etee_unsealer_free(hospital);
    etee_unsealer_free(bob);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

static void signed_with_rsa_2048(void) { own_messages("alice"); }
static void signed_with_rsa_4096(void) { own_messages("hospital"); }
static void signed_with_p_384(void) { own_messages("eve"); }
static void signed_with_p_256(void) { own_messages("carol"); }

/* NULL with length 0 is an empty content in every place. */
static void an_empty_content_needs_no_pointer(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "carol", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "carol");
    struct octets empty = {NULL, 0}, message;
    etee_buffer *sealed = NULL;
    size_t count = 7;

    CHECK_OK(etee_sealer_seal(sealer, NULL, 0, &sealed, NULL));
    opens(unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed), empty);
    CHECK_OK(etee_sealer_write(sealer, NULL, 0, NULL));
    CHECK_OK(etee_sealer_read(sealer, NULL, 0, &count, NULL));
    CHECK(count == 0);
    etee_buffer_free(sealed);
    message = seal_stream(sealer, empty, 0, 1000);
    opens_in_chunks(unsealer, message, empty, 1000);
    free(message.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* ---- The stream style ---------------------------------------------------------------------- */

static void lengths_are_definite_where_they_are_announced(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    struct octets content = made_content(5000);
    struct octets definite = seal_stream(sealer, content, content.len, 1000);
    struct octets indefinite = seal_stream(sealer, content, ETEE_LENGTH_UNKNOWN, 1000);

    CHECK(definite.data[0] == 0x30 && definite.data[1] == 0x82);
    CHECK(indefinite.data[0] == 0x30 && indefinite.data[1] == 0x80);
    CHECK(definite.len == 4u + 256u * definite.data[2] + definite.data[3]);
    /* How the content arrives changes nothing in the message. */
    for (size_t chunk = 1; chunk < 10000; chunk = chunk * 7 + 1) {
        struct octets again = seal_stream(sealer, content, ETEE_LENGTH_UNKNOWN, chunk);
        CHECK(again.len == indefinite.len);
        free(again.data);
    }
    free(indefinite.data);
    free(definite.data);
    free(content.data);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* A writer that does not read is stopped, loses nothing, and goes on after reading. */
static void output_that_is_not_read_stops_the_writer(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer;
    etee_unsealer *unsealer;
    struct octets content = made_content(100000), message = {NULL, 0};
    size_t at = 0, chunk = 5000, stopped = 0;

    CHECK_OK(etee_context_set_limit(context, ETEE_LIMIT_PENDING_OUTPUT, 20000, NULL));
    sealer = sealer_of(context, "alice", "bob", NULL);
    unsealer = unsealer_of(context, "bob");
    CHECK_OK(etee_sealer_begin(sealer, content.len, NULL));
    while (at < content.len) {
        etee_error *error = NULL;
        etee_status status = etee_sealer_write(sealer, content.data + at, chunk, &error);
        if (status == ETEE_OK) {
            at += chunk;
        } else {
            CHECK(status == ETEE_OUTPUT_PENDING && etee_error_code(error) == status);
            stopped++;
            drain(sealer, &message, 3000);
        }
        etee_error_free(error);
        if (stopped > 100)
            break;
    }
    CHECK(stopped >= 3 && stopped < 10);
    CHECK_OK(etee_sealer_finish(sealer, NULL));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_sealer_write(sealer, content.data, 1, NULL));
    drain(sealer, &message, 3000);
    opens(unsealer, message.data, message.len, content);
    free(message.data);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* Nothing of a content of another length than announced can be read, and the sealer goes on. */
static void an_announced_length_must_be_kept(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    struct octets content = made_content(100), message;
    uint8_t octet;
    size_t count;

    CHECK_OK(etee_sealer_begin(sealer, 101, NULL));
    CHECK_OK(etee_sealer_write(sealer, content.data, 100, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_sealer_finish(sealer, NULL));
    CHECK_OK(etee_sealer_read(sealer, &octet, 1, &count, NULL));
    CHECK(count == 0);

    CHECK_OK(etee_sealer_begin(sealer, 99, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_sealer_write(sealer, content.data, 100, NULL));
    CHECK_OK(etee_sealer_read(sealer, &octet, 1, &count, NULL));
    CHECK(count == 0);

    message = seal_stream(sealer, content, 100, 7);
    opens(unsealer, message.data, message.len, content);
    free(message.data);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* A host whose stream broke drops what it began, in every state, and goes on. */
static void what_was_begun_can_be_dropped(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    etee_checker *checker = NULL;
    struct octets content = made_content(3000), message;
    uint8_t octet;
    size_t count;

    CHECK_OK(etee_sealer_discard(sealer, NULL));
    CHECK_OK(etee_sealer_write(sealer, content.data, 1000, NULL));
    CHECK_OK(etee_sealer_discard(sealer, NULL));
    CHECK_OK(etee_sealer_read(sealer, &octet, 1, &count, NULL));
    CHECK(count == 0);
    CHECK_STATUS(ETEE_WRONG_STATE, etee_sealer_finish(sealer, NULL));
    message = seal_stream(sealer, content, ETEE_LENGTH_UNKNOWN, 1000);

    CHECK_OK(etee_unsealer_write(unsealer, message.data, 1000, NULL));
    CHECK_OK(etee_unsealer_discard(unsealer, NULL));
    CHECK_STATUS(ETEE_TRUNCATED, etee_unsealer_finish(unsealer, NULL));
    CHECK_OK(etee_unsealer_write(unsealer, message.data, message.len, NULL));
    CHECK_OK(etee_unsealer_finish(unsealer, NULL));
    CHECK_OK(etee_unsealer_discard(unsealer, NULL));
    CHECK(etee_unsealer_read(unsealer, &octet, 1, &count, NULL) != ETEE_OK || count == 0);
    opens(unsealer, message.data, message.len, content);

    CHECK_OK(etee_checker_new(context, &checker, NULL));
    CHECK_OK(etee_checker_write(checker, message.data, 1000, NULL));
    CHECK_OK(etee_checker_discard(checker, NULL));
    CHECK_STATUS(ETEE_TRUNCATED, etee_checker_finish(checker, NULL));
    etee_checker_free(checker);
    free(message.data);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

static void beginning_again_discards_what_was_begun(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    struct octets content = made_content(3000), message;

    CHECK_OK(etee_sealer_write(sealer, content.data, 1000, NULL));
    message = seal_stream(sealer, content, ETEE_LENGTH_UNKNOWN, 1000);
    opens(unsealer, message.data, message.len, content);
    free(message.data);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* Beyond the limit the content waits in a file that is gone with it and is not clear text. */
static void a_long_content_waits_outside_memory(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer;
    etee_unsealer *unsealer;
    struct octets content = made_content(300000), message;
    etee_error *error = NULL;

    CHECK_OK(etee_context_set_limit(context, ETEE_LIMIT_SPOOL_MEMORY, 65536, NULL));
    CHECK_OK(etee_context_set_spool_directory(context, folder, strlen(folder), NULL));
    sealer = sealer_of(context, "alice", "bob", NULL);
    unsealer = unsealer_of(context, "bob");
    message = seal_stream(sealer, content, content.len, 65536);
    CHECK_OK(etee_unsealer_write(unsealer, message.data, message.len - 1, NULL));
    CHECK(files_in_folder(0) == OPEN_FILES_HAVE_NAMES);
    CHECK_STATUS(ETEE_TRUNCATED, etee_unsealer_finish(unsealer, NULL));
    opens_in_chunks(unsealer, message, content, 10000);
    etee_unsealer_free(unsealer);
    CHECK(files_in_folder(0) == 0);
    etee_context_free(context);

    context = trusting_context();
    CHECK_OK(etee_context_set_limit(context, ETEE_LIMIT_SPOOL_MEMORY, 65536, NULL));
    CHECK_OK(etee_context_set_spool_directory(context, ETEE_STR("/nowhere/at/all"), NULL));
    unsealer = unsealer_of(context, "bob");
    CHECK_STATUS(ETEE_IO, etee_unsealer_write(unsealer, message.data, message.len, &error));
    etee_error_free(error);
    free(message.data);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* ---- Files --------------------------------------------------------------------------------- */

static void a_file_may_take_its_own_place(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    struct octets content = made_content(200000);
    const char *path = in_folder("letter");

    write_octets(path, content.data, content.len);
    CHECK_OK(etee_sealer_seal_file(sealer, path, strlen(path), path, strlen(path), NULL));
    CHECK(!file_is(path, content.data, content.len));
    CHECK_OK(etee_unsealer_unseal_file(unsealer, path, strlen(path), path, strlen(path), NULL));
    CHECK(file_is(path, content.data, content.len));
    CHECK(is_for_owner(path));
    CHECK(files_in_folder(1) == 1);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* Whatever characters the system's own paths have. */
static void paths_are_in_utf_8(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    struct octets content = made_content(1000);
    const char *in = in_folder("in"), *out = in_folder("out");
    /* Zoë, Ελένη and a face, each a different number of octets to a character. */
    const char *named = in_folder("Zo\xC3\xAB \xCE\x95\xCE\xBB\xCE\xAD\xCE\xBD\xCE\xB7 "
                                  "\xF0\x9F\x98\x80");

    write_octets(in, content.data, content.len);
    CHECK_OK(etee_sealer_seal_file(sealer, in, strlen(in), named, strlen(named), NULL));
    CHECK_OK(etee_unsealer_unseal_file(unsealer, named, strlen(named), out, strlen(out), NULL));
    CHECK(file_is(out, content.data, content.len));
    CHECK(files_in_folder(0) == 3);
    CHECK(remove_file(named) == 0);
    CHECK_STATUS(ETEE_INVALID_UTF8,
                 etee_sealer_seal_file(sealer, in, strlen(in), "Zo\xEB", 3, NULL));
    CHECK(files_in_folder(1) == 2);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* Seals a content into a file and changes one bit of the encrypted part. */
static void make_tampered(etee_sealer *sealer, struct octets content, const char *path) {
    etee_buffer *sealed = NULL;
    struct octets copy;
    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    copy.len = etee_buffer_len(sealed);
    copy.data = must(malloc(copy.len), "copy");
    memcpy(copy.data, etee_buffer_data(sealed), copy.len);
    copy.data[copy.len / 2] ^= 4;
    write_octets(path, copy.data, copy.len);
    free(copy.data);
    etee_buffer_free(sealed);
}

static void a_refused_file_leaves_nothing_behind(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    etee_report *report = NULL;
    etee_error *error = NULL;
    struct octets content = made_content(200000);
    const char *tampered = in_folder("tampered"), *out = in_folder("out");

    make_tampered(sealer, content, tampered);
    CHECK_STATUS(ETEE_SIGNATURE_INVALID,
                 etee_unsealer_unseal_file(unsealer, tampered, strlen(tampered), out, strlen(out),
                                           &error));
    etee_error_free(error);
    CHECK(!exists(out) && files_in_folder(0) == 1);
    CHECK_OK(etee_unsealer_report(unsealer, &report, NULL));
    CHECK(etee_report_released(report) == 0 && etee_report_content_length(report) == 0);
    CHECK(etee_report_error_count(report) == 1);
    CHECK(strcmp(etee_report_error(report, 0), "OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED") == 0);
    CHECK(strstr(etee_report_json(report), "\"OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED\"") != NULL);
    etee_report_free(report);

    /* An older file in the place of the output stays as it was. */
    write_octets(out, "older", 5);
    CHECK_STATUS(ETEE_SIGNATURE_INVALID,
                 etee_unsealer_unseal_file(unsealer, tampered, strlen(tampered), out, strlen(out),
                                           NULL));
    CHECK(file_is(out, "older", 5) && files_in_folder(1) == 2);
    free(content.data);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

static void files_that_cannot_be_used(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL), *lonely;
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    etee_error *error = NULL;
    const char *in = in_folder("in"), *out = in_folder("out"), *missing = in_folder("missing");

    CHECK_STATUS(ETEE_IO, etee_sealer_seal_file(sealer, missing, strlen(missing), out, strlen(out),
                                                &error));
    CHECK(etee_error_system_code(error) == NO_FILE && etee_error_is_retryable(error) == 0);
    etee_error_free(error);
    CHECK_STATUS(ETEE_IO, etee_unsealer_unseal_file(unsealer, missing, strlen(missing), out,
                                                    strlen(out), &error));
    CHECK(etee_error_system_code(error) == NO_FILE);
    etee_error_free(error);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_sealer_seal_file(sealer, folder, strlen(folder), out, strlen(out), NULL));
    CHECK(files_in_folder(0) == 0);

    write_octets(in, "text", 4);
    CHECK_STATUS(ETEE_IO, etee_sealer_seal_file(sealer, in, strlen(in),
                                                ETEE_STR("/nowhere/at/all"), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_sealer_seal_file(sealer, in, strlen(in), ETEE_STR("/"), NULL));
    CHECK_STATUS(ETEE_IO,
                 etee_sealer_seal_file(sealer, in, strlen(in), folder, strlen(folder), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_sealer_seal_file(sealer, in, strlen(in), ETEE_STR(""), NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_sealer_seal_file(sealer, in, strlen(in), ETEE_STR("a\0b"), NULL));
    lonely = sealer_of(context, "alice", NULL, NULL);
    write_octets(out, "older", 5);
    CHECK_STATUS(ETEE_NO_RECIPIENT,
                 etee_sealer_seal_file(lonely, in, strlen(in), out, strlen(out), NULL));
    CHECK(file_is(out, "older", 5) && files_in_folder(1) == 2);
    etee_sealer_free(lonely);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* ---- Who can open, and when ---------------------------------------------------------------- */

static void only_recipients_can_open(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "alice");
    etee_identity *bob = identity_of(context, "bob");
    etee_report *report = NULL;
    etee_buffer *sealed = NULL, *clear = NULL;
    struct octets content = made_content(500);

    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    CHECK_STATUS(ETEE_NOT_ADDRESSED,
                 etee_unsealer_unseal(unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                      &clear, NULL));
    CHECK(clear == NULL);
    CHECK_OK(etee_unsealer_report(unsealer, &report, NULL));
    CHECK(strcmp(etee_report_fatal(report), "DECRYPTION_PRIVATE_KEY_NOT_FOUND") == 0);
    /* One more store beside the first, and the report that was handed out stays as it is. */
    CHECK_OK(etee_unsealer_add_identity(unsealer, bob, NULL));
    opens(unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed), content);
    CHECK(etee_report_released(report) == 0);
    etee_report_free(report);
    etee_buffer_free(sealed);
    free(content.data);
    etee_identity_free(bob);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* A key of the KGSS is a recipient like another, alone and beside known ones. */
static void secret_keys(void) {
    etee_context *context = trusting_context();
    etee_secret_key *key = kgss_key(), *other = NULL;
    etee_sealer *sealer = sealer_of(context, "alice", NULL, NULL);
    etee_unsealer *reader = unsealer_of(context, "key"), *bob = unsealer_of(context, "bob");
    struct octets content = made_content(500);
    etee_buffer *sealed = NULL, *clear = NULL;
    uint8_t octets[16] = {0};
    size_t len;

    CHECK(etee_secret_key_identifier(key, &len) != NULL && len == 16);
    CHECK_STATUS(ETEE_KEY_UNSUPPORTED, etee_secret_key_from_bytes(octets, 1, octets, 15, &other,
                                                                  NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_secret_key_from_bytes(octets, 0, octets, 16, &other,
                                                                   NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_secret_key_from_base64(ETEE_STR("?"), ETEE_STR("?"), &other, NULL));
    CHECK(other == NULL);

    CHECK_OK(etee_sealer_add_secret_key(sealer, key, NULL));
    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    opens(reader, etee_buffer_data(sealed), etee_buffer_len(sealed), content);
    CHECK_STATUS(ETEE_NOT_ADDRESSED,
                 etee_unsealer_unseal(bob, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                      &clear, NULL));
    etee_buffer_free(sealed);
    add_recipient(context, sealer, "bob");
    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    opens(reader, etee_buffer_data(sealed), etee_buffer_len(sealed), content);
    opens(bob, etee_buffer_data(sealed), etee_buffer_len(sealed), content);

    CHECK_OK(etee_secret_key_from_bytes(octets, 16, octets, 16, &other, NULL));
    etee_unsealer_free(reader);
    reader = NULL;
    CHECK_OK(etee_unsealer_new(context, &reader, NULL));
    CHECK_OK(etee_unsealer_add_secret_key(reader, other, NULL));
    CHECK_STATUS(ETEE_NOT_ADDRESSED,
                 etee_unsealer_unseal(reader, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                      &clear, NULL));
    etee_buffer_free(sealed);
    free(content.data);
    etee_unsealer_free(bob);
    etee_unsealer_free(reader);
    etee_sealer_free(sealer);
    etee_secret_key_free(other);
    etee_secret_key_free(key);
    etee_context_free(context);
}

static void an_elliptic_encryption_key_cannot_be_sealed_for(void) {
    etee_context *context = trusting_context();
    etee_sealer *sealer = sealer_of(context, "alice", NULL, NULL);
    etee_token *eve = token_of(context, "eve");
    etee_buffer *sealed = NULL;

    CHECK_STATUS(ETEE_RECIPIENT_UNSUPPORTED, etee_sealer_add_recipient(sealer, eve, NULL));
    CHECK_STATUS(ETEE_NO_RECIPIENT,
                 etee_sealer_seal(sealer, (const uint8_t *)"x", 1, &sealed, NULL));
    CHECK_STATUS(ETEE_NO_RECIPIENT, etee_sealer_begin(sealer, 1, NULL));
    CHECK(sealed == NULL);
    etee_token_free(eve);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* The clock of the context decides whether certificates are valid, on both sides. */
static void the_clock_decides(void) {
    /* With trust anchors, the second and the third are found too. */
    static const char *const accepted[] = {"ETK_ENCRYPTION_CERT_EXPIRED",
                                           "ETK_AUTHENTICATION_CERT_EXPIRED",
                                           "ETK_AUTHENTICATION_CERT_STATUS_UNKNOWN", NULL};
    etee_context *context = trusting_context();
    etee_token *token;
    etee_sealer *sealer;
    etee_unsealer *unsealer;
    etee_buffer *sealed = NULL, *clear = NULL;
    etee_report *report = NULL;
    int expired = 0;

    CHECK_OK(etee_context_set_clock(context, 4000000000, NULL));
    sealer = sealer_of(context, "alice", NULL, NULL);
    unsealer = unsealer_of(context, "bob");
    token = token_of(context, "bob");
    CHECK_STATUS(ETEE_CERTIFICATE_EXPIRED, etee_sealer_add_recipient(sealer, token, NULL));
    for (const char *const *name = accepted; *name != NULL; name++)
        CHECK_OK(etee_sealer_accept(sealer, *name, strlen(*name), NULL));
    CHECK_OK(etee_sealer_add_recipient(sealer, token, NULL));
    etee_token_free(token);
    CHECK_STATUS(ETEE_CERTIFICATE_EXPIRED,
                 etee_sealer_seal(sealer, (const uint8_t *)"late", 4, &sealed, NULL));
    CHECK(sealed == NULL);
    CHECK_OK(etee_sealer_accept(sealer, ETEE_STR("OUTER_CERTIFICATE_EXPIRED"), NULL));
    CHECK_OK(etee_sealer_seal(sealer, (const uint8_t *)"late", 4, &sealed, NULL));
    CHECK(etee_unsealer_unseal(unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed), &clear,
                               NULL) / 100 == 4);
    CHECK(clear == NULL);
    CHECK_OK(etee_unsealer_report(unsealer, &report, NULL));
    for (size_t i = 0; i < etee_report_error_count(report); i++)
        expired |= strcmp(etee_report_error(report, i), "OUTER_CERTIFICATE_EXPIRED") == 0;
    CHECK(expired);
    etee_report_free(report);
    etee_buffer_free(sealed);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

/* Without trust anchors the signer is named, not judged; with others, refused. */
static void trust_anchors_decide(void) {
    etee_context *context = plain_context(), *other = plain_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *trusting = unsealer_of(context, "bob"), *wary;
    etee_buffer *sealed = NULL, *clear = NULL;
    struct octets content = made_content(10);

    add_anchor(other, OFFICIAL "pki/ec-root.cer");
    wary = unsealer_of(other, "bob");
    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    opens(trusting, etee_buffer_data(sealed), etee_buffer_len(sealed), content);
    CHECK_STATUS(ETEE_CERTIFICATE_UNTRUSTED,
                 etee_unsealer_unseal(wary, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                      &clear, NULL));
    CHECK(clear == NULL);
    etee_buffer_free(sealed);
    free(content.data);
    etee_unsealer_free(wary);
    etee_unsealer_free(trusting);
    etee_sealer_free(sealer);
    etee_context_free(other);
    etee_context_free(context);
}

/* ---- Identities and tokens ----------------------------------------------------------------- */

static void identities_show_their_certificates(void) {
    etee_context *context = plain_context();
    etee_identity *bob = identity_of(context, "bob"), *renewed = NULL;
    struct octets expected = read_octets(OFFICIAL "keys/bob-auth.cer");
    size_t len = 0;
    const uint8_t *der = etee_identity_authentication_certificate(bob, &len);

    CHECK(der != NULL && same(expected, der, len));
    CHECK(etee_identity_authentication_certificate(bob, NULL) == der);
    CHECK(etee_identity_decryption_key_count(bob) == 1);
    CHECK(strspn(etee_identity_decryption_key_serial(bob, 0), "0123456789") > 0);
    CHECK(etee_identity_decryption_key_serial(bob, 1) == NULL);
    CHECK_OK(etee_identity_from_pkcs12_file(context, ETEE_STR(P256 "carol-renewed.p12"),
                                            ETEE_STR(PASSWORD), &renewed, NULL));
    CHECK(etee_identity_decryption_key_count(renewed) == 2);
    etee_identity_free(renewed);
    etee_identity_free(bob);
    free(expected.data);
    etee_context_free(context);
}

static void a_password_can_be_changed(void) {
    etee_context *context = plain_context();
    etee_identity *identity = NULL;
    struct octets store = read_octets(OFFICIAL "keys/bob.p12");
    const char *path = in_folder("store.p12");

    write_octets(path, store.data, store.len);
    CHECK_STATUS(ETEE_WRONG_PASSWORD,
                 etee_identity_change_password(context, path, strlen(path), ETEE_STR("wrong"),
                                               ETEE_STR("new"), NULL));
    CHECK(file_is(path, store.data, store.len) && files_in_folder(0) == 1);
    CHECK_OK(etee_identity_change_password(context, path, strlen(path), ETEE_STR(PASSWORD),
                                           ETEE_STR("n\xc3\xa9w"), NULL));
    CHECK_STATUS(ETEE_WRONG_PASSWORD,
                 etee_identity_from_pkcs12_file(context, path, strlen(path), ETEE_STR(PASSWORD),
                                                &identity, NULL));
    CHECK(identity == NULL);
    CHECK_OK(etee_identity_from_pkcs12_file(context, path, strlen(path), ETEE_STR("n\xc3\xa9w"),
                                            &identity, NULL));
    CHECK(etee_identity_decryption_key_count(identity) == 1);
    CHECK(files_in_folder(1) == 1);
    etee_identity_free(identity);
    free(store.data);
    etee_context_free(context);
}

static void tokens_say_whom_they_are_for(void) {
    etee_context *context = plain_context();
    etee_token *token = token_of(context, "carol"), *same_token = NULL;
    struct octets bytes = read_octets(P256 "carol.etk"), enc = read_octets(P256 "carol-enc.cer");
    struct octets auth = read_octets(P256 "carol-auth.cer");
    size_t len = 0;
    const uint8_t *found = etee_token_bytes(token, &len);
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    struct octets base64 = {must(malloc(bytes.len * 2), "base64"), 0};

    CHECK(same(bytes, found, len));
    found = etee_token_encryption_certificate(token, &len);
    CHECK(same(enc, found, len));
    found = etee_token_authentication_certificate(token, &len);
    CHECK(same(auth, found, len));
    CHECK(etee_token_authentication_certificate(token, NULL) == found);
    CHECK(strcmp(etee_token_identifier_type(token), "SSIN") == 0);
    CHECK(strcmp(etee_token_identifier(token), "90040400448") == 0);
    CHECK(strcmp(etee_token_application(token), "") == 0);

    /* The same token from base64 text with line breaks. */
    for (size_t at = 0; at < bytes.len; at += 3) {
        unsigned long group = (unsigned long)bytes.data[at] << 16;
        size_t left = bytes.len - at;
        group |= left > 1 ? (unsigned long)bytes.data[at + 1] << 8 : 0;
        group |= left > 2 ? (unsigned long)bytes.data[at + 2] : 0;
        base64.data[base64.len++] = (uint8_t)digits[group >> 18];
        base64.data[base64.len++] = (uint8_t)digits[group >> 12 & 63];
        base64.data[base64.len++] = (uint8_t)(left > 1 ? digits[group >> 6 & 63] : '=');
        base64.data[base64.len++] = (uint8_t)(left > 2 ? digits[group & 63] : '=');
        if (at % 48 == 45)
            base64.data[base64.len++] = '\n';
    }
    CHECK_OK(etee_token_from_base64(context, (const char *)base64.data, base64.len, &same_token,
                                    NULL));
    found = etee_token_bytes(same_token, &len);
    CHECK(same(bytes, found, len));
    etee_token_free(same_token);
    free(base64.data);
    free(auth.data);
    free(enc.data);
    free(bytes.data);
    etee_token_free(token);
    etee_context_free(context);
}

int main(void) {
    make_folder();
    official_messages();
    RUN(signed_with_rsa_2048);
    RUN(signed_with_p_384);
    if (!slow()) {
        RUN(signed_with_rsa_4096);
        RUN(signed_with_p_256);
    }
    RUN(an_empty_content_needs_no_pointer);
    RUN(lengths_are_definite_where_they_are_announced);
    RUN(output_that_is_not_read_stops_the_writer);
    RUN(an_announced_length_must_be_kept);
    RUN(what_was_begun_can_be_dropped);
    RUN(beginning_again_discards_what_was_begun);
    RUN(a_long_content_waits_outside_memory);
    RUN(a_file_may_take_its_own_place);
    RUN(paths_are_in_utf_8);
    RUN(a_refused_file_leaves_nothing_behind);
    RUN(files_that_cannot_be_used);
    RUN(only_recipients_can_open);
    RUN(secret_keys);
    RUN(an_elliptic_encryption_key_cannot_be_sealed_for);
    RUN(the_clock_decides);
    RUN(trust_anchors_decide);
    RUN(identities_show_their_certificates);
    RUN(a_password_can_be_changed);
    RUN(tokens_say_whom_they_are_for);
    remove_folder();
    return check_summary();
}
