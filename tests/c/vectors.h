/* Files and directories of the tests, and the holders of the test vectors. */

#ifndef VECTORS_H
#define VECTORS_H

#include "system.h"

#include <dirent.h>

#define OFFICIAL "tests/vectors/official/"
#define P256 "tests/vectors/p256/"
#define PASSWORD "test"

struct octets {
    uint8_t *data;
    size_t len;
};

/* Nothing in the tests can go on without its files and its memory. */
static inline void *must(void *pointer, const char *what) {
    if (pointer == NULL) {
        perror(what);
        exit(2);
    }
    return pointer;
}

/* With room for one octet more, which is 0. */
static inline struct octets read_octets(const char *path) {
    struct octets octets = {NULL, 0};
    FILE *file = must(fopen(path, "rb"), path);
    size_t capacity = 4096, count;
    octets.data = must(malloc(capacity + 1), path);
    while ((count = fread(octets.data + octets.len, 1, capacity - octets.len, file)) > 0) {
        octets.len += count;
        if (octets.len == capacity)
            octets.data = must(realloc(octets.data, (capacity *= 2) + 1), path);
    }
    octets.data[octets.len] = 0;
    fclose(file);
    return octets;
}

static inline void write_octets(const char *path, const void *data, size_t len) {
    FILE *file = must(fopen(path, "wb"), path);
    if (fwrite(data, 1, len, file) != len || fclose(file) != 0)
        must(NULL, path);
}

static inline int same(struct octets octets, const void *data, size_t len) {
    return octets.len == len && (len == 0 || memcmp(octets.data, data, len) == 0);
}

static inline int file_is(const char *path, const void *data, size_t len) {
    struct octets octets = read_octets(path);
    int is = same(octets, data, len);
    free(octets.data);
    return is;
}

static inline int exists(const char *path) {
    return access(path, F_OK) == 0;
}

/* A content of this length, the same every time. */
static inline struct octets made_content(size_t len) {
    struct octets octets = {must(malloc(len + 1), "content"), len};
    for (size_t i = 0; i < len; i++)
        octets.data[i] = (uint8_t)(i * 31 % 253);
    return octets;
}

/* ---- A directory of its own for each test program ------------------------------------------ */

static char folder[320];

static inline void make_folder(void) {
    if (make_temporary_folder(folder, sizeof folder) != 0)
        must(NULL, "a folder for temporary files");
}

/* A path in the directory; eight of them may be in use at once. */
static inline const char *in_folder(const char *name) {
    static char paths[8][400];
    static unsigned next;
    char *path = paths[next++ % 8];
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

static inline size_t files_in_folder(int and_remove) {
    DIR *directory = must(opendir(folder), folder);
    struct dirent *entry;
    size_t count = 0;
    while ((entry = readdir(directory)) != NULL) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        count++;
        if (and_remove)
            unlink(in_folder(entry->d_name));
    }
    closedir(directory);
    return count;
}

static inline void remove_folder(void) {
    files_in_folder(1);
    rmdir(folder);
}

/* ---- Holders ------------------------------------------------------------------------------- */

static inline const char *path_of(const char *name, const char *kind, const char *ending) {
    static char path[128];
    if (strcmp(name, "carol") == 0)
        snprintf(path, sizeof path, P256 "carol.%s", ending);
    else
        snprintf(path, sizeof path, OFFICIAL "%s/%s.%s", kind, name, ending);
    return path;
}

static inline etee_context *plain_context(void) {
    etee_context *context = NULL;
    CHECK_OK(etee_context_new(&context, NULL));
    return context;
}

static inline void add_anchor(etee_context *context, const char *path) {
    struct octets der = read_octets(path);
    CHECK_OK(etee_context_add_trust_anchor(context, der.data, der.len, NULL));
    free(der.data);
}

/* Trusts the authorities of all test vectors. */
static inline etee_context *trusting_context(void) {
    etee_context *context = plain_context();
    add_anchor(context, OFFICIAL "pki/root.cer");
    add_anchor(context, OFFICIAL "pki/ec-root.cer");
    add_anchor(context, P256 "root.cer");
    return context;
}

static inline etee_identity *identity_of(const etee_context *context, const char *name) {
    struct octets store = read_octets(path_of(name, "keys", "p12"));
    etee_identity *identity = NULL;
    CHECK_OK(etee_identity_from_pkcs12(context, store.data, store.len, ETEE_STR(PASSWORD),
                                       &identity, NULL));
    free(store.data);
    return identity;
}

static inline etee_token *token_of(const etee_context *context, const char *name) {
    struct octets bytes = read_octets(path_of(name, "etk", "etk"));
    etee_token *token = NULL;
    CHECK_OK(etee_token_from_bytes(context, bytes.data, bytes.len, &token, NULL));
    free(bytes.data);
    return token;
}

static inline void add_recipient(const etee_context *context, etee_sealer *sealer,
                                 const char *name) {
    etee_token *token = token_of(context, name);
    CHECK_OK(etee_sealer_add_recipient(sealer, token, NULL));
    etee_token_free(token);
}

/* A sealer that signs as `signer`; a recipient may be NULL. */
static inline etee_sealer *sealer_of(const etee_context *context, const char *signer,
                                     const char *recipient, const char *other) {
    etee_identity *identity = identity_of(context, signer);
    etee_sealer *sealer = NULL;
    CHECK_OK(etee_sealer_new(context, identity, &sealer, NULL));
    etee_identity_free(identity);
    if (recipient != NULL)
        add_recipient(context, sealer, recipient);
    if (other != NULL)
        add_recipient(context, sealer, other);
    return sealer;
}

/* The key that the messages named *-key* are sealed with (kgss-key.json). */
static inline etee_secret_key *kgss_key(void) {
    etee_secret_key *key = NULL;
    CHECK_OK(etee_secret_key_from_base64(ETEE_STR("QoJdL6WFLA7E+Lx3PmYOaA=="),
                                         ETEE_STR("uvvxVjb0/DefgX3abmXy1g=="), &key, NULL));
    return key;
}

/* The reader "key" has no key store, but the key of the KGSS. */
static inline etee_unsealer *unsealer_of(const etee_context *context, const char *reader) {
    etee_identity *identity;
    etee_unsealer *unsealer = NULL;
    CHECK_OK(etee_unsealer_new(context, &unsealer, NULL));
    if (strcmp(reader, "key") == 0) {
        etee_secret_key *key = kgss_key();
        CHECK_OK(etee_unsealer_add_secret_key(unsealer, key, NULL));
        etee_secret_key_free(key);
        return unsealer;
    }
    identity = identity_of(context, reader);
    CHECK_OK(etee_unsealer_add_identity(unsealer, identity, NULL));
    etee_identity_free(identity);
    return unsealer;
}

#endif
