/*
 * OpenSSL's CMS, in this process: the triple wrap in the platform's algorithms (RSASSA-PSS with
 * SHA-256 and a salt of 32 octets or ECDSA with SHA-256, AES-128 in CBC mode, RSAES-PKCS1-v1_5),
 * certificates in the outer layer. It cannot stream what is signed with RSASSA-PSS, so a file is
 * read, processed in memory, and written.
 *
 * As it is documented, the output of each layer goes to memory that grows, and is copied and
 * wiped each time it does. With PRESIZED, a caller takes the trouble to see to it that it need
 * not grow, as far as public functions reach.
 */

#include "worker.h"

#include <openssl/cms.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef PRESIZED
#define PRESIZED 0
#endif

static X509 *root, *reader_certificate, *signer_certificate;
static EVP_PKEY *reader_key, *signer_key;
static X509_STORE *trust;
static STACK_OF(X509) *recipients;
static unsigned char *message; /* the last one that was sealed */
static BIO *content;           /* the last one that was unsealed */

static const char *describe(const char *what) {
    static char text[512];
    char error[256];

    ERR_error_string_n(ERR_get_error(), error, sizeof error);
    snprintf(text, sizeof text, "%s: %s", what, error);
    ERR_clear_error();
    return text;
}

static X509 *read_certificate(const char *path) {
    BIO *file = BIO_new_file(path, "r");
    X509 *certificate = file == NULL ? NULL : PEM_read_bio_X509(file, NULL, NULL, NULL);

    BIO_free(file);
    return certificate;
}

static EVP_PKEY *read_key(const char *path) {
    BIO *file = BIO_new_file(path, "r");
    EVP_PKEY *key = file == NULL ? NULL : PEM_read_bio_PrivateKey(file, NULL, NULL, NULL);

    BIO_free(file);
    return key;
}

const char *peer_open(void) {
    root = read_certificate("keys/root.pem");
    reader_certificate = read_certificate("keys/recipient-1.pem");
    reader_key = read_key("keys/recipient-1.key.pem");
    trust = X509_STORE_new();
    if (root == NULL || reader_certificate == NULL || reader_key == NULL || trust == NULL ||
        X509_STORE_add_cert(trust, root) != 1)
        return describe("keys");
    return NULL;
}

static const char *sign_as(const char *signer) {
    char path[64];

    X509_free(signer_certificate);
    EVP_PKEY_free(signer_key);
    snprintf(path, sizeof path, "keys/%s.pem", signer);
    signer_certificate = read_certificate(path);
    snprintf(path, sizeof path, "keys/%s.key.pem", signer);
    signer_key = read_key(path);
    return signer_certificate == NULL || signer_key == NULL ? describe("signer") : NULL;
}

static const char *seal_for(unsigned count) {
    char path[64];

    sk_X509_pop_free(recipients, X509_free);
    recipients = sk_X509_new_null();
    for (unsigned i = 1; i <= count; i++) {
        X509 *certificate;

        snprintf(path, sizeof path, "keys/recipient-%u.pem", i);
        certificate = read_certificate(path);
        if (certificate == NULL || sk_X509_push(recipients, certificate) == 0)
            return describe("recipient");
    }
    return NULL;
}

const char *peer_prepare(const struct request *request, const struct octets *input) {
    const char *reason;

    (void)input;
    if (request->style == IN_STREAM || request->style == IN_SEGMENTS)
        return "cannot stream SignedData with RSASSA-PSS";
    if (request->unseals)
        return NULL;
    reason = sign_as(request->signer);
    return reason != NULL ? reason : seal_for(request->recipients);
}

static int use_pss(CMS_SignerInfo *info) {
    EVP_PKEY_CTX *parameters = CMS_SignerInfo_get0_pkey_ctx(info);

    return EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) > 0 &&
           EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, 32) > 0;
}

/* Has memory ready for this much, so that it need not grow and be copied. */
static int presize(BIO *memory, size_t len) {
    BUF_MEM *buffer = NULL;
    size_t used;

    if (BIO_get_mem_ptr(memory, &buffer) != 1)
        return 0;
    used = buffer->length;
    if (BUF_MEM_grow(buffer, used + len) == 0)
        return 0;
    buffer->length = used;
    return 1;
}

static BIO *memory_of(size_t len) {
    BIO *memory = BIO_new(BIO_s_mem());

    if (PRESIZED && memory != NULL && !presize(memory, len)) {
        BIO_free(memory);
        return NULL;
    }
    return memory;
}

/* What CMS_final() does, but into memory that is large enough, and in one piece. */
static int fill_presized(CMS_ContentInfo *layer, const struct octets *input) {
    BIO *chain = CMS_dataInit(layer, NULL);
    BIO *memory = chain == NULL ? NULL : BIO_find_type(chain, BIO_TYPE_MEM);
    int good = memory != NULL && presize(memory, input->len + EVP_MAX_BLOCK_LENGTH) &&
               BIO_write(chain, input->data, (int)input->len) == (int)input->len &&
               BIO_flush(chain) == 1 && CMS_dataFinal(layer, chain) == 1;

    BIO_free_all(chain);
    return good;
}

