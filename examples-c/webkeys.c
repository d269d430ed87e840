/*
 * Keys without certificates and the REST services, once through, on this machine: the embedded
 * simulator plays the platform. A patient, whose app is logged on to I.AM Connect, makes a web
 * key and registers it at the KeyDepot. A doctor finds it and seals a letter to it with a web key of
 * his own; the patient unseals it and learns whose key that is. Then the doctor has a key made at
 * the KGSS over REST, the patient fetches it over SOAP, and once the doctor has deleted it there is
 * no such key any more.
 * Exit status 0 only if all of it came out right.
 */

#include "platform.h"

#ifndef ETEE_SIMULATOR

int main(void) {
    fputs("webkeys: the library was built without the simulator (make FEATURES=simulator)\n",
          stderr);
    return 2;
}

#else

#define LETTER "The result of the test of 21 November is negative.\n"
#define PATIENT "63020301469"
#define DOCTOR "85010100115"
#define IDENTIFICATION "urn:be:fgov:identification-namespace"
#define SSIN "urn:be:fgov:person:ssin"

/* A party: how it is known to the platform, and its web keys. */
struct party {
    etee_identity *identity;
    etee_access_tokens *access_tokens;
    etee_key_depot *key_depot;
    etee_web_key *signs, *opens;
};

struct demo {
    etee_simulator *simulator;
    etee_context *context;
    etee_buffer *sealed;
    etee_secret_key *key;
    struct party patient, doctor;
};

/* ---- Access tokens ------------------------------------------------------------------------- */

/*
 * What an app does that has logged its user on in the browser (authorization code with PKCE): it
 * supplies the access token whenever it is asked for.
 */
static etee_status supply(void *user, uint8_t *token, size_t *token_len) {
    const struct demo *demo = user;
    etee_buffer *current = NULL;
    etee_status status =
        etee_simulator_user_token(demo->simulator, ETEE_STR(PATIENT), &current, NULL);

    if (status == ETEE_OK && etee_buffer_len(current) <= ETEE_ACCESS_TOKEN_SIZE) {
        *token_len = etee_buffer_len(current);
        memcpy(token, etee_buffer_data(current), *token_len);
    }
    etee_buffer_free(current);
    return status;
}

/* The patient's app has a user; the doctor's software logs on by itself, with his certificate. */
static int get_access(struct demo *demo) {
    etee_access_token_table table = {sizeof table, demo, supply, NULL};
    const char *realm = etee_simulator_realm_url(demo->simulator);
    etee_error *error = NULL;

    return succeeded(etee_access_tokens_from_table(&table, &demo->patient.access_tokens, &error),
                     &error) &&
           succeeded(etee_access_tokens_new_at(demo->context, realm, strlen(realm),
                                               ETEE_STR("ssin-" DOCTOR), demo->doctor.identity,
                                               &demo->doctor.access_tokens, &error),
                     &error);
}

/* ---- Web keys ------------------------------------------------------------------------------ */

static int open_key_depot(const struct demo *demo, struct party *party) {
    const char *url = etee_simulator_rest_url(demo->simulator);
    etee_error *error = NULL;

    return succeeded(etee_key_depot_new_at(demo->context, url, strlen(url), &party->key_depot,
                                           &error),
                     &error) &&
           succeeded(etee_key_depot_set_access_tokens(party->key_depot, party->access_tokens,
                                                      &error),
                     &error);
}

/*
 * Makes a key pair and registers its public part. The private one stays here. Messages are signed
 * with RSA keys, and sealed for them.
 */
static int make_web_key(const struct party *party, int32_t key_use, etee_web_key **web_key) {
    etee_registration *registration = NULL;
    etee_registered_key *registered = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(etee_web_key_generate(ETEE_WEB_KEY_RSA, web_key, &error), &error) &&
             succeeded(etee_registration_new(key_use, &registration, &error), &error) &&
             succeeded(etee_key_depot_register(party->key_depot, *web_key, registration,
                                               &registered, &error),
                       &error);
    etee_registered_key_free(registered);
    etee_registration_free(registration);
    return result;
}

/* Finds the key of the patient that messages are sealed for. */
static int find_web_key(const struct party *party, etee_web_key **web_key) {
    etee_registered_key *found[1] = {NULL};
    etee_error *error = NULL;
    size_t count;
    int result;

    result = succeeded(etee_key_depot_keys(party->key_depot, ETEE_STR("SSIN"), ETEE_STR(PATIENT),
                                           NULL, 0, ETEE_KEY_USE_ENCRYPTION, 0, found, 1, &count,
                                           &error),
                       &error) &&
             succeeded(etee_registered_key_web_key(found[0], web_key, &error), &error);
    etee_registered_key_free(found[0]);
    return result;
}

/* ---- The letter ---------------------------------------------------------------------------- */

