/*
 * What the workers in C have in common: worker.c reads the requests of the driver, keeps the
 * clocks and writes the replies; etee.c and openssl.c say what is done. benches/README.md has
 * the form of requests and replies.
 */

#ifndef WORKER_H
#define WORKER_H

#include <stddef.h>

#define PATH_SIZE 512

struct octets {
    unsigned char *data;
    size_t len;
};

enum style {
    IN_BUFFER, /* from memory to memory, in one call */
    IN_FILE,   /* from file to file */
    IN_STREAM, /* from memory to memory, in parts, their length known beforehand */
    IN_SEGMENTS /* the same, their length unknown */
};

struct request {
    int unseals;
    enum style style;
    char signer[16];
    unsigned recipients;
    char input[PATH_SIZE];
    char output[PATH_SIZE];
};

/* The functions of a peer return NULL, or why they did not do it. A reason that starts with
 * "cannot" means that the peer has no such operation. */

/* Reads what all requests need. The current directory holds keys/. */
const char *peer_open(void);

/* Makes ready for a request; input has the octets of the input file, or none with IN_FILE. */
const char *peer_prepare(const struct request *request, const struct octets *input);

/* Does the request once. What output points to is the peer's, until the next call. */
const char *peer_run(const struct request *request, const struct octets *input,
                     struct octets *output);

/* Both return 0 on success. What read_file() gives is the caller's, for free(). */
int read_file(const char *path, struct octets *octets);
int write_file(const char *path, const struct octets *octets);

#endif
