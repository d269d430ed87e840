/* Handles and threads: const handles are shared, others answer ETEE_BUSY. */

#include "vectors.h"

#include <pthread.h>
#include <sched.h>

#define THREADS 4

static etee_context *context;
static struct octets content;

/* Runs a function on several threads at once, each with its number. */
static pthread_barrier_t start_line;

struct job {
    void (*run)(int number, void *what);
    void *what;
    int number;
};

static void *run_job(void *argument) {
    struct job *job = argument;
    pthread_barrier_wait(&start_line);
    job->run(job->number, job->what);
    return NULL;
}

static void on_threads(int count, void (*run)(int, void *), void *what) {
    pthread_t threads[THREADS];
    struct job jobs[THREADS];
    pthread_barrier_init(&start_line, NULL, (unsigned)count);
    for (int i = 0; i < count; i++) {
        jobs[i] = (struct job){run, what, i};
        if (pthread_create(&threads[i], NULL, run_job, &jobs[i]) != 0)
            must(NULL, "pthread_create");
    }
    for (int i = 0; i < count; i++)
        pthread_join(threads[i], NULL);
    pthread_barrier_destroy(&start_line);
}

static int opens(etee_unsealer *unsealer, const etee_buffer *sealed) {
    etee_buffer *clear = NULL;
    int well = CHECK_OK(etee_unsealer_unseal(unsealer, etee_buffer_data(sealed),
                                             etee_buffer_len(sealed), &clear, NULL)) &&
               CHECK(same(content, etee_buffer_data(clear), etee_buffer_len(clear)));
    etee_buffer_free(clear);
    return well;
}

/* ---- Const handles ------------------------------------------------------------------------- */

struct shared {
    etee_identity *alice, *bob;
    etee_token *token;
    etee_buffer *sealed;
    etee_report *report;
};

static void use_shared(int number, void *what) {
    const struct shared *shared = what;
    int rounds = slow() ? 1 : 20;

    for (int round = 0; round < rounds; round++) {
        etee_sealer *sealer = NULL;
        etee_unsealer *unsealer = NULL;
        etee_identity *own = NULL;
        etee_token *token = NULL;
        etee_buffer *sealed = NULL;
        size_t len = 0;
        const uint8_t *bytes = etee_token_bytes(shared->token, &len);

        CHECK_OK(etee_token_from_bytes(context, bytes, len, &token, NULL));
        CHECK(strcmp(etee_token_identifier(token), etee_token_identifier(shared->token)) == 0);
        CHECK_OK(etee_sealer_new(context, shared->alice, &sealer, NULL));
        CHECK_OK(etee_sealer_add_recipient(sealer, shared->token, NULL));
        CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
        CHECK_OK(etee_unsealer_new(context, &unsealer, NULL));
        CHECK_OK(etee_unsealer_add_identity(unsealer, shared->bob, NULL));
        opens(unsealer, sealed);
        opens(unsealer, shared->sealed);
        CHECK(strstr(etee_report_json(shared->report), "\"released\":true") != NULL);
        CHECK(etee_identity_decryption_key_serial(shared->bob, 0) != NULL);
        if (round == 0 && number == 0) {
            own = identity_of(context, "carol");
            CHECK(etee_identity_decryption_key_count(own) == 1);
        }
        etee_identity_free(own);
        etee_unsealer_free(unsealer);
        etee_sealer_free(sealer);
        etee_token_free(token);
        etee_buffer_free(sealed);
    }
}

static void const_handles_are_shared(void) {
    struct shared shared = {identity_of(context, "alice"), identity_of(context, "bob"),
                            token_of(context, "bob"), NULL, NULL};
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");

    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &shared.sealed, NULL));
    opens(unsealer, shared.sealed);
    CHECK_OK(etee_unsealer_report(unsealer, &shared.report, NULL));
    on_threads(THREADS, use_shared, &shared);
    etee_report_free(shared.report);
    etee_buffer_free(shared.sealed);
    etee_token_free(shared.token);
    etee_identity_free(shared.bob);
    etee_identity_free(shared.alice);
    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
}

