package etee;

import static etee.Natives.NATIVE;

import java.security.cert.X509Certificate;

/**
 * The secure token service (STS) of the platform, over one of its two protocols; both give the same
 * sessions. Any number of threads may use it once it is set. It may be closed before its sessions.
 */
public final class TokenService extends Handle {
    /** A token service of the platform. Nothing is sent yet. */
    public TokenService(Context context, TokenServiceProtocol protocol, Environment environment) {
        super(Call.make(call -> NATIVE.etee_token_service_new(call.use(context), protocol.number,
                environment.number, call.result(), call.error())),
                NATIVE::etee_token_service_free);
    }

    /** A token service at a URL, or at several that are separated by spaces. */
    public TokenService(Context context, TokenServiceProtocol protocol, String url) {
        super(Call.make(call -> {
            Call.Octets text = call.text(url);
            return NATIVE.etee_token_service_new_at(call.use(context), protocol.number,
                    text.address, text.length, call.result(), call.error());
        }), NATIVE::etee_token_service_free);
    }

    /**
     * Takes assertions only from a token service whose certificate leads to this one. The best
     * anchor is the service's own certificate.
     */
    public TokenService addTrustAnchor(X509Certificate certificate) {
        run((self, call) -> {
            Call.Octets der = call.octets(Certificates.encode(certificate));
            return NATIVE.etee_token_service_add_trust_anchor(
                    self, der.address, der.length, call.error());
        });
        return this;
    }

    /** Takes assertions that are signed with SHA-1 too, which the platform no longer makes. */
    public TokenService allowSha1() {
        run((self, call) -> NATIVE.etee_token_service_allow_sha1(self, call.error()));
        return this;
    }

    /** Opens a session. */
    public Session logOn(LogOn logOn) {
        return new Session(make((self, call) -> NATIVE.etee_token_service_log_on(
                self, call.use(logOn), call.result(), call.error())));
    }

    /** Opens a session in two halves. */
    public Exchange<Session> beginLogOn(LogOn logOn) {
        return new Exchange<>(make((self, call) -> NATIVE.etee_token_service_begin_log_on(
                self, call.use(logOn), call.result(), call.error())), Exchange::takeSession);
    }

    /** Takes up a session that {@link Session#export} gave; the log-on says how it was opened. */
    public Session load(byte[] exported, LogOn logOn) {
        return new Session(make((self, call) -> {
            Call.Octets octets = call.octets(exported);
            return NATIVE.etee_token_service_load(self, octets.address, octets.length,
                    call.use(logOn), call.result(), call.error());
        }));
    }
}
