#define _POSIX_C_SOURCE 200809L

#include "worker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int read_file(const char *path, struct octets *octets) {
    FILE *file = fopen(path, "rb");
    long len = -1;
    int result = -1;

    octets->data = NULL;
    octets->len = 0;
    if (file != NULL && fseek(file, 0, SEEK_END) == 0)
        len = ftell(file);
    if (len >= 0 && fseek(file, 0, SEEK_SET) == 0)
        octets->data = malloc((size_t)len + 1);
    if (octets->data != NULL && fread(octets->data, 1, (size_t)len, file) == (size_t)len) {
        octets->len = (size_t)len;
        result = 0;
    }
    if (result != 0) {
        free(octets->data);
        octets->data = NULL;
    }
    if (file != NULL)
        fclose(file);
    return result;
}

int write_file(const char *path, const struct octets *octets) {
    FILE *file = fopen(path, "wb");
    int result = -1;

    if (file == NULL)
        return -1;
    if (fwrite(octets->data, 1, octets->len, file) == octets->len)
        result = 0;
    return fclose(file) == 0 ? result : -1;
}

static long long nanoseconds(clockid_t clock) {
    struct timespec now;

    clock_gettime(clock, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* The peak of the resident set, in KiB. */
static long peak(void) {
    FILE *file = fopen("/proc/self/status", "r");
    char line[256];
    long kib = 0;

    if (file == NULL)
        return 0;
    while (fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "VmHWM:", 6) == 0)
            kib = strtol(line + 6, NULL, 10);
    fclose(file);
    return kib;
}

static int style_of(const char *name, enum style *style) {
    static const char *const names[] = {"buffer", "file", "stream", "segments"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0) {
            *style = (enum style)i;
            return 0;
        }
    return -1;
}

static int parse(const char *line, struct request *request, unsigned long *count) {
    char operation[16], style[16];

    if (sscanf(line, "%15s %15s %15s %u %511s %511s %lu", operation, style, request->signer,
               &request->recipients, request->input, request->output, count) != 7)
        return -1;
    request->unseals = strcmp(operation, "unseal") == 0;
    return style_of(style, &request->style);
}

/* Keeps the input and what the peer made ready until a request differs. */
static const char *prepare(const struct request *request, struct octets *input) {
    static struct request last;
    const char *reason;

    if (memcmp(request, &last, sizeof last) == 0)
        return NULL;
    memset(&last, 0, sizeof last);
    free(input->data);
    input->data = NULL;
    input->len = 0;
    if (request->style != IN_FILE && read_file(request->input, input) != 0)
        return "the input cannot be read";
    reason = peer_prepare(request, input);
    if (reason == NULL)
        last = *request;
    return reason;
}

static const char *serve(const char *line, struct octets *input) {
    struct request request;
    struct octets output = {NULL, 0};
    unsigned long count;
    const char *reason;

    memset(&request, 0, sizeof request);
    if (parse(line, &request, &count) != 0)
        return "no such request";
    reason = prepare(&request, input);

    long long thread = nanoseconds(CLOCK_THREAD_CPUTIME_ID);
    long long process = nanoseconds(CLOCK_PROCESS_CPUTIME_ID);
    long long wall = nanoseconds(CLOCK_MONOTONIC);
    for (unsigned long i = 0; reason == NULL && i < count; i++)
        reason = peer_run(&request, input, &output);
    wall = nanoseconds(CLOCK_MONOTONIC) - wall;
    process = nanoseconds(CLOCK_PROCESS_CPUTIME_ID) - process;
    thread = nanoseconds(CLOCK_THREAD_CPUTIME_ID) - thread;

    if (reason == NULL && request.style != IN_FILE && write_file(request.output, &output) != 0)
        reason = "the output cannot be written";
    if (reason == NULL)
        printf("done %lld %lld %lld %ld\n", thread, process, wall, peak());
    return reason;
}

int main(int argc, char **argv) {
    struct octets input = {NULL, 0};
    char line[2 * PATH_SIZE + 128];
    const char *reason;

    if (argc != 2 || chdir(argv[1]) != 0) {
        fprintf(stderr, "usage: %s DIRECTORY\n", argv[0]);
        return 2;
    }
    reason = peer_open();
    if (reason != NULL) {
        fprintf(stderr, "%s: %s\n", argv[0], reason);
        return 2;
    }
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (strcmp(line, "idle\n") == 0)
            printf("done 0 0 0 %ld\n", peak());
        else if ((reason = serve(line, &input)) != NULL)
            printf("%s\n", reason);
        fflush(stdout);
    }
    free(input.data);
    return 0;
}