static int seal(struct demo *demo) {
    etee_web_key *recipient = NULL;
    etee_sealer *sealer = NULL;
    etee_error *error = NULL;
    int result;

    result = find_web_key(&demo->doctor, &recipient) &&
             succeeded(etee_sealer_new_with_web_key(demo->context, demo->doctor.signs, &sealer,
                                                    &error),
                       &error) &&
             succeeded(etee_sealer_add_web_key(sealer, recipient, &error), &error) &&
             succeeded(etee_sealer_seal(sealer, (const uint8_t *)LETTER, sizeof LETTER - 1,
                                        &demo->sealed, &error),
                       &error);
    etee_sealer_free(sealer);
    etee_web_key_free(recipient);
    return result;
}

/* Looks up the key that the letter is signed with, by its identifier in the letter, and its holder. */
static int find_sender(const struct demo *demo, etee_web_key **sender, etee_key_holder **holder) {
    const etee_key_depot *depot = demo->patient.key_depot;
    etee_addressing *addressing = NULL;
    etee_registered_key *registered = NULL;
    etee_error *error = NULL;
    const uint8_t *identifier;
    char key_id[32] = "";
    size_t len = 0;
    int result;

    result = succeeded(etee_addressing_read(demo->context, etee_buffer_data(demo->sealed),
                                            etee_buffer_len(demo->sealed), &addressing, &error),
                       &error);
    identifier = etee_addressing_sender_key_identifier(addressing, &len);
    if (len == 20)
        encode_base64(identifier, len, key_id);
    result = result && len == 20 &&
             succeeded(etee_key_depot_key(depot, key_id, strlen(key_id), &registered, &error),
                       &error) &&
             succeeded(etee_registered_key_web_key(registered, sender, &error), &error) &&
             succeeded(etee_key_depot_key_holder(depot, key_id, strlen(key_id), holder, &error),
                       &error);
    etee_registered_key_free(registered);
    etee_addressing_free(addressing);
    return result;
}

/* Unseals the letter, which must be from the sender whose key was found. */
static int unseal(const struct demo *demo, const etee_web_key *sender) {
    etee_unsealer *unsealer = NULL;
    etee_buffer *clear = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(etee_unsealer_new(demo->context, &unsealer, &error), &error) &&
             succeeded(etee_unsealer_add_web_key(unsealer, demo->patient.opens, &error), &error) &&
             succeeded(etee_unsealer_expect_web_key(unsealer, sender, &error), &error) &&
             succeeded(etee_unsealer_unseal(unsealer, etee_buffer_data(demo->sealed),
                                            etee_buffer_len(demo->sealed), &clear, &error),
                       &error) &&
             etee_buffer_len(clear) == sizeof LETTER - 1 &&
             memcmp(etee_buffer_data(clear), LETTER, sizeof LETTER - 1) == 0;
    etee_buffer_free(clear);
    etee_unsealer_free(unsealer);
    return result;
}

static int receive(const struct demo *demo) {
    etee_web_key *sender = NULL;
    etee_key_holder *holder = NULL;
    int result;

    result = find_sender(demo, &sender, &holder) && unseal(demo, sender) &&
             strcmp(etee_key_holder_identifier_type(holder), "SSIN") == 0 &&
             strcmp(etee_key_holder_identifier(holder), DOCTOR) == 0;
    etee_key_holder_free(holder);
    etee_web_key_free(sender);
    return result;
}

/* ---- The key of the KGSS ------------------------------------------------------------------- */

static int open_kgss(const struct demo *demo, etee_kgss_rest **kgss) {
    const char *url = etee_simulator_rest_url(demo->simulator);
    etee_error *error = NULL;

    return succeeded(etee_kgss_rest_new_at(demo->context, url, strlen(url),
                                           demo->doctor.access_tokens, kgss, &error),
                     &error) &&
           /* Nothing on the way, not even where TLS ends, can read what the KGSS answers. */
           succeeded(etee_kgss_rest_encrypt_answers(*kgss, &error), &error);
}

/* The doctor has a key made over REST, which the patient may get. */
static int make_key(struct demo *demo, const etee_kgss_rest *kgss) {
    etee_access_list *list = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(etee_access_list_new(&list, &error), &error) &&
             succeeded(etee_access_list_allow(list, ETEE_STR(IDENTIFICATION), ETEE_STR(SSIN),
                                              ETEE_STR(PATIENT), &error),
                       &error) &&
             succeeded(etee_kgss_rest_new_key(kgss, list, &demo->key, &error), &error);
    etee_access_list_free(list);
    return result;
}

/* The patient as he is known to the SOAP services: by a session. */
struct reader {
    etee_depot *depot;
    etee_kgss *kgss;
    etee_session *session;
};

