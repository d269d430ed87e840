/*
 * libetee: end-to-end encryption (ETEE) for Belgian healthcare.
 *
 * 1. Every fallible function returns an etee_status (0 is ETEE_OK) and takes, as its last
 *    argument, a place for an error object, which may be NULL. The place is set to NULL on
 *    success and to an error on failure; the caller frees it with etee_error_free().
 * 2. Results go to places too. They are set to NULL or 0 on entry, and filled on ETEE_OK only.
 * 3. Arguments are borrowed for the call. Octets and text come as pointer and length; text is
 *    UTF-8 and needs no NUL; NULL with length 0 is empty.
 * 4. Handles may be freed in any order and on any thread; what was made with a handle keeps
 *    alive what it needs. Every ..._free() takes NULL, never fails, never blocks.
 * 5. A function that takes a const handle may be called on it by many threads at once. One that
 *    takes a non-const handle needs it alone: a second thread at a sealer or an unsealer is
 *    answered ETEE_BUSY. (Accessors on NULL answer with nothing: 0, NULL or "".)
 *
 * No environment variable changes what the library does; it prints nothing, installs no handler
 * and starts no thread, but for a batch whose context allows it, for host names that its HTTP
 * transport looks up, and for the simulator.
 * Text that it returns is English and holds no personal data, except where a function says so.
 * The whole contract: include/README.md in the source.
 *
 * Made from src/capi; change it there.
 */

#ifndef ETEE_H
#define ETEE_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32) && !defined(ETEE_STATIC)
#define ETEE_API __declspec(dllimport)
#else
#define ETEE_API
#endif

/* A string literal as pointer and length. */
#define ETEE_STR(literal) (literal), (sizeof(literal) - 1)

