/* Batches: messages sealed together, each on its own, on as many threads as are allowed. */

#define _GNU_SOURCE

#include "vectors.h"

#include <errno.h>
#include <pthread.h>
#ifndef _WIN32
#include <dlfcn.h>
#endif

#define MESSAGES 24

static etee_context *context;
static etee_sealer *sealer; /* from alice for bob */
static etee_unsealer *bob, *carol;
static struct octets content;

/* ---- Threads, counted ---------------------------------------------------------------------- */

static atomic_size_t threads_started;
static size_t threads_allowed = SIZE_MAX;

#ifdef _WIN32

/* Here a library asks the system itself, past the program. */
enum { THREADS_ARE_COUNTED = 0 };

#else

enum { THREADS_ARE_COUNTED = 1 };

/* The library starts its threads here, because a program comes before libc where names are
 * looked up. */
int pthread_create(pthread_t *restrict thread, const pthread_attr_t *restrict attributes,
                   void *(*run)(void *), void *restrict argument) {
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    void *symbol = must(dlsym(RTLD_NEXT, "pthread_create"), "pthread_create");
    memcpy(&create, &symbol, sizeof create);
    if (atomic_load(&threads_started) >= threads_allowed)
        return EAGAIN;
    atomic_fetch_add(&threads_started, 1);
    return create(thread, attributes, run, argument);
}

#endif

/* ---- Helpers ------------------------------------------------------------------------------- */

static etee_context *context_with(size_t threads) {
    etee_context *made = trusting_context();
    CHECK_OK(etee_context_set_parallelism(made, threads, NULL));
    return made;
}

/* Takes a message and has it opened, for the status alone or for this content. */
static etee_status opened(etee_batch *batch, size_t index, etee_unsealer *reader,
                          struct octets expected) {
    etee_buffer *sealed = NULL, *clear = NULL;
    etee_status status;

    CHECK_OK(etee_batch_take(batch, index, &sealed, NULL));
    status = etee_unsealer_unseal(reader, etee_buffer_data(sealed), etee_buffer_len(sealed),
                                  &clear, NULL);
    if (status == ETEE_OK)
        CHECK(same(expected, etee_buffer_data(clear), etee_buffer_len(clear)));
    etee_buffer_free(clear);
    etee_buffer_free(sealed);
    return status;
}

/* A batch of one content, so many times; and how many threads that started. */
static size_t started_for(size_t threads, size_t count) {
    etee_context *own = context_with(threads);
    etee_sealer *sealers[MESSAGES];
    const uint8_t *contents[MESSAGES];
    size_t lens[MESSAGES];
    etee_batch *batch = NULL;

    for (size_t i = 0; i < count; i++) {
        sealers[i] = sealer;
        contents[i] = content.data;
        lens[i] = content.len;
    }
    atomic_store(&threads_started, 0);
    CHECK_OK(etee_batch_seal(own, sealers, contents, lens, count, &batch, NULL));
    CHECK(etee_batch_count(batch) == count);
    for (size_t i = 0; i < count; i++)
        CHECK_OK(opened(batch, i, bob, content));
    etee_batch_free(batch);
    etee_context_free(own);
    return atomic_load(&threads_started);
}

/* ---- Tests --------------------------------------------------------------------------------- */

static void every_content_has_its_message(void) {
    etee_sealer *to_carol = sealer_of(context, "bob", "carol", NULL);
    size_t count = slow() ? 5 : MESSAGES;

    for (size_t threads = 1; threads <= 3; threads++) {
        etee_context *own = context_with(threads);
        etee_sealer *sealers[MESSAGES];
        const uint8_t *contents[MESSAGES];
        size_t lens[MESSAGES];
        etee_batch *batch = NULL;

        /* Parts of one content: of every length between all of it and none. */
        for (size_t i = 0; i < count; i++) {
            sealers[i] = i % 3 == 2 ? to_carol : sealer;
            lens[i] = content.len * i / (count - 1);
            contents[i] = lens[i] == 0 ? NULL : content.data + content.len - lens[i];
        }
        CHECK_OK(etee_batch_seal(own, sealers, contents, lens, count, &batch, NULL));
        CHECK(etee_batch_count(batch) == count);
        for (size_t i = count; i-- > 0;) {
            struct octets expected = {content.data + content.len - lens[i], lens[i]};
            CHECK_OK(opened(batch, i, i % 3 == 2 ? carol : bob, expected));
        }
        etee_batch_free(batch);
        etee_context_free(own);
    }
    etee_sealer_free(to_carol);
}

