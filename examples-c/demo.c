/*
 * Everything once, on this machine: the embedded simulator plays the platform, two recipients
 * are looked up, a letter is sealed for them and unsealed, and what must be refused is refused.
 * Exit status 0 only if all of it came out right. `make demo` runs it.
 */

#include "platform.h"

#ifndef ETEE_SIMULATOR

int main(void) {
    fputs("demo: the library was built without the simulator (make demo FEATURES=simulator)\n",
          stderr);
    return 2;
}

#else

#define LETTER "Dear colleague, the blood count of 21 November is normal again.\n"

struct holder {
    const char *type;
    const char *identifier;
    const char *application; /* "" for none */
    const char *name;
};

struct demo {
    etee_context *context;
    etee_simulator *simulator;
    struct holder doctor;   /* looked up over REST */
    struct holder person;   /* looked up over SOAP */
    struct holder sender;   /* whose keys sign */
    struct holder stranger; /* whom the letter is not for */
    etee_token *tokens[2];
    char folder[320];
    char letter[352], sealed[352], tampered[352], opened[352];
};

static int failed(const char *what) {
    printf("  FAILED: %s\n", what);
    return 0;
}

/* The first holder with this type of identifier who has another name than that. */
static int choose(const etee_simulator *simulator, const char *type, const char *other_name,
                  struct holder *holder) {
    for (size_t i = 0; i < etee_simulator_holder_count(simulator); i++) {
        holder->type = etee_simulator_holder(simulator, i, 0);
        holder->identifier = etee_simulator_holder(simulator, i, 1);
        holder->application = etee_simulator_holder(simulator, i, 2);
        holder->name = etee_simulator_holder(simulator, i, 3);
        if (strcmp(holder->type, type) == 0 && strcmp(holder->name, other_name) != 0)
            return 1;
    }
    return failed("the simulator lacks a holder");
}

static int start(struct demo *demo) {
    if (!start_platform(&demo->simulator, &demo->context))
        return 0;
    printf("1. The platform's services run on this machine, with keys made just now.\n"
           "   REST %s\n   SOAP %s\n",
           etee_simulator_rest_url(demo->simulator), etee_simulator_soap_url(demo->simulator));
    return choose(demo->simulator, "NIHII", "", &demo->doctor) &&
           choose(demo->simulator, "SSIN", demo->doctor.name, &demo->person) &&
           choose(demo->simulator, "NIHII-HOSPITAL", "", &demo->sender) &&
           choose(demo->simulator, "NIHII-PHARMACY", "", &demo->stranger);
}

static int look_up_one(const struct demo *demo, int32_t protocol, const struct holder *holder,
                       etee_token **token) {
    const char *url = protocol == ETEE_DEPOT_REST ? etee_simulator_rest_url(demo->simulator)
                                                  : etee_simulator_soap_url(demo->simulator);
    etee_depot *depot = NULL;
    etee_error *error = NULL;
    etee_status status =
        etee_depot_new_at(demo->context, protocol, url, strlen(url), &depot, &error);
    if (status == ETEE_OK)
        /* NULL: a token for any application; "" would ask for one without. */
        status = etee_depot_token(depot, holder->type, strlen(holder->type), holder->identifier,
                                  strlen(holder->identifier), NULL, 0, token, &error);
    etee_depot_free(depot);
    if (!succeeded(status, &error))
        return 0;
    printf("   %s, %s %s, over %s\n", holder->name, etee_token_identifier_type(*token),
           etee_token_identifier(*token), protocol == ETEE_DEPOT_REST ? "REST" : "SOAP");
    return 1;
}

static int look_up(struct demo *demo) {
    puts("2. Two recipients are looked up in the depot of encryption tokens.");
    return look_up_one(demo, ETEE_DEPOT_REST, &demo->doctor, &demo->tokens[0]) &&
           look_up_one(demo, ETEE_DEPOT_SOAP, &demo->person, &demo->tokens[1]);
}

