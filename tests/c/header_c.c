/* etee.h compiles alone, as C99 and as C11, and its constants are what they must stay. */

#define ETEE_SIMULATOR
#include <etee.h>

/* C99 has no static assertions: an array of negative length does not compile. */
#define JOIN2(a, b) a##b
#define JOIN(a, b) JOIN2(a, b)
#define ASSERT(condition) typedef char JOIN(assertion_, __LINE__)[(condition) ? 1 : -1]

ASSERT(sizeof(etee_status) == 4);
ASSERT((etee_status)-1 < 0);
ASSERT(ETEE_OK == 0);
ASSERT(ETEE_NULL_POINTER == 101);
ASSERT(ETEE_TOO_SMALL == 108);
ASSERT(ETEE_MALFORMED == 201);
ASSERT(ETEE_LIMIT_EXCEEDED == 204);
ASSERT(ETEE_STORE_MALFORMED == 301);
ASSERT(ETEE_NO_RECIPIENT == 308);
ASSERT(ETEE_SIGNATURE_INVALID == 401);
ASSERT(ETEE_REFUSED == 405);
ASSERT(ETEE_SERVICE_UNREACHABLE == 501);
ASSERT(ETEE_BAD_REPLY == 506);
ASSERT(ETEE_CANCELLED == 601);
ASSERT(ETEE_IO == 603);
ASSERT(ETEE_PANIC == 901);
ASSERT(ETEE_INTERNAL == 902);
ASSERT(ETEE_LIMIT_ELEMENT_SIZE == 1);
ASSERT(ETEE_LIMIT_REPLY_SIZE == 10);
ASSERT(ETEE_JUDGEMENT_STRICT == 1 && ETEE_JUDGEMENT_PARITY == 2);
ASSERT(ETEE_SIGNING_POLICY_EHEALTH_CERT == 1 && ETEE_SIGNING_POLICY_EC_CERT == 4);
ASSERT(ETEE_OCSP_POLICY_NONE == 1 && ETEE_OCSP_POLICY_RECEIVER_MANDATORY == 5);
ASSERT(ETEE_LANGUAGE_ENGLISH == 1 && ETEE_LANGUAGE_GERMAN == 4);
ASSERT(ETEE_LAYER_OUTER == 1 && ETEE_LAYER_INNER == 3);
ASSERT(ETEE_VALIDITY_NOT_JUDGED == 0 && ETEE_VALIDITY_BAD == 2);
ASSERT(ETEE_RECIPIENT_KEY_TRANSPORT == 1 && ETEE_RECIPIENT_SECRET_KEY == 3);
ASSERT(ETEE_LENGTH_UNKNOWN == UINT64_MAX);
ASSERT(ETEE_DEPOT_REST == 1 && ETEE_DEPOT_SOAP == 2);
ASSERT(ETEE_ENVIRONMENT_INTEGRATION == 1 && ETEE_ENVIRONMENT_PRODUCTION == 3);
ASSERT(ETEE_SIMULATOR_UNAVAILABLE == 1 && ETEE_SIMULATOR_DELAY == 7);

/* The preprocessor can compare versions, and literals turn into pointer and length. */
#if ETEE_ABI_MAJOR != 0 || ETEE_ABI_MINOR < 1
#error "the ABI version is not what this test knows"
#endif

static size_t length_of(const char *text, size_t len) {
    return text == NULL ? 0 : len;
}

int header_c(void);

int header_c(void) {
    /* One function of each noun, as C declares them. */
    etee_status (*context_new)(etee_context **, etee_error **) = etee_context_new;
    const char *(*error_message)(const etee_error *) = etee_error_message;
    const uint8_t *(*buffer_data)(const etee_buffer *) = etee_buffer_data;
    size_t (*key_count)(const etee_identity *) = etee_identity_decryption_key_count;
    const uint8_t *(*token_bytes)(const etee_token *, size_t *) = etee_token_bytes;
    void (*secret_key_free)(etee_secret_key *) = etee_secret_key_free;
    etee_status (*sealer_begin)(etee_sealer *, uint64_t, etee_error **) = etee_sealer_begin;
    etee_status (*unsealer_finish)(etee_unsealer *, etee_error **) = etee_unsealer_finish;
    const char *(*finding_text)(const char *, size_t, int32_t) = etee_finding_text;
    uint64_t (*content_length)(const etee_report *) = etee_report_content_length;
    void (*addressing_free)(etee_addressing *) = etee_addressing_free;
    void (*depot_free)(etee_depot *) = etee_depot_free;
    void (*simulator_free)(etee_simulator *) = etee_simulator_free;
    uint32_t (*abi_version)(void) = etee_abi_version;

    return context_new != NULL && error_message != NULL && buffer_data != NULL &&
           key_count != NULL && token_bytes != NULL && secret_key_free != NULL &&
           sealer_begin != NULL && unsealer_finish != NULL && content_length != NULL &&
           finding_text != NULL && addressing_free != NULL &&
           depot_free != NULL && simulator_free != NULL && abi_version != NULL &&
           length_of(ETEE_STR("four")) == 4;
}
