/*
 * What the demonstrations on the embedded simulator share: starting it, and opening the key stores
 * of its holders.
 */

#ifndef PLATFORM_H
#define PLATFORM_H

#include "common.h"

/*
 * Prints what went wrong, if something did. It takes the place of the error: its content may not be
 * read in the same expression as the call that fills it.
 */
static inline int succeeded(etee_status status, etee_error **error) {
    if (status != ETEE_OK)
        print_error("  FAILED", *error);
    etee_error_free(*error);
    *error = NULL;
    return status == ETEE_OK;
}

#ifdef ETEE_SIMULATOR

/* Starts the simulator, and makes a context that trusts what it issues. */
static inline int start_platform(etee_simulator **simulator, etee_context **context) {
    etee_error *error = NULL;
    const uint8_t *anchor;
    size_t len;

    if (!succeeded(etee_simulator_start(simulator, &error), &error) ||
        !succeeded(etee_context_new(context, &error), &error))
        return 0;
    /* A real program adds the roots of the platform here. */
    for (size_t i = 0; (anchor = etee_simulator_trust_anchor(*simulator, i, &len)); i++)
        if (!succeeded(etee_context_add_trust_anchor(*context, anchor, len, &error), &error))
            return 0;
    return 1;
}

/* Opens the key store of a holder. */
static inline int open_holder(const etee_simulator *simulator, const etee_context *context,
                              const char *type, const char *identifier, const char *application,
                              etee_identity **identity) {
    const char *password = etee_simulator_password(simulator);
    etee_buffer *store = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(etee_simulator_store(simulator, type, strlen(type), identifier,
                                            strlen(identifier), application, strlen(application),
                                            &store, &error),
                       &error) &&
             succeeded(etee_identity_from_pkcs12(context, etee_buffer_data(store),
                                                 etee_buffer_len(store), password,
                                                 strlen(password), identity, &error),
                       &error);
    etee_buffer_free(store);
    return result;
}

/* Logs on to the token service as the request says, which is freed. */
static inline int log_on_as(const etee_simulator *simulator, const etee_context *context,
                            etee_log_on *request, etee_session **session) {
    const char *url = etee_simulator_ws_trust_url(simulator);
    size_t len;
    const uint8_t *signer = etee_simulator_token_service_certificate(simulator, &len);
    etee_token_service *service = NULL;
    etee_error *error = NULL;
    int result;

    result = succeeded(etee_token_service_new_at(context, ETEE_TOKEN_SERVICE_WS_TRUST, url,
                                                 strlen(url), &service, &error),
                       &error) &&
             succeeded(etee_token_service_add_trust_anchor(service, signer, len, &error), &error) &&
             succeeded(etee_token_service_log_on(service, request, session, &error), &error);
    etee_log_on_free(request);
    etee_token_service_free(service);
    return result;
}

#endif

#endif