/* ---- Handles that need one thread ---------------------------------------------------------- */

struct contested {
    etee_sealer *sealer;
    etee_unsealer *unsealer;
    atomic_int done;
};

/*
 * A named pipe keeps a call inside the library for as long as the test wants: the call reads
 * from it, and gets nothing before the test writes.
 */
struct held {
    etee_sealer *sealer;
    etee_unsealer *unsealer;
    const char *from, *to;
    etee_status status;
};

static void *hold(void *argument) {
    struct held *held = argument;
    held->status = held->sealer != NULL
        ? etee_sealer_seal_file(held->sealer, held->from, strlen(held->from), held->to,
                                strlen(held->to), NULL)
        : etee_unsealer_unseal_file(held->unsealer, held->from, strlen(held->from), held->to,
                                    strlen(held->to), NULL);
    return NULL;
}

/* Runs `meanwhile` while another thread is inside a call on the handle, then lets it go on. */
static void while_held(struct held *held, struct octets octets,
                       void (*meanwhile)(const struct held *)) {
    pthread_t thread;
    FILE *pipe;
    must(make_pipe(held->from) == 0 ? held : NULL, held->from);
    must(pthread_create(&thread, NULL, hold, held) == 0 ? held : NULL, "a thread");
    /* Opens as soon as the call has opened the other end. */
    pipe = must(fopen(held->from, "wb"), held->from);
    meanwhile(held);
    CHECK(fwrite(octets.data, 1, octets.len, pipe) == octets.len);
    fclose(pipe);
    pthread_join(thread, NULL);
    CHECK_OK(held->status);
    unlink(held->from);
}

static void the_sealer_is_busy(const struct held *held) {
    const uint8_t *contents = content.data;
    etee_batch *batch = NULL;
    etee_buffer *sealed = NULL;
    etee_error *error = NULL;
    size_t count = 7;
    CHECK_STATUS(ETEE_BUSY, etee_sealer_seal(held->sealer, content.data, content.len, &sealed,
                                             &error));
    CHECK(sealed == NULL && etee_error_code(error) == ETEE_BUSY);
    CHECK_STATUS(ETEE_BUSY, etee_sealer_begin(held->sealer, 1, NULL));
    CHECK_STATUS(ETEE_BUSY, etee_sealer_write(held->sealer, content.data, 1, NULL));
    CHECK_STATUS(ETEE_BUSY, etee_sealer_read(held->sealer, NULL, 0, &count, NULL));
    CHECK(count == 0);
    CHECK_STATUS(ETEE_BUSY, etee_sealer_finish(held->sealer, NULL));
    CHECK_STATUS(ETEE_BUSY, etee_batch_seal(context, &held->sealer, &contents, &content.len, 1,
                                            &batch, NULL));
    CHECK_STATUS(ETEE_BUSY, etee_batch_seal_each(context, held->sealer, content.data, content.len,
                                                 &batch, NULL));
    CHECK(batch == NULL);
    etee_error_free(error);
}

static void a_sealer_serves_one_thread_at_a_time(void) {
    struct held held = {sealer_of(context, "alice", "bob", NULL), NULL, in_folder("pipe"),
                        in_folder("sealed"), ETEE_OK};
    etee_unsealer *unsealer = unsealer_of(context, "bob");
    const char *opened = in_folder("opened");

    while_held(&held, content, the_sealer_is_busy);
    CHECK_OK(etee_unsealer_unseal_file(unsealer, held.to, strlen(held.to), opened, strlen(opened),
                                       NULL));
    CHECK(file_is(opened, content.data, content.len));
    etee_unsealer_free(unsealer);
    etee_sealer_free(held.sealer);
}