#ifdef __cplusplus
extern "C" {
#endif

/* ---- The version of the library ------------------------------------------------------------ */

/**
 * The major version of the ABI that this header describes. Within a major version, functions
 * and constants are only added; before 1, a minor version may break.
 */
#define ETEE_ABI_MAJOR 0

/** The minor version of the ABI that this header describes. */
#define ETEE_ABI_MINOR 1

/**
 * The version of the library, for example "0.1.0".
 *
 * The text is static and never freed. Since 0.1.
 */
ETEE_API const char *etee_version(void);

/**
 * The version of the ABI that the library was built with: the major version times 65536 plus
 * the minor version. A program that was compiled against ETEE_ABI_MAJOR and ETEE_ABI_MINOR can
 * use the library if the major versions are equal and the minor one is at least as high
 * (before 1: equal). Since 0.1.
 */
ETEE_API uint32_t etee_abi_version(void);

/* ---- The status that every fallible function answers with ---------------------------------- */

/**
 * The result of a call: ETEE_OK (0), or why it failed. Hundreds are families (1xx the caller,
 * 2xx the bytes, 3xx the keys, 4xx the trust, 5xx the services, 6xx the host, 9xx the
 * library); a number is never reused. Be ready for numbers that this header does not list.
 */
typedef int32_t etee_status;

/** The call succeeded. */
#define ETEE_OK 0

/** A pointer that must not be NULL was NULL. */
#define ETEE_NULL_POINTER 101

/** An argument has a value that the function does not take. */
#define ETEE_INVALID_ARGUMENT 102

/** Text that must be UTF-8 is not. */
#define ETEE_INVALID_UTF8 103

/** The handle is not in the state that this call needs (for example read before finish). */
#define ETEE_WRONG_STATE 104

/** Another thread is using this handle. */
#define ETEE_BUSY 105

/** An earlier call on this handle panicked; it can only be freed. */
#define ETEE_POISONED 106

/** Too much output waits to be read; read it, then repeat the call. */
#define ETEE_OUTPUT_PENDING 107

/** The room that the caller gave is too small for the results. */
#define ETEE_TOO_SMALL 108

/** The bytes are not what they should be (ASN.1, CMS, certificate, JSON or XML). */
#define ETEE_MALFORMED 201

/** The bytes end too early. */
#define ETEE_TRUNCATED 202

/** The bytes are well-formed but use an algorithm or a structure that is not supported. */
#define ETEE_UNSUPPORTED 203

/** A size, depth or count limit of the context was exceeded. */
#define ETEE_LIMIT_EXCEEDED 204

/** The key store cannot be read: not PKCS#12, or damaged. */
#define ETEE_STORE_MALFORMED 301

/** The password does not open the key store. */
#define ETEE_WRONG_PASSWORD 302

/** The key store has no key for this purpose. */
#define ETEE_KEY_NOT_FOUND 303

/** A key has a type or size that cannot be used here. */
#define ETEE_KEY_UNSUPPORTED 304

/** The message is not addressed to any of the given keys. */
#define ETEE_NOT_ADDRESSED 305

/** The message could not be decrypted. One code for every cause, on purpose. */
#define ETEE_UNSEAL_FAILED 306

/** Nothing can be sealed for this recipient. */
#define ETEE_RECIPIENT_UNSUPPORTED 307

/** A message needs at least one recipient. */
#define ETEE_NO_RECIPIENT 308

/** A signature is wrong or could not be verified. */
#define ETEE_SIGNATURE_INVALID 401

/** The certificate of the signer is missing. */
#define ETEE_CERTIFICATE_MISSING 402

/** The certificate of the signer is not fit for its use, or does not lead to a trust anchor. */
#define ETEE_CERTIFICATE_UNTRUSTED 403

/** The certificate of the signer was not valid at the time of signing. */
#define ETEE_CERTIFICATE_EXPIRED 404

/** The message breaks the platform's rules in another way; the report says how. */
#define ETEE_REFUSED 405

/** The certificate of the signer had been revoked. */
#define ETEE_CERTIFICATE_REVOKED 406

/** The service cannot be reached. */
#define ETEE_SERVICE_UNREACHABLE 501

/** The service did not answer in time. */
#define ETEE_SERVICE_TIMEOUT 502

/** The service answered with an error; the error carries its own code. */
#define ETEE_SERVICE_REFUSED 503

/** The service has no match for the search. */
#define ETEE_NOT_FOUND 504

/** There are several matches where one was asked for. */
#define ETEE_AMBIGUOUS 505

/** The answer of the service cannot be understood. */
#define ETEE_BAD_REPLY 506

/** The host asked to stop. */
#define ETEE_CANCELLED 601

/** A function that the host supplied failed. */
#define ETEE_HOST_FAILED 602

/** A file could not be read or written. */
#define ETEE_IO 603

/** The library panicked; a defect. The handle of the call is poisoned, all else lives on. */
#define ETEE_PANIC 901

/** The library failed in a way that should not happen; a defect, or no randomness. */
#define ETEE_INTERNAL 902

/**
 * The name of the constant for a status, for example "ETEE_MALFORMED"; NULL for an unknown
 * number. The text is static and never freed. Since 0.1.
 */
ETEE_API const char *etee_status_name(etee_status status);

/* ---- The error object that a failed call can hand out -------------------------------------- */

/**
 * Why a call failed, with the facts around it. Immutable; holds no personal data and no
 * secret, so that it can be logged. Made by a failed call, freed with etee_error_free().
 */
typedef struct etee_error etee_error;

/** The status of the call that failed; ETEE_OK if `error` is NULL. Since 0.1. */
ETEE_API etee_status etee_error_code(const etee_error *error);

/**
 * One English sentence without personal data, NUL-terminated; "" if `error` is NULL. Lives as
 * long as the error. Since 0.1.
 */
ETEE_API const char *etee_error_message(const etee_error *error);

/**
 * The failure that led to this one, or NULL. Lives as long as the error and must not be freed.
 * Since 0.1.
 */
ETEE_API const etee_error *etee_error_cause(const etee_error *error);

/**
 * The code that a service gave to its refusal, for example "NO_MATCHING_ETK" or "SOA-02002",
 * or NULL. Lives as long as the error. Since 0.1.
 */
ETEE_API const char *etee_error_service_code(const etee_error *error);

/** The HTTP status that a service answered with, or 0. Since 0.1. */
ETEE_API int32_t etee_error_http_status(const etee_error *error);

/** The error number of the operating system, with ETEE_IO, or 0. Since 0.1. */
ETEE_API int32_t etee_error_system_code(const etee_error *error);

/** 1 if the same call may succeed later without any change, else 0. Since 0.1. */
ETEE_API int32_t etee_error_is_retryable(const etee_error *error);

/** Frees an error; NULL is allowed. Since 0.1. */
ETEE_API void etee_error_free(etee_error *error);

/* ---- Octets that the library hands out ----------------------------------------------------- */

/**
 * Octets that the library hands out: a sealed message, a clear text, a key store. Immutable.
 * Clear text and key stores are wiped when the buffer is freed with etee_buffer_free(), and on
 * Linux kept out of core dumps until then (whole pages of them).
 */
typedef struct etee_buffer etee_buffer;

/** The octets; never NULL unless `buffer` is. They live as long as the buffer. Since 0.1. */
ETEE_API const uint8_t *etee_buffer_data(const etee_buffer *buffer);

/** The number of octets; 0 if `buffer` is NULL. Since 0.1. */
ETEE_API size_t etee_buffer_len(const etee_buffer *buffer);

/** Frees a buffer; NULL is allowed. Since 0.1. */
ETEE_API void etee_buffer_free(etee_buffer *buffer);

/* ---- Request: what the library has a host's HTTP client send ------------------------------- */

/**
 * An HTTP request to a service of the platform, for a host that sends it. The library lends it:
 * it lives as long as what gave it, and is not freed by the host. Immutable.
 */
typedef struct etee_request etee_request;

/** The method, "GET" or "POST", NUL-terminated. Since 0.1. */
ETEE_API const char *etee_request_method(const etee_request *request);

/**
 * The URL with its query, NUL-terminated. It may hold personal data: do not log it. Redirects
 * must not be followed. Since 0.1.
 */
ETEE_API const char *etee_request_url(const etee_request *request);

/** The number of headers, without those that every HTTP client sets itself. Since 0.1. */
ETEE_API size_t etee_request_header_count(const etee_request *request);

/** The name of a header, NUL-terminated; NULL beyond the last. Since 0.1. */
ETEE_API const char *etee_request_header_name(const etee_request *request, size_t index);

/** The value of a header, NUL-terminated; NULL beyond the last. Since 0.1. */
ETEE_API const char *etee_request_header_value(const etee_request *request, size_t index);

/**
 * The body and its length, 0 for a GET. It may hold personal data. `len` may be NULL. Since
 * 0.1.
 */
ETEE_API const uint8_t *etee_request_body(const etee_request *request, size_t *len);

/* ---- Reply: what a host's HTTP client got -------------------------------------------------- */

/**
 * The answer that a host got, put together before it is passed on. One thread at a time. Freed
 * with etee_reply_free() by whoever made it with etee_reply_new().
 */
typedef struct etee_reply etee_reply;

/** Makes an empty reply. `*reply` is the caller's, to be freed with etee_reply_free(). Since 0.1. */
ETEE_API etee_status etee_reply_new(etee_reply **reply, etee_error **error);

/**
 * Sets the HTTP status, 100 to 999, without which a reply is none.
 *
 * Returns ETEE_INVALID_ARGUMENT for another number. Since 0.1.
 */
ETEE_API
etee_status etee_reply_set_status(etee_reply *reply,
                                  int32_t http_status,
                                  etee_error **error);

/** Adds a header. Content-Type is the only one that the library reads today. Since 0.1. */
ETEE_API
etee_status etee_reply_add_header(etee_reply *reply,
                                  const char *name,
                                  size_t name_len,
                                  const char *value,
                                  size_t value_len,
                                  etee_error **error);

/**
 * Appends octets to the body. What is beyond the context's limit for answers is refused when
 * the reply is passed on, so a host may stop there. Since 0.1.
 */
ETEE_API
etee_status etee_reply_append(etee_reply *reply,
                              const uint8_t *body,
                              size_t body_len,
                              etee_error **error);

/** Frees a reply; NULL is allowed. Since 0.1. */
ETEE_API void etee_reply_free(etee_reply *reply);

/* ---- Transport: how requests reach the services -------------------------------------------- */

/**
 * How requests reach the services: the library's own HTTP client with its settings, or a host's.
 * It takes effect with etee_context_set_transport(), as it is then. One thread at a time; freed
 * with etee_transport_free(), also before the context.
 */
typedef struct etee_transport etee_transport;

/**
 * The functions of a host's HTTP client. The table is copied; functions and `user` are used until
 * `release`, from several threads at once.
 */
typedef struct {
    /** sizeof(etee_transport_table), by which later versions know what a host was built with. */
    size_t struct_size;
    /** Passed to the functions as it is; may be NULL. */
    void *user;
    /**
     * Sends the request and puts the answer together with etee_reply_set_status(), _add_header()
     * and _append(), whatever its HTTP status is. Both handles are lent for the call. Redirects
     * must not be followed, and the server's certificate must be verified. Returns ETEE_OK,
     * ETEE_SERVICE_UNREACHABLE, ETEE_SERVICE_TIMEOUT or ETEE_CANCELLED; everything else means
     * ETEE_HOST_FAILED. It must not return by an exception.
     */
    etee_status (*send)(void *user, const etee_request *request, etee_reply *reply);
    /** Called once, when nothing will call `send` again; may be NULL. */
    void (*release)(void *user);
} etee_transport_table;

/**
 * Makes a transport of the library's own HTTP client: 10 seconds to connect, 30 seconds for a
 * call, the system's trust roots, no proxy. A context without a transport has one like it.
 *
 * `*transport` is the caller's, to be freed with etee_transport_free(). Since 0.1.
 */
ETEE_API etee_status etee_transport_new(etee_transport **transport, etee_error **error);

/**
 * Makes a transport of a host's HTTP client. On failure the table is not released.
 *
 * Returns ETEE_INVALID_ARGUMENT for a table that is too small or does not send. `*transport` is
 * the caller's, to be freed with etee_transport_free(). Since 0.1.
 */
ETEE_API
etee_status etee_transport_from_table(const etee_transport_table *functions,
                                      etee_transport **transport,
                                      etee_error **error);

/**
 * Sets how long it may take until a connection stands, TLS included, and how long a call may take
 * from its start to the last octet of the answer; in milliseconds.
 *
 * Returns ETEE_INVALID_ARGUMENT for 0; ETEE_WRONG_STATE if the transport is a host's, as the
 * following do. Since 0.1.
 */
ETEE_API
etee_status etee_transport_set_timeouts(etee_transport *transport,
                                        uint32_t connect,
                                        uint32_t call,
                                        etee_error **error);

/**
 * Trusts a root certificate for TLS, and with it no longer the system's: DER, or PEM with one or
 * more.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, ETEE_INVALID_ARGUMENT if
 * it cannot be that of a CA. Since 0.1.
 */
ETEE_API
etee_status etee_transport_add_trust_root(etee_transport *transport,
                                          const uint8_t *certificate,
                                          size_t certificate_len,
                                          etee_error **error);

/**
 * Sends HTTPS through a proxy, for example "http://proxy.example.be:3128"; loopback addresses are
 * reached directly. NULL takes it back.
 *
 * Returns ETEE_INVALID_ARGUMENT if the URL cannot be understood. Since 0.1.
 */
ETEE_API
etee_status etee_transport_set_proxy(etee_transport *transport,
                                     const char *url,
                                     size_t url_len,
                                     etee_error **error);

/**
 * Names the calling software in User-Agent, as the platform wants it: a product of letters, digits
 * and "-", a version of letters, digits and "-_.".
 *
 * Returns ETEE_INVALID_ARGUMENT for another form. Since 0.1.
 */
ETEE_API
etee_status etee_transport_set_software(etee_transport *transport,
                                        const char *product,
                                        size_t product_len,
                                        const char *version,
                                        size_t version_len,
                                        etee_error **error);

/**
 * Names an e-mail address for emergencies, which goes into From.
 *
 * Returns ETEE_INVALID_ARGUMENT if it is none. Since 0.1.
 */
ETEE_API
etee_status etee_transport_set_contact(etee_transport *transport,
                                       const char *address,
                                       size_t address_len,
                                       etee_error **error);

/** Frees a transport; NULL is allowed. Since 0.1. */
ETEE_API void etee_transport_free(etee_transport *transport);

/* ---- Context: what a host decides once ----------------------------------------------------- */

/** The official library's verdict and the defences that it lacks. The default. */
#define ETEE_JUDGEMENT_STRICT 1

/**
 * The official library's verdict, constant for constant: for comparison, and for programs that
 * have to behave as it does. It tells why a message cannot be decrypted, so it must never be
 * passed on to whoever sent the message.
 */
#define ETEE_JUDGEMENT_PARITY 2

/** An eHealth certificate with an RSA key of 2048 bits or more: RSASSA-PSS. */
#define ETEE_SIGNING_POLICY_EHEALTH_CERT 1

/** An eID card, RSA of 1024 bits or more: RSASSA-PKCS1-v1_5. */
#define ETEE_SIGNING_POLICY_EID 2

/** A web key, named by an identifier instead of a certificate. */
#define ETEE_SIGNING_POLICY_WEB_AUTHN 3

/** A certificate with a key on the curve P-256 or P-384. The official library does not know it. */
#define ETEE_SIGNING_POLICY_EC_CERT 4

/** Revocation is not looked at. The default. */
#define ETEE_OCSP_POLICY_NONE 1

/** From the message if it is there; a warning if not. */
#define ETEE_OCSP_POLICY_SENDER_OPTIONAL 2

/** From the message if it is there, else from the responder. */
#define ETEE_OCSP_POLICY_RECEIVER_OPTIONAL 3

/** From the message; an error if it is not there. */
#define ETEE_OCSP_POLICY_SENDER_MANDATORY 4

/** From the responder, whatever is in the message. */
#define ETEE_OCSP_POLICY_RECEIVER_MANDATORY 5

/** Octets that one part of a message, such as a certificate, may have. Default 131072. */
#define ETEE_LIMIT_ELEMENT_SIZE 1

/** Certificates that one layer of a message may have. Default 64. */
#define ETEE_LIMIT_CERTIFICATES 2

/** Recipients that a message may have. Default 4096. */
#define ETEE_LIMIT_RECIPIENTS 3

/** Octets that a message, or the clear text in it, may have. Default 2^40. */
#define ETEE_LIMIT_MESSAGE_SIZE 4

/**
 * Octets of clear text that the stream style of an unsealer keeps in memory before it goes to
 * an encrypted temporary file. Default 4194304.
 */
#define ETEE_LIMIT_SPOOL_MEMORY 5

/**
 * Octets of output of the stream style of a sealer that may wait to be read before
 * etee_sealer_write() answers ETEE_OUTPUT_PENDING. Default 1048576.
 */
#define ETEE_LIMIT_PENDING_OUTPUT 6

/** Octets that a key store may have. Default 4194304. */
#define ETEE_LIMIT_STORE_SIZE 7

/** Iterations of key derivation that a key store may ask for. Default 5000000. */
#define ETEE_LIMIT_PASSWORD_ITERATIONS 8

/** Octets that an encryption token may have. Default 1048576. */
#define ETEE_LIMIT_TOKEN_SIZE 9

/** Octets that the answer of a service may have. Default 8388608. */
#define ETEE_LIMIT_REPLY_SIZE 10

/**
 * What a host decides once: limits, clock, trust, places. The setters may be called until the
 * context is first used to make something; from then on it is immutable and may be used by
 * many threads at once. Freed with etee_context_free(), also before what was made with it.
 */
typedef struct etee_context etee_context;

/**
 * Makes a context with the default settings.
 *
 * `*context` is the caller's, to be freed with etee_context_free(). Since 0.1.
 */
ETEE_API etee_status etee_context_new(etee_context **context, etee_error **error);

/**
 * Changes a limit (one of ETEE_LIMIT_...).
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown limit, ETEE_WRONG_STATE once the context was
 * used. Since 0.1.
 */
ETEE_API
etee_status etee_context_set_limit(etee_context *context,
                                   int32_t limit,
                                   uint64_t value,
                                   etee_error **error);

/**
 * Stops the clock of the context at a moment, in seconds since 1970-01-01T00:00:00Z: for
 * archives and for tests.
 *
 * Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_set_clock(etee_context *context,
                                   int64_t seconds,
                                   etee_error **error);

/**
 * Sets the directory of the encrypted temporary files of the stream style of unsealers; /tmp
 * unless set. The path is UTF-8.
 *
 * Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_set_spool_directory(etee_context *context,
                                             const char *directory,
                                             size_t directory_len,
                                             etee_error **error);

/**
 * Lets a batch (etee_batch) work on this many threads, the calling one among them. 1 unless set:
 * then no thread is started.
 *
 * Returns ETEE_INVALID_ARGUMENT for 0, ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_set_parallelism(etee_context *context,
                                         size_t threads,
                                         etee_error **error);

/**
 * Chooses the judgement (ETEE_JUDGEMENT_STRICT or _PARITY). Strict unless set.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown one, ETEE_WRONG_STATE once the context was used.
 * Since 0.1.
 */
ETEE_API
etee_status etee_context_set_judgement(etee_context *context,
                                       int32_t judgement,
                                       etee_error **error);

/**
 * Accepts messages that were signed under this policy (one of ETEE_SIGNING_POLICY_...). The first
 * call replaces the default set, which is EHEALTH_CERT, EID and EC_CERT; each further one adds to
 * it. With ETEE_JUDGEMENT_PARITY, web keys are accepted whether they are named or not.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown policy, ETEE_WRONG_STATE once the context was used.
 * Since 0.1.
 */
ETEE_API
etee_status etee_context_add_signing_policy(etee_context *context,
                                            int32_t policy,
                                            etee_error **error);

/**
 * Says where it is learnt whether a certificate was revoked (one of ETEE_OCSP_POLICY_...); nowhere
 * unless set. A policy that asks a responder needs etee_context_allow_revocation_host() too.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown policy, ETEE_WRONG_STATE once the context was used.
 * Since 0.1.
 */
ETEE_API
etee_status etee_context_set_ocsp_policy(etee_context *context,
                                         int32_t policy,
                                         etee_error **error);

/**
 * Names the OCSP responder to ask instead of the one that a certificate names: a URL of HTTP or
 * HTTPS. NULL takes it back.
 *
 * Returns ETEE_INVALID_ARGUMENT if it is no such URL, ETEE_WRONG_STATE once the context was used.
 * Since 0.1.
 */
ETEE_API
etee_status etee_context_set_ocsp_uri(etee_context *context,
                                      const char *uri,
                                      size_t uri_len,
                                      etee_error **error);

/**
 * Says how far clocks may differ, in seconds. Default 300.
 *
 * Returns ETEE_INVALID_ARGUMENT if it is negative, ETEE_WRONG_STATE once the context was used.
 * Since 0.1.
 */
ETEE_API
etee_status etee_context_set_clock_skew(etee_context *context,
                                        int64_t skew,
                                        etee_error **error);

/**
 * Says for how long a message counts as signed just now, in seconds. Default 300.
 *
 * Returns ETEE_INVALID_ARGUMENT if it is negative, ETEE_WRONG_STATE once the context was used.
 * Since 0.1.
 */
ETEE_API
etee_status etee_context_set_signing_time_expiration(etee_context *context,
                                                     int64_t expiration,
                                                     etee_error **error);

/**
 * Believes signers when they say when they signed, however long ago that is: for archives. Who got
 * hold of an expired or revoked key can then sign as of yesterday.
 *
 * Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API etee_status etee_context_trust_signing_time(etee_context *context, etee_error **error);

/**
 * Requires that the certificate of the author (the inner signature) is one for non-repudiation;
 * any certificate for signatures will do unless set.
 *
 * Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_require_non_repudiation(etee_context *context,
                                                 etee_error **error);

/**
 * Adds a certificate that the certificates of signers must lead to: DER, or PEM with one or more
 * of them. With no anchor at all, the strict judgement does not judge the trust in a signer: the
 * report names the signer, and whether to believe it is for the caller to decide; parity trusts
 * nobody.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
 * adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_add_trust_anchor(etee_context *context,
                                          const uint8_t *certificate,
                                          size_t certificate_len,
                                          etee_error **error);

/**
 * Adds a trust anchor, DER or PEM, from which certificates may still be signed with SHA-1; the
 * strict judgement takes such signatures from no other one.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
 * adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_add_legacy_trust_anchor(etee_context *context,
                                                 const uint8_t *certificate,
                                                 size_t certificate_len,
                                                 etee_error **error);

/**
 * Adds a certificate, DER or PEM, that the certificates of time-stamping authorities must lead to.
 * Without any, they must lead where those of signers do.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
 * adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_add_time_stamp_anchor(etee_context *context,
                                               const uint8_t *certificate,
                                               size_t certificate_len,
                                               etee_error **error);

/**
 * Adds a certificate, DER or PEM, that the certificates of registration authorities, which sign
 * encryption tokens, must lead to. Without any, their signature is not judged; the official
 * library never does.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one, and then
 * adds none; ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_add_registration_authority_anchor(etee_context *context,
                                                           const uint8_t *certificate,
                                                           size_t certificate_len,
                                                           etee_error **error);

/**
 * Has the trust in signers judged even if no trust anchor is added: then none is trusted.
 *
 * Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API etee_status etee_context_set_empty_trust_store(etee_context *context, etee_error **error);

/**
 * Allows that this host is asked whether a certificate was revoked: the name or address of an OCSP
 * responder, or of a server of revocation lists, as it stands in a URL, without port. Until the
 * first call nothing is asked over the network. Each further call adds a host; a host that is
 * named may have a private address. An empty name allows every host with a public name; names
 * and the empty name exclude each other.
 *
 * Returns ETEE_INVALID_ARGUMENT where they meet, ETEE_UNSUPPORTED if the library was built without
 * an HTTP transport, ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_allow_revocation_host(etee_context *context,
                                               const char *host,
                                               size_t host_len,
                                               etee_error **error);

/**
 * Has services reached by this transport, OCSP responders and revocation lists included, with its
 * settings as they are now. All services of a context share its connections. NULL gives the
 * context its first one back, which is like that of etee_transport_new().
 *
 * Returns ETEE_WRONG_STATE once the context was used. Since 0.1.
 */
ETEE_API
etee_status etee_context_set_transport(etee_context *context,
                                       const etee_transport *transport,
                                       etee_error **error);

/** Frees a context; NULL is allowed. What was made with it lives on. Since 0.1. */
ETEE_API void etee_context_free(etee_context *context);

/* ---- Signer: a private key that the host keeps --------------------------------------------- */

/** RSASSA-PSS (RFC 8017) with SHA-256, MGF1 with SHA-256, and a salt of 32 octets. */
#define ETEE_SIGNATURE_RSA_PSS_SHA256 1

/** RSASSA-PKCS1-v1_5 (RFC 8017) with SHA-256. */
#define ETEE_SIGNATURE_RSA_PKCS1_SHA256 2

/** ECDSA over a SHA-256 digest; the signature is an Ecdsa-Sig-Value in DER (RFC 3279, 2.2.3). */
#define ETEE_SIGNATURE_ECDSA_SHA256 3

/**
 * ECDSA over a SHA-384 digest, for keys on P-384 in JOSE; the signature is an Ecdsa-Sig-Value in
 * DER.
 */
#define ETEE_SIGNATURE_ECDSA_SHA384 4

/** The octets that the longest signature takes, that of an RSA key of 8192 bits. */
#define ETEE_SIGNATURE_SIZE 1024

/**
 * A private key that the host keeps and signs with: on an eID card, in a PKCS #11 module, in the
 * system's store. Immutable; may be used by many threads at once. Freed with etee_signer_free(),
 * also before what was made with it.
 */
typedef struct etee_signer etee_signer;

/**
 * The functions of a host's private key. The table is copied; functions and `user` are used until
 * `release`, from several threads at once.
 */
typedef struct {
    /** sizeof(etee_signer_table), by which later versions know what a host was built with. */
    size_t struct_size;
    /** Passed to the functions as it is; may be NULL. */
    void *user;
    /**
     * Signs a digest of 32 octets, or of 48 with SHA-384, in a scheme (one of
     * ETEE_SIGNATURE_...), into a place of ETEE_SIGNATURE_SIZE octets, and says how long the
     * signature is. A scheme that the host does not know it answers with an error. Returns ETEE_OK, or
     * ETEE_CANCELLED if the holder refused; everything else means ETEE_HOST_FAILED. It must not
     * return by an exception.
     */
    etee_status (*sign)(void *user,
                        int32_t scheme,
                        const uint8_t *digest,
                        size_t digest_len,
                        uint8_t *signature,
                        size_t *signature_len);
    /** Called once, when nothing will call `sign` again; may be NULL. */
    void (*release)(void *user);
} etee_signer_table;

/**
 * Makes a signer of a host's functions. On failure the table is not released.
 *
 * Returns ETEE_INVALID_ARGUMENT for a table that is too small or does not sign. `*signer` is the
 * caller's, to be freed with etee_signer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_signer_from_table(const etee_signer_table *functions,
                                   etee_signer **signer,
                                   etee_error **error);

/** Frees a signer; NULL is allowed. Since 0.1. */
ETEE_API void etee_signer_free(etee_signer *signer);

/* ---- Identity: our own keys ---------------------------------------------------------------- */

/**
 * Our own keys, most often read from a key store in the eHealth layout (PKCS#12): the
 * authentication key, which signs, the signature key of an eID card, which signs too, and the
 * decryption keys, old ones included. Immutable; may be used by
 * many threads at once. Freed with etee_identity_free(), also before what was made with it.
 */
typedef struct etee_identity etee_identity;

/**
 * Reads a key store that is in memory. Store and password are not kept.
 *
 * Returns ETEE_WRONG_PASSWORD; ETEE_STORE_MALFORMED if it is damaged or no PKCS#12;
 * ETEE_KEY_NOT_FOUND if there is no key in it; ETEE_LIMIT_EXCEEDED. A store without an
 * authentication key is taken and can only unseal. `*identity` is the caller's, to be freed
 * with etee_identity_free(). Since 0.1.
 */
ETEE_API
etee_status etee_identity_from_pkcs12(const etee_context *context,
                                      const uint8_t *store,
                                      size_t store_len,
                                      const char *password,
                                      size_t password_len,
                                      etee_identity **identity,
                                      etee_error **error);

/**
 * Reads a key store from a file; the path is UTF-8.
 *
 * Returns and ownership as etee_identity_from_pkcs12(); also ETEE_IO if the file cannot be
 * read. Since 0.1.
 */
ETEE_API
etee_status etee_identity_from_pkcs12_file(const etee_context *context,
                                           const char *file,
                                           size_t file_len,
                                           const char *password,
                                           size_t password_len,
                                           etee_identity **identity,
                                           etee_error **error);

/**
 * Makes an identity that signs, without a store. Keys are unencrypted PKCS #8 PrivateKeyInfo
 * (DER); certificates come as DER one after the other, that of the key first, then those of the
 * authorities above it. The signature key is the second one of an eID card: it signs the inner
 * layer under the policy EID. Without it, pass NULL and 0 for key and certificates. Keys are
 * not kept as they came.
 *
 * Returns ETEE_KEY_UNSUPPORTED if a key is neither RSA of at least 2048 bits nor EC on P-256 or
 * P-384, or does not belong to its certificate; ETEE_INVALID_ARGUMENT for a key without a
 * certificate; ETEE_MALFORMED, ETEE_TRUNCATED and ETEE_LIMIT_EXCEEDED for what are no
 * certificates, or too many. Ownership as etee_identity_from_pkcs12(). Since 0.1.
 */
ETEE_API
etee_status etee_identity_from_pkcs8(const etee_context *context,
                                     const uint8_t *authentication_key,
                                     size_t authentication_key_len,
                                     const uint8_t *authentication_certificates,
                                     size_t authentication_certificates_len,
                                     const uint8_t *signature_key,
                                     size_t signature_key_len,
                                     const uint8_t *signature_certificates,
                                     size_t signature_certificates_len,
                                     etee_identity **identity,
                                     etee_error **error);

/**
 * Makes an identity that signs with keys that the host keeps: an authentication key and its
 * certificates as in etee_identity_from_pkcs8(), and, unless the signer is NULL, the signature key
 * of an eID card and its certificates.
 *
 * Returns ETEE_KEY_UNSUPPORTED if a certificate is for neither an RSA key of at least 2048 bits nor
 * an EC key on P-256 or P-384; otherwise as etee_identity_from_pkcs8(). Ownership as
 * etee_identity_from_pkcs12(); the signers may be freed before the identity. Since 0.1.
 */
ETEE_API
etee_status etee_identity_from_signer(const etee_context *context,
                                      const etee_signer *authentication,
                                      const uint8_t *authentication_certificates,
                                      size_t authentication_certificates_len,
                                      const etee_signer *signature,
                                      const uint8_t *signature_certificates,
                                      size_t signature_certificates_len,
                                      etee_identity **identity,
                                      etee_error **error);

/**
 * The certificate (DER) of the authentication key and its length, or NULL and 0 if the store
 * has none. Lives as long as the identity; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_identity_authentication_certificate(const etee_identity *identity,
                                                        size_t *len);

/**
 * The certificate (DER) of the signature key of an eID card and its length, or NULL and 0
 * without such a key. Lives as long as the identity; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_identity_signature_certificate(const etee_identity *identity,
                                                   size_t *len);

/** The number of decryption keys. Since 0.1. */
ETEE_API size_t etee_identity_decryption_key_count(const etee_identity *identity);

/**
 * The serial number of the certificate of a decryption key, in decimal, NUL-terminated; NULL
 * beyond the last. Lives as long as the identity. Since 0.1.
 */
ETEE_API
const char *etee_identity_decryption_key_serial(const etee_identity *identity,
                                                size_t index);

/**
 * Changes the password of a key store file: reads it with the old password, encrypts every
 * key anew, and replaces the file in one step. Aliases, their order and old keys survive; on
 * any failure the file is as it was.
 *
 * Returns ETEE_WRONG_PASSWORD, ETEE_STORE_MALFORMED, ETEE_IO. Since 0.1.
 */
ETEE_API
etee_status etee_identity_change_password(const etee_context *context,
                                          const char *file,
                                          size_t file_len,
                                          const char *old_password,
                                          size_t old_password_len,
                                          const char *new_password,
                                          size_t new_password_len,
                                          etee_error **error);

/**
 * Frees an identity and wipes its keys as soon as nothing made with it needs them; NULL is
 * allowed. Since 0.1.
 */
ETEE_API void etee_identity_free(etee_identity *identity);

/* ---- Token report: what was checked in an encryption token, and what was found ------------- */

/**
 * The judgement on one encryption token, in the words of the official library. Immutable; may be
 * used by many threads at once. Made by etee_token_check(), freed with etee_token_report_free().
 * Subjects are personal data: a report is not for logs, its names of findings are.
 */
typedef struct etee_token_report etee_token_report;

/**
 * ETEE_JUDGEMENT_STRICT or ETEE_JUDGEMENT_PARITY: how the token was judged. 0 if `report` is
 * NULL. Since 0.1.
 */
ETEE_API int32_t etee_token_report_judgement(const etee_token_report *report);

/** 1 if nothing was found wrong with the token, else 0. Since 0.1. */
ETEE_API int32_t etee_token_report_is_good(const etee_token_report *report);

/**
 * The official name of what ended the judgement, NUL-terminated, or NULL. Lives as long as the
 * report. Since 0.1.
 */
ETEE_API const char *etee_token_report_fatal(const etee_token_report *report);

/** The number of errors. Since 0.1. */
ETEE_API size_t etee_token_report_error_count(const etee_token_report *report);

/**
 * The official name of an error, in the order of the checks, NUL-terminated; NULL beyond the
 * last. etee_finding_text() explains it. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_token_report_error(const etee_token_report *report, size_t index);

/** The number of warnings. Since 0.1. */
ETEE_API size_t etee_token_report_warning_count(const etee_token_report *report);

/**
 * The official name of a warning, in the order of the checks, NUL-terminated; NULL beyond the
 * last. etee_finding_text() explains it. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_token_report_warning(const etee_token_report *report, size_t index);

/**
 * The certificate (DER) that was judged as the holder's authentication certificate, and its
 * length, or NULL and 0. Lives as long as the report; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_token_report_authentication_certificate(const etee_token_report *report,
                                                            size_t *len);

/**
 * The whole report as JSON in one line, UTF-8, NUL-terminated: judgement, good, fatal, errors,
 * warnings, encryption_subject, authentication_subject. "" if `report` is NULL. Lives as long as
 * the report. Since 0.1.
 */
ETEE_API const char *etee_token_report_json(const etee_token_report *report);

/** Frees a report; NULL is allowed. Since 0.1. */
ETEE_API void etee_token_report_free(etee_token_report *report);

/* ---- Token: somebody's encryption token (ETK) ---------------------------------------------- */

/**
 * Somebody's encryption token (ETK): who it is for, and the certificate to encrypt to.
 * Immutable; may be used by many threads at once. Freed with etee_token_free().
 */
typedef struct etee_token etee_token;

/**
 * Reads a token as the ETK depot gives it (BER or DER).
 *
 * Returns ETEE_MALFORMED, ETEE_TRUNCATED, ETEE_LIMIT_EXCEEDED. Whether the token is valid,
 * etee_token_check() tells. `*token` is the caller's, to be freed with etee_token_free(). Since 0.1.
 */
ETEE_API
etee_status etee_token_from_bytes(const etee_context *context,
                                  const uint8_t *data,
                                  size_t data_len,
                                  etee_token **token,
                                  etee_error **error);

/**
 * Reads a token from base64 text; white space is skipped.
 *
 * Returns and ownership as etee_token_from_bytes(). Since 0.1.
 */
ETEE_API
etee_status etee_token_from_base64(const etee_context *context,
                                   const char *base64,
                                   size_t base64_len,
                                   etee_token **token,
                                   etee_error **error);

/**
 * Judges a token at the present moment, under the rules of a context: signatures, usages,
 * validity, and whether the holder is to be trusted. With an OCSP policy the holder's status is
 * asked for over the network, where etee_context_allow_revocation_host() allows it.
 *
 * Returns ETEE_OK whatever is found; the report tells. `*report` is the caller's, to be freed
 * with etee_token_report_free(). Since 0.1.
 */
ETEE_API
etee_status etee_token_check(const etee_context *context,
                             const etee_token *token,
                             etee_token_report **report,
                             etee_error **error);

/**
 * The token as it was read, and its length. Lives as long as the token; `len` may be NULL.
 * Since 0.1.
 */
ETEE_API const uint8_t *etee_token_bytes(const etee_token *token, size_t *len);

/**
 * The certificate (DER) to encrypt to, and its length. Lives as long as the token; `len` may
 * be NULL. Since 0.1.
 */
ETEE_API const uint8_t *etee_token_encryption_certificate(const etee_token *token, size_t *len);

/**
 * The certificate (DER) by which the holder vouches for the encryption certificate, and its
 * length. Lives as long as the token; `len` may be NULL. Since 0.1.
 */
ETEE_API const uint8_t *etee_token_authentication_certificate(const etee_token *token, size_t *len);

/**
 * The type of the holder's identifier, for example "NIHII" or "SSIN", NUL-terminated; "" if
 * the certificate names none. Lives as long as the token. Since 0.1.
 */
ETEE_API const char *etee_token_identifier_type(const etee_token *token);

/**
 * The holder's identifier, NUL-terminated; "" if the certificate names none. Lives as long as
 * the token. Since 0.1.
 */
ETEE_API const char *etee_token_identifier(const etee_token *token);

/**
 * The application that the token is for, NUL-terminated; "" for none. Lives as long as the
 * token. Since 0.1.
 */
ETEE_API const char *etee_token_application(const etee_token *token);

/** Frees a token; NULL is allowed. Since 0.1. */
ETEE_API void etee_token_free(etee_token *token);

/* ---- JSON web key: a key as the REST services write it ------------------------------------- */

/** Signatures are verified with the key. */
#define ETEE_KEY_USE_SIGNATURE 1

/** What is for its holder is encrypted with the key. */
#define ETEE_KEY_USE_ENCRYPTION 2

/**
 * A JSON web key (RFC 7517): RSA, EC on P-256, P-384 or P-521, or symmetric; public or private.
 * Immutable; may be used by many threads at once; wiped when it is freed with etee_jwk_free().
 */
typedef struct etee_jwk etee_jwk;

/**
 * Reads a key from JSON (UTF-8), strictly: what is broken, or does not belong together, is
 * refused. Nothing that it points to is ever fetched.
 *
 * Returns ETEE_MALFORMED, ETEE_KEY_UNSUPPORTED, ETEE_LIMIT_EXCEEDED. `*jwk` is the caller's, to be
 * freed with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_jwk_from_json(const etee_context *context,
                               const uint8_t *json,
                               size_t json_len,
                               etee_jwk **jwk,
                               etee_error **error);

/**
 * Takes the public key of a certificate (DER), with the labels that the ETK depot gives it: the
 * letter S and the serial number as its name, the certificate and its thumbprint, and its use.
 *
 * Returns ETEE_MALFORMED, ETEE_TRUNCATED or ETEE_KEY_UNSUPPORTED. `*jwk` is the caller's, to be
 * freed with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_jwk_from_certificate(const uint8_t *certificate,
                                      size_t certificate_len,
                                      etee_jwk **jwk,
                                      etee_error **error);

/**
 * The public part of the key as JSON (UTF-8).
 *
 * Returns ETEE_INVALID_ARGUMENT for a symmetric key, which has none. `*json` is the caller's, to
 * be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API etee_status etee_jwk_to_json(const etee_jwk *jwk, etee_buffer **json, etee_error **error);

/**
 * The whole key as JSON (UTF-8), with its private part if that is there: for whoever keeps it as
 * private keys are kept.
 *
 * `*json` is the caller's, to be freed with etee_buffer_free(), which wipes it. Since 0.1.
 */
ETEE_API
etee_status etee_jwk_to_private_json(const etee_jwk *jwk,
                                     etee_buffer **json,
                                     etee_error **error);

/**
 * The name of the key ("kid"), NUL-terminated; NULL if it has none. Lives as long as the key, as
 * all of the following do. Since 0.1.
 */
ETEE_API const char *etee_jwk_key_id(const etee_jwk *jwk);

/**
 * What the key is for ("use"), as its owner says: "sig" or "enc", NUL-terminated; NULL if nothing
 * is said. Since 0.1.
 */
ETEE_API const char *etee_jwk_use(const etee_jwk *jwk);

/** The one algorithm that the key is for ("alg"), NUL-terminated; NULL if none is named. Since 0.1. */
ETEE_API const char *etee_jwk_algorithm(const etee_jwk *jwk);

/** The type of the key ("kty"): "RSA", "EC" or "oct", NUL-terminated. Since 0.1. */
ETEE_API const char *etee_jwk_type(const etee_jwk *jwk);

/**
 * The thumbprint of the key with SHA-256 in base64url (RFC 7638), NUL-terminated; NULL of a
 * symmetric key. Since 0.1.
 */
ETEE_API const char *etee_jwk_thumbprint(const etee_jwk *jwk);

/** 1 if the private part of the key is there, as it always is of a symmetric key; else 0. Since 0.1. */
ETEE_API int32_t etee_jwk_is_private(const etee_jwk *jwk);

/**
 * A certificate (DER) that came with the key ("x5c"), that of the key first, and its length; NULL
 * and 0 beyond the last. Nobody has judged it. `len` may be NULL. Since 0.1.
 */
ETEE_API const uint8_t *etee_jwk_certificate(const etee_jwk *jwk, size_t index, size_t *len);

/**
 * Signs a payload with this private key, under its name: a signed token in the compact form (RFC
 * 7515, ASCII). The algorithm is "PS256", "RS256", "ES256" or "ES384".
 *
 * Returns ETEE_INVALID_ARGUMENT for another algorithm, ETEE_KEY_NOT_FOUND if the private part is not
 * there, ETEE_KEY_UNSUPPORTED if the key does not sign so. `*token` is the caller's, to be freed with
 * etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_jwk_sign(const etee_jwk *jwk,
                          const char *algorithm,
                          size_t algorithm_len,
                          const uint8_t *payload,
                          size_t payload_len,
                          etee_buffer **token,
                          etee_error **error);

/**
 * The payload of a signed token, if this public key signed it, by one of these algorithms (names as
 * of etee_jwk_sign(), separated by spaces; empty for any of them that fits the key). What the token
 * says of its own key does not count. Whom its claims are for, and until when, is for the caller to
 * read.
 *
 * Returns ETEE_SIGNATURE_INVALID; ETEE_UNSUPPORTED for an algorithm that is not among them, "none"
 * above all; ETEE_KEY_NOT_FOUND if the key does not fit the token; ETEE_MALFORMED,
 * ETEE_LIMIT_EXCEEDED. `*payload` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_jwk_verify(const etee_context *context,
                            const etee_jwk *jwk,
                            const char *algorithms,
                            size_t algorithms_len,
                            const char *token,
                            size_t token_len,
                            etee_buffer **payload,
                            etee_error **error);

/**
 * Encrypts for the holder of this key, under its name: an encrypted token in the compact form (RFC
 * 7516, ASCII). The algorithm is "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW" or "ECDH-ES+A256KW" for
 * a public key, "A128KW", "A256KW" or "dir" for a symmetric one; the cipher is "A128GCM", "A256GCM"
 * or "A128CBC-HS256".
 *
 * Returns ETEE_INVALID_ARGUMENT for another algorithm or cipher, ETEE_KEY_UNSUPPORTED if the key does
 * not go with them. `*token` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_jwk_encrypt(const etee_jwk *jwk,
                             const char *algorithm,
                             size_t algorithm_len,
                             const char *cipher,
                             size_t cipher_len,
                             const uint8_t *clear,
                             size_t clear_len,
                             etee_buffer **token,
                             etee_error **error);

/**
 * The clear text of a token that is encrypted for this private or symmetric key, by one of these
 * algorithms (names as of etee_jwk_encrypt(), separated by spaces; empty for any of them that fits
 * the key).
 *
 * Returns ETEE_UNSUPPORTED for an algorithm that is not among them, ETEE_NOT_ADDRESSED if the token
 * names another key, ETEE_KEY_UNSUPPORTED if the key does not go with it, ETEE_MALFORMED,
 * ETEE_LIMIT_EXCEEDED; for everything else ETEE_UNSEAL_FAILED. `*clear` is the caller's, to be freed
 * with etee_buffer_free(), which wipes it. Since 0.1.
 */
ETEE_API
etee_status etee_jwk_decrypt(const etee_context *context,
                             const etee_jwk *jwk,
                             const char *algorithms,
                             size_t algorithms_len,
                             const char *token,
                             size_t token_len,
                             etee_buffer **clear,
                             etee_error **error);

/** Frees a JSON web key; NULL is allowed. Since 0.1. */
ETEE_API void etee_jwk_free(etee_jwk *jwk);

/* ---- Secret key: a key of the KGSS, for recipients who are not known beforehand ------------ */

/**
 * A symmetric key that the KGSS keeps under an identifier, and gives to those who meet its
 * conditions. Immutable; may be used by many threads at once; wiped when it is freed with
 * etee_secret_key_free() and nothing made with it needs it any more.
 */
typedef struct etee_secret_key etee_secret_key;

/**
 * Takes an identifier (1 to 1024 octets) and a key (16, 24 or 32 octets).
 *
 * Returns ETEE_KEY_UNSUPPORTED for a key of another length, ETEE_INVALID_ARGUMENT for such an
 * identifier. `*secret_key` is the caller's, to be freed with etee_secret_key_free(). Since
 * 0.1.
 */
ETEE_API
etee_status etee_secret_key_from_bytes(const uint8_t *identifier,
                                       size_t identifier_len,
                                       const uint8_t *key,
                                       size_t key_len,
                                       etee_secret_key **secret_key,
                                       etee_error **error);

/**
 * Takes an identifier and a key in base64, as the KGSS gives them.
 *
 * Returns and ownership as etee_secret_key_from_bytes(); also ETEE_INVALID_ARGUMENT if a text
 * is not base64. Since 0.1.
 */
ETEE_API
etee_status etee_secret_key_from_base64(const char *identifier,
                                        size_t identifier_len,
                                        const char *key,
                                        size_t key_len,
                                        etee_secret_key **secret_key,
                                        etee_error **error);

/**
 * Takes a symmetric JSON web key, whose name ("kid") is the identifier in base64url.
 *
 * Returns ETEE_INVALID_ARGUMENT for a name that is missing or no identifier, ETEE_KEY_UNSUPPORTED
 * for another type or length of key. Ownership as etee_secret_key_from_bytes(). Since 0.1.
 */
ETEE_API
etee_status etee_secret_key_from_jwk(const etee_jwk *jwk,
                                     etee_secret_key **secret_key,
                                     etee_error **error);

/**
 * The key as a symmetric JSON web key, its name the identifier in base64url.
 *
 * `*jwk` is the caller's, to be freed with etee_jwk_free(), which wipes it. Since 0.1.
 */
ETEE_API
etee_status etee_secret_key_to_jwk(const etee_secret_key *secret_key,
                                   etee_jwk **jwk,
                                   etee_error **error);

/**
 * The identifier of the key and its length. Lives as long as the secret key; `len` may be
 * NULL. Since 0.1.
 */
ETEE_API const uint8_t *etee_secret_key_identifier(const etee_secret_key *secret_key, size_t *len);

/** Frees a secret key; NULL is allowed. Since 0.1. */
ETEE_API void etee_secret_key_free(etee_secret_key *secret_key);

/* ---- Web key: a key that messages name by an identifier instead of a certificate ----------- */

/** A key pair for RSA with 2048 bits, which signs messages and opens them. */
#define ETEE_WEB_KEY_RSA 1

/** A key pair on the curve P-256, which signs messages. */
#define ETEE_WEB_KEY_EC 2

/** A key pair on the curve P-384, which signs messages. */
#define ETEE_WEB_KEY_EC_P384 3

/**
 * A public key, or a key pair, that messages name by an identifier (WEB_AUTHN). The identifier
 * is what both sides agree on; of keys in the KeyDepot it is computed from the key. Immutable; may be used by many
 * threads at once; wiped when it is freed with etee_web_key_free() and nothing made with it
 * needs it any more.
 */
typedef struct etee_web_key etee_web_key;

/**
 * Takes an identifier (1 to 1024 octets: where others write it in base64, the octets that the
 * text stands for) and a public key as SubjectPublicKeyInfo (DER).
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no such key, ETEE_INVALID_ARGUMENT for
 * another identifier. `*web_key` is the caller's, to be freed with etee_web_key_free(). Since
 * 0.1.
 */
ETEE_API
etee_status etee_web_key_from_spki(const uint8_t *identifier,
                                   size_t identifier_len,
                                   const uint8_t *spki,
                                   size_t spki_len,
                                   etee_web_key **web_key,
                                   etee_error **error);

/**
 * Takes an identifier, as etee_web_key_from_spki() does, and a private key as an unencrypted
 * PKCS #8 PrivateKeyInfo (DER), which signs messages and opens them. It is not kept as it came.
 *
 * Returns ETEE_KEY_UNSUPPORTED if the key is neither RSA of at least 2048 bits nor EC on P-256
 * or P-384, ETEE_INVALID_ARGUMENT for another identifier. Ownership as
 * etee_web_key_from_spki(). Since 0.1.
 */
ETEE_API
etee_status etee_web_key_from_pkcs8(const uint8_t *identifier,
                                    size_t identifier_len,
                                    const uint8_t *pkcs8,
                                    size_t pkcs8_len,
                                    etee_web_key **web_key,
                                    etee_error **error);

/**
 * Makes a key pair of a kind (ETEE_WEB_KEY_RSA, _EC or _EC_P384). Its identifier is the one that the
 * platform computes of it, and the private key is nowhere but here, until
 * etee_web_key_to_private_jwk() hands it out to be kept.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown kind. Ownership as etee_web_key_from_spki(). Since
 * 0.1.
 */
ETEE_API
etee_status etee_web_key_generate(int32_t kind,
                                  etee_web_key **web_key,
                                  etee_error **error);

/**
 * Takes a JSON web key, public or private. Its name ("kid") is the identifier in base64url; one of
 * 20 octets may also stand as 40 hexadecimal digits or in plain Base64.
 *
 * Returns ETEE_INVALID_ARGUMENT for a name that is missing or no identifier, and for a symmetric
 * key; ETEE_KEY_UNSUPPORTED for a private key that is neither RSA nor EC on P-256 or P-384.
 * Ownership as etee_web_key_from_spki(). Since 0.1.
 */
ETEE_API
etee_status etee_web_key_from_jwk(const etee_jwk *jwk,
                                  etee_web_key **web_key,
                                  etee_error **error);

/**
 * The public key as a JSON web key, its name the identifier in base64url.
 *
 * Returns ETEE_KEY_UNSUPPORTED if it is neither RSA of 2048 to 8192 bits nor EC on P-256, P-384 or
 * P-521. `*jwk` is the caller's, to be freed with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_web_key_to_jwk(const etee_web_key *web_key,
                                etee_jwk **jwk,
                                etee_error **error);

/**
 * The whole key pair as a JSON web key, its name the identifier in base64url: for whoever keeps it
 * as private keys are kept.
 *
 * Returns ETEE_KEY_NOT_FOUND if the private key is not known. `*jwk` is the caller's, to be freed
 * with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_web_key_to_private_jwk(const etee_web_key *web_key,
                                        etee_jwk **jwk,
                                        etee_error **error);

/**
 * The identifier of the key and its length. Lives as long as the web key; `len` may be NULL.
 * Since 0.1.
 */
ETEE_API const uint8_t *etee_web_key_identifier(const etee_web_key *web_key, size_t *len);

/** Frees a web key; NULL is allowed. Since 0.1. */
ETEE_API void etee_web_key_free(etee_web_key *web_key);

/* ---- Sealer: a content becomes a message for its recipients -------------------------------- */

/** The length of a content that is not known beforehand. */
#define ETEE_LENGTH_UNKNOWN UINT64_MAX

/**
 * Seals contents for its recipients, signed by one identity or web key. Use it for any number
 * of contents, one after the other; a second thread meanwhile is answered ETEE_BUSY. After a
 * failure it can be used again, for the next content. Freed with etee_sealer_free().
 *
 * What every reader would find fault with is not sealed: a certificate of the sender that is
 * not valid now (ETEE_CERTIFICATE_EXPIRED) or not for signatures (ETEE_CERTIFICATE_UNTRUSTED),
 * a token that is not in order. The error then has a cause whose message is the official name
 * of the finding; etee_sealer_accept() takes that name.
 *
 * A content is sealed in one of three styles: buffer (etee_sealer_seal), file
 * (etee_sealer_seal_file), or stream (etee_sealer_begin, _write, _finish and _read).
 */
typedef struct etee_sealer etee_sealer;

/**
 * Makes a sealer without recipients yet. Identities with an RSA key sign with RSASSA-PSS, those
 * with an EC key with ecdsa-with-SHA256, unless etee_sealer_set_policy() says otherwise.
 *
 * Returns ETEE_KEY_NOT_FOUND if the identity has no authentication key, ETEE_KEY_UNSUPPORTED if
 * the key cannot sign, or key and certificate do not belong together. `*sealer` is the
 * caller's, to be freed with etee_sealer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_sealer_new(const etee_context *context,
                            const etee_identity *identity,
                            etee_sealer **sealer,
                            etee_error **error);

/**
 * Makes a sealer without recipients yet that signs both layers with a web key, under the
 * policy WEB_AUTHN. Who opens its messages needs the public key; they carry no certificate.
 *
 * Returns ETEE_KEY_NOT_FOUND if the web key has no private key, ETEE_KEY_UNSUPPORTED if it is
 * not one of RSA. Ownership as etee_sealer_new(). Since 0.1.
 */
ETEE_API
etee_status etee_sealer_new_with_web_key(const etee_context *context,
                                         const etee_web_key *web_key,
                                         etee_sealer **sealer,
                                         etee_error **error);

/**
 * Signs this and all later contents under another policy: ETEE_SIGNING_POLICY_EHEALTH_CERT,
 * ..._EID (the inner layer with the signature key if the identity has one), ..._EC_CERT, or
 * ..._WEB_AUTHN, which is for web keys alone and the only one for them.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown policy and for one of another kind of sender,
 * ETEE_KEY_UNSUPPORTED if a key is of another type than the policy takes. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_set_policy(etee_sealer *sealer,
                                   int32_t policy,
                                   etee_error **error);

/**
 * Seals in spite of a finding, by its official name: one for tokens (ETK_...), or for the
 * certificates of the sender (OUTER_..., INNER_...). Goes before the recipients that it is for.
 * What readers make of the message is then the caller's responsibility.
 *
 * Returns ETEE_INVALID_ARGUMENT if there is no such finding. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_accept(etee_sealer *sealer,
                               const char *name,
                               size_t name_len,
                               etee_error **error);

/**
 * Allows (not 0) recipients with an EC encryption key, by ephemeral-static ECDH with AES key
 * wrap (RFC 5753). Off unless allowed: such tokens exist, but the platform has not published
 * how its own software seals for them. The official library opens no such message, and readers
 * with this one have to accept DECRYPTION_ASYMMETRIC_KEY_ALGORITHM_UNAUTHORIZED. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_allow_key_agreement(etee_sealer *sealer,
                                            int32_t allowed,
                                            etee_error **error);

/**
 * Adds a recipient to this and all later contents.
 *
 * Returns ETEE_RECIPIENT_UNSUPPORTED if nothing can be sealed for the token's key: it must be
 * an RSA key of 2048 to 8192 bits, or, if etee_sealer_allow_key_agreement() allows it, an EC
 * key on P-256, P-384 or P-521. Unless etee_sealer_accept() accepts what is found, returns the
 * status of the first finding of a token checker under the sealer's context, such as
 * ETEE_SIGNATURE_INVALID if the encryption certificate is not signed with the holder's
 * authentication key, ETEE_CERTIFICATE_EXPIRED if it is not valid now,
 * ETEE_CERTIFICATE_UNTRUSTED if it is not for encryption or leads to no trust anchor. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_add_recipient(etee_sealer *sealer,
                                      const etee_token *token,
                                      etee_error **error);

/**
 * Adds the holder of a web key to this and all later contents.
 *
 * Returns ETEE_RECIPIENT_UNSUPPORTED if it is not an RSA key of 2048 to 8192 bits. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_add_web_key(etee_sealer *sealer,
                                    const etee_web_key *web_key,
                                    etee_error **error);

/**
 * Adds a key of the KGSS to this and all later contents: whoever gets the key from there can
 * open them. The reader looks at the key's identifier, which the message carries. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_add_secret_key(etee_sealer *sealer,
                                       const etee_secret_key *secret_key,
                                       etee_error **error);

/**
 * Seals a content that is in memory.
 *
 * Returns ETEE_NO_RECIPIENT, ETEE_LIMIT_EXCEEDED. `*sealed` is the caller's, to be freed with
 * etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_sealer_seal(etee_sealer *sealer,
                             const uint8_t *data,
                             size_t data_len,
                             etee_buffer **sealed,
                             etee_error **error);

/**
 * Seals a file into another one. The output appears whole or not at all: it is written beside
 * its place and moved there at the end, and an older file in that place stays until then. The
 * paths are UTF-8 and may be the same.
 *
 * Returns ETEE_IO with the system's code, ETEE_NO_RECIPIENT, ETEE_LIMIT_EXCEEDED. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_seal_file(etee_sealer *sealer,
                                  const char *input,
                                  size_t input_len,
                                  const char *output,
                                  size_t output_len,
                                  etee_error **error);

/**
 * Begins a content that arrives in parts; what was begun before is discarded. With its exact
 * length in octets the message gets definite lengths; with ETEE_LENGTH_UNKNOWN, the indefinite
 * ones of the official library. Every reader takes both.
 *
 * Returns ETEE_NO_RECIPIENT. Since 0.1.
 */
ETEE_API etee_status etee_sealer_begin(etee_sealer *sealer, uint64_t length, etee_error **error);

/**
 * Adds octets to the content. Without etee_sealer_begin(), a content of unknown length begins.
 *
 * Returns ETEE_OUTPUT_PENDING, without having taken anything, if more than
 * ETEE_LIMIT_PENDING_OUTPUT octets wait to be read; ETEE_INVALID_ARGUMENT if more comes than
 * was announced; ETEE_LIMIT_EXCEEDED; ETEE_WRONG_STATE, without effect, while a finished message
 * has not been read to its end. After ETEE_INVALID_ARGUMENT and ETEE_LIMIT_EXCEEDED the content
 * is discarded. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_write(etee_sealer *sealer,
                              const uint8_t *data,
                              size_t data_len,
                              etee_error **error);

/**
 * Ends the content and signs. What was read before this is no message; what is read until
 * etee_sealer_read() has nothing more is one.
 *
 * Returns ETEE_INVALID_ARGUMENT if less came than was announced (the content is then
 * discarded), ETEE_WRONG_STATE if none was begun: an empty content begins with
 * etee_sealer_begin(). Since 0.1.
 */
ETEE_API etee_status etee_sealer_finish(etee_sealer *sealer, etee_error **error);

/**
 * Reads octets of the message that are ready, at most `capacity`, into `sealed`. `*count` is
 * their number; 0 means that more must be written, or, after etee_sealer_finish(), that the
 * message is complete. Since 0.1.
 */
ETEE_API
etee_status etee_sealer_read(etee_sealer *sealer,
                             uint8_t *sealed,
                             size_t capacity,
                             size_t *count,
                             etee_error **error);

/**
 * Drops the content that is being sealed as a stream, and what of its message was not read: for a
 * host whose input or output failed half way. Nothing happens if there is none. Since 0.1.
 */
ETEE_API etee_status etee_sealer_discard(etee_sealer *sealer, etee_error **error);

/** Frees a sealer; a message that was not finished is lost. NULL is allowed. Since 0.1. */
ETEE_API void etee_sealer_free(etee_sealer *sealer);

/* ---- Batch: many messages, sealed on several threads --------------------------------------- */

/**
 * The messages that were sealed together, to be taken one by one. Freed with etee_batch_free().
 *
 * A batch is sealed on as many threads as etee_context_set_parallelism() allows: one, that of the
 * caller, unless it says otherwise. Threads pay for many messages. One message gains nothing from
 * a second thread: what takes longest in a large one is its AES-CBC chain, where every block
 * waits for the one before it. The threads end before the call returns; where the system does
 * not start as many, the work is done on fewer.
 *
 * All messages are in memory until they are taken: seal contents that are too large for that one
 * after the other, from file to file. A batch keeps nothing alive and needs nothing: sealers and
 * context may be freed before it. Taking needs it alone; a second thread meanwhile is answered
 * ETEE_BUSY.
 */
typedef struct etee_batch etee_batch;

/**
 * Seals `count` contents that are in memory. The content at `contents[i]`, of `content_lens[i]`
 * octets, is sealed by `sealers[i]` for all its recipients; the same sealer may be named any
 * number of times. `context` says on how many threads, sealers keep to their own context for
 * everything else. Contents are borrowed for the call, and not copied.
 *
 * ETEE_OK says that every message was tried; what became of each, etee_batch_take() tells.
 * Nothing is sealed if this call fails: ETEE_NULL_POINTER, ETEE_INVALID_ARGUMENT, and ETEE_BUSY
 * or ETEE_POISONED if one of the sealers is. `*batch` is the caller's, to be freed with
 * etee_batch_free(). Since 0.1.
 */
ETEE_API
etee_status etee_batch_seal(const etee_context *context,
                            etee_sealer *const *sealers,
                            const uint8_t *const *contents,
                            const size_t *content_lens,
                            size_t count,
                            etee_batch **batch,
                            etee_error **error);

/**
 * Seals one content that is in memory once for each recipient of a sealer, in the order in which
 * they were added to it. Each message can be opened by its recipient alone, and names no other.
 *
 * Returns ETEE_NO_RECIPIENT if the sealer has none, else as etee_batch_seal(). Ownership as
 * there. Since 0.1.
 */
ETEE_API
etee_status etee_batch_seal_each(const etee_context *context,
                                 etee_sealer *sealer,
                                 const uint8_t *data,
                                 size_t data_len,
                                 etee_batch **batch,
                                 etee_error **error);

/** The number of messages, taken or not, sealed or not; 0 if `batch` is NULL. Since 0.1. */
ETEE_API size_t etee_batch_count(const etee_batch *batch);

/**
 * Takes the message with an index, from 0 in the order of the contents or the recipients. Each
 * message can be taken once.
 *
 * Where a message could not be sealed, returns why, each time: what etee_sealer_seal() returns,
 * or ETEE_PANIC. That concerns this message alone; its sealer and the other messages are as good
 * as ever. Returns ETEE_WRONG_STATE if the message was taken before, ETEE_INVALID_ARGUMENT if
 * there is no such index. `*sealed` is the caller's, to be freed with etee_buffer_free(); it
 * needs the batch no more. Since 0.1.
 */
ETEE_API
etee_status etee_batch_take(etee_batch *batch,
                            size_t index,
                            etee_buffer **sealed,
                            etee_error **error);

/** Frees a batch with the messages that were not taken; NULL is allowed. Since 0.1. */
ETEE_API void etee_batch_free(etee_batch *batch);

/* ---- Finding: the official names in plain words -------------------------------------------- */

/** English. */
#define ETEE_LANGUAGE_ENGLISH 1

/** Dutch. */
#define ETEE_LANGUAGE_DUTCH 2

/** French. */
#define ETEE_LANGUAGE_FRENCH 3

/** German. */
#define ETEE_LANGUAGE_GERMAN 4

/**
 * One plain sentence for the person at the desk on what a fatal finding, an error or a warning
 * means and, where that helps, what to do: by its official name, in a language (one of
 * ETEE_LANGUAGE_...), UTF-8, NUL-terminated. NULL for an unknown name or language. The text is
 * static and never freed. Since 0.1.
 */
ETEE_API const char *etee_finding_text(const char *name, size_t name_len, int32_t language);

/* ---- Report: what was checked in a message, and what was found ----------------------------- */

/** The layer that the sender signed. */
#define ETEE_LAYER_OUTER 1

/** The envelope: how the message is encrypted, and for whom. */
#define ETEE_LAYER_ENCRYPTION 2

/** The layer that the author signed. */
#define ETEE_LAYER_INNER 3

/** The judgement did not come to this, or was not asked for it. */
#define ETEE_VALIDITY_NOT_JUDGED 0

/** Nothing was found wrong. */
#define ETEE_VALIDITY_GOOD 1

/** Something was found wrong. */
#define ETEE_VALIDITY_BAD 2

/**
 * The judgement on one message, in the words of the official library. Immutable; may be used
 * by many threads at once. Made by etee_unsealer_report() and etee_checker_report(), freed with
 * etee_report_free().
 * Subjects are personal data: a report is not for logs, its names of findings are.
 */
typedef struct etee_report etee_report;

/**
 * ETEE_JUDGEMENT_STRICT or ETEE_JUDGEMENT_PARITY: how the message was judged. 0 if `report` is
 * NULL. Since 0.1.
 */
ETEE_API int32_t etee_report_judgement(const etee_report *report);

/** 1 if the content was released, else 0. Since 0.1. */
ETEE_API int32_t etee_report_released(const etee_report *report);

/**
 * The official name of what ended the judgement, NUL-terminated, or NULL. Lives as long as the
 * report. Since 0.1.
 */
ETEE_API const char *etee_report_fatal(const etee_report *report);

/** The number of errors. Since 0.1. */
ETEE_API size_t etee_report_error_count(const etee_report *report);

/**
 * The official name of an error, in the order of the checks, NUL-terminated; NULL beyond the
 * last. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_error(const etee_report *report, size_t index);

/** The number of warnings. Since 0.1. */
ETEE_API size_t etee_report_warning_count(const etee_report *report);

/**
 * The official name of a warning, in the order of the checks, NUL-terminated; NULL beyond the
 * last. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_warning(const etee_report *report, size_t index);

/** Octets of clear text; 0 if nothing was released. Since 0.1. */
ETEE_API uint64_t etee_report_content_length(const etee_report *report);

/**
 * When the message was signed, as far as is known, as RFC 3339 text in UTC, NUL-terminated, or
 * NULL; etee_report_signing_time_source() tells who says so. Lives as long as the report. Since
 * 0.1.
 */
ETEE_API const char *etee_report_signing_time(const etee_report *report);

/**
 * Who says when the message was signed, NUL-terminated: "signer" (its claim), "time-stamp" (on
 * the outer signature), "caller" (who knows when it was received), "clock" (nobody: the moment
 * of the judgement stands in); NULL if the judgement did not come to it. Lives as long as the
 * report. Since 0.1.
 */
ETEE_API const char *etee_report_signing_time_source(const etee_report *report);

/**
 * The subject of the certificate of the outer signature, RFC 4514 text, NUL-terminated; NULL
 * if there is none. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_authentication_subject(const etee_report *report);

/**
 * The subject of the certificate of the inner signature, if the message has one of its own for
 * it, as eID cards do; else NULL. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_signature_subject(const etee_report *report);

/**
 * The certificate (DER) of the outer signature and its length, or NULL and 0. Lives as long as
 * the report; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_report_authentication_certificate(const etee_report *report,
                                                      size_t *len);

/**
 * The certificate (DER) of the inner signature and its length, or NULL and 0. Lives as long as
 * the report; `len` may be NULL. Since 0.1.
 */
ETEE_API const uint8_t *etee_report_signature_certificate(const etee_report *report, size_t *len);

/**
 * Whether a layer (one of ETEE_LAYER_...) is right in itself, one of ETEE_VALIDITY_...: algorithms,
 * attributes, the signature; for the envelope, how it is encrypted and that it could be opened.
 * Since 0.1.
 */
ETEE_API int32_t etee_report_layer_validity(const etee_report *report, int32_t layer);

/**
 * Whether the signer of a layer is to be trusted, one of ETEE_VALIDITY_...: certificate, path,
 * revocation, time. The envelope has no signer. Since 0.1.
 */
ETEE_API int32_t etee_report_layer_trust(const etee_report *report, int32_t layer);

/** The number of errors of a layer. Since 0.1. */
ETEE_API size_t etee_report_layer_error_count(const etee_report *report, int32_t layer);

/**
 * The official name of an error of a layer, in the order of the checks, NUL-terminated; NULL beyond
 * the last. Lives as long as the report. Since 0.1.
 */
ETEE_API
const char *etee_report_layer_error(const etee_report *report,
                                    int32_t layer,
                                    size_t index);

/** The number of warnings of a layer. Since 0.1. */
ETEE_API size_t etee_report_layer_warning_count(const etee_report *report, int32_t layer);

/**
 * The official name of a warning of a layer, in the order of the checks, NUL-terminated; NULL
 * beyond the last. Lives as long as the report. Since 0.1.
 */
ETEE_API
const char *etee_report_layer_warning(const etee_report *report,
                                      int32_t layer,
                                      size_t index);

/**
 * The signing policy that a layer was judged under, NUL-terminated: "EHEALTH_CERT", "EID",
 * "WEB_AUTHN" or "EC_CERT"; NULL for none. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_layer_policy(const etee_report *report, int32_t layer);

/**
 * The certificate (DER) of the signer of a layer and its length, or NULL and 0. Lives as long as
 * the report; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_report_layer_certificate(const etee_report *report,
                                             int32_t layer,
                                             size_t *len);

/**
 * The subject of that certificate, RFC 4514 text, NUL-terminated, or NULL. It is personal data.
 * Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_layer_subject(const etee_report *report, int32_t layer);

/**
 * The issuer of that certificate, RFC 4514 text, NUL-terminated, or NULL. Lives as long as the
 * report. Since 0.1.
 */
ETEE_API const char *etee_report_layer_issuer(const etee_report *report, int32_t layer);

/**
 * The serial number of that certificate in decimal, NUL-terminated, or NULL; for the envelope, that
 * of the encryption certificate that the message was opened as. Lives as long as the report.
 * Since 0.1.
 */
ETEE_API const char *etee_report_layer_serial(const etee_report *report, int32_t layer);

/**
 * The identifier of the key that a layer was signed with, where it names no certificate (a web
 * key), and its length, or NULL and 0; for the envelope, of the key of the KGSS or the web key that
 * the message was opened with. Lives as long as the report; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_report_layer_key_identifier(const etee_report *report,
                                                int32_t layer,
                                                size_t *len);

/**
 * When the signer of a layer says that it signed, as RFC 3339 text in UTC, NUL-terminated, or
 * NULL. Nobody else vouches for it. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_layer_signing_time(const etee_report *report, int32_t layer);

/**
 * The outer signature and its length, or NULL and 0: the octets that a time-stamp is made for.
 * Lives as long as the report; `len` may be NULL. Since 0.1.
 */
ETEE_API const uint8_t *etee_report_signature(const etee_report *report, size_t *len);

/**
 * The whole report as JSON in one line, UTF-8, NUL-terminated: judgement, released, fatal, errors,
 * warnings, content_length, signing_time, signing_time_source, authentication_subject,
 * signature_subject, and layers, with outer, encryption and inner in it. Each of them has
 * validity and trust ("not judged", "good" or "bad"), errors, warnings, policy, subject, issuer,
 * serial, key_identifier (base64) and signing_time. What is not known is null; members may be
 * added. "" if `report` is NULL. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_json(const etee_report *report);

/**
 * The report in a few lines for the person at the desk, in a language (one of
 * ETEE_LANGUAGE_...), UTF-8, NUL-terminated: whether the content was released, what was found
 * and what to do about it, who signed, and when according to whom. It holds personal data. ""
 * if `report` is NULL, or for an unknown language. Lives as long as the report. Since 0.1.
 */
ETEE_API const char *etee_report_text(const etee_report *report, int32_t language);

/** Frees a report; NULL is allowed. Since 0.1. */
ETEE_API void etee_report_free(etee_report *report);

/* ---- Addressing: whom a message was sealed for, before it is unsealed ---------------------- */

/** A recipient with the private key to an RSA certificate or web key. */
#define ETEE_RECIPIENT_KEY_TRANSPORT 1

/** A recipient with the private key to a certificate on an elliptic curve. */
#define ETEE_RECIPIENT_KEY_AGREEMENT 2

/** Whoever gets the key of the KGSS. */
#define ETEE_RECIPIENT_SECRET_KEY 3

/**
 * What a receiver may have to know before it can unseal a message: which key to fetch from the
 * KGSS, which of its own keys to load, which web key to look up. It takes no key to read this,
 * and nothing of it is proven. Immutable; may be used by many threads at once. Freed with
 * etee_addressing_free(). Serial numbers and issuers lead to people: not for logs.
 */
typedef struct etee_addressing etee_addressing;

/**
 * Reads a whole message that is in memory. Its content is passed over.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no sealed message, ETEE_LIMIT_EXCEEDED.
 * `*addressing` is the caller's, to be freed with etee_addressing_free(). Since 0.1.
 */
ETEE_API
etee_status etee_addressing_read(const etee_context *context,
                                 const uint8_t *data,
                                 size_t data_len,
                                 etee_addressing **addressing,
                                 etee_error **error);

/**
 * Reads the beginning of a message as far as its recipients, less than a kilobyte for each of
 * them. The identifier of the sender's key stands at the end of a message and is not known then.
 *
 * Returns and ownership as etee_addressing_read(); ETEE_TRUNCATED if the recipients do not end in
 * what is there. Since 0.1.
 */
ETEE_API
etee_status etee_addressing_read_head(const etee_context *context,
                                      const uint8_t *data,
                                      size_t data_len,
                                      etee_addressing **addressing,
                                      etee_error **error);

/**
 * Reads the file of a message as far as its recipients, as etee_addressing_read_head() does,
 * however long it is. The path is UTF-8.
 *
 * Returns and ownership as etee_addressing_read_head(), and ETEE_IO with the system's code. Since
 * 0.1.
 */
ETEE_API
etee_status etee_addressing_read_file(const etee_context *context,
                                      const char *file,
                                      size_t file_len,
                                      etee_addressing **addressing,
                                      etee_error **error);

/**
 * Reads the whole file of a message, as etee_addressing_read() does. The path is UTF-8.
 *
 * Returns and ownership as etee_addressing_read(), and ETEE_IO with the system's code. Since 0.1.
 */
ETEE_API
etee_status etee_addressing_read_whole_file(const etee_context *context,
                                            const char *file,
                                            size_t file_len,
                                            etee_addressing **addressing,
                                            etee_error **error);

/** The number of keys of the KGSS that open the message. Since 0.1. */
ETEE_API size_t etee_addressing_secret_key_count(const etee_addressing *addressing);

/**
 * The identifier of a key of the KGSS, in the order of the message, and its length; NULL and 0
 * beyond the last. Lives as long as the addressing; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_addressing_secret_key_identifier(const etee_addressing *addressing,
                                                     size_t index,
                                                     size_t *len);

/**
 * The identifier of the only key of the KGSS that opens the message, in base64, as the KGSS
 * takes it, NUL-terminated. `*identifier` is NULL if there is no such key; else it lives as long
 * as the addressing and is not freed with anything else.
 *
 * Returns ETEE_AMBIGUOUS if there are several keys. Since 0.1.
 */
ETEE_API
etee_status etee_addressing_secret_key_identifier_base64(const etee_addressing *addressing,
                                                         const char **identifier,
                                                         etee_error **error);

/** The number of recipients that the message names, keys of the KGSS included. Since 0.1. */
ETEE_API size_t etee_addressing_recipient_count(const etee_addressing *addressing);

/** How a recipient gets at the content, one of ETEE_RECIPIENT_...; 0 beyond the last. Since 0.1. */
ETEE_API int32_t etee_addressing_recipient_kind(const etee_addressing *addressing, size_t index);

/**
 * The issuer of a recipient's encryption certificate, RFC 4514 text, NUL-terminated; NULL if the
 * recipient is named by a key identifier, or beyond the last. Lives as long as the addressing.
 * Since 0.1.
 */
ETEE_API
const char *etee_addressing_recipient_issuer(const etee_addressing *addressing,
                                             size_t index);

/**
 * The serial number of a recipient's encryption certificate in decimal, as
 * etee_identity_decryption_key_serial() gives that of our own, NUL-terminated; NULL if the
 * recipient is named by a key identifier, or beyond the last. Lives as long as the addressing.
 * Since 0.1.
 */
ETEE_API
const char *etee_addressing_recipient_serial(const etee_addressing *addressing,
                                             size_t index);

/**
 * The identifier of a recipient's key (a key of the KGSS, a web key, or a certificate's
 * SubjectKeyIdentifier) and its length; NULL and 0 if the recipient is named by issuer and serial
 * number, or beyond the last. Lives as long as the addressing; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_addressing_recipient_key_identifier(const etee_addressing *addressing,
                                                        size_t index,
                                                        size_t *len);

/**
 * The identifier of the key (the SubjectKeyIdentifier of a web key) that the sender signed with,
 * and its length; NULL and 0 if the sender is named by a certificate, or if the message was not
 * read to its end. Lives as long as the addressing; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_addressing_sender_key_identifier(const etee_addressing *addressing,
                                                     size_t *len);

/** Frees an addressing; NULL is allowed. Since 0.1. */
ETEE_API void etee_addressing_free(etee_addressing *addressing);

/* ---- Unsealer: a message is opened, judged, and released ----------------------------------- */

/**
 * Unseals messages with the decryption keys of its identities. Use it for any number of
 * messages, one after the other; a second thread meanwhile is answered ETEE_BUSY. After a
 * failure it can be used again, for the next message. Freed with etee_unsealer_free().
 *
 * Nothing of the content is released before every check of the message has passed, but for what
 * etee_unsealer_accept() accepts. The statuses of a refused message are ETEE_MALFORMED and
 * ETEE_TRUNCATED (it is not what it should be), ETEE_LIMIT_EXCEEDED, ETEE_NOT_ADDRESSED (none of the
 * keys fits), ETEE_UNSEAL_FAILED (it cannot be decrypted, one status for every cause), and 4xx for
 * what is wrong with signatures and certificates. etee_unsealer_report() has the whole judgement.
 */
typedef struct etee_unsealer etee_unsealer;

/**
 * Makes an unsealer without keys yet.
 *
 * `*unsealer` is the caller's, to be freed with etee_unsealer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_new(const etee_context *context,
                              etee_unsealer **unsealer,
                              etee_error **error);

/** Adds the decryption keys of an identity; old stores may be added beside new ones. Since 0.1. */
ETEE_API
etee_status etee_unsealer_add_identity(etee_unsealer *unsealer,
                                       const etee_identity *identity,
                                       etee_error **error);

/**
 * Adds a key of the KGSS. Where a message was sealed with such a key, it is tried before the
 * decryption keys of the identities. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_add_secret_key(etee_unsealer *unsealer,
                                         const etee_secret_key *secret_key,
                                         etee_error **error);

/**
 * Expects this signer: a certificate (DER), or whoever signs with the key in it. Once a signer is
 * expected, the signer of each layer must be among those expected; an eID card signs the two
 * layers with two certificates.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no certificate. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_expect_signer(etee_unsealer *unsealer,
                                        const uint8_t *certificate,
                                        size_t certificate_len,
                                        etee_error **error);

/**
 * Releases contents in spite of this error, named as in reports; "ALL" stands for every one.
 * Each call adds one. The error stays in the report, and what the message is worth then is the
 * caller's responsibility. What ends a judgement (etee_report_fatal()) cannot be accepted.
 *
 * Returns ETEE_INVALID_ARGUMENT if there is no error with this name. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_accept(etee_unsealer *unsealer,
                                 const char *name,
                                 size_t name_len,
                                 etee_error **error);

/**
 * Says when the messages were received, in seconds since 1970-01-01T00:00:00Z, as someone knows
 * whom the caller trusts, such as a mailbox of the platform. It stands for the present
 * moment where a signing time is judged: one from shortly before it counts as established, by
 * default from ten minutes before it to five after. It holds for messages that begin from now on, until it is set
 * anew or cleared. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_set_trusted_time(etee_unsealer *unsealer,
                                           int64_t seconds,
                                           etee_error **error);

/** Takes back what etee_unsealer_set_trusted_time() said. Since 0.1. */
ETEE_API etee_status etee_unsealer_clear_trusted_time(etee_unsealer *unsealer, etee_error **error);

/**
 * Unseals a message that is in memory.
 *
 * Returns the statuses that etee_unsealer lists. `*clear` is the caller's, to be freed with
 * etee_buffer_free(), which wipes it. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_unseal(etee_unsealer *unsealer,
                                 const uint8_t *data,
                                 size_t data_len,
                                 etee_buffer **clear,
                                 etee_error **error);

/**
 * Unseals a file into another one. The output appears, whole, only if the message was
 * released; an older file in its place stays until then. On Unix only its owner may read it.
 * The paths are UTF-8 and may be the same.
 *
 * Returns the statuses that etee_unsealer lists, and ETEE_IO with the system's code. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_unseal_file(etee_unsealer *unsealer,
                                      const char *input,
                                      size_t input_len,
                                      const char *output,
                                      size_t output_len,
                                      etee_error **error);

/**
 * Adds octets of a message that arrives in parts; the first ones begin a new message, and
 * discard what was released before. What is wrong with a message shows at etee_unsealer_finish().
 *
 * Returns ETEE_IO if the temporary file fails and ETEE_LIMIT_EXCEEDED if the message is too
 * large; the message is then discarded. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_write(etee_unsealer *unsealer,
                                const uint8_t *data,
                                size_t data_len,
                                etee_error **error);

/**
 * Ends the message and judges it.
 *
 * Returns the statuses that etee_unsealer lists. On ETEE_OK the content can be read. Since 0.1.
 */
ETEE_API etee_status etee_unsealer_finish(etee_unsealer *unsealer, etee_error **error);

/**
 * Reads the next octets of the released content, at most `capacity`, into `clear`. `*count` is
 * their number; 0 means that all has been read.
 *
 * Returns ETEE_WRONG_STATE unless etee_unsealer_finish() answered ETEE_OK. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_read(etee_unsealer *unsealer,
                               uint8_t *clear,
                               size_t capacity,
                               size_t *count,
                               etee_error **error);

/**
 * The report on the last message, released or refused.
 *
 * Returns ETEE_WRONG_STATE if no message was judged. `*report` is the caller's, to be freed
 * with etee_report_free(); later messages do not change it. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_report(etee_unsealer *unsealer,
                                 etee_report **report,
                                 etee_error **error);

/**
 * Drops the message that is being unsealed as a stream, and what of a released content was not
 * read, which is wiped: for a host whose input or output failed half way. Nothing happens if there is
 * none; the report on a message that was judged stays. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_discard(etee_unsealer *unsealer,
                                  etee_error **error);

/** Frees an unsealer and wipes what it holds; NULL is allowed. Since 0.1. */
ETEE_API void etee_unsealer_free(etee_unsealer *unsealer);

/** Adds a web key that messages may be sealed for; it needs its private key. Since 0.1. */
ETEE_API
etee_status etee_unsealer_add_web_key(etee_unsealer *unsealer,
                                      const etee_web_key *web_key,
                                      etee_error **error);

/**
 * Expects a signer with this web key. The signature of a message under the policy WEB_AUTHN can
 * be verified only if its key was given so. Once a signer is expected, the signer of each layer
 * must be among those expected. Since 0.1.
 */
ETEE_API
etee_status etee_unsealer_expect_web_key(etee_unsealer *unsealer,
                                         const etee_web_key *web_key,
                                         etee_error **error);

/* ---- Checker: the seal of a message, checked and added to without the key that opens it ---- */

/**
 * Checks messages for a party that cannot open them: a mailbox, an archive. Only the outer
 * layer is judged, the one that the sender signed. Use it for any number of messages, one
 * after the other; a second thread meanwhile is answered ETEE_BUSY. After a failure it can be
 * used again, for the next message. Freed with etee_checker_free().
 *
 * The statuses of a refused message are ETEE_MALFORMED and ETEE_TRUNCATED (it is not what it
 * should be), ETEE_LIMIT_EXCEEDED, and 4xx for what is wrong with signature, certificate and
 * time-stamp. etee_checker_report() has the whole judgement.
 */
typedef struct etee_checker etee_checker;

/**
 * Makes a checker that expects no particular sender.
 *
 * `*checker` is the caller's, to be freed with etee_checker_free(). Since 0.1.
 */
ETEE_API
etee_status etee_checker_new(const etee_context *context,
                             etee_checker **checker,
                             etee_error **error);

/**
 * Expects this sender, by its certificate (DER) or by the key in it. Once a sender is
 * expected, the sender of a message must be among those expected.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if it is no certificate. Since 0.1.
 */
ETEE_API
etee_status etee_checker_expect_signer(etee_checker *checker,
                                       const uint8_t *certificate,
                                       size_t certificate_len,
                                       etee_error **error);

/** Expects a sender with this web key: one that messages name by its identifier. Since 0.1. */
ETEE_API
etee_status etee_checker_expect_web_key(etee_checker *checker,
                                        const etee_web_key *web_key,
                                        etee_error **error);

/**
 * Goes on in spite of this error, named as in reports; "ALL" stands for every one. Each call adds
 * one. The error stays in the report, and what the message is worth then is the caller's
 * responsibility. What ends a judgement (etee_report_fatal()) cannot be accepted.
 *
 * Returns ETEE_INVALID_ARGUMENT if there is no error with this name. Since 0.1.
 */
ETEE_API
etee_status etee_checker_accept(etee_checker *checker,
                                const char *name,
                                size_t name_len,
                                etee_error **error);

/**
 * Says when the messages were received, in seconds since 1970-01-01T00:00:00Z, as someone knows
 * whom the caller trusts. It stands for the present moment where a signing time is judged, as in
 * etee_unsealer_set_trusted_time(). It holds for messages that begin from now on, until it is set
 * anew or cleared. Since 0.1.
 */
ETEE_API
etee_status etee_checker_set_trusted_time(etee_checker *checker,
                                          int64_t seconds,
                                          etee_error **error);

/** Takes back what etee_checker_set_trusted_time() said. Since 0.1. */
ETEE_API etee_status etee_checker_clear_trusted_time(etee_checker *checker, etee_error **error);

/**
 * Checks a message that is in memory.
 *
 * Returns the statuses that etee_checker lists. The report has the signature that a time-stamp
 * is made for, etee_report_signature(). Since 0.1.
 */
ETEE_API
etee_status etee_checker_validate(etee_checker *checker,
                                  const uint8_t *data,
                                  size_t data_len,
                                  etee_error **error);

/**
 * Checks a file. The path is UTF-8.
 *
 * Returns the statuses that etee_checker lists, and ETEE_IO with the system's code. Since 0.1.
 */
ETEE_API
etee_status etee_checker_validate_file(etee_checker *checker,
                                       const char *input,
                                       size_t input_len,
                                       etee_error **error);

/**
 * Adds octets of a message that arrives in parts; the first ones begin a new message. What is
 * wrong with a message shows at etee_checker_finish().
 *
 * Returns ETEE_LIMIT_EXCEEDED if the message is too large; it is then discarded. Since 0.1.
 */
ETEE_API
etee_status etee_checker_write(etee_checker *checker,
                               const uint8_t *data,
                               size_t data_len,
                               etee_error **error);

/**
 * Ends the message that arrived in parts and judges it.
 *
 * Returns the statuses that etee_checker lists. Since 0.1.
 */
ETEE_API etee_status etee_checker_finish(etee_checker *checker, etee_error **error);

/** Drops the message that is being checked in parts. Nothing happens if there is none. Since 0.1. */
ETEE_API etee_status etee_checker_discard(etee_checker *checker, etee_error **error);

/**
 * Checks a message that is in memory and puts into it what showed that the certificate of its
 * sender was not revoked: the OCSP response and the CRLs, in place of those that are there.
 *
 * Returns the statuses that etee_checker lists, and ETEE_WRONG_STATE if the context does not
 * look at revocation. A message that is refused, and one whose sender's status nothing shows
 * (OCSP_NOT_EMBEDDED), is not changed; under the parity judgement errors stand in the report
 * only, and a message without evidence comes back as it was. `*message` is the caller's, to
 * be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_checker_inject(etee_checker *checker,
                                const uint8_t *data,
                                size_t data_len,
                                etee_buffer **message,
                                etee_error **error);

/**
 * As etee_checker_inject(), from a file to a file, which appears whole or not at all; an older
 * file in its place stays until then. The paths are UTF-8 and may be the same.
 *
 * Returns the statuses of etee_checker_inject(), ETEE_IO with the system's code, and
 * ETEE_INVALID_ARGUMENT if the input is no regular file. Since 0.1.
 */
ETEE_API
etee_status etee_checker_inject_file(etee_checker *checker,
                                     const char *input,
                                     size_t input_len,
                                     const char *output,
                                     size_t output_len,
                                     etee_error **error);

/**
 * Puts a time-stamp on a message that is in memory, in place of any that is there. `token` is
 * a TimeStampToken (RFC 3161), made for the octets of etee_report_signature().
 *
 * Returns the statuses that etee_checker lists. A token that is not to be trusted, or was made
 * for something else, is not put on a message, and nothing is put on a message that is refused
 * for more than its signing time; under the parity judgement errors stand in the report only.
 * `*message` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_checker_stamp(etee_checker *checker,
                               const uint8_t *data,
                               size_t data_len,
                               const uint8_t *token,
                               size_t token_len,
                               etee_buffer **message,
                               etee_error **error);

/**
 * As etee_checker_stamp(), from a file to a file, which appears whole or not at all; an older
 * file in its place stays until then. The paths are UTF-8 and may be the same.
 *
 * Returns the statuses of etee_checker_stamp(), ETEE_IO with the system's code, and
 * ETEE_INVALID_ARGUMENT if the input is no regular file. Since 0.1.
 */
ETEE_API
etee_status etee_checker_stamp_file(etee_checker *checker,
                                    const char *input,
                                    size_t input_len,
                                    const char *output,
                                    size_t output_len,
                                    const uint8_t *token,
                                    size_t token_len,
                                    etee_error **error);

/**
 * The report on the last message, good or refused.
 *
 * Returns ETEE_WRONG_STATE if no message was judged. `*report` is the caller's, to be freed
 * with etee_report_free(); later messages do not change it. Since 0.1.
 */
ETEE_API
etee_status etee_checker_report(etee_checker *checker,
                                etee_report **report,
                                etee_error **error);

/** Frees a checker; NULL is allowed. Since 0.1. */
ETEE_API void etee_checker_free(etee_checker *checker);

/* ---- Environment: which of the platform's -------------------------------------------------- */

/** The platform's integration environment, for its own tests. */
#define ETEE_ENVIRONMENT_INTEGRATION 1

/** The platform's acceptance environment, for software makers. */
#define ETEE_ENVIRONMENT_ACCEPTANCE 2

/** The platform's production environment. */
#define ETEE_ENVIRONMENT_PRODUCTION 3

/* ---- Session: what the platform vouches for about a caller, for a while -------------------- */

/**
 * What the platform vouches for about a caller, bound to a key of his. Calls that need it renew it
 * when it comes to its end, once for all threads. May be used by many threads at once. Freed with
 * etee_session_free().
 */
typedef struct etee_session etee_session;

/**
 * From when on the session is valid, in seconds since 1970-01-01T00:00:00Z; 0 if it is NULL. Since
 * 0.1.
 */
ETEE_API int64_t etee_session_not_before(const etee_session *session);

/**
 * From when on the session is no longer valid, unless it is renewed, in seconds since
 * 1970-01-01T00:00:00Z; 0 if it is NULL. Since 0.1.
 */
ETEE_API int64_t etee_session_not_on_or_after(const etee_session *session);

/** 1 if the session is valid now, else 0. Since 0.1. */
ETEE_API int32_t etee_session_is_valid(const etee_session *session);

/**
 * The present assertion as the service signed it (SAML 1.1, UTF-8), to be kept and taken up again
 * by etee_token_service_load(): a practice logs on once. It is of no use without the key that it
 * is bound to, but it is personal data.
 *
 * `*exported` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_session_export(const etee_session *session,
                                etee_buffer **exported,
                                etee_error **error);

/**
 * What the platform vouches for: an array of JSON (UTF-8) with the members "namespace", "name" and
 * "values", in the order of the assertion. It is personal data.
 *
 * `*attributes` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_session_attributes(const etee_session *session,
                                    etee_buffer **attributes,
                                    etee_error **error);

/**
 * Renews the session if it comes to its end, as the calls that need it do themselves: for programs
 * that keep a session warm.
 *
 * Returns as etee_token_service_log_on(). Since 0.1.
 */
ETEE_API etee_status etee_session_refresh(const etee_session *session, etee_error **error);

/**
 * Renews the session now. If that fails, it stays as it is.
 *
 * Returns as etee_token_service_log_on(). Since 0.1.
 */
ETEE_API etee_status etee_session_renew(const etee_session *session, etee_error **error);

/**
 * Frees a session; NULL is allowed. Nobody is logged off: the platform knows no such thing. Since
 * 0.1.
 */
ETEE_API void etee_session_free(etee_session *session);

/* ---- Key holder: whose a public key is ----------------------------------------------------- */

/**
 * The holder of a public key, as a depot states it. It is personal data. Immutable; may be used by
 * many threads at once. Freed with etee_key_holder_free().
 */
typedef struct etee_key_holder etee_key_holder;

/**
 * The type of the identifier in capitals, for example "SSIN", "CBE" or "NIHII-HOSPITAL",
 * NUL-terminated. Lives as long as the holder, as all of the following do. Since 0.1.
 */
ETEE_API const char *etee_key_holder_identifier_type(const etee_key_holder *holder);

/** The value of the identifier, NUL-terminated. Since 0.1. */
ETEE_API const char *etee_key_holder_identifier(const etee_key_holder *holder);

/**
 * The name of the organisation, or the last name of the person, NUL-terminated; NULL if it is not
 * said. Since 0.1.
 */
ETEE_API const char *etee_key_holder_name(const etee_key_holder *holder);

/** The first name of the person, NUL-terminated; NULL if it is not said. Since 0.1. */
ETEE_API const char *etee_key_holder_first_name(const etee_key_holder *holder);

/** Frees a holder; NULL is allowed. Since 0.1. */
ETEE_API void etee_key_holder_free(etee_key_holder *holder);

/* ---- Registered key: a public key of the KeyDepot ------------------------------------------ */

/**
 * A public key of the KeyDepot with what its holder says about it. Immutable; may be used by many
 * threads at once. Freed with etee_registered_key_free().
 */
typedef struct etee_registered_key etee_registered_key;

/**
 * The key as messages are sealed for it, or verified with it.
 *
 * Returns ETEE_KEY_UNSUPPORTED for a key that messages cannot have. `*web_key` is the caller's, to
 * be freed with etee_web_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_registered_key_web_key(const etee_registered_key *key,
                                        etee_web_key **web_key,
                                        etee_error **error);

/**
 * The key as a JSON web key.
 *
 * `*jwk` is the caller's, to be freed with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_registered_key_jwk(const etee_registered_key *key,
                                    etee_jwk **jwk,
                                    etee_error **error);

/**
 * The name of the key ("kid"): its identifier in base64url, 27 characters, NUL-terminated. Lives as
 * long as the registered key, as the following do. Since 0.1.
 */
ETEE_API const char *etee_registered_key_id(const etee_registered_key *key);

/**
 * The application of the holder that the key is for, NUL-terminated; NULL if it is for none. Since
 * 0.1.
 */
ETEE_API const char *etee_registered_key_application(const etee_registered_key *key);

/** What the holder calls the key, NUL-terminated; NULL if nothing was said. Since 0.1. */
ETEE_API const char *etee_registered_key_label(const etee_registered_key *key);

/** When the key ends, in seconds since 1970-01-01T00:00:00Z; 0 if it does not. Since 0.1. */
ETEE_API int64_t etee_registered_key_expiry(const etee_registered_key *key);

/** Frees a registered key; NULL is allowed. Since 0.1. */
ETEE_API void etee_registered_key_free(etee_registered_key *key);

/* ---- Attestation: what an authenticator says about a key that it made ---------------------- */

/**
 * An attestation (Web Authentication) that was verified: an authenticator made this key. In the
 * format "none" nobody has signed it; with certificates, the first of them did; otherwise the key
 * itself. Immutable; may be used by many threads at once. Freed with etee_attestation_free().
 */
typedef struct etee_attestation etee_attestation;

/** The format: "packed" or "none", NUL-terminated. Since 0.1. */
ETEE_API const char *etee_attestation_format(const etee_attestation *attestation);

/**
 * The attestation object (CBOR) as it came, and its length. Lives as long as the attestation, as
 * the following do; `len` may be NULL. Since 0.1.
 */
ETEE_API const uint8_t *etee_attestation_object(const etee_attestation *attestation, size_t *len);

/** What the client saw of the registration (clientDataJSON) as it came, and its length. Since 0.1. */
ETEE_API
const uint8_t *etee_attestation_client_data(const etee_attestation *attestation,
                                            size_t *len);

/** The model of the authenticator (AAGUID), 16 octets; all zero if it does not say. Since 0.1. */
ETEE_API const uint8_t *etee_attestation_model(const etee_attestation *attestation, size_t *len);

/**
 * A certificate (DER) of the authenticator's maker, that of the signer first, and its length; NULL
 * and 0 beyond the last. Nobody has judged it. Since 0.1.
 */
ETEE_API
const uint8_t *etee_attestation_certificate(const etee_attestation *attestation,
                                            size_t index,
                                            size_t *len);

/**
 * The public key that the authenticator made, named by the identifier that the platform computes of
 * it.
 *
 * `*jwk` is the caller's, to be freed with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_attestation_key(const etee_attestation *attestation,
                                 etee_jwk **jwk,
                                 etee_error **error);

/** 1 if the authenticator says that it made sure who its user was, else 0. Since 0.1. */
ETEE_API int32_t etee_attestation_is_user_verified(const etee_attestation *attestation);

/**
 * When the key was registered, in seconds since 1970-01-01T00:00:00Z; 0 if the depot does not say.
 * Since 0.1.
 */
ETEE_API int64_t etee_attestation_registered_at(const etee_attestation *attestation);

/** Frees an attestation; NULL is allowed. Since 0.1. */
ETEE_API void etee_attestation_free(etee_attestation *attestation);

/* ---- Exchange: a call of a service in two halves, sent by the host ------------------------- */

/**
 * A call of a service on its way, for hosts with an asynchronous HTTP client: it says what to
 * send, and takes what came back, until there is nothing left to send; then the result is taken.
 * A call may need several requests, or none. One thread at a time; a second one meanwhile is
 * answered ETEE_BUSY. Freed with etee_exchange_free(), at any point.
 */
typedef struct etee_exchange etee_exchange;

/**
 * The request to send now, lent until the next call on the exchange; NULL when there is none left
 * to send. Since 0.1.
 */
ETEE_API const etee_request *etee_exchange_request(const etee_exchange *exchange);

/**
 * Takes the answer to the request and goes on: then there is another request, or the result. The
 * reply is emptied. A failure is that of the call, which is over.
 *
 * Returns what the call returns, ETEE_HOST_FAILED for a reply without an HTTP status,
 * ETEE_WRONG_STATE if there was nothing to send. Since 0.1.
 */
ETEE_API
etee_status etee_exchange_answer(etee_exchange *exchange,
                                 etee_reply *reply,
                                 etee_error **error);

/**
 * Says that there is no answer to the request, and why: ETEE_SERVICE_UNREACHABLE,
 * ETEE_SERVICE_TIMEOUT or ETEE_CANCELLED; anything else counts as ETEE_HOST_FAILED. It returns
 * ETEE_OK if the call goes on all the same, at another endpoint or from a cache; otherwise as
 * etee_exchange_answer(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_fail(etee_exchange *exchange,
                               etee_status reason,
                               etee_error **error);

/**
 * Takes the token that was looked up.
 *
 * Returns ETEE_WRONG_STATE if the call is not done, is of another kind, or its result was taken;
 * the following do too. `*token` is the caller's, to be freed with etee_token_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_token(etee_exchange *exchange,
                                     etee_token **token,
                                     etee_error **error);

/**
 * Takes the tokens that were looked up, as etee_depot_tokens() hands them out: with
 * ETEE_TOO_SMALL they stay for another call with more room. The handles are the caller's, each to
 * be freed with etee_token_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_tokens(etee_exchange *exchange,
                                      etee_token **tokens,
                                      size_t capacity,
                                      size_t *count,
                                      etee_error **error);

/**
 * Takes the matches, as etee_depot_matches() hands them out. `*matches` is the caller's, to be freed
 * with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_matches(etee_exchange *exchange,
                                       etee_buffer **matches,
                                       etee_error **error);

/**
 * Takes the key that the KGSS made or gave. `*secret_key` is the caller's, to be freed with
 * etee_secret_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_secret_key(etee_exchange *exchange,
                                          etee_secret_key **secret_key,
                                          etee_error **error);

/**
 * Takes the session that was opened. `*session` is the caller's, to be freed with
 * etee_session_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_session(etee_exchange *exchange,
                                       etee_session **session,
                                       etee_error **error);

/**
 * Takes the access token. `*token` (ASCII) is the caller's, to be freed with etee_buffer_free(), which
 * wipes it. Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_access_token(etee_exchange *exchange,
                                            etee_buffer **token,
                                            etee_error **error);

/**
 * Takes the certified key that was looked up. `*jwk` is the caller's, to be freed with
 * etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_jwk(etee_exchange *exchange,
                                   etee_jwk **jwk,
                                   etee_error **error);

/**
 * Takes the certified keys that were looked up, as etee_depot_keys() hands them out; see
 * etee_exchange_take_tokens(). The handles are the caller's, each to be freed with etee_jwk_free().
 * Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_jwks(etee_exchange *exchange,
                                    etee_jwk **jwks,
                                    size_t capacity,
                                    size_t *count,
                                    etee_error **error);

/**
 * Takes the holder of a key. `*holder` is the caller's, to be freed with etee_key_holder_free(). Since
 * 0.1.
 */
ETEE_API
etee_status etee_exchange_take_key_holder(etee_exchange *exchange,
                                          etee_key_holder **holder,
                                          etee_error **error);

/**
 * Takes the challenge, as etee_key_depot_challenge() hands it out. `*options` is the caller's, to be
 * freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_challenge(etee_exchange *exchange,
                                         etee_buffer **options,
                                         etee_error **error);

/**
 * Takes the key that was registered, changed or looked up. `*key` is the caller's, to be freed with
 * etee_registered_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_registered_key(etee_exchange *exchange,
                                              etee_registered_key **key,
                                              etee_error **error);

/**
 * Takes the keys that were looked up, as etee_key_depot_keys() hands them out; see
 * etee_exchange_take_tokens(). The handles are the caller's, each to be freed with
 * etee_registered_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_registered_keys(etee_exchange *exchange,
                                               etee_registered_key **keys,
                                               size_t capacity,
                                               size_t *count,
                                               etee_error **error);

/**
 * Takes the attestation of a key. `*attestation` is the caller's, to be freed with
 * etee_attestation_free(). Since 0.1.
 */
ETEE_API
etee_status etee_exchange_take_attestation(etee_exchange *exchange,
                                           etee_attestation **attestation,
                                           etee_error **error);

/** Learns that a deletion, which has no result, is done. Since 0.1. */
ETEE_API etee_status etee_exchange_finish(etee_exchange *exchange, etee_error **error);

/** Frees an exchange; NULL is allowed. What it waited for is forgotten. Since 0.1. */
ETEE_API void etee_exchange_free(etee_exchange *exchange);

/* ---- REST interface: the names that REST services use -------------------------------------- */

/**
 * The paths, parameters, members, headers and media types of the platform's REST services. Those
 * of the KGSS and the KeyDepot have no public description, and are a design of this library:
 * whoever knows better replaces them here, without a new version of the library. What takes it
 * reads it as it is then. Freed with etee_rest_interface_free().
 */
typedef struct etee_rest_interface etee_rest_interface;

/**
 * Makes a table with the names that this version knows.
 *
 * `*rest_interface` is the caller's, to be freed with etee_rest_interface_free(). Since 0.1.
 */
ETEE_API
etee_status etee_rest_interface_new(etee_rest_interface **rest_interface,
                                    etee_error **error);

/**
 * Replaces what stands under a name, for example "kgss.keys" by "/kgss/keys".
 *
 * Returns ETEE_INVALID_ARGUMENT if etee_rest_interface_name() has no such name, or the value could
 * not stand there. Since 0.1.
 */
ETEE_API
etee_status etee_rest_interface_set(etee_rest_interface *rest_interface,
                                    const char *name,
                                    size_t name_len,
                                    const char *value,
                                    size_t value_len,
                                    etee_error **error);

/**
 * A name of the REST interfaces, NUL-terminated: field 0 is the name itself, 1 what stands under it
 * unless replaced, 2 what it is for and whether it is assumed; NULL beyond the last name or field.
 * Lives for ever. Since 0.1.
 */
ETEE_API const char *etee_rest_interface_name(size_t index, size_t field);

/** Frees a table of names; NULL is allowed. Since 0.1. */
ETEE_API void etee_rest_interface_free(etee_rest_interface *rest_interface);

/* ---- Access tokens: what REST services know a caller by ------------------------------------ */

/** The octets that the longest access token of a host takes. */
#define ETEE_ACCESS_TOKEN_SIZE 65536

/**
 * Where the access tokens for REST services come from: from I.AM Connect, where this library logs
 * on with an eHealth certificate, or from a host whose user logged on there. A token is kept and
 * renewed in time, once for all threads. The setters are for the beginning: what takes it takes it
 * as it is then, and shares its token. May be used by many threads at once. Freed with
 * etee_access_tokens_free(), also before what was made with it.
 */
typedef struct etee_access_tokens etee_access_tokens;

/**
 * The functions of a host that has access tokens. The table is copied; functions and `user` are
 * used until `release`, from several threads at once.
 */
typedef struct {
    /** sizeof(etee_access_token_table), by which later versions know what a host was built with. */
    size_t struct_size;
    /** Passed to the functions as it is; may be NULL. */
    void *user;
    /**
     * Writes the access token for a call into a place of ETEE_ACCESS_TOKEN_SIZE octets, as it
     * stands behind "Bearer ", and says how long it is. It is asked for each call: the host keeps
     * the token and renews it in time. Returns ETEE_OK, or ETEE_CANCELLED if the user did not log
     * on; everything else means ETEE_HOST_FAILED. It must not return by an exception.
     */
    etee_status (*supply)(void *user, uint8_t *token, size_t *token_len);
    /** Called once, when nothing will call `supply` again; may be NULL. */
    void (*release)(void *user);
} etee_access_token_table;

/**
 * Logs on as software to the realm M2M of an environment (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE
 * or _PRODUCTION), with the client credentials grant and an assertion signed by the identity. The
 * client's name is the one that the platform has registered, often "cbe-" and the number of the
 * enterprise. Nothing is sent yet.
 *
 * `*access_tokens` is the caller's, to be freed with etee_access_tokens_free(). Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_new(const etee_context *context,
                                   int32_t environment,
                                   const char *client_id,
                                   size_t client_id_len,
                                   const etee_identity *identity,
                                   etee_access_tokens **access_tokens,
                                   etee_error **error);

/**
 * Logs on to the realm at a URL, such as "https://api.ehealth.fgov.be/auth/realms/M2M"; see
 * etee_access_tokens_new(). Plain http is refused but for this machine.
 *
 * `*access_tokens` is the caller's, to be freed with etee_access_tokens_free(). Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_new_at(const etee_context *context,
                                      const char *realm_url,
                                      size_t realm_url_len,
                                      const char *client_id,
                                      size_t client_id_len,
                                      const etee_identity *identity,
                                      etee_access_tokens **access_tokens,
                                      etee_error **error);

/**
 * Takes the access tokens from a host: those of a user who logged on in his browser (authorization
 * code with PKCE), which is for the host to do. On failure the table is not released.
 *
 * Returns ETEE_INVALID_ARGUMENT for a table that is too small or does not supply. `*access_tokens`
 * is the caller's, to be freed with etee_access_tokens_free(). Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_from_table(const etee_access_token_table *functions,
                                          etee_access_tokens **access_tokens,
                                          etee_error **error);

/**
 * Asks for scopes, separated by spaces.
 *
 * Returns ETEE_WRONG_STATE if a host supplies the tokens, as the following do. Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_set_scope(etee_access_tokens *access_tokens,
                                         const char *scope,
                                         size_t scope_len,
                                         etee_error **error);

/**
 * Signs with PS256 where the key is RSA, in place of RS256, which is what the platform is known to
 * take. Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_use_pss(etee_access_tokens *access_tokens,
                                       etee_error **error);

/**
 * Does not ask the realm where its tokens are, but takes the path "connect.tokens" of the REST
 * interface. Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_skip_discovery(etee_access_tokens *access_tokens,
                                              etee_error **error);

/** Uses other names in the REST interface. Since 0.1. */
ETEE_API
etee_status etee_access_tokens_set_interface(etee_access_tokens *access_tokens,
                                             const etee_rest_interface *rest_interface,
                                             etee_error **error);

/**
 * The access token, renewed if it comes to its end: for a service that the host calls itself. Send
 * it over TLS only, and never log it.
 *
 * Returns ETEE_SERVICE_REFUSED with the code of the realm, for example "invalid_client";
 * ETEE_NOT_FOUND if there is no such realm; ETEE_KEY_NOT_FOUND or ETEE_KEY_UNSUPPORTED if the
 * identity has no key that signs; ETEE_SERVICE_UNREACHABLE, ETEE_SERVICE_TIMEOUT, ETEE_BAD_REPLY,
 * ETEE_HOST_FAILED, ETEE_CANCELLED. `*token` (ASCII) is the caller's, to be freed with
 * etee_buffer_free(), which wipes it. Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_token(const etee_access_tokens *access_tokens,
                                     etee_buffer **token,
                                     etee_error **error);

/**
 * Gets the access token in two halves; see etee_access_tokens_token() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_access_tokens_begin_token(const etee_access_tokens *access_tokens,
                                           etee_exchange **exchange,
                                           etee_error **error);

/** Frees a source of access tokens; NULL is allowed. What was made with it goes on. Since 0.1. */
ETEE_API void etee_access_tokens_free(etee_access_tokens *access_tokens);

/* ---- Depot: the look-up of encryption tokens ----------------------------------------------- */

/** The depot's REST service. */
#define ETEE_DEPOT_REST 1

/** The depot's SOAP service. */
#define ETEE_DEPOT_SOAP 2

/**
 * Looks up encryption tokens, and the keys in them, in the ETK depot. Immutable but for its setters,
 * which are for the beginning; may be used by many threads at once. Freed with etee_depot_free().
 */
typedef struct etee_depot etee_depot;

/**
 * Makes a depot for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
 * _PRODUCTION) over a protocol (ETEE_DEPOT_REST or ETEE_DEPOT_SOAP). Nothing is sent yet.
 *
 * `*depot` is the caller's, to be freed with etee_depot_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_new(const etee_context *context,
                           int32_t protocol,
                           int32_t environment,
                           etee_depot **depot,
                           etee_error **error);

/**
 * Makes a depot at a URL: for ETEE_DEPOT_REST the base, such as
 * "https://api.ehealth.fgov.be/etee/v1", for ETEE_DEPOT_SOAP the endpoint. Several are separated
 * by spaces and tried in this order. Plain http is refused but for this machine.
 *
 * `*depot` is the caller's, to be freed with etee_depot_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_new_at(const etee_context *context,
                              int32_t protocol,
                              const char *url,
                              size_t url_len,
                              etee_depot **depot,
                              etee_error **error);

/**
 * Looks up the one token of a holder, by the type of the identifier ("NIHII", "SSIN", "CBE",
 * "NIHII-HOSPITAL", ...; the list is open), its value, and the application. The application
 * makes three different requests: NULL asks for any, "" (not NULL, length 0) for a token
 * without one, and a name for that one.
 *
 * Returns ETEE_NOT_FOUND, ETEE_AMBIGUOUS if there are several, ETEE_INVALID_ARGUMENT for an
 * identifier that cannot be, ETEE_SERVICE_REFUSED with the service's own code,
 * ETEE_SERVICE_UNREACHABLE, ETEE_SERVICE_TIMEOUT, ETEE_BAD_REPLY, ETEE_LIMIT_EXCEEDED.
 * `*token` is the caller's, to be freed with etee_token_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_token(const etee_depot *depot,
                             const char *identifier_type,
                             size_t identifier_type_len,
                             const char *identifier,
                             size_t identifier_len,
                             const char *application,
                             size_t application_len,
                             etee_token **token,
                             etee_error **error);

/**
 * Looks up all tokens of a holder, at least one; see etee_depot_token(). `tokens` has room for
 * `capacity` handles, and `*count` becomes the number of matches.
 *
 * Returns as etee_depot_token(), and ETEE_TOO_SMALL if there are more matches than room: then
 * `*count` says how many and none is handed out. The handles are the caller's, each to be
 * freed with etee_token_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_tokens(const etee_depot *depot,
                              const char *identifier_type,
                              size_t identifier_type_len,
                              const char *identifier,
                              size_t identifier_len,
                              const char *application,
                              size_t application_len,
                              etee_token **tokens,
                              size_t capacity,
                              size_t *count,
                              etee_error **error);

/**
 * Looks up the token of the holder of an identity, by its authentication certificate.
 *
 * Returns as etee_depot_token(); ETEE_KEY_NOT_FOUND if the identity has no such certificate,
 * ETEE_INVALID_ARGUMENT if that does not say whose it is. `*token` is the caller's, to be freed
 * with etee_token_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_own_token(const etee_depot *depot,
                                 const etee_identity *identity,
                                 etee_token **token,
                                 etee_error **error);

/**
 * Looks up one token in two halves; see etee_depot_token() and etee_exchange.
 *
 * Returns as etee_depot_token(), as far as that is known before anything is sent. `*exchange` is
 * the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_begin_token(const etee_depot *depot,
                                   const char *identifier_type,
                                   size_t identifier_type_len,
                                   const char *identifier,
                                   size_t identifier_len,
                                   const char *application,
                                   size_t application_len,
                                   etee_exchange **exchange,
                                   etee_error **error);

/**
 * Looks up all tokens in two halves; see etee_depot_tokens() and etee_exchange.
 *
 * Returns as etee_depot_token(), as far as that is known before anything is sent. `*exchange` is
 * the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_begin_tokens(const etee_depot *depot,
                                    const char *identifier_type,
                                    size_t identifier_type_len,
                                    const char *identifier,
                                    size_t identifier_len,
                                    const char *application,
                                    size_t application_len,
                                    etee_exchange **exchange,
                                    etee_error **error);

/**
 * Lists what matches, at least one, to let somebody choose: an array of JSON (UTF-8) with the members
 * "type", "value" and "application" (a string, "" for none; missing where any will do), each of
 * which etee_depot_token() answers with one token. It holds personal data.
 *
 * Returns as etee_depot_token(). `*matches` is the caller's, to be freed with etee_buffer_free().
 * Since 0.1.
 */
ETEE_API
etee_status etee_depot_matches(const etee_depot *depot,
                               const char *identifier_type,
                               size_t identifier_type_len,
                               const char *identifier,
                               size_t identifier_len,
                               const char *application,
                               size_t application_len,
                               etee_buffer **matches,
                               etee_error **error);

/**
 * Lists what matches in two halves; see etee_depot_matches() and etee_exchange.
 *
 * Returns as etee_depot_token(), as far as that is known before anything is sent. `*exchange` is
 * the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_begin_matches(const etee_depot *depot,
                                     const char *identifier_type,
                                     size_t identifier_type_len,
                                     const char *identifier,
                                     size_t identifier_len,
                                     const char *application,
                                     size_t application_len,
                                     etee_exchange **exchange,
                                     etee_error **error);

/**
 * Looks up the certified public keys of a holder, at least one, each with its certificate: for
 * signatures and encryption that is not ETEE's. The use is ETEE_KEY_USE_SIGNATURE or _ENCRYPTION;
 * `moment`, in seconds since 1970-01-01T00:00:00Z, asks for the keys of then, 0 for those of today
 * (that the service knows of moments is assumed). Whom to search for is said as in
 * etee_depot_token(). Of each key it is checked that it is that of its certificate, and named after
 * it; nobody has judged the certificate. Only the REST service has them.
 *
 * `jwks` has room for `capacity` handles, and `*count` becomes the number of matches. Returns as
 * etee_depot_tokens(), and ETEE_UNSUPPORTED of a SOAP depot. The handles are the caller's, each to
 * be freed with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_keys(const etee_depot *depot,
                            const char *identifier_type,
                            size_t identifier_type_len,
                            const char *identifier,
                            size_t identifier_len,
                            const char *application,
                            size_t application_len,
                            int32_t key_use,
                            int64_t moment,
                            etee_jwk **jwks,
                            size_t capacity,
                            size_t *count,
                            etee_error **error);

/**
 * Looks up the certified public key of a name ("kid"): the letter S and the serial number of its
 * certificate in decimal.
 *
 * Returns ETEE_INVALID_ARGUMENT for a name of another form; otherwise as etee_depot_keys(). `*jwk`
 * is the caller's, to be freed with etee_jwk_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_key(const etee_depot *depot,
                           const char *key_id,
                           size_t key_id_len,
                           etee_jwk **jwk,
                           etee_error **error);

/**
 * Whom the depot says that the certified public key of a name belongs to; see etee_depot_key().
 *
 * Returns as etee_depot_key(); ETEE_REFUSED if the statement does not hold now; with
 * etee_depot_set_trusted_keys() also ETEE_SIGNATURE_INVALID, ETEE_KEY_NOT_FOUND and
 * ETEE_UNSUPPORTED if none of them signed it. `*holder` is the caller's, to be freed with
 * etee_key_holder_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_key_holder(const etee_depot *depot,
                                  const char *key_id,
                                  size_t key_id_len,
                                  etee_key_holder **holder,
                                  etee_error **error);

/**
 * Looks up certified public keys in two halves; see etee_depot_keys() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_begin_keys(const etee_depot *depot,
                                  const char *identifier_type,
                                  size_t identifier_type_len,
                                  const char *identifier,
                                  size_t identifier_len,
                                  const char *application,
                                  size_t application_len,
                                  int32_t key_use,
                                  int64_t moment,
                                  etee_exchange **exchange,
                                  etee_error **error);

/**
 * Looks up a certified public key in two halves; see etee_depot_key() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_begin_key(const etee_depot *depot,
                                 const char *key_id,
                                 size_t key_id_len,
                                 etee_exchange **exchange,
                                 etee_error **error);

/**
 * Looks up the holder of a certified public key in two halves; see etee_depot_key_holder() and
 * etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_depot_begin_key_holder(const etee_depot *depot,
                                        const char *key_id,
                                        size_t key_id_len,
                                        etee_exchange **exchange,
                                        etee_error **error);

/**
 * Sends an access token along with every request to the REST service, over TLS or to this machine
 * only. The depot is open to everybody: without this no token is sent, and over SOAP none ever is.
 * Since 0.1.
 */
ETEE_API
etee_status etee_depot_set_access_tokens(etee_depot *depot,
                                         const etee_access_tokens *access_tokens,
                                         etee_error **error);

/** Uses other names in the REST interface. Since 0.1. */
ETEE_API
etee_status etee_depot_set_interface(etee_depot *depot,
                                     const etee_rest_interface *rest_interface,
                                     etee_error **error);

/**
 * Believes a statement about the holder of a key only if one of these keys signed it. Without this
 * it may be unsigned, and a signature is not looked at: then TLS alone vouches for it. Since 0.1.
 */
ETEE_API
etee_status etee_depot_set_trusted_keys(etee_depot *depot,
                                        const etee_jwk *const *jwks,
                                        size_t count,
                                        etee_error **error);

/** Forgets the answers that are kept, in memory and in the file. Since 0.1. */
ETEE_API etee_status etee_depot_forget(const etee_depot *depot, etee_error **error);

/**
 * Keeps up to `entries` answers: tokens for `time_to_live` seconds and never beyond the validity
 * of their certificates, for `stale_if_error` seconds if the depot cannot be asked, and for
 * `negative` seconds (300 at most) that there is none. With a file, tokens are kept there too; it
 * is whole whenever the program ends, and only its owner may read it.
 *
 * Returns ETEE_IO if the file cannot be opened, or another program has it open;
 * ETEE_INVALID_ARGUMENT for no entries. Since 0.1.
 */
ETEE_API
etee_status etee_depot_set_cache(etee_depot *depot,
                                 size_t entries,
                                 uint32_t time_to_live,
                                 uint32_t stale_if_error,
                                 uint32_t negative,
                                 const char *file,
                                 size_t file_len,
                                 etee_error **error);

/** Frees a depot; NULL is allowed. Since 0.1. */
ETEE_API void etee_depot_free(etee_depot *depot);

/* ---- Registration: what is said about a key when it is registered -------------------------- */

/**
 * What is said about a key when it is registered at the KeyDepot. It is read by the call that takes
 * it and can be used again. One thread at a time; freed with etee_registration_free().
 */
typedef struct etee_registration etee_registration;

/**
 * Begins the registration of a key for a use (ETEE_KEY_USE_SIGNATURE or _ENCRYPTION). Messages are
 * sealed for RSA keys only; whoever signs them and receives others registers two keys.
 *
 * `*registration` is the caller's, to be freed with etee_registration_free(). Since 0.1.
 */
ETEE_API
etee_status etee_registration_new(int32_t key_use,
                                  etee_registration **registration,
                                  etee_error **error);

/** Registers the key for an application of the holder. Since 0.1. */
ETEE_API
etee_status etee_registration_set_application(etee_registration *registration,
                                              const char *application,
                                              size_t application_len,
                                              etee_error **error);

/**
 * Adds what an authenticator said when it made the key, in answer to etee_key_depot_challenge():
 * the attestation object (CBOR) and the clientDataJSON. It stands for the proof that the caller has
 * the private key, which then need not be known here. Since 0.1.
 */
ETEE_API
etee_status etee_registration_set_attestation(etee_registration *registration,
                                              const uint8_t *object,
                                              size_t object_len,
                                              const uint8_t *client_data,
                                              size_t client_data_len,
                                              etee_error **error);

/** Frees a registration; NULL is allowed. Since 0.1. */
ETEE_API void etee_registration_free(etee_registration *registration);

/* ---- Key information: what the holder of a registered key changes about it ----------------- */

/**
 * What the holder of a registered key changes about it; what is not set stays as it is. It is read
 * by the call that takes it and can be used again. One thread at a time; freed with
 * etee_key_information_free().
 */
typedef struct etee_key_information etee_key_information;

/**
 * Begins with nothing to change.
 *
 * `*information` is the caller's, to be freed with etee_key_information_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_information_new(etee_key_information **information,
                                     etee_error **error);

/** Sets the application of the holder that the key is for; NULL for none. Since 0.1. */
ETEE_API
etee_status etee_key_information_set_application(etee_key_information *information,
                                                 const char *application,
                                                 size_t application_len,
                                                 etee_error **error);

/** Sets what the holder calls the key; NULL for nothing. Since 0.1. */
ETEE_API
etee_status etee_key_information_set_label(etee_key_information *information,
                                           const char *label,
                                           size_t label_len,
                                           etee_error **error);

/** Sets when the key ends, in seconds since 1970-01-01T00:00:00Z; 0 for never. Since 0.1. */
ETEE_API
etee_status etee_key_information_set_expiry(etee_key_information *information,
                                            int64_t expiry,
                                            etee_error **error);

/**
 * Adds what an authenticator said when it made the key: the attestation object (CBOR) and the
 * clientDataJSON. Since 0.1.
 */
ETEE_API
etee_status etee_key_information_set_attestation(etee_key_information *information,
                                                 const uint8_t *object,
                                                 size_t object_len,
                                                 const uint8_t *client_data,
                                                 size_t client_data_len,
                                                 etee_error **error);

/** Frees information about a key; NULL is allowed. Since 0.1. */
ETEE_API void etee_key_information_free(etee_key_information *information);

/* ---- KeyDepot: public keys without certificates -------------------------------------------- */

/** Any use of a key, in a search. */
#define ETEE_KEY_USE_ANY 0

/**
 * The platform's KeyDepot: public keys without certificates. Everybody finds them; their holders,
 * citizens among them, register them with an access token. A key is named by the identifier that
 * the platform computes of it, in base64url, as 40 hexadecimal digits or in plain Base64; of every
 * key that is found it is checked that it is the one of this name. That there is such a service is
 * published, its interface is not: names are those of etee_rest_interface. The setters are for the
 * beginning; after them it may be used by many threads at once. Freed with etee_key_depot_free().
 */
typedef struct etee_key_depot etee_key_depot;

/**
 * Makes a KeyDepot for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
 * _PRODUCTION). Nothing is sent yet.
 *
 * `*key_depot` is the caller's, to be freed with etee_key_depot_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_new(const etee_context *context,
                               int32_t environment,
                               etee_key_depot **key_depot,
                               etee_error **error);

/**
 * Makes a KeyDepot at a base URL, such as "https://api.ehealth.fgov.be/etee/v1", or at several that
 * are separated by spaces and tried in this order. Plain http is refused but for this machine.
 *
 * Returns ETEE_INVALID_ARGUMENT without a URL. `*key_depot` is the caller's, to be freed with
 * etee_key_depot_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_new_at(const etee_context *context,
                                  const char *url,
                                  size_t url_len,
                                  etee_key_depot **key_depot,
                                  etee_error **error);

/**
 * Acts as the one whose access tokens these are: to register keys, change and delete them. Since
 * 0.1.
 */
ETEE_API
etee_status etee_key_depot_set_access_tokens(etee_key_depot *key_depot,
                                             const etee_access_tokens *access_tokens,
                                             etee_error **error);

/** Uses other names in the REST interface. Since 0.1. */
ETEE_API
etee_status etee_key_depot_set_interface(etee_key_depot *key_depot,
                                         const etee_rest_interface *rest_interface,
                                         etee_error **error);

/**
 * Believes a statement about the holder of a key only if one of these keys signed it. Without this
 * it may be unsigned, and a signature is not looked at: then TLS alone vouches for it. Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_set_trusted_keys(etee_key_depot *key_depot,
                                            const etee_jwk *const *jwks,
                                            size_t count,
                                            etee_error **error);

/**
 * Takes attestations that authenticators made for this relying party, a host name, as clients of
 * these origins ("https://app.example.be", several separated by spaces) saw it; without any origin,
 * those over TLS on that host or below it. Unless this says another, the relying party is
 * "ehealth.fgov.be". Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_set_relying_party(etee_key_depot *key_depot,
                                             const char *host,
                                             size_t host_len,
                                             const char *origins,
                                             size_t origins_len,
                                             etee_error **error);

/**
 * Asks for a challenge, for an authenticator that makes a key in answer to it: the options of Web
 * Authentication (PublicKeyCredentialCreationOptions) in JSON (UTF-8), with the octets in base64url.
 * They hold personal data.
 *
 * Returns ETEE_SERVICE_REFUSED with the service's own code; ETEE_BAD_REPLY, ETEE_LIMIT_EXCEEDED; and
 * as etee_access_tokens_token(). `*options` is the caller's, to be freed with etee_buffer_free().
 * Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_challenge(const etee_key_depot *key_depot,
                                     etee_buffer **options,
                                     etee_error **error);

/**
 * Registers a key of the caller's for a use: with proof that he has the private key, which is not
 * sent, or with what an authenticator said of it.
 *
 * Returns ETEE_KEY_NOT_FOUND if there is neither the private key nor an attestation;
 * ETEE_KEY_UNSUPPORTED for a key that is not for this use; otherwise as etee_key_depot_challenge().
 * `*key` is the caller's, to be freed with etee_registered_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_register(const etee_key_depot *key_depot,
                                    const etee_web_key *web_key,
                                    const etee_registration *registration,
                                    etee_registered_key **key,
                                    etee_error **error);

/**
 * Changes what is said about a key of the caller's.
 *
 * Returns ETEE_NOT_FOUND if there is no such key; otherwise as etee_key_depot_challenge(). `*key` is
 * the caller's, to be freed with etee_registered_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_add_information(const etee_key_depot *key_depot,
                                           const char *key_id,
                                           size_t key_id_len,
                                           const etee_key_information *information,
                                           etee_registered_key **key,
                                           etee_error **error);

/**
 * Looks up the key of this name.
 *
 * Returns ETEE_NOT_FOUND if there is none; ETEE_INVALID_ARGUMENT for a name of another form; otherwise
 * as etee_key_depot_challenge(). `*key` is the caller's, to be freed with
 * etee_registered_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_key(const etee_key_depot *key_depot,
                               const char *key_id,
                               size_t key_id_len,
                               etee_registered_key **key,
                               etee_error **error);

/**
 * Looks up all keys of a holder, at least one; whom to search for is said as in etee_depot_token(), the
 * use is ETEE_KEY_USE_SIGNATURE, _ENCRYPTION or _ANY, and `moment`, in seconds since
 * 1970-01-01T00:00:00Z, asks for the keys of then, 0 for those of today.
 *
 * `keys` has room for `capacity` handles, and `*count` becomes the number of matches. Returns
 * ETEE_NOT_FOUND if there is none; ETEE_TOO_SMALL as etee_depot_tokens(); otherwise as
 * etee_key_depot_challenge(). The handles are the caller's, each to be freed with
 * etee_registered_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_keys(const etee_key_depot *key_depot,
                                const char *identifier_type,
                                size_t identifier_type_len,
                                const char *identifier,
                                size_t identifier_len,
                                const char *application,
                                size_t application_len,
                                int32_t key_use,
                                int64_t moment,
                                etee_registered_key **keys,
                                size_t capacity,
                                size_t *count,
                                etee_error **error);

/**
 * Looks up what an authenticator said about the key of this name, and verifies it.
 *
 * Returns ETEE_NOT_FOUND if there is no such key, or nothing was said; ETEE_SIGNATURE_INVALID or
 * ETEE_REFUSED if it does not hold; otherwise as etee_key_depot_key(). `*attestation` is the
 * caller's, to be freed with etee_attestation_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_attestation(const etee_key_depot *key_depot,
                                       const char *key_id,
                                       size_t key_id_len,
                                       etee_attestation **attestation,
                                       etee_error **error);

/**
 * Whom the depot says that the key of this name belongs to.
 *
 * Returns as etee_depot_key_holder(). `*holder` is the caller's, to be freed with
 * etee_key_holder_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_key_holder(const etee_key_depot *key_depot,
                                      const char *key_id,
                                      size_t key_id_len,
                                      etee_key_holder **holder,
                                      etee_error **error);

/**
 * Deletes a key of the caller's. Messages that were sealed for it can still be opened by whoever has
 * the private key.
 *
 * Returns as etee_key_depot_add_information(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_delete(const etee_key_depot *key_depot,
                                  const char *key_id,
                                  size_t key_id_len,
                                  etee_error **error);

/**
 * Deletes several keys of the caller's, all or none: their names in a row, and the lengths of these.
 *
 * Returns as etee_key_depot_delete(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_delete_all(const etee_key_depot *key_depot,
                                      const char *const *key_ids,
                                      const size_t *key_id_lens,
                                      size_t count,
                                      etee_error **error);

/**
 * Asks for a challenge in two halves; see etee_key_depot_challenge() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_challenge(const etee_key_depot *key_depot,
                                           etee_exchange **exchange,
                                           etee_error **error);

/**
 * Registers a key in two halves; see etee_key_depot_register() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_register(const etee_key_depot *key_depot,
                                          const etee_web_key *web_key,
                                          const etee_registration *registration,
                                          etee_exchange **exchange,
                                          etee_error **error);

/**
 * Changes what is said about a key in two halves; see etee_key_depot_add_information() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_add_information(const etee_key_depot *key_depot,
                                                 const char *key_id,
                                                 size_t key_id_len,
                                                 const etee_key_information *information,
                                                 etee_exchange **exchange,
                                                 etee_error **error);

/**
 * Looks up a key in two halves; see etee_key_depot_key() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_key(const etee_key_depot *key_depot,
                                     const char *key_id,
                                     size_t key_id_len,
                                     etee_exchange **exchange,
                                     etee_error **error);

/**
 * Looks up all keys of a holder in two halves; see etee_key_depot_keys() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_keys(const etee_key_depot *key_depot,
                                      const char *identifier_type,
                                      size_t identifier_type_len,
                                      const char *identifier,
                                      size_t identifier_len,
                                      const char *application,
                                      size_t application_len,
                                      int32_t key_use,
                                      int64_t moment,
                                      etee_exchange **exchange,
                                      etee_error **error);

/**
 * Looks up an attestation in two halves; see etee_key_depot_attestation() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_attestation(const etee_key_depot *key_depot,
                                             const char *key_id,
                                             size_t key_id_len,
                                             etee_exchange **exchange,
                                             etee_error **error);

/**
 * Looks up the holder of a key in two halves; see etee_key_depot_key_holder() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_key_holder(const etee_key_depot *key_depot,
                                            const char *key_id,
                                            size_t key_id_len,
                                            etee_exchange **exchange,
                                            etee_error **error);

/**
 * Deletes a key in two halves; see etee_key_depot_delete() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_delete(const etee_key_depot *key_depot,
                                        const char *key_id,
                                        size_t key_id_len,
                                        etee_exchange **exchange,
                                        etee_error **error);

/**
 * Deletes several keys in two halves; see etee_key_depot_delete_all() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_key_depot_begin_delete_all(const etee_key_depot *key_depot,
                                            const char *const *key_ids,
                                            const size_t *key_id_lens,
                                            size_t count,
                                            etee_exchange **exchange,
                                            etee_error **error);

/** Frees a KeyDepot; NULL is allowed. Since 0.1. */
ETEE_API void etee_key_depot_free(etee_key_depot *key_depot);

/* ---- Log-on: what is asked of the secure token service ------------------------------------- */

/**
 * With which keys to log on, what to say of the caller and what to ask. It is read by the call
 * that takes it and can be changed and used again. One thread at a time; freed with
 * etee_log_on_free().
 */
typedef struct etee_log_on etee_log_on;

/**
 * Begins with an eHealth certificate, which identifies the caller and whose key the session will
 * be bound to, and with nothing said or asked; 24 hours.
 *
 * `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
 */
ETEE_API
etee_status etee_log_on_new(const etee_identity *identity,
                            etee_log_on **log_on,
                            etee_error **error);

/**
 * Begins with what a person says and asks: the identity of an eHealth certificate, an SSIN.
 *
 * `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
 */
ETEE_API
etee_status etee_log_on_for_person(const etee_identity *identity,
                                   const char *ssin,
                                   size_t ssin_len,
                                   etee_log_on **log_on,
                                   etee_error **error);

/**
 * Begins with what a care professional says and asks: a profession ("doctor", "nurse", "dentist",
 * "midwife", "physiotherapist", ...; the list is open) and an SSIN.
 *
 * `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
 */
ETEE_API
etee_status etee_log_on_for_professional(const etee_identity *identity,
                                         const char *profession,
                                         size_t profession_len,
                                         const char *ssin,
                                         size_t ssin_len,
                                         etee_log_on **log_on,
                                         etee_error **error);

/**
 * Begins with what an organisation says and asks: a kind ("pharmacy", "hospital", "medicalhouse",
 * ...; the list is open) and a NIHII of 8 digits.
 *
 * `*log_on` is the caller's, to be freed with etee_log_on_free(). Since 0.1.
 */
ETEE_API
etee_status etee_log_on_for_organization(const etee_identity *identity,
                                         const char *kind,
                                         size_t kind_len,
                                         const char *nihii,
                                         size_t nihii_len,
                                         etee_log_on **log_on,
                                         etee_error **error);

/**
 * Identifies the caller with another identity, such as one of an eID card; the session stays bound
 * to the key of the eHealth certificate. Since 0.1.
 */
ETEE_API
etee_status etee_log_on_set_identification(etee_log_on *log_on,
                                           const etee_identity *identity,
                                           etee_error **error);

/**
 * Says something of the caller: a namespace ("urn:be:fgov:identification-namespace"), a name
 * ("urn:be:fgov:person:ssin"), a value. Said again with the same names, it has another value too.
 * What the platform cannot confirm it refuses. Since 0.1.
 */
ETEE_API
etee_status etee_log_on_add_attribute(etee_log_on *log_on,
                                      const char *namespace_,
                                      size_t namespace_len,
                                      const char *name,
                                      size_t name_len,
                                      const char *value,
                                      size_t value_len,
                                      etee_error **error);

/**
 * Asks for what the platform knows under a namespace
 * ("urn:be:fgov:certified-namespace:ehealth") and a name
 * ("urn:be:fgov:person:ssin:doctor:boolean"). Since 0.1.
 */
ETEE_API
etee_status etee_log_on_add_designator(etee_log_on *log_on,
                                       const char *namespace_,
                                       size_t namespace_len,
                                       const char *name,
                                       size_t name_len,
                                       etee_error **error);

/**
 * Asks for a session of this length, in seconds; the platform may shorten it.
 *
 * Returns ETEE_INVALID_ARGUMENT for 0. Since 0.1.
 */
ETEE_API
etee_status etee_log_on_set_validity(etee_log_on *log_on,
                                     uint32_t seconds,
                                     etee_error **error);

/** Frees a log-on; NULL is allowed. Since 0.1. */
ETEE_API void etee_log_on_free(etee_log_on *log_on);

/* ---- Token service: where sessions are opened ---------------------------------------------- */

/** WS-Trust 1.3, which the platform prefers. */
#define ETEE_TOKEN_SERVICE_WS_TRUST 1

/** The older SAML 1.1 protocol. */
#define ETEE_TOKEN_SERVICE_SAML 2

/**
 * The secure token service (STS) of the platform, over one of its two protocols; both give the
 * same sessions. The setters are for the beginning; after them it may be used by many threads at
 * once. Freed with etee_token_service_free(), also before its sessions.
 */
typedef struct etee_token_service etee_token_service;

/**
 * Makes a token service for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE
 * or _PRODUCTION) over a protocol (ETEE_TOKEN_SERVICE_WS_TRUST or _SAML). Nothing is sent yet.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown environment or protocol. `*service` is the
 * caller's, to be freed with etee_token_service_free(). Since 0.1.
 */
ETEE_API
etee_status etee_token_service_new(const etee_context *context,
                                   int32_t protocol,
                                   int32_t environment,
                                   etee_token_service **service,
                                   etee_error **error);

/**
 * Makes a token service at a URL, or at several that are separated by spaces and tried in this
 * order. Plain http is refused but for this machine.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown protocol or without a URL. `*service` is the
 * caller's, to be freed with etee_token_service_free(). Since 0.1.
 */
ETEE_API
etee_status etee_token_service_new_at(const etee_context *context,
                                      int32_t protocol,
                                      const char *url,
                                      size_t url_len,
                                      etee_token_service **service,
                                      etee_error **error);

/**
 * Takes assertions only from a token service whose certificate leads to this one: DER, or PEM with one
 * or more. The best anchor is the service's own certificate: below that of a CA, everybody whom it
 * certified would be believed. Without any, the signature of an assertion has to verify, and who made it is not asked.
 *
 * Returns ETEE_MALFORMED or ETEE_TRUNCATED if there is no certificate, or a broken one. Since 0.1.
 */
ETEE_API
etee_status etee_token_service_add_trust_anchor(etee_token_service *service,
                                                const uint8_t *certificate,
                                                size_t certificate_len,
                                                etee_error **error);

/** Takes assertions that are signed with SHA-1 too, which the platform no longer makes. Since 0.1. */
ETEE_API etee_status etee_token_service_allow_sha1(etee_token_service *service, etee_error **error);

/**
 * Opens a session.
 *
 * Returns ETEE_KEY_NOT_FOUND if an identity lacks its authentication key; ETEE_SERVICE_REFUSED
 * with the service's own code, for example if it does not confirm what is said of the caller;
 * ETEE_BAD_REPLY if the assertion is not one for the caller's key; ETEE_SERVICE_UNREACHABLE,
 * ETEE_SERVICE_TIMEOUT, ETEE_LIMIT_EXCEEDED. `*session` is the caller's, to be freed with
 * etee_session_free(). Since 0.1.
 */
ETEE_API
etee_status etee_token_service_log_on(const etee_token_service *service,
                                      const etee_log_on *log_on,
                                      etee_session **session,
                                      etee_error **error);

/**
 * Opens a session in two halves; see etee_exchange.
 *
 * Returns as etee_token_service_log_on(), as far as that is known before anything is sent.
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_token_service_begin_log_on(const etee_token_service *service,
                                            const etee_log_on *log_on,
                                            etee_exchange **exchange,
                                            etee_error **error);

/**
 * Takes up a session that etee_session_export() gave. The log-on says how it was opened: with it
 * the session is renewed.
 *
 * Returns ETEE_MALFORMED if the octets are no assertion, ETEE_KEY_NOT_FOUND if it is bound to
 * another key. `*session` is the caller's, to be freed with etee_session_free(). Since 0.1.
 */
ETEE_API
etee_status etee_token_service_load(const etee_token_service *service,
                                    const uint8_t *exported,
                                    size_t exported_len,
                                    const etee_log_on *log_on,
                                    etee_session **session,
                                    etee_error **error);

/** Frees a token service; NULL is allowed. Its sessions live on. Since 0.1. */
ETEE_API void etee_token_service_free(etee_token_service *service);

/* ---- Access list: who may get a key of the KGSS -------------------------------------------- */

/**
 * Who may get a key of the KGSS: whoever has one of the allowed attributes and none of the
 * excluded ones. It is read by the call that takes it and can be used again. One thread at a time;
 * freed with etee_access_list_free().
 */
typedef struct etee_access_list etee_access_list;

/**
 * Makes a list that allows nobody yet.
 *
 * `*list` is the caller's, to be freed with etee_access_list_free(). Since 0.1.
 */
ETEE_API etee_status etee_access_list_new(etee_access_list **list, etee_error **error);

/**
 * Allows those whose session has an attribute: a namespace
 * ("urn:be:fgov:certified-namespace:ehealth"), a name ("urn:be:fgov:person:ssin:doctor:boolean"),
 * a value; NULL stands for any value. Since 0.1.
 */
ETEE_API
etee_status etee_access_list_allow(etee_access_list *list,
                                   const char *namespace_,
                                   size_t namespace_len,
                                   const char *name,
                                   size_t name_len,
                                   const char *value,
                                   size_t value_len,
                                   etee_error **error);

/**
 * Excludes those whose session has an attribute, whatever else it has; see
 * etee_access_list_allow(). Since 0.1.
 */
ETEE_API
etee_status etee_access_list_exclude(etee_access_list *list,
                                     const char *namespace_,
                                     size_t namespace_len,
                                     const char *name,
                                     size_t name_len,
                                     const char *value,
                                     size_t value_len,
                                     etee_error **error);

/** Sends the element DeletionStrategy, which the platform's schema has without content. Since 0.1. */
ETEE_API
etee_status etee_access_list_set_deletion_strategy(etee_access_list *list,
                                                   etee_error **error);

/** Frees a list; NULL is allowed. Since 0.1. */
ETEE_API void etee_access_list_free(etee_access_list *list);

/* ---- KGSS: keys for recipients who are not known beforehand -------------------------------- */

/**
 * Makes and gets keys at the platform's KGSS. Requests are sealed for the KGSS, answers for the
 * caller. The setters are for the beginning; after them it may be used by many threads at once.
 * Freed with etee_kgss_free().
 */
typedef struct etee_kgss etee_kgss;

/**
 * Makes a KGSS for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
 * _PRODUCTION). The depot finds the token of the KGSS and, unless etee_kgss_set_token() gives it,
 * that of the caller; the identity seals the requests and opens the answers. Nothing is sent yet.
 *
 * `*kgss` is the caller's, to be freed with etee_kgss_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_new(const etee_context *context,
                          int32_t environment,
                          const etee_depot *depot,
                          const etee_identity *identity,
                          etee_kgss **kgss,
                          etee_error **error);

/**
 * Makes a KGSS at a URL, or at several that are separated by spaces and tried in this order; see
 * etee_kgss_new(). Plain http is refused but for this machine.
 *
 * Returns ETEE_INVALID_ARGUMENT without a URL. `*kgss` is the caller's, to be freed with
 * etee_kgss_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_new_at(const etee_context *context,
                             const char *url,
                             size_t url_len,
                             const etee_depot *depot,
                             const etee_identity *identity,
                             etee_kgss **kgss,
                             etee_error **error);

/**
 * Finds the KGSS in the depot under another identifier than the platform's, which is type "CBE",
 * "0809394427", application "KGSS". Answers must be signed by its holder. Since 0.1.
 */
ETEE_API
etee_status etee_kgss_set_service(etee_kgss *kgss,
                                  const char *identifier_type,
                                  size_t identifier_type_len,
                                  const char *identifier,
                                  size_t identifier_len,
                                  const char *application,
                                  size_t application_len,
                                  etee_error **error);

/**
 * Has answers sealed for this token of the caller, which then is not looked up. NULL is for
 * readers who have none: answers then are sealed for a fresh key each, and only etee_kgss_key()
 * is of use. Since 0.1.
 */
ETEE_API
etee_status etee_kgss_set_token(etee_kgss *kgss,
                                const etee_token *token,
                                etee_error **error);

/**
 * Keeps up to this many keys in memory, which is wiped, and asks for them no more; 0 keeps none,
 * which is the default. Since 0.1.
 */
ETEE_API etee_status etee_kgss_set_cache(etee_kgss *kgss, size_t keys, etee_error **error);

/**
 * Makes a key that those on the list can get.
 *
 * Returns ETEE_INVALID_ARGUMENT if nobody is allowed; ETEE_SERVICE_REFUSED with the service's own
 * code; ETEE_BAD_REPLY if the answer is not one of the KGSS; as etee_depot_token() and
 * etee_sealer_seal() for the tokens and the request. `*secret_key` is the caller's, to be freed
 * with etee_secret_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_new_key(const etee_kgss *kgss,
                              const etee_access_list *list,
                              etee_secret_key **secret_key,
                              etee_error **error);

/**
 * Gets the key with this identifier, as the one whose session this is.
 *
 * Returns ETEE_NOT_FOUND with the code NO_KEY_FOUND if there is no such key or the session does
 * not satisfy its list, which are one and the same; otherwise as etee_kgss_new_key() and
 * etee_token_service_log_on(). `*secret_key` is the caller's, to be freed with
 * etee_secret_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_key(const etee_kgss *kgss,
                          const uint8_t *identifier,
                          size_t identifier_len,
                          const etee_session *session,
                          etee_secret_key **secret_key,
                          etee_error **error);

/**
 * Makes a key in two halves; see etee_exchange.
 *
 * Returns as etee_kgss_new_key(), as far as that is known before anything is sent. `*exchange` is
 * the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_begin_new_key(const etee_kgss *kgss,
                                    const etee_access_list *list,
                                    etee_exchange **exchange,
                                    etee_error **error);

/**
 * Gets a key in two halves; see etee_exchange.
 *
 * Returns as etee_kgss_key(), as far as that is known before anything is sent. `*exchange` is the
 * caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_begin_key(const etee_kgss *kgss,
                                const uint8_t *identifier,
                                size_t identifier_len,
                                const etee_session *session,
                                etee_exchange **exchange,
                                etee_error **error);

/** Forgets the keys that are kept; they are wiped. Since 0.1. */
ETEE_API etee_status etee_kgss_forget(const etee_kgss *kgss, etee_error **error);

/** Frees a KGSS; NULL is allowed. Since 0.1. */
ETEE_API void etee_kgss_free(etee_kgss *kgss);

/* ---- KGSS over REST: the same keys by the other door --------------------------------------- */

/**
 * Makes, gets and deletes keys at the platform's KGSS over REST: the keys that etee_kgss makes and
 * gets over SOAP. That there is such a service is published, its interface is not: names are those
 * of etee_rest_interface. The setters are for the beginning; after them it may be used by many
 * threads at once. Freed with etee_kgss_rest_free().
 */
typedef struct etee_kgss_rest etee_kgss_rest;

/**
 * Makes a KGSS for an environment of the platform (ETEE_ENVIRONMENT_INTEGRATION, _ACCEPTANCE or
 * _PRODUCTION), called as the one whose access tokens these are. Nothing is sent yet.
 *
 * `*kgss_rest` is the caller's, to be freed with etee_kgss_rest_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_new(const etee_context *context,
                               int32_t environment,
                               const etee_access_tokens *access_tokens,
                               etee_kgss_rest **kgss_rest,
                               etee_error **error);

/**
 * Makes a KGSS at a base URL, such as "https://api.ehealth.fgov.be/etee/v1", or at several that are
 * separated by spaces and tried in this order; see etee_kgss_rest_new(). Plain http is refused but
 * for this machine.
 *
 * Returns ETEE_INVALID_ARGUMENT without a URL. `*kgss_rest` is the caller's, to be freed with
 * etee_kgss_rest_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_new_at(const etee_context *context,
                                  const char *url,
                                  size_t url_len,
                                  const etee_access_tokens *access_tokens,
                                  etee_kgss_rest **kgss_rest,
                                  etee_error **error);

/** Uses other names in the REST interface. Since 0.1. */
ETEE_API
etee_status etee_kgss_rest_set_interface(etee_kgss_rest *kgss_rest,
                                         const etee_rest_interface *rest_interface,
                                         etee_error **error);

/**
 * Has each key encrypted for a fresh EC key (a JWE by ECDH-ES), so that nothing between the KGSS
 * and this library can read it, not even where TLS ends before. An answer that is not encrypted is
 * then refused. Since 0.1.
 */
ETEE_API etee_status etee_kgss_rest_encrypt_answers(etee_kgss_rest *kgss_rest, etee_error **error);

/**
 * Makes a key that those on the list can get, over REST and over SOAP, and the caller can delete.
 *
 * Returns ETEE_INVALID_ARGUMENT if nobody is allowed; ETEE_SERVICE_REFUSED with the service's own
 * code; ETEE_BAD_REPLY, ETEE_LIMIT_EXCEEDED; and as etee_access_tokens_token(). `*secret_key` is
 * the caller's, to be freed with etee_secret_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_new_key(const etee_kgss_rest *kgss_rest,
                                   const etee_access_list *list,
                                   etee_secret_key **secret_key,
                                   etee_error **error);

/**
 * Gets the key with this identifier.
 *
 * Returns ETEE_NOT_FOUND with the code NO_KEY_FOUND if there is no such key or the caller does not
 * satisfy its list, which are one and the same; otherwise as etee_kgss_rest_new_key().
 * `*secret_key` is the caller's, to be freed with etee_secret_key_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_key(const etee_kgss_rest *kgss_rest,
                               const uint8_t *identifier,
                               size_t identifier_len,
                               etee_secret_key **secret_key,
                               etee_error **error);

/**
 * Deletes the key with this identifier, which the caller made; messages that were sealed with it
 * can be opened only by those who have it already.
 *
 * Returns as etee_kgss_rest_key(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_delete_key(const etee_kgss_rest *kgss_rest,
                                      const uint8_t *identifier,
                                      size_t identifier_len,
                                      etee_error **error);

/**
 * Makes a key in two halves; see etee_kgss_rest_new_key() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_begin_new_key(const etee_kgss_rest *kgss_rest,
                                         const etee_access_list *list,
                                         etee_exchange **exchange,
                                         etee_error **error);

/**
 * Gets a key in two halves; see etee_kgss_rest_key() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_begin_key(const etee_kgss_rest *kgss_rest,
                                     const uint8_t *identifier,
                                     size_t identifier_len,
                                     etee_exchange **exchange,
                                     etee_error **error);

/**
 * Deletes a key in two halves; see etee_kgss_rest_delete_key() and etee_exchange.
 *
 * `*exchange` is the caller's, to be freed with etee_exchange_free(). Since 0.1.
 */
ETEE_API
etee_status etee_kgss_rest_begin_delete_key(const etee_kgss_rest *kgss_rest,
                                            const uint8_t *identifier,
                                            size_t identifier_len,
                                            etee_exchange **exchange,
                                            etee_error **error);

/** Frees a KGSS over REST; NULL is allowed. Since 0.1. */
ETEE_API void etee_kgss_rest_free(etee_kgss_rest *kgss_rest);

#if defined(ETEE_SIMULATOR)

/* ---- Simulator: the platform's services on loopback ---------------------------------------- */

/** The services say that they are not available for now (HTTP 503, SOA-02002). */
#define ETEE_SIMULATOR_UNAVAILABLE 1

/** The connection ends without an answer. */
#define ETEE_SIMULATOR_DROP_CONNECTION 2

/** The answer is no answer. */
#define ETEE_SIMULATOR_GARBAGE 3

/** The answer is the first half of the right one. */
#define ETEE_SIMULATOR_TRUNCATED 4

/** The answer is larger than the default limit. */
#define ETEE_SIMULATOR_OVERSIZED 5

/** Nobody is found. */
#define ETEE_SIMULATOR_NOT_FOUND 6

/** The right answer comes five seconds late. */
#define ETEE_SIMULATOR_DELAY 7

/** The answer is a page for people, as a gateway in between may send. */
#define ETEE_SIMULATOR_WRONG_CONTENT 8

/** HTTP 500 without a body. */
#define ETEE_SIMULATOR_SERVER_ERROR 9

/** What the service vouches for is not what it signed. */
#define ETEE_SIMULATOR_BAD_SIGNATURE 10

/** What the service vouches for is over. */
#define ETEE_SIMULATOR_EXPIRED 11

/** The caller is not authenticated (SOA-01001). */
#define ETEE_SIMULATOR_NOT_AUTHENTICATED 12

/** The caller is not authorised (SOA-01002). */
#define ETEE_SIMULATOR_NOT_AUTHORISED 13

/** Any service of the simulator. */
#define ETEE_SIMULATOR_ANY 0

/** The ETK depot over SOAP. */
#define ETEE_SIMULATOR_DEPOT_SOAP 1

/** The ETK depot over REST. */
#define ETEE_SIMULATOR_DEPOT_REST 2

/** The KGSS over SOAP. */
#define ETEE_SIMULATOR_KGSS 3

/** The token service that speaks WS-Trust. */
#define ETEE_SIMULATOR_WS_TRUST 4

/** The token service that speaks the SAML 1.1 protocol. */
#define ETEE_SIMULATOR_SAML 5

/** The KGSS over REST. */
#define ETEE_SIMULATOR_KGSS_REST 6

/** The KeyDepot. */
#define ETEE_SIMULATOR_KEY_DEPOT 7

/** The realms of I.AM Connect. */
#define ETEE_SIMULATOR_CONNECT 8

/**
 * The platform's services on a port of 127.0.0.1, with test keys that are made when it starts;
 * only in libraries that were built with the feature "simulator", for development and tests.
 * Immutable but for its faults; may be used by many threads at once. It runs threads of its
 * own until etee_simulator_free().
 */
typedef struct etee_simulator etee_simulator;

/**
 * Makes the test keys and starts the services; takes about a second.
 *
 * Returns ETEE_IO if there is no port. `*simulator` is the caller's, to be ended and freed
 * with etee_simulator_free(). Since 0.1.
 */
ETEE_API etee_status etee_simulator_start(etee_simulator **simulator, etee_error **error);

/**
 * Starts the services with what a folder keeps of an earlier start: keys, certificates, tokens and
 * the keys of the KGSS. An empty folder, or none yet, is filled. The path is UTF-8.
 *
 * Returns ETEE_IO if the folder cannot be used or another simulator has it open. `*simulator` is
 * the caller's, to be ended and freed with etee_simulator_free(). Since 0.1.
 */
ETEE_API
etee_status etee_simulator_start_in(const char *folder,
                                    size_t folder_len,
                                    etee_simulator **simulator,
                                    etee_error **error);

/** The base URL of the REST services (ETK depot, KGSS, KeyDepot), NUL-terminated. Lives as long as the simulator. Since 0.1. */
ETEE_API
const char *etee_simulator_rest_url(const etee_simulator *simulator);

/** The URL of the SOAP depot, NUL-terminated. Lives as long as the simulator. Since 0.1. */
ETEE_API const char *etee_simulator_soap_url(const etee_simulator *simulator);

/** The URL of the KGSS, NUL-terminated. Lives as long as the simulator. Since 0.1. */
ETEE_API const char *etee_simulator_kgss_url(const etee_simulator *simulator);

/** The URL of the token service that speaks WS-Trust, NUL-terminated. Lives as long as the simulator. Since 0.1. */
ETEE_API
const char *etee_simulator_ws_trust_url(const etee_simulator *simulator);

/** The URL of the token service that speaks the SAML 1.1 protocol, NUL-terminated. Lives as long as the simulator. Since 0.1. */
ETEE_API
const char *etee_simulator_saml_url(const etee_simulator *simulator);

/**
 * The URL of the realm of I.AM Connect where software logs on, NUL-terminated. Each holder has a
 * client there, with the key of his authentication certificate; its name is the type of the
 * identifier, the identifier and, if there is one, the application, all in lower case with a hyphen
 * in between: "cbe-0200000142-labx". Lives as long as the simulator. Since 0.1.
 */
ETEE_API const char *etee_simulator_realm_url(const etee_simulator *simulator);

/**
 * The URL of the realm of I.AM Connect where people log on, NUL-terminated. Lives as long as the
 * simulator. Since 0.1.
 */
ETEE_API const char *etee_simulator_user_realm_url(const etee_simulator *simulator);

/**
 * The access token (ASCII) of a person, as if he had just logged on in his browser.
 *
 * Returns ETEE_NOT_FOUND. `*token` is the caller's, to be freed with etee_buffer_free(). Since 0.1.
 */
ETEE_API
etee_status etee_simulator_user_token(const etee_simulator *simulator,
                                      const char *ssin,
                                      size_t ssin_len,
                                      etee_buffer **token,
                                      etee_error **error);

/** The password of the key stores, NUL-terminated. Lives as long as the simulator. Since 0.1. */
ETEE_API const char *etee_simulator_password(const etee_simulator *simulator);

/** The number of holders that the simulator has stores and tokens for. Since 0.1. */
ETEE_API size_t etee_simulator_holder_count(const etee_simulator *simulator);

/**
 * A fact of a holder, NUL-terminated: field 0 is the type of the identifier, 1 the identifier,
 * 2 the application ("" for none), 3 the name; NULL beyond the last holder or field. Lives as
 * long as the simulator. Since 0.1.
 */
ETEE_API
const char *etee_simulator_holder(const etee_simulator *simulator,
                                  size_t index,
                                  size_t field);

/**
 * The key store (PKCS#12 in the eHealth layout) of a holder; application "" for none.
 *
 * Returns ETEE_NOT_FOUND. `*store` is the caller's, to be freed with etee_buffer_free().
 * Since 0.1.
 */
ETEE_API
etee_status etee_simulator_store(const etee_simulator *simulator,
                                 const char *identifier_type,
                                 size_t identifier_type_len,
                                 const char *identifier,
                                 size_t identifier_len,
                                 const char *application,
                                 size_t application_len,
                                 etee_buffer **store,
                                 etee_error **error);

/**
 * What stands for the eID card of a person: a key store (PKCS#12) with an authentication key and a
 * signature key, to log on with.
 *
 * Returns ETEE_NOT_FOUND. `*store` is the caller's, to be freed with etee_buffer_free().
 * Since 0.1.
 */
ETEE_API
etee_status etee_simulator_card(const etee_simulator *simulator,
                                const char *ssin,
                                size_t ssin_len,
                                etee_buffer **store,
                                etee_error **error);

/**
 * The certificate (DER) with which the token service signs assertions, and its length. Lives as
 * long as the simulator; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_simulator_token_service_certificate(const etee_simulator *simulator,
                                                        size_t *len);

/**
 * A root certificate (DER) that the simulator's certificates lead to, and its length; NULL and
 * 0 beyond the last. Lives as long as the simulator; `len` may be NULL. Since 0.1.
 */
ETEE_API
const uint8_t *etee_simulator_trust_anchor(const etee_simulator *simulator,
                                           size_t index,
                                           size_t *len);

/**
 * Lets the next `times` requests to a service (ETEE_SIMULATOR_ANY, _DEPOT_SOAP, _DEPOT_REST, _KGSS,
 * _WS_TRUST, _SAML, _KGSS_REST, _KEY_DEPOT or _CONNECT) meet a fault (one of the others); 0 times ends it. A fault for any service
 * takes the place of all that are set.
 *
 * Returns ETEE_INVALID_ARGUMENT for an unknown service or fault. Since 0.1.
 */
ETEE_API
etee_status etee_simulator_set_fault(const etee_simulator *simulator,
                                     int32_t service,
                                     int32_t fault,
                                     uint32_t times,
                                     etee_error **error);

/** Ends and frees a simulator; NULL is allowed. Since 0.1. */
ETEE_API void etee_simulator_free(etee_simulator *simulator);

#endif /* ETEE_SIMULATOR */

#ifdef __cplusplus
} /* extern "C" */
#endif

#endif /* ETEE_H */
