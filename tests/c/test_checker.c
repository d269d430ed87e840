/* Checking a seal, and adding to it, without the key that opens the message. */

#include "vectors.h"

#define SYNTHETIC "tests/vectors/synthetic/"
#define CHECKER "tests/vectors/checker/"

/* 2026-11-22T12:00:00Z: after the tokens of CHECKER were made */
#define LATER 1795348800
/* 2024-06-01T12:00:00Z: when most of the forged messages were signed */
#define SIGNED 1717243200

static const char *const expired = "SIGNING_TIME_EXPIRED";
static const char *const mismatch = "TIMESTAMPTOKEN_DOES_NOT_MATCH_OUTER_SIGNATURE";
static const char *const unexpected = "AUTHENTICATION_CERTIFICATE_NOT_IN_LIST_EXPECTED_SIGNERS";

static etee_checker *checker_by(int judgement, int ocsp_policy) {
    etee_context *context = plain_context();
    etee_checker *checker = NULL;

    add_anchor(context, SYNTHETIC "pki/root.cer");
    add_anchor(context, SYNTHETIC "pki/ca.cer");
    CHECK_OK(etee_context_set_clock(context, LATER, NULL));
    CHECK_OK(etee_context_set_judgement(context, judgement, NULL));
    CHECK_OK(etee_context_set_ocsp_policy(context, ocsp_policy, NULL));
    CHECK_OK(etee_checker_new(context, &checker, NULL));
    etee_context_free(context);
    return checker;
}

static etee_checker *strict_checker(void) {
    return checker_by(ETEE_JUDGEMENT_STRICT, ETEE_OCSP_POLICY_NONE);
}

static etee_checker *parity_checker(void) {
    return checker_by(ETEE_JUDGEMENT_PARITY, ETEE_OCSP_POLICY_NONE);
}

static struct octets forged(const char *name) {
    char path[128];
    snprintf(path, sizeof path, SYNTHETIC "msg/%s.msg", name);
    return read_octets(path);
}

/* Whether the last message had this one error; none if it is NULL. */
static int found(etee_checker *checker, const char *error) {
    etee_report *report = NULL;
    int is;

    if (!CHECK_OK(etee_checker_report(checker, &report, NULL)))
        return 0;
    is = error == NULL ? etee_report_error_count(report) == 0
                       : etee_report_error_count(report) == 1 &&
                             strcmp(etee_report_error(report, 0), error) == 0;
    is = is && etee_report_released(report) == 0 && etee_report_fatal(report) == NULL;
    etee_report_free(report);
    return is;
}

static void a_message_is_checked_in_every_style(void) {
    const char *path = SYNTHETIC "msg/base.msg";
    struct octets message = forged("base");
    etee_checker *checker = strict_checker();
    etee_report *report = NULL;
    size_t len = 0;

    CHECK_STATUS(ETEE_WRONG_STATE, etee_checker_report(checker, &report, NULL));
    CHECK_STATUS(ETEE_REFUSED, etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, expired));
    CHECK_OK(etee_checker_set_trusted_time(checker, SIGNED + 60, NULL));
    CHECK_OK(etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, NULL));
    CHECK_OK(etee_checker_validate_file(checker, path, strlen(path), NULL));
    CHECK(found(checker, NULL));
    for (size_t at = 0; at < message.len; at += 100) {
        size_t count = message.len - at < 100 ? message.len - at : 100;
        CHECK_OK(etee_checker_write(checker, message.data + at, count, NULL));
    }
    CHECK_OK(etee_checker_finish(checker, NULL));
    CHECK_OK(etee_checker_report(checker, &report, NULL));
    CHECK(etee_report_error_count(report) == 0);
    CHECK(etee_report_signature(report, &len) != NULL && len == 256);
    CHECK(etee_report_layer_validity(report, ETEE_LAYER_INNER) == ETEE_VALIDITY_NOT_JUDGED);
    CHECK(strstr(etee_report_authentication_subject(report), "Alice") != NULL);
    etee_report_free(report);

    CHECK_OK(etee_checker_clear_trusted_time(checker, NULL));
    CHECK_STATUS(ETEE_REFUSED, etee_checker_validate_file(checker, path, strlen(path), NULL));
    CHECK_STATUS(ETEE_TRUNCATED, etee_checker_finish(checker, NULL));
    CHECK_OK(etee_checker_report(checker, &report, NULL));
    CHECK(strcmp(etee_report_fatal(report), "OUTER_SIGNED_DATA_STRUCTURE_INCORRECT") == 0);
    CHECK(etee_report_signature(report, &len) == NULL && len == 0);
    etee_report_free(report);
    etee_checker_free(checker);
    free(message.data);
}