/* The first thread seals in the stream style; the others, in the way, can only be told so. */
static void stream_among_others(int number, void *what) {
    struct contested *contested = what;
    etee_sealer *sealer = contested->sealer;
    struct octets message = {must(malloc(2 * content.len + 65536), "message"), 0};
    uint8_t none;
    size_t count = 0, at = 0;
    etee_status status;

    while (number > 0 && atomic_load(&contested->done) == 0) {
        status = etee_sealer_read(sealer, &none, 0, &count, NULL);
        CHECK(status == ETEE_BUSY || status == ETEE_OK);
        sched_yield();
    }
    while (number == 0 && at < content.len) {
        size_t len = content.len - at < 10000 ? content.len - at : 10000;
        status = etee_sealer_write(sealer, content.data + at, len, NULL);
        if (status == ETEE_OK)
            at += len;
        else if (status == ETEE_OUTPUT_PENDING)
            do {
                status = etee_sealer_read(sealer, message.data + message.len, 65536, &count, NULL);
                message.len += status == ETEE_OK ? count : 0;
            } while (status == ETEE_BUSY || (status == ETEE_OK && count > 0));
        else if (!CHECK_STATUS(ETEE_BUSY, status))
            break;
    }
    if (number == 0) {
        do {
            status = etee_sealer_finish(sealer, NULL);
        } while (status == ETEE_BUSY);
        CHECK_OK(status);
        do {
            status = etee_sealer_read(sealer, message.data + message.len, 65536, &count, NULL);
            message.len += status == ETEE_OK ? count : 0;
        } while (status == ETEE_BUSY || (status == ETEE_OK && count > 0));
        atomic_store(&contested->done, 1);
        /* Handed out as a buffer, the message opens like any other. */
        CHECK_OK(etee_unsealer_write(contested->unsealer, message.data, message.len, NULL));
        CHECK_OK(etee_unsealer_finish(contested->unsealer, NULL));
    }
    free(message.data);
}

static void a_stream_survives_others_in_its_way(void) {
    struct contested contested = {sealer_of(context, "alice", "bob", NULL),
                                  unsealer_of(context, "bob"), 0};
    uint8_t *clear = must(malloc(content.len + 1), "clear");
    size_t count, len = 0;

    on_threads(2, stream_among_others, &contested);
    do {
        CHECK_OK(etee_unsealer_read(contested.unsealer, clear + len, content.len + 1 - len, &count,
                                    NULL));
        len += count;
    } while (count > 0);
    CHECK(same(content, clear, len));
    free(clear);
    etee_unsealer_free(contested.unsealer);
    etee_sealer_free(contested.sealer);
}

static void the_unsealer_is_busy(const struct held *held) {
    etee_buffer *clear = NULL;
    etee_report *report = NULL;
    size_t count = 7;
    CHECK_STATUS(ETEE_BUSY, etee_unsealer_unseal(held->unsealer, content.data, content.len, &clear,
                                                 NULL));
    CHECK_STATUS(ETEE_BUSY, etee_unsealer_write(held->unsealer, content.data, 1, NULL));
    CHECK_STATUS(ETEE_BUSY, etee_unsealer_finish(held->unsealer, NULL));
    CHECK_STATUS(ETEE_BUSY, etee_unsealer_read(held->unsealer, NULL, 0, &count, NULL));
    CHECK_STATUS(ETEE_BUSY, etee_unsealer_report(held->unsealer, &report, NULL));
    CHECK(clear == NULL && report == NULL && count == 0);
}

static void an_unsealer_serves_one_thread_at_a_time(void) {
    struct held held = {NULL, unsealer_of(context, "bob"), in_folder("pipe"), in_folder("opened"),
                        ETEE_OK};
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_buffer *sealed = NULL;
    struct octets message;

    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &sealed, NULL));
    message.data = (uint8_t *)(uintptr_t)etee_buffer_data(sealed);
    message.len = etee_buffer_len(sealed);
    while_held(&held, message, the_unsealer_is_busy);
    CHECK(file_is(held.to, content.data, content.len));
    opens(held.unsealer, sealed);
    etee_buffer_free(sealed);
    etee_sealer_free(sealer);
    etee_unsealer_free(held.unsealer);
}