static void each_recipient_has_its_message(void) {
    etee_unsealer *readers[] = {bob, carol, unsealer_of(context, "key")};
    etee_context *own = context_with(2);
    etee_sealer *to_three = sealer_of(context, "alice", "bob", "carol");
    etee_secret_key *key = kgss_key();

    CHECK_OK(etee_sealer_add_secret_key(to_three, key, NULL));
    for (size_t reader = 0; reader < 3; reader++) {
        etee_batch *batch = NULL;
        CHECK_OK(etee_batch_seal_each(own, to_three, content.data, content.len, &batch, NULL));
        CHECK(etee_batch_count(batch) == 3);
        for (size_t i = 0; i < 3; i++)
            CHECK_STATUS(i == reader ? ETEE_OK : ETEE_NOT_ADDRESSED,
                         opened(batch, i, readers[reader], content));
        etee_batch_free(batch);
    }
    etee_unsealer_free(readers[2]);
    etee_secret_key_free(key);
    etee_sealer_free(to_three);
    etee_context_free(own);
}

static void threads_are_started_as_allowed(void) {
    CHECK(started_for(1, 4) == 0);
    CHECK(started_for(2, 4) == 1);
    CHECK(started_for(3, 4) == 2);
    CHECK(started_for(SIZE_MAX, 4) == 3);
    CHECK(started_for(4, 1) == 0);
    CHECK(started_for(4, 0) == 0);
    /* A context that says nothing allows none. */
    etee_batch *batch = NULL;
    atomic_store(&threads_started, 0);
    CHECK_OK(etee_batch_seal_each(context, sealer, content.data, content.len, &batch, NULL));
    CHECK(atomic_load(&threads_started) == 0);
    etee_batch_free(batch);
}

static void a_system_without_threads_to_give_is_put_up_with(void) {
    threads_allowed = 1;
    CHECK(started_for(4, 5) == 1);
    threads_allowed = 0;
    CHECK(started_for(4, 5) == 0);
    threads_allowed = SIZE_MAX;
}

static void a_message_that_fails_is_the_only_one(void) {
    etee_context *own = context_with(2);
    etee_sealer *to_nobody = sealer_of(context, "alice", NULL, NULL);
    etee_sealer *sealers[] = {sealer, to_nobody, sealer};
    const uint8_t *contents[] = {content.data, content.data, content.data};
    size_t lens[] = {content.len, content.len, content.len};
    etee_batch *batch = NULL;

    CHECK_OK(etee_batch_seal(own, sealers, contents, lens, 3, &batch, NULL));
    CHECK(etee_batch_count(batch) == 3);
    /* Why it failed is told as often as it is asked. */
    for (int i = 0; i < 2; i++) {
        etee_buffer *sealed = NULL;
        etee_error *error = NULL;
        CHECK_STATUS(ETEE_NO_RECIPIENT, etee_batch_take(batch, 1, &sealed, &error));
        CHECK(sealed == NULL && etee_error_code(error) == ETEE_NO_RECIPIENT);
        etee_error_free(error);
    }
    CHECK_OK(opened(batch, 0, bob, content));
    CHECK_OK(opened(batch, 2, bob, content));
    etee_batch_free(batch);
    etee_sealer_free(to_nobody);
    etee_context_free(own);
}

static void a_message_is_taken_once(void) {
    etee_buffer *sealed = NULL;
    etee_batch *batch = NULL;

    CHECK_OK(etee_batch_seal_each(context, sealer, content.data, content.len, &batch, NULL));
    CHECK_OK(opened(batch, 0, bob, content));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_batch_take(batch, 0, &sealed, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_batch_take(batch, 1, &sealed, NULL));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_batch_take(batch, SIZE_MAX, &sealed, NULL));
    CHECK(sealed == NULL && etee_batch_count(batch) == 1);
    etee_batch_free(batch);
}