static void signers_are_expected_and_errors_accepted(void) {
    struct octets message = forged("base"), alice = read_octets(SYNTHETIC "pki/alice.cer"),
                  mallory = read_octets(SYNTHETIC "pki/mallory.cer");
    etee_checker *checker = strict_checker();

    CHECK_OK(etee_checker_set_trusted_time(checker, SIGNED, NULL));
    CHECK_OK(etee_checker_expect_signer(checker, mallory.data, mallory.len, NULL));
    CHECK_STATUS(ETEE_CERTIFICATE_UNTRUSTED,
                 etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, unexpected));
    CHECK_STATUS(ETEE_INVALID_ARGUMENT, etee_checker_accept(checker, ETEE_STR("NO_SUCH"), NULL));
    CHECK_OK(etee_checker_accept(checker, unexpected, strlen(unexpected), NULL));
    CHECK_OK(etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, unexpected));
    CHECK_OK(etee_checker_expect_signer(checker, alice.data, alice.len, NULL));
    CHECK_OK(etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, NULL));
    CHECK_STATUS(ETEE_MALFORMED,
                 etee_checker_expect_signer(checker, message.data, message.len, NULL));
    etee_checker_free(checker);

    checker = strict_checker();
    CHECK_OK(etee_checker_accept(checker, ETEE_STR("ALL"), NULL));
    CHECK_OK(etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, expired));
    etee_checker_free(checker);
    free(mallory.data);
    free(alice.data);
    free(message.data);
}

static void a_web_key_is_expected(void) {
    struct octets message = forged("web_ok"),
                  other = read_octets(SYNTHETIC "pki/eid-sign.pub.der");
    const char *name = "synthetic-sender-ski";
    etee_checker *checker = parity_checker();
    etee_web_key *key = NULL;

    CHECK_STATUS(ETEE_SIGNATURE_INVALID,
                 etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, "OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED"));
    /* The right name, but the key of somebody else. */
    CHECK_OK(etee_web_key_from_spki((const uint8_t *)name, strlen(name), other.data, other.len,
                                    &key, NULL));
    CHECK_OK(etee_checker_expect_web_key(checker, key, NULL));
    CHECK_STATUS(ETEE_SIGNATURE_INVALID,
                 etee_checker_validate(checker, message.data, message.len, NULL));
    CHECK(found(checker, "OUTER_SIGNATURE_DOES_NOT_MATCH_AUTHENTICATION_CERTIFICATE"));
    etee_web_key_free(key);
    etee_checker_free(checker);
    free(other.data);
    free(message.data);
}