static int join(const struct demo *demo, struct reader *reader) {
    const char *depot = etee_simulator_soap_url(demo->simulator);
    const char *kgss = etee_simulator_kgss_url(demo->simulator);
    etee_log_on *request = NULL;
    etee_error *error = NULL;

    return succeeded(etee_depot_new_at(demo->context, ETEE_DEPOT_SOAP, depot, strlen(depot),
                                       &reader->depot, &error),
                     &error) &&
           succeeded(etee_kgss_new_at(demo->context, kgss, strlen(kgss), reader->depot,
                                      demo->patient.identity, &reader->kgss, &error),
                     &error) &&
           succeeded(etee_log_on_for_person(demo->patient.identity, ETEE_STR(PATIENT), &request,
                                            &error),
                     &error) &&
           log_on_as(demo->simulator, demo->context, request, &reader->session);
}

/* Fetches the doctor's key over SOAP. */
static etee_status fetch_key(const struct demo *demo, const struct reader *reader,
                             etee_error **error) {
    size_t len;
    const uint8_t *identifier = etee_secret_key_identifier(demo->key, &len);
    etee_secret_key *key = NULL;
    etee_status status =
        etee_kgss_key(reader->kgss, identifier, len, reader->session, &key, error);

    etee_secret_key_free(key);
    return status;
}

static int delete_key(const struct demo *demo, const etee_kgss_rest *kgss) {
    size_t len;
    const uint8_t *identifier = etee_secret_key_identifier(demo->key, &len);
    etee_error *error = NULL;

    return succeeded(etee_kgss_rest_delete_key(kgss, identifier, len, &error), &error);
}

/* The KGSS says that there is no such key. */
static int misses_key(const struct demo *demo, const struct reader *reader) {
    etee_error *error = NULL;
    etee_status status = fetch_key(demo, reader, &error);
    const char *code = etee_error_service_code(error);
    int result = status == ETEE_NOT_FOUND && code != NULL && strcmp(code, "NO_KEY_FOUND") == 0;

    if (!result)
        print_error("  FAILED", error);
    etee_error_free(error);
    return result;
}

static int share_key(struct demo *demo, const etee_kgss_rest *kgss, const struct reader *reader) {
    etee_error *error = NULL;

    if (!make_key(demo, kgss) || !succeeded(fetch_key(demo, reader, &error), &error))
        return 0;
    puts("5. The doctor has had a key made over REST; the patient has got it over SOAP.");
    if (!delete_key(demo, kgss) || !misses_key(demo, reader))
        return 0;
    puts("6. The doctor has deleted it, and there is no such key any more: NO_KEY_FOUND.");
    return 1;
}

/* ---- All of it ----------------------------------------------------------------------------- */

static int start(struct demo *demo) {
    etee_error *error = NULL;

    return start_platform(&demo->simulator, &demo->context) &&
           /* Signatures with a web key are accepted by those alone who say so. */
           succeeded(etee_context_add_signing_policy(demo->context, ETEE_SIGNING_POLICY_WEB_AUTHN,
                                                     &error),
                     &error);
}

static int exchange_letter(struct demo *demo) {
    if (!start(demo) ||
        !open_holder(demo->simulator, demo->context, "SSIN", PATIENT, "",
                     &demo->patient.identity) ||
        !open_holder(demo->simulator, demo->context, "SSIN", DOCTOR, "", &demo->doctor.identity) ||
        !get_access(demo) || !open_key_depot(demo, &demo->patient) ||
        !open_key_depot(demo, &demo->doctor))
        return 0;
    puts("1. The platform's services run on this machine, with keys made just now.");
    if (!make_web_key(&demo->patient, ETEE_KEY_USE_ENCRYPTION, &demo->patient.opens) ||
        !make_web_key(&demo->doctor, ETEE_KEY_USE_SIGNATURE, &demo->doctor.signs))
        return 0;
    puts("2. A patient has registered a key for encryption, and a doctor one for signatures.");
    if (!seal(demo))
        return 0;
    puts("3. The doctor has found the patient's key and sealed a letter to it.");
    if (!receive(demo))
        return 0;
    puts("4. The patient has unsealed it, and learnt from the KeyDepot whose key signed it.");
    return 1;
}

static int run(struct demo *demo) {
    struct reader reader = {NULL, NULL, NULL};
    etee_kgss_rest *kgss = NULL;
    int result;

    result = exchange_letter(demo) && open_kgss(demo, &kgss) && join(demo, &reader) &&
             share_key(demo, kgss, &reader);
    etee_session_free(reader.session);
    etee_kgss_free(reader.kgss);
    etee_depot_free(reader.depot);
    etee_kgss_rest_free(kgss);
    return result;
}

static void leave(struct party *party) {
    etee_web_key_free(party->signs);
    etee_web_key_free(party->opens);
    etee_key_depot_free(party->key_depot);
    etee_access_tokens_free(party->access_tokens);
    etee_identity_free(party->identity);
}

int main(void) {
    struct demo demo = {0};
    int result = run(&demo);

    leave(&demo.patient);
    leave(&demo.doctor);
    etee_secret_key_free(demo.key);
    etee_buffer_free(demo.sealed);
    etee_context_free(demo.context);
    etee_simulator_free(demo.simulator);
    puts(result ? "All of it came out right." : "It did NOT come out right.");
    return result ? 0 : 1;
}

#endif
