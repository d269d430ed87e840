/*
 * Recipients who are not known beforehand, once through, on this machine: the embedded simulator
 * plays the platform. A hospital has a key made at the KGSS for two kinds of readers, seals a
 * letter for a doctor whom it knows and for that key, and a pharmacy that is of one of those kinds
 * logs on, fetches the key and unseals. A doctor who is of none gets no key.
 * Exit status 0 only if all of it came out right.
 */

#include "platform.h"

#ifndef ETEE_SIMULATOR

int main(void) {
    fputs("unknown: the library was built without the simulator (make FEATURES=simulator)\n",
          stderr);
    return 2;
}

#else

#define LETTER "One box of amoxicillin 500 mg, three times a day for a week.\n"

#define IDENTIFICATION "urn:be:fgov:identification-namespace"
#define CERTIFIED "urn:be:fgov:certified-namespace:ehealth"
#define SSIN "urn:be:fgov:person:ssin"
#define RECOGNISED "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean"

/* A party: its keys, and the services as it sees them. */
struct party {
    etee_identity *identity;
    etee_kgss *kgss;
    etee_session *session;
};

struct demo {
    etee_simulator *simulator;
    etee_context *context;
    etee_depot *depot;
    etee_buffer *sealed;
    struct party hospital, doctor, pharmacy, colleague;
};

static int start(struct demo *demo) {
    etee_error *error = NULL;
    const char *url;

    if (!start_platform(&demo->simulator, &demo->context))
        return 0;
    url = etee_simulator_soap_url(demo->simulator);
    /* A real program names an environment: etee_depot_new(context, ETEE_DEPOT_SOAP, ...). */
    return succeeded(etee_depot_new_at(demo->context, ETEE_DEPOT_SOAP, url, strlen(url),
                                       &demo->depot, &error),
                     &error) &&
           /* A recipient is looked up once a day, and for a week where the depot is down. */
           succeeded(etee_depot_set_cache(demo->depot, 1000, 86400, 604800, 300, NULL, 0, &error),
                     &error);
}

/* Opens the key store of a holder, and the KGSS for it. */
static int join(struct demo *demo, struct party *party, const char *type, const char *identifier,
                const char *application) {
    const char *url = etee_simulator_kgss_url(demo->simulator);
    etee_error *error = NULL;

    return open_holder(demo->simulator, demo->context, type, identifier, application,
                       &party->identity) &&
           succeeded(etee_kgss_new_at(demo->context, url, strlen(url), demo->depot,
                                      party->identity, &party->kgss, &error),
                     &error);
}

/* Logs a party on as the request says, which is freed. */
static int log_on(struct demo *demo, struct party *party, etee_log_on *request) {
    return log_on_as(demo->simulator, demo->context, request, &party->session);
}

/* The pharmacy says its number, and asks to be recognised; the colleague logs on as a doctor. */
static int log_on_readers(struct demo *demo) {
    etee_log_on *request = NULL;
    etee_error *error = NULL;

    return succeeded(etee_log_on_for_organization(demo->pharmacy.identity, ETEE_STR("pharmacy"),
                                                  ETEE_STR("30000120"), &request, &error),
                     &error) &&
           log_on(demo, &demo->pharmacy, request) &&
           succeeded(etee_log_on_for_professional(demo->colleague.identity, ETEE_STR("doctor"),
                                                  ETEE_STR("63020301469"), &request, &error),
                     &error) &&
           log_on(demo, &demo->colleague, request);
}

/* Has a key made for the pharmacies that the platform recognises and for one person. */
static int make_key(struct demo *demo, etee_secret_key **key) {
    etee_access_list *list = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(etee_access_list_new(&list, &error), &error) &&
             succeeded(etee_access_list_allow(list, ETEE_STR(CERTIFIED), ETEE_STR(RECOGNISED),
                                              ETEE_STR("true"), &error),
                       &error) &&
             succeeded(etee_access_list_allow(list, ETEE_STR(IDENTIFICATION), ETEE_STR(SSIN),
                                              ETEE_STR("85010100115"), &error),
                       &error) &&
             succeeded(etee_kgss_new_key(demo->hospital.kgss, list, key, &error), &error);
    etee_access_list_free(list);
    return result;
}

/* Seals the letter for the doctor, whom the depot knows, and for whoever gets the key. */
static int seal(struct demo *demo) {
    etee_secret_key *key = NULL;
    etee_sealer *sealer = NULL;
    etee_token *token = NULL;
    etee_error *error = NULL;
    int result;

    result = make_key(demo, &key) &&
             succeeded(etee_depot_token(demo->depot, ETEE_STR("NIHII"), ETEE_STR("10001490"),
                                        ETEE_STR(""), &token, &error),
                       &error) &&
             succeeded(etee_sealer_new(demo->context, demo->hospital.identity, &sealer, &error),
                       &error) &&
             succeeded(etee_sealer_add_recipient(sealer, token, &error), &error) &&
             succeeded(etee_sealer_add_secret_key(sealer, key, &error), &error) &&
             succeeded(etee_sealer_seal(sealer, (const uint8_t *)LETTER, sizeof LETTER - 1,
                                        &demo->sealed, &error),
                       &error);
    etee_sealer_free(sealer);
    etee_token_free(token);
    etee_secret_key_free(key);
    return result;
}