static void a_time_stamp_is_put_on(void) {
    struct octets message = forged("base"), token = read_octets(CHECKER "base.tst"),
                  other = read_octets(CHECKER "other.tst");
    etee_checker *checker = strict_checker();
    etee_buffer *stamped = NULL, *again = NULL;

    CHECK_OK(etee_checker_stamp(checker, message.data, message.len, token.data, token.len,
                                &stamped, NULL));
    CHECK(found(checker, expired));
    CHECK(etee_buffer_len(stamped) > message.len + token.len);
    CHECK(memcmp(etee_buffer_data(stamped), message.data, 1000) == 0);
    CHECK_OK(etee_checker_stamp(checker, etee_buffer_data(stamped), etee_buffer_len(stamped),
                                token.data, token.len, &again, NULL));
    CHECK(etee_buffer_len(stamped) == etee_buffer_len(again) &&
          memcmp(etee_buffer_data(stamped), etee_buffer_data(again), etee_buffer_len(again)) == 0);
    etee_buffer_free(again);

    again = (etee_buffer *)(void *)&again;
    CHECK_STATUS(ETEE_REFUSED, etee_checker_stamp(checker, message.data, message.len, other.data,
                                                  other.len, &again, NULL));
    CHECK(again == NULL && found(checker, mismatch));
    CHECK_STATUS(ETEE_REFUSED, etee_checker_stamp(checker, message.data, message.len, NULL, 0,
                                                  &again, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_checker_stamp(checker, message.data, message.len,
                                                       token.data, token.len, NULL, NULL));
    etee_checker_free(checker);

    checker = parity_checker();
    CHECK_OK(etee_checker_stamp(checker, message.data, message.len, other.data, other.len, &again,
                                NULL));
    CHECK(found(checker, mismatch));
    etee_buffer_free(again);
    etee_checker_free(checker);
    etee_buffer_free(stamped);
    free(other.data);
    free(token.data);
    free(message.data);
}

static void evidence_is_put_in(void) {
    struct octets message = forged("emb_good_both_SENDER_MANDATORY"), bare = forged("base");
    etee_checker *checker = checker_by(ETEE_JUDGEMENT_PARITY, ETEE_OCSP_POLICY_SENDER_OPTIONAL);
    etee_buffer *injected = NULL;

    /* What is in it already is what serves. */
    CHECK_OK(etee_checker_inject(checker, message.data, message.len, &injected, NULL));
    CHECK(found(checker, NULL));
    CHECK(same(message, etee_buffer_data(injected), etee_buffer_len(injected)));
    etee_buffer_free(injected);
    CHECK_OK(etee_checker_inject(checker, bare.data, bare.len, &injected, NULL));
    CHECK(same(bare, etee_buffer_data(injected), etee_buffer_len(injected)));
    etee_buffer_free(injected);
    etee_checker_free(checker);

    checker = checker_by(ETEE_JUDGEMENT_STRICT, ETEE_OCSP_POLICY_SENDER_OPTIONAL);
    CHECK_OK(etee_checker_set_trusted_time(checker, SIGNED, NULL));
    CHECK_STATUS(ETEE_CERTIFICATE_UNTRUSTED,
                 etee_checker_inject(checker, bare.data, bare.len, &injected, NULL));
    CHECK(injected == NULL && found(checker, "OCSP_NOT_EMBEDDED"));
    etee_checker_free(checker);

    checker = strict_checker();
    CHECK_STATUS(ETEE_WRONG_STATE,
                 etee_checker_inject(checker, message.data, message.len, &injected, NULL));
    CHECK(injected == NULL);
    etee_checker_free(checker);
    free(bare.data);
    free(message.data);
}

static void files_appear_whole_or_not_at_all(void) {
    struct octets message = forged("base"), token = read_octets(CHECKER "base.tst"),
                  other = read_octets(CHECKER "other.tst");
    const char *in = in_folder("in"), *out = in_folder("out");
    etee_checker *checker = strict_checker();
    etee_buffer *stamped = NULL;
    etee_error *error = NULL;

    write_octets(in, message.data, message.len);
    CHECK_STATUS(ETEE_REFUSED,
                 etee_checker_stamp_file(checker, in, strlen(in), out, strlen(out), other.data,
                                         other.len, NULL));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_checker_inject_file(checker, in, strlen(in), out,
                                                            strlen(out), NULL));
    CHECK(!exists(out) && files_in_folder(0) == 1);
    CHECK_OK(etee_checker_stamp(checker, message.data, message.len, token.data, token.len,
                                &stamped, NULL));
    CHECK_OK(etee_checker_stamp_file(checker, in, strlen(in), out, strlen(out), token.data,
                                     token.len, NULL));
    CHECK(file_is(out, etee_buffer_data(stamped), etee_buffer_len(stamped)));
    CHECK_OK(etee_checker_stamp_file(checker, in, strlen(in), in, strlen(in), token.data,
                                     token.len, NULL));
    CHECK(file_is(in, etee_buffer_data(stamped), etee_buffer_len(stamped)));
    unlink(in);
    CHECK_STATUS(ETEE_IO, etee_checker_validate_file(checker, in, strlen(in), &error));
    CHECK(etee_error_system_code(error) == NO_FILE);
    etee_error_free(error);
    etee_checker_free(checker);

    write_octets(in, message.data, message.len);
    checker = checker_by(ETEE_JUDGEMENT_PARITY, ETEE_OCSP_POLICY_SENDER_OPTIONAL);
    CHECK_OK(etee_checker_inject_file(checker, in, strlen(in), out, strlen(out), NULL));
    CHECK(file_is(out, message.data, message.len));
    etee_checker_free(checker);
    etee_buffer_free(stamped);
    free(other.data);
    free(token.data);
    free(message.data);
    files_in_folder(1);
}

static void a_checker_survives_its_failures(void) {
    struct octets message = forged("base");
    etee_context *context = plain_context();
    etee_checker *checker = NULL;
    etee_report *report = NULL;

    CHECK_STATUS(ETEE_NULL_POINTER, etee_checker_new(NULL, &checker, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_checker_new(context, NULL, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_checker_validate(NULL, NULL, 0, NULL));
    CHECK_OK(etee_context_set_limit(context, ETEE_LIMIT_MESSAGE_SIZE, 1000, NULL));
    CHECK_OK(etee_checker_new(context, &checker, NULL));
    etee_context_free(context);
    CHECK_STATUS(ETEE_LIMIT_EXCEEDED,
                 etee_checker_write(checker, message.data, message.len, NULL));
    CHECK_STATUS(ETEE_WRONG_STATE, etee_checker_report(checker, &report, NULL));
    CHECK_OK(etee_checker_write(checker, message.data, 500, NULL));
    CHECK_STATUS(ETEE_TRUNCATED, etee_checker_finish(checker, NULL));
    CHECK_STATUS(ETEE_NULL_POINTER, etee_checker_write(checker, NULL, 7, NULL));
    CHECK_OK(etee_checker_report(checker, &report, NULL));
    etee_report_free(report);
    etee_checker_free(checker);
    etee_checker_free(NULL);
    free(message.data);
}

int main(void) {
    make_folder();
    RUN(a_message_is_checked_in_every_style);
    RUN(signers_are_expected_and_errors_accepted);
    RUN(a_web_key_is_expected);
    RUN(a_time_stamp_is_put_on);
    RUN(evidence_is_put_in);
    RUN(files_appear_whole_or_not_at_all);
    RUN(a_checker_survives_its_failures);
    remove_folder();
    return check_summary();
}