/* Reads the key store that the simulator made for a holder. */
static int identity_of(const struct demo *demo, const struct holder *holder,
                       etee_identity **identity) {
    return open_holder(demo->simulator, demo->context, holder->type, holder->identifier,
                       holder->application, identity);
}

static int write_file(const char *path, const void *data, size_t len) {
    struct output output = NO_OUTPUT;
    int written = open_output(&output, path, 0600) == 0 && write_output(&output, data, len) == 0 &&
                  commit_output(&output) == 0;
    discard_output(&output);
    return written;
}

static int seal(struct demo *demo) {
    etee_identity *identity = NULL;
    etee_sealer *sealer = NULL;
    etee_error *error = NULL;
    etee_status status;

    printf("3. %s seals a letter for both.\n", demo->sender.name);
    if (!write_file(demo->letter, LETTER, strlen(LETTER)) ||
        !identity_of(demo, &demo->sender, &identity))
        return 0;
    status = etee_sealer_new(demo->context, identity, &sealer, &error);
    for (size_t i = 0; i < 2 && status == ETEE_OK; i++)
        status = etee_sealer_add_recipient(sealer, demo->tokens[i], &error);
    if (status == ETEE_OK)
        status = etee_sealer_seal_file(sealer, demo->letter, strlen(demo->letter), demo->sealed,
                                       strlen(demo->sealed), &error);
    etee_sealer_free(sealer);
    etee_identity_free(identity);
    return succeeded(status, &error);
}

static void print_verdict(const etee_report *report) {
    size_t errors = etee_report_error_count(report), warnings = etee_report_warning_count(report);
    printf("   verdict: %s", etee_report_released(report) ? "released" : "refused");
    if (etee_report_fatal(report) != NULL)
        printf(", fatal %s", etee_report_fatal(report));
    for (size_t i = 0; i < errors; i++)
        printf(", error %s", etee_report_error(report, i));
    for (size_t i = 0; i < warnings; i++)
        printf(", warning %s", etee_report_warning(report, i));
    if (etee_report_released(report))
        printf(", %zu errors, %zu warnings", errors, warnings);
    putchar('\n');
}

/* Unseals a file with the keys of one holder; the report is the caller's to free. */
static etee_status unseal(const struct demo *demo, const struct holder *holder, const char *sealed,
                          etee_report **report) {
    etee_identity *identity = NULL;
    etee_unsealer *unsealer = NULL;
    etee_error *error = NULL;
    etee_status status, judged = ETEE_INTERNAL;

    if (!identity_of(demo, holder, &identity))
        return judged;
    status = etee_unsealer_new(demo->context, &unsealer, &error);
    if (status == ETEE_OK)
        status = etee_unsealer_add_identity(unsealer, identity, &error);
    if (status == ETEE_OK) {
        judged = etee_unsealer_unseal_file(unsealer, sealed, strlen(sealed), demo->opened,
                                           strlen(demo->opened), &error);
        if (judged != ETEE_OK)
            printf("   %s (%d %s)\n", etee_error_message(error), (int)judged,
                   etee_status_name(judged));
        etee_error_free(error);
        error = NULL;
        status = etee_unsealer_report(unsealer, report, &error);
    }
    etee_unsealer_free(unsealer);
    etee_identity_free(identity);
    return succeeded(status, &error) ? judged : ETEE_INTERNAL;
}

/* One recipient gets the very letter, and is told who sent it. */
static int open_letter(const struct demo *demo, const struct holder *holder) {
    struct octets opened = {NULL, 0, 0};
    etee_report *report = NULL;
    int whole = 0;

    if (unseal(demo, holder, demo->sealed, &report) == ETEE_OK) {
        printf("   by %s\n   from %s\n   signed at %s\n", holder->name,
               etee_report_authentication_subject(report), etee_report_signing_time(report));
        print_verdict(report);
        whole = etee_report_released(report) && etee_report_error_count(report) == 0 &&
                read_file(demo->opened, &opened) == 0 && opened.len == strlen(LETTER) &&
                memcmp(opened.data, LETTER, opened.len) == 0;
        unlink(demo->opened);
    }
    free_octets(&opened);
    etee_report_free(report);
    return whole || failed("the letter did not come out");
}