static void *take_the_last(void *batch) {
    CHECK_OK(opened(batch, 1, bob, content));
    etee_batch_free(batch);
    return NULL;
}

/* Whatever the batch was made with is gone, the first message was not taken. */
static void a_batch_needs_nobody(void) {
    etee_context *own = context_with(2);
    etee_sealer *first = sealer_of(own, "alice", "bob", NULL);
    etee_sealer *second = sealer_of(own, "carol", "bob", NULL);
    etee_sealer *sealers[] = {first, second};
    struct octets copy = made_content(content.len);
    const uint8_t *contents[] = {copy.data, copy.data};
    size_t lens[] = {copy.len, copy.len};
    etee_batch *batch = NULL;
    pthread_t thread;

    CHECK_OK(etee_batch_seal(own, sealers, contents, lens, 2, &batch, NULL));
    etee_context_free(own);
    etee_sealer_free(first);
    etee_sealer_free(second);
    free(copy.data);
    if (pthread_create(&thread, NULL, take_the_last, batch) != 0)
        must(NULL, "pthread_create");
    pthread_join(thread, NULL);
}

/* A content that was begun in the stream style goes on after the batch. */
static void a_stream_goes_on_after_a_batch(void) {
    etee_batch *batch = NULL;
    uint8_t sealed[8192];
    size_t count = 0;

    CHECK_OK(etee_sealer_write(sealer, content.data, 100, NULL));
    CHECK_OK(etee_batch_seal_each(context, sealer, content.data, content.len, &batch, NULL));
    CHECK_OK(opened(batch, 0, bob, content));
    CHECK_OK(etee_sealer_finish(sealer, NULL));
    do {
        CHECK_OK(etee_sealer_read(sealer, sealed, sizeof sealed, &count, NULL));
        CHECK_OK(etee_unsealer_write(bob, sealed, count, NULL));
    } while (count > 0);
    CHECK_OK(etee_unsealer_finish(bob, NULL));
    etee_batch_free(batch);
}

/* ---- Arguments that cannot be -------------------------------------------------------------- */

static char stale;

/* Seals, and expects to be told why not. */
static void refused(etee_status expected, const etee_context *own, etee_sealer *const *sealers,
                    const uint8_t *const *contents, const size_t *lens, size_t count) {
    etee_batch *batch = (etee_batch *)(void *)&stale;
    etee_error *error = NULL;
    CHECK_STATUS(expected, etee_batch_seal(own, sealers, contents, lens, count, &batch, &error));
    CHECK(batch == NULL && etee_error_code(error) == expected);
    etee_error_free(error);
}

static void rows_are_checked(void) {
    etee_sealer *sealers[] = {sealer, sealer}, *missing[] = {sealer, NULL};
    etee_sealer *other[] = {sealer, (etee_sealer *)(void *)context};
    const uint8_t *contents[] = {content.data, content.data}, *gap[] = {content.data, NULL};
    size_t lens[] = {content.len, content.len}, huge[] = {content.len, SIZE_MAX};

    refused(ETEE_NULL_POINTER, NULL, sealers, contents, lens, 2);
    refused(ETEE_NULL_POINTER, context, NULL, contents, lens, 2);
    refused(ETEE_NULL_POINTER, context, sealers, NULL, lens, 2);
    refused(ETEE_NULL_POINTER, context, sealers, contents, NULL, 2);
    refused(ETEE_NULL_POINTER, context, missing, contents, lens, 2);
    refused(ETEE_NULL_POINTER, context, sealers, gap, lens, 2);
    refused(ETEE_INVALID_ARGUMENT, context, other, contents, lens, 2);
    refused(ETEE_INVALID_ARGUMENT, context, sealers, contents, huge, 2);
    refused(ETEE_INVALID_ARGUMENT, context, sealers, contents, lens, SIZE_MAX);
    refused(ETEE_INVALID_ARGUMENT, context, sealers, contents, lens, SIZE_MAX / sizeof *lens);
    refused(ETEE_INVALID_ARGUMENT, (etee_context *)(void *)sealer, sealers, contents, lens, 2);
    CHECK_STATUS(ETEE_NULL_POINTER,
                 etee_batch_seal(context, sealers, contents, lens, 2, NULL, NULL));
}

