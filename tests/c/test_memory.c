/*
 * A file of 1 GiB is sealed and unsealed in memory that does not grow with it, through files
 * and through the stream style's sealer. The figure is the peak of the resident set of the
 * whole process, the library included.
 */

#include "check.h"
#include "vectors.h"

#define MIB ((off_t)1 << 20)
#define PEAK_LIMIT_KIB ((emulated() ? 96L : 32L) * 1024)

static off_t size;

/* Zeros with a few other octets among them, so that the file system stores next to nothing. */
static void make_file(const char *path) {
    FILE *file = must(fopen(path, "wb"), path);
    for (off_t at = 0; at < size; at += 61 * MIB) {
        fseeko(file, at, SEEK_SET);
        fprintf(file, "octet %lld", (long long)at);
    }
    fseeko(file, size - 1, SEEK_SET);
    fputc('.', file);
    if (fclose(file) != 0)
        must(NULL, path);
}

static int same_files(const char *one, const char *other) {
    static unsigned char a[65536], b[65536];
    FILE *first = must(fopen(one, "rb"), one), *second = must(fopen(other, "rb"), other);
    size_t count;
    off_t total = 0;
    int same = 1;
    while (same && (count = fread(a, 1, sizeof a, first)) > 0) {
        same = fread(b, 1, count, second) == count && memcmp(a, b, count) == 0;
        total += (off_t)count;
    }
    same = same && total == size && fgetc(second) == EOF;
    fclose(first);
    fclose(second);
    return same;
}

/* Seals in the stream style, without telling the length. */
static void seal_stream(etee_sealer *sealer, const char *from, const char *to) {
    static uint8_t clear[65536], sealed[65536];
    FILE *input = must(fopen(from, "rb"), from), *output = must(fopen(to, "wb"), to);
    size_t count, ready;
    int finished = 0;
    CHECK_OK(etee_sealer_begin(sealer, ETEE_LENGTH_UNKNOWN, NULL));
    while (!finished) {
        count = fread(clear, 1, sizeof clear, input);
        finished = count == 0;
        if (finished)
            CHECK_OK(etee_sealer_finish(sealer, NULL));
        else
            CHECK_OK(etee_sealer_write(sealer, clear, count, NULL));
        do {
            CHECK_OK(etee_sealer_read(sealer, sealed, sizeof sealed, &ready, NULL));
            fwrite(sealed, 1, ready, output);
        } while (ready > 0);
    }
    fclose(input);
    if (fclose(output) != 0)
        must(NULL, to);
}

static void memory_does_not_grow_with_the_content(void) {
    const char *clear = in_folder("clear"), *sealed = in_folder("sealed");
    const char *opened = in_folder("opened");
    etee_context *context = plain_context();
    etee_sealer *sealer = sealer_of(context, "alice", "bob", NULL);
    etee_unsealer *unsealer = unsealer_of(context, "bob");

    make_file(clear);
    CHECK_OK(etee_sealer_seal_file(sealer, clear, strlen(clear), sealed, strlen(sealed), NULL));
    CHECK_OK(etee_unsealer_unseal_file(unsealer, sealed, strlen(sealed), opened, strlen(opened),
                                       NULL));
    CHECK(same_files(clear, opened));
    printf("peak memory for %lld MiB, file style, both ways: %.1f MiB\n",
           (long long)(size / MIB), (double)peak_kib() / 1024);

    unlink(opened);
    seal_stream(sealer, clear, sealed);
    CHECK_OK(etee_unsealer_unseal_file(unsealer, sealed, strlen(sealed), opened, strlen(opened),
                                       NULL));
    CHECK(same_files(clear, opened));
    printf("peak memory for %lld MiB, sealed as a stream of unknown length: %.1f MiB\n",
           (long long)(size / MIB), (double)peak_kib() / 1024);
    /* Valgrind's own memory would count too. */
    if (!slow())
        CHECK(peak_kib() > 0 && peak_kib() < PEAK_LIMIT_KIB);

    etee_unsealer_free(unsealer);
    etee_sealer_free(sealer);
    etee_context_free(context);
}

int main(void) {
    size = (slow() ? 4 : 1024) * MIB;
    make_folder();
    RUN(memory_does_not_grow_with_the_content);
    remove_folder();
    return check_summary();
}
