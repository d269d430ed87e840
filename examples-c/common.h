/*
 * What the example programs share: errors made readable, secrets wiped, files read whole,
 * output that appears whole or not at all.
 *
 * Plain read() and write() are used, not stdio, because the buffers of stdio would keep
 * passwords and clear text that nobody wipes. Include this file before any other.
 */

#ifndef COMMON_H
#define COMMON_H

#include "system.h"

#include <etee.h>

/* Octets that are read, sealed or unsealed at once. */
#define CHUNK (64 * 1024)

/* A key store's password, a token: nothing that is read whole is larger than this. */
#define LARGEST_FILE (1024 * 1024)

/* ---- Errors -------------------------------------------------------------------------------- */

/* Prints everything that an error knows. All of it may be logged: it holds no personal data. */
static inline void print_error(const char *what, const etee_error *error) {
    const char *lead = what;
    for (; error != NULL; error = etee_error_cause(error)) {
        etee_status code = etee_error_code(error);
        const char *name = etee_status_name(code);
        fprintf(stderr, "%s: %s (%d %s)\n", lead, etee_error_message(error), (int)code,
                name != NULL ? name : "unknown");
        if (etee_error_service_code(error) != NULL)
            fprintf(stderr, "  the service's code: %s\n", etee_error_service_code(error));
        if (etee_error_http_status(error) != 0)
            fprintf(stderr, "  HTTP status: %d\n", (int)etee_error_http_status(error));
        if (etee_error_system_code(error) != 0)
            fprintf(stderr, "  the system says: %s\n", system_message(etee_error_system_code(error)));
        if (etee_error_is_retryable(error))
            fprintf(stderr, "  the same call may succeed later\n");
        lead = "  because";
    }
}

/* Prints why a file could not be used. */
static inline void print_system_error(const char *what, const char *path) {
    fprintf(stderr, "%s: %s: %s\n", what, path, strerror(errno));
}

/* ---- Secrets ------------------------------------------------------------------------------- */

/* Overwrites a secret. A plain memset() right before free() may be optimised away. */
static inline void wipe(void *secret, size_t len) {
    volatile unsigned char *octet = secret;
    while (len-- > 0)
        *octet++ = 0;
}

/* Octets on the heap; every one of them is wiped when they are freed. */
struct octets {
    uint8_t *data;
    size_t len;
    size_t capacity;
};

static inline void free_octets(struct octets *octets) {
    if (octets->data != NULL)
        wipe(octets->data, octets->capacity);
    free(octets->data);
    octets->data = NULL;
    octets->len = octets->capacity = 0;
}

/* ---- Input --------------------------------------------------------------------------------- */

/* As read(), but not to be disturbed by signals. */
static inline ssize_t read_some(int file, void *room, size_t capacity) {
    ssize_t count;
    do {
        count = read(file, room, capacity);
    } while (count < 0 && errno == EINTR);
    return count;
}

/* Opens a file to read it; without a path, standard input. */
static inline int open_input(const char *path) {
    int file = path == NULL ? as_octets(STDIN_FILENO) : open_file(path, O_RDONLY, 0);
    if (file < 0)
        print_system_error("could not read", path);
    return file;
}

/* Reads a small file whole; to be freed with free_octets(). 0, or -1 after a message. */
static inline int read_file(const char *path, struct octets *octets) {
    ssize_t count = -1;
    int file = open_file(path, O_RDONLY, 0);
    octets->len = 0;
    octets->capacity = LARGEST_FILE;
    octets->data = file < 0 ? NULL : malloc(octets->capacity);
    while (octets->data != NULL) {
        count = read_some(file, octets->data + octets->len, octets->capacity - octets->len);
        if (count <= 0)
            break;
        octets->len += (size_t)count;
    }
    /* A full buffer ends the loop like the end of the file does. */
    if (count == 0 && octets->len == octets->capacity) {
        errno = EFBIG;
        count = -1;
    }
    if (count < 0) {
        print_system_error("could not read", path);
        free_octets(octets);
    }
    if (file >= 0)
        close(file);
    return count < 0 ? -1 : 0;
}

/* Reads a password; the line break that editors put at the end is not part of it. */
static inline int read_password(const char *path, struct octets *password) {
    if (read_file(path, password) != 0)
        return -1;
    if (password->len > 0 && password->data[password->len - 1] == '\n')
        password->len--;
    if (password->len > 0 && password->data[password->len - 1] == '\r')
        password->len--;
    return 0;
}

/* Reads our own keys from a key store. */
static inline etee_status read_identity(const etee_context *context, const char *path,
                                        const struct octets *password, etee_identity **identity,
                                        etee_error **error) {
    return etee_identity_from_pkcs12_file(context, path, strlen(path), (const char *)password->data,
                                          password->len, identity, error);
}