static void other_arguments_are_checked(void) {
    etee_sealer *to_nobody = sealer_of(context, "alice", NULL, NULL);
    etee_batch *batch = (etee_batch *)(void *)&stale;
    etee_buffer *sealed = (etee_buffer *)(void *)&stale;

    CHECK_STATUS(ETEE_NO_RECIPIENT, etee_batch_seal_each(context, to_nobody, content.data,
                                                         content.len, &batch, NULL));
    CHECK(batch == NULL);
    CHECK_STATUS(ETEE_NULL_POINTER, etee_batch_seal_each(NULL, sealer, NULL, 0, &batch, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_batch_seal_each(context, NULL, NULL, 0, &batch, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_batch_seal_each(context, sealer, NULL, 1, &batch, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_batch_seal_each(context, sealer, NULL, 0, NULL, NULL));

    CHECK_STATUS(ETEE_NULL_POINTER, etee_batch_take(NULL, 0, &sealed, NULL));
    CHECK(sealed == NULL);
    CHECK_STATUS(ETEE_INVALID_ARGUMENT,
                 etee_batch_take((etee_batch *)(void *)sealer, 0, &sealed, NULL));
    CHECK_OK(etee_batch_seal_each(context, sealer, NULL, 0, &batch, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_batch_take(batch, 0, NULL, NULL));
    CHECK_OK(opened(batch, 0, bob, (struct octets){content.data, 0}));
    CHECK(etee_batch_count(NULL) == 0);
    CHECK(etee_batch_count((etee_batch *)(void *)sealer) == 0);
    etee_batch_free(NULL);
    etee_batch_free(batch);
    etee_sealer_free(to_nobody);
}

static void parallelism_is_set_before_use(void) {
    etee_context *own = plain_context();
    etee_batch *batch = NULL;

    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_context_set_parallelism(own, 0, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_context_set_parallelism(NULL, 2, NULL));
    CHECK_OK(etee_context_set_parallelism(own, 2, NULL));
    /* To seal nothing is a use too. */
    CHECK_OK(etee_batch_seal(own, NULL, NULL, NULL, 0, &batch, NULL));
    CHECK(batch != NULL && etee_batch_count(batch) == 0);
    CHECK_STATUS(ETEE_WRONG_STATE, etee_context_set_parallelism(own, 3, NULL));
    etee_batch_free(batch);
    etee_context_free(own);
}

int main(void) {
    check_begin("the handles of all tests");
    context = trusting_context();
    sealer = sealer_of(context, "alice", "bob", NULL);
    bob = unsealer_of(context, "bob");
    carol = unsealer_of(context, "carol");
    content = made_content(slow() ? 3000 : 200000);
    check_end();
    RUN(every_content_has_its_message);
    RUN(each_recipient_has_its_message);
    if (THREADS_ARE_COUNTED) {
        RUN(threads_are_started_as_allowed);
        RUN(a_system_without_threads_to_give_is_put_up_with);
    } else {
        skip("how many threads are started cannot be seen on this system");
        skip("threads cannot be withheld on this system");
    }
    RUN(a_message_that_fails_is_the_only_one);
    RUN(a_message_is_taken_once);
    RUN(a_batch_needs_nobody);
    RUN(a_stream_goes_on_after_a_batch);
    RUN(rows_are_checked);
    RUN(other_arguments_are_checked);
    RUN(parallelism_is_set_before_use);
    free(content.data);
    etee_unsealer_free(carol);
    etee_unsealer_free(bob);
    etee_sealer_free(sealer);
    etee_context_free(context);
    return check_summary();
}