/* Fetches the key that the letter is sealed with, by its identifier in the letter. */
static etee_status fetch_key(struct demo *demo, struct party *party, etee_secret_key **key,
                             etee_error **error) {
    etee_addressing *addressing = NULL;
    const uint8_t *identifier;
    size_t len = 0;
    etee_status status;

    status = etee_addressing_read(demo->context, etee_buffer_data(demo->sealed),
                                  etee_buffer_len(demo->sealed), &addressing, error);
    if (status == ETEE_OK) {
        identifier = etee_addressing_secret_key_identifier(addressing, 0, &len);
        status = etee_kgss_key(party->kgss, identifier, len, party->session, key, error);
    }
    etee_addressing_free(addressing);
    return status;
}

/* Unseals the letter with a key of the KGSS, or with the party's own keys where it is NULL. */
static int unseal(struct demo *demo, struct party *party, etee_secret_key *key) {
    etee_unsealer *unsealer = NULL;
    etee_buffer *clear = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(etee_unsealer_new(demo->context, &unsealer, &error), &error) &&
             succeeded(key != NULL ? etee_unsealer_add_secret_key(unsealer, key, &error)
                                   : etee_unsealer_add_identity(unsealer, party->identity, &error),
                       &error) &&
             succeeded(etee_unsealer_unseal(unsealer, etee_buffer_data(demo->sealed),
                                            etee_buffer_len(demo->sealed), &clear, &error),
                       &error) &&
             etee_buffer_len(clear) == sizeof LETTER - 1 &&
             memcmp(etee_buffer_data(clear), LETTER, sizeof LETTER - 1) == 0;
    etee_buffer_free(clear);
    etee_unsealer_free(unsealer);
    return result;
}

/* The pharmacy is on the list; it needs no token of its own for the letter. */
static int read_as_pharmacy(struct demo *demo) {
    etee_secret_key *key = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(fetch_key(demo, &demo->pharmacy, &key, &error), &error) &&
             unseal(demo, &demo->pharmacy, key);
    etee_secret_key_free(key);
    return result;
}

/* Nobody on the list: the KGSS says the same as if there were no such key. */
static int refuse_colleague(struct demo *demo) {
    etee_secret_key *key = NULL;
    etee_error *error = NULL;
    etee_status status = fetch_key(demo, &demo->colleague, &key, &error);
    const char *code = etee_error_service_code(error);
    int result = status == ETEE_NOT_FOUND && code != NULL && strcmp(code, "NO_KEY_FOUND") == 0;

    if (!result)
        print_error("  FAILED", error);
    etee_error_free(error);
    etee_secret_key_free(key);
    return result;
}

static int run(struct demo *demo) {
    if (!start(demo) || !join(demo, &demo->hospital, "NIHII-HOSPITAL", "71000040", "RADIO") ||
        !join(demo, &demo->doctor, "NIHII", "10001490", "") ||
        !join(demo, &demo->pharmacy, "NIHII-PHARMACY", "30000120", "") ||
        !join(demo, &demo->colleague, "SSIN", "63020301469", ""))
        return 0;
    puts("1. The platform's services run on this machine, with keys made just now.");
    if (!log_on_readers(demo))
        return 0;
    puts("2. A pharmacy and another doctor have logged on.");
    if (!seal(demo))
        return 0;
    puts("3. A hospital has sealed a letter for a doctor, for every recognised pharmacy, and for "
         "one person.");
    if (!unseal(demo, &demo->doctor, NULL))
        return 0;
    puts("4. The doctor has unsealed it with his own key.");
    if (!read_as_pharmacy(demo))
        return 0;
    puts("5. The pharmacy has got the key from the KGSS and unsealed it.");
    if (!refuse_colleague(demo))
        return 0;
    puts("6. The other doctor got no key: NO_KEY_FOUND.");
    return 1;
}

static void leave(struct party *party) {
    etee_session_free(party->session);
    etee_kgss_free(party->kgss);
    etee_identity_free(party->identity);
}

int main(void) {
    struct demo demo = {0};
    int result = run(&demo);

    leave(&demo.hospital);
    leave(&demo.doctor);
    leave(&demo.pharmacy);
    leave(&demo.colleague);
    etee_buffer_free(demo.sealed);
    etee_depot_free(demo.depot);
    etee_context_free(demo.context);
    etee_simulator_free(demo.simulator);
    puts(result ? "All of it came out right." : "It did NOT come out right.");
    return result ? 0 : 1;
}

#endif