/* Writes octets as base64, which takes 4 characters for every 3 of them and a NUL. */
static inline void encode_base64(const uint8_t *octets, size_t len, char *base64) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t at = 0; at < len; at += 3) {
        uint32_t group = (uint32_t)octets[at] << 16;
        group |= at + 1 < len ? (uint32_t)octets[at + 1] << 8 : 0;
        group |= at + 2 < len ? (uint32_t)octets[at + 2] : 0;
        *base64++ = digits[group >> 18];
        *base64++ = digits[group >> 12 & 63];
        *base64++ = at + 1 < len ? digits[group >> 6 & 63] : '=';
        *base64++ = at + 2 < len ? digits[group & 63] : '=';
    }
    *base64 = 0;
}

/*
 * Reads a key of the KGSS, given as ID:FILE: its identifier in base64, and a file that holds the
 * key, as its 16 or 32 octets or as base64 text. NULL after a message.
 */
static inline etee_secret_key *read_secret_key(const char *option) {
    const char *colon = strchr(option, ':');
    struct octets key = {NULL, 0, 0};
    char base64[48]; /* for 32 octets */
    etee_secret_key *secret_key = NULL;
    etee_error *error = NULL;

    if (colon == NULL) {
        fprintf(stderr, "%s: a key is given as ID:FILE\n", option);
        return NULL;
    }
    if (read_file(colon + 1, &key) != 0)
        return NULL;
    /* Keys have no other lengths, and their base64 text has neither. */
    if (key.len == 16 || key.len == 32) {
        encode_base64(key.data, key.len, base64);
        etee_secret_key_from_base64(option, (size_t)(colon - option), base64, strlen(base64),
                                    &secret_key, &error);
        wipe(base64, sizeof base64);
    } else {
        etee_secret_key_from_base64(option, (size_t)(colon - option), (const char *)key.data,
                                    key.len, &secret_key, &error);
    }
    print_error(colon + 1, error);
    etee_error_free(error);
    free_octets(&key);
    return secret_key;
}

/* ---- Output -------------------------------------------------------------------------------- */

/*
 * A file that is written beside its place and moved there when it is complete, or standard
 * output. What the programs do not finish leaves no trace under the name they were given.
 */
struct output {
    const char *path; /* NULL for standard output */
    char *temporary;
    int file;
};

#define NO_OUTPUT {NULL, NULL, -1}

static inline void discard_output(struct output *output) {
    if (output->temporary != NULL) {
        if (output->file >= 0)
            close(output->file);
        unlink(output->temporary);
        free(output->temporary);
    }
    output->temporary = NULL;
    output->file = -1;
}

/*
 * `mode` is 0600 for what only we may read, 0666 to leave that to the umask. On Windows the folder
 * decides.
 */
static inline int open_output(struct output *output, const char *path, int mode) {
    size_t room;
    output->path = path;
    output->temporary = NULL;
    if (path == NULL) {
        output->file = as_octets(STDOUT_FILENO);
        return 0;
    }
    room = strlen(path) + 32;
    output->temporary = malloc(room);
    output->file = -1;
    if (output->temporary != NULL) {
        snprintf(output->temporary, room, "%s.%ld.part", path, (long)getpid());
        output->file = open_file(output->temporary, O_WRONLY | O_CREAT | O_EXCL, mode);
    }
    if (output->file < 0) {
        print_system_error("could not create", path);
        free(output->temporary); /* not unlinked: if it exists, it is not ours */
        output->temporary = NULL;
        return -1;
    }
    return 0;
}

static inline int write_output(struct output *output, const void *data, size_t len) {
    const uint8_t *rest = data;
    while (len > 0) {
        ssize_t count = write(output->file, rest, len);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0) {
            print_system_error("could not write",
                               output->path != NULL ? output->path : "standard output");
            return -1;
        }
        rest += count;
        len -= (size_t)count;
    }
    return 0;
}

/* Puts a complete output in its place. */
static inline int commit_output(struct output *output) {
    int failed = 0;
    if (output->path == NULL)
        return 0;
    failed |= sync_file(output->file) != 0;
    failed |= close(output->file) != 0;
    output->file = -1;
    if (failed || replace_file(output->temporary, output->path) != 0) {
        print_system_error("could not write", output->path);
        discard_output(output);
        return -1;
    }
    free(output->temporary);
    output->temporary = NULL;
    return 0;
}

/* ---- Options ------------------------------------------------------------------------------- */

/*
 * Whether the argument at *index is this option; if it is, *index moves on to its value. An
 * option without a value is not recognised.
 */
static inline int takes(const char *option, int argc, char **argv, int *index) {
    if (strcmp(argv[*index], option) != 0 || *index + 1 >= argc)
        return 0;
    ++*index;
    return 1;
}

/* Whether one more value of a list follows; if so, *index moves on to it. */
static inline int takes_more(int argc, char **argv, int *index) {
    if (*index + 1 >= argc || strncmp(argv[*index + 1], "--", 2) == 0)
        return 0;
    ++*index;
    return 1;
}

#endif
