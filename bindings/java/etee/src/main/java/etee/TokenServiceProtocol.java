package etee;

/** How a token service is asked. */
public enum TokenServiceProtocol {
    /** WS-Trust 1.3, which the platform prefers. */
    WS_TRUST(Constants.TOKEN_SERVICE_WS_TRUST),
    /** The older SAML 1.1 protocol. */
    SAML(Constants.TOKEN_SERVICE_SAML);

    final int number;

    TokenServiceProtocol(int number) {
        this.number = number;
    }
}