static int fill(CMS_ContentInfo *layer, const struct octets *input) {
    BIO *in;
    int good;

    if (PRESIZED)
        return fill_presized(layer, input);
    in = BIO_new_mem_buf(input->data, (int)input->len);
    good = CMS_final(layer, in, NULL, CMS_BINARY) == 1;
    BIO_free(in);
    return good;
}

/* Fills, encodes and frees a layer; no octets on failure. */
static struct octets encode(CMS_ContentInfo *layer, const struct octets *input) {
    struct octets encoded = {NULL, 0};
    int len = fill(layer, input) ? i2d_CMS_ContentInfo(layer, &encoded.data) : -1;

    encoded.len = len < 0 ? 0 : (size_t)len;
    CMS_ContentInfo_free(layer);
    return encoded;
}

static struct octets sign(const struct octets *input, int is_outer) {
    struct octets nothing = {NULL, 0};
    unsigned flags = CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | (is_outer ? 0 : CMS_NOCERTS);
    CMS_ContentInfo *layer = CMS_sign(NULL, NULL, NULL, NULL, flags);
    CMS_SignerInfo *info =
        CMS_add1_signer(layer, signer_certificate, signer_key, EVP_sha256(), flags | CMS_KEY_PARAM);

    if (info != NULL && (!EVP_PKEY_is_a(signer_key, "RSA") || use_pss(info)) &&
        (!is_outer || CMS_add1_cert(layer, root) == 1))
        return encode(layer, input);
    CMS_ContentInfo_free(layer);
    return nothing;
}

static struct octets encrypt(const struct octets *input) {
    struct octets nothing = {NULL, 0};
    CMS_ContentInfo *layer =
        CMS_encrypt(recipients, NULL, EVP_aes_128_cbc(), CMS_BINARY | CMS_PARTIAL);

    return layer == NULL ? nothing : encode(layer, input);
}

static const char *seal(const struct octets *input, struct octets *output) {
    struct octets signed_content = sign(input, 0);
    struct octets envelope;

    if (signed_content.len == 0)
        return describe("inner layer");
    envelope = encrypt(&signed_content);
    OPENSSL_free(signed_content.data);
    if (envelope.len == 0)
        return describe("envelope");
    OPENSSL_free(message);
    *output = sign(&envelope, 1);
    message = output->data;
    OPENSSL_free(envelope.data);
    return output->len == 0 ? describe("outer layer") : NULL;
}

static CMS_ContentInfo *parse(const struct octets *input) {
    const unsigned char *data = input->data;

    return d2i_CMS_ContentInfo(NULL, &data, (long)input->len);
}

static struct octets octets_in(BIO *memory) {
    struct octets octets = {NULL, 0};

    if (memory != NULL)
        octets.len = (size_t)BIO_get_mem_data(memory, (char **)&octets.data);
    return octets;
}

/* Verifies the signature of a layer and the path of its signer; its content, NULL on failure.
 * The certificates are in the outer layer; the inner one is verified with them. */
static BIO *verify(const struct octets *input, STACK_OF(X509) **certificates) {
    CMS_ContentInfo *layer = parse(input);
    BIO *out = memory_of(input->len);
    int good = layer != NULL && out != NULL &&
               CMS_verify(layer, *certificates, trust, NULL, out, CMS_BINARY) == 1;

    if (good && *certificates == NULL)
        *certificates = CMS_get1_certs(layer);
    CMS_ContentInfo_free(layer);
    if (good)
        return out;
    BIO_free(out);
    return NULL;
}

static BIO *decrypt(const struct octets *input) {
    CMS_ContentInfo *layer = parse(input);
    BIO *out = memory_of(input->len);
    int good = layer != NULL && out != NULL &&
               CMS_decrypt(layer, reader_key, reader_certificate, NULL, out, CMS_BINARY) == 1;

    CMS_ContentInfo_free(layer);
    if (good)
        return out;
    BIO_free(out);
    return NULL;
}

static const char *unseal(const struct octets *input, struct octets *output) {
    STACK_OF(X509) *certificates = NULL;
    BIO *envelope = verify(input, &certificates);
    struct octets octets = octets_in(envelope);
    BIO *signed_content = envelope == NULL ? NULL : decrypt(&octets);

    BIO_free(envelope);
    octets = octets_in(signed_content);
    BIO_free(content);
    content = signed_content == NULL ? NULL : verify(&octets, &certificates);
    BIO_free(signed_content);
    sk_X509_pop_free(certificates, X509_free);
    *output = octets_in(content);
    return content == NULL ? describe("unsealing") : NULL;
}

const char *peer_run(const struct request *request, const struct octets *input,
                     struct octets *output) {
    const char *(*process)(const struct octets *, struct octets *) =
        request->unseals ? unseal : seal;
    struct octets read;
    const char *reason;

    if (request->style != IN_FILE)
        return process(input, output);
    if (read_file(request->input, &read) != 0)
        return "the input cannot be read";
    reason = process(&read, output);
    free(read.data);
    if (reason == NULL && write_file(request->output, output) != 0)
        reason = "the output cannot be written";
    return reason;
}