static int open_letters(const struct demo *demo) {
    puts("4. It is unsealed.");
    return open_letter(demo, &demo->doctor) && open_letter(demo, &demo->person);
}

/* A refusal has the right status and the right official name, and writes no file. */
static int expect_refusal(const struct demo *demo, const struct holder *holder, const char *sealed,
                          etee_status expected, const char *name) {
    etee_report *report = NULL;
    etee_status status = unseal(demo, holder, sealed, &report);
    int found = etee_report_fatal(report) != NULL && strcmp(etee_report_fatal(report), name) == 0;

    for (size_t i = 0; i < etee_report_error_count(report); i++)
        found |= strcmp(etee_report_error(report, i), name) == 0;
    if (report != NULL)
        print_verdict(report);
    found &= status == expected && !etee_report_released(report);
    etee_report_free(report);
    if (!found)
        return failed("it was not refused as it should be");
    if (access(demo->opened, F_OK) == 0)
        return failed("a file was written");
    puts("   no file was written");
    return 1;
}

static int refuse_tampered(const struct demo *demo) {
    struct octets octets = {NULL, 0, 0};
    int written;

    puts("5. A copy with one changed bit is refused.");
    if (read_file(demo->sealed, &octets) != 0)
        return 0;
    octets.data[octets.len / 4] ^= 1; /* in the encrypted part; certificates fill the rest */
    written = write_file(demo->tampered, octets.data, octets.len);
    free_octets(&octets);
    return written && expect_refusal(demo, &demo->doctor, demo->tampered, ETEE_SIGNATURE_INVALID,
                                     "OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED");
}

static int refuse_stranger(const struct demo *demo) {
    printf("6. The keys of %s do not open it.\n", demo->stranger.name);
    return expect_refusal(demo, &demo->stranger, demo->sealed, ETEE_NOT_ADDRESSED,
                          "DECRYPTION_PRIVATE_KEY_NOT_FOUND");
}

static int make_folder(struct demo *demo) {
    if (make_temporary_folder("etee-demo", demo->folder, sizeof demo->folder) != 0) {
        demo->folder[0] = '\0';
        print_system_error("demo", "no folder for temporary files");
        return 0;
    }
    snprintf(demo->letter, sizeof demo->letter, "%s/letter.txt", demo->folder);
    snprintf(demo->sealed, sizeof demo->sealed, "%s/letter.etee", demo->folder);
    snprintf(demo->tampered, sizeof demo->tampered, "%s/tampered.etee", demo->folder);
    snprintf(demo->opened, sizeof demo->opened, "%s/opened.txt", demo->folder);
    return 1;
}

/* Fails if something is left that the demonstration did not mean to make. */
static int remove_folder(const struct demo *demo) {
    if (demo->folder[0] == '\0')
        return 1;
    unlink(demo->letter);
    unlink(demo->sealed);
    unlink(demo->tampered);
    unlink(demo->opened);
    return rmdir(demo->folder) == 0 || failed("a partial file was left behind");
}

int main(void) {
    struct demo demo = {0};
    int well;

    printf("libetee %s\n", etee_version());
    well = make_folder(&demo) && start(&demo) && look_up(&demo) && seal(&demo) &&
           open_letters(&demo) && refuse_tampered(&demo) && refuse_stranger(&demo);
    well &= remove_folder(&demo);
    for (size_t i = 0; i < 2; i++)
        etee_token_free(demo.tokens[i]);
    etee_context_free(demo.context);
    etee_simulator_free(demo.simulator);
    puts(well ? "All of it came out as it should." : "The demonstration FAILED.");
    return well ? 0 : 1;
}

#endif