/* One identity opens messages on all threads, each with an unsealer of its own. */
static void unseal_with_own(int number, void *what) {
    const struct shared *shared = what;
    etee_unsealer *unsealer = NULL;
    (void)number;
    CHECK_OK(etee_unsealer_new(context, &unsealer, NULL));
    CHECK_OK(etee_unsealer_add_identity(unsealer, shared->bob, NULL));
    for (int round = 0; round < (slow() ? 1 : 50); round++)
        opens(unsealer, shared->sealed);
    etee_unsealer_free(unsealer);
}

static void one_identity_unseals_on_many_threads(void) {
    struct shared shared = {NULL, identity_of(context, "bob"), NULL, NULL, NULL};
    etee_sealer *sealer = sealer_of(context, "hospital", "bob", NULL);

    CHECK_OK(etee_sealer_seal(sealer, content.data, content.len, &shared.sealed, NULL));
    on_threads(THREADS, unseal_with_own, &shared);
    etee_buffer_free(shared.sealed);
    etee_sealer_free(sealer);
    etee_identity_free(shared.bob);
}

/* ---- Freeing elsewhere --------------------------------------------------------------------- */

struct made {
    etee_context *context;
    etee_identity *identity;
    etee_token *token;
    etee_sealer *sealer;
    etee_unsealer *unsealer;
    etee_buffer *buffer;
    etee_report *report;
    etee_error *error;
};

static void free_all(int number, void *what) {
    struct made *made = what;
    (void)number;
    etee_context_free(made->context);
    etee_identity_free(made->identity);
    etee_token_free(made->token);
    etee_sealer_free(made->sealer);
    etee_unsealer_free(made->unsealer);
    etee_buffer_free(made->buffer);
    etee_report_free(made->report);
    etee_error_free(made->error);
}

static void handles_are_freed_on_another_thread(void) {
    struct made made = {0};
    etee_buffer *sealed = NULL;

    made.context = trusting_context();
    made.identity = identity_of(made.context, "alice");
    made.token = token_of(made.context, "bob");
    made.sealer = sealer_of(made.context, "alice", "bob", NULL);
    made.unsealer = unsealer_of(made.context, "bob");
    CHECK_OK(etee_sealer_seal(made.sealer, content.data, content.len, &sealed, NULL));
    CHECK_OK(etee_unsealer_unseal(made.unsealer, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                  &made.buffer, NULL));
    CHECK_OK(etee_unsealer_report(made.unsealer, &made.report, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_context_new(NULL, &made.error));
    /* In the middle of things: a content that was begun, and half a message. */
    CHECK_OK(etee_sealer_write(made.sealer, content.data, content.len, NULL));
    CHECK_OK(etee_unsealer_write(made.unsealer, etee_buffer_data(sealed),
                                 etee_buffer_len(sealed) / 2, NULL));
    etee_buffer_free(sealed);
    on_threads(1, free_all, &made);
}

int main(void) {
    make_folder();
    check_begin("the context of all tests");
    context = trusting_context();
    content = made_content(slow() ? 100000 : 1500000);
    check_end();
    RUN(const_handles_are_shared);
    if (PIPES_HAVE_PATHS) {
        RUN(a_sealer_serves_one_thread_at_a_time);
        RUN(an_unsealer_serves_one_thread_at_a_time);
    } else {
        skip("a sealer cannot be held in a call: pipes have no paths on this system");
        skip("an unsealer cannot be held in a call: pipes have no paths on this system");
    }
    RUN(a_stream_survives_others_in_its_way);
    RUN(one_identity_unseals_on_many_threads);
    RUN(handles_are_freed_on_another_thread);
    free(content.data);
    etee_context_free(context);
    remove_folder();
    return check_summary();
}
