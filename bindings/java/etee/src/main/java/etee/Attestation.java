package etee;

import static etee.Natives.NATIVE;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an authenticator says about a key that it made. Immutable. */
public final class Attestation extends Handle {
    Attestation(long address) {
        super(address, NATIVE::etee_attestation_free);
    }

    /** The format, "packed" for example. */
    public String format() {
        return text(NATIVE::etee_attestation_format);
    }

    /** The attestation object. */
    public byte[] object() {
        return octets(NATIVE::etee_attestation_object);
    }

    /** What the client of the authenticator collected. */
    public byte[] clientData() {
        return octets(NATIVE::etee_attestation_client_data);
    }

    /** The model of the authenticator (AAGUID), or null. */
    public byte @Nullable [] model() {
        return octets(NATIVE::etee_attestation_model);
    }

    /** The certificates that the attestation is signed with, if any; nobody has judged them. */
    public List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (long i = 0;; i++) {
            long index = i;
            X509Certificate next = certificate((self, length) ->
                    NATIVE.etee_attestation_certificate(self, index, length));
            if (next == null) {
                return certificates;
            }
            certificates.add(next);
        }
    }

    /** The key that was attested. */
    public Jwk key() {
        return new Jwk(make((self, call) ->
                NATIVE.etee_attestation_key(self, call.result(), call.error())));
    }

    /** Whether the authenticator made sure who used it. */
    public boolean isUserVerified() {
        return isTrue(NATIVE::etee_attestation_is_user_verified);
    }

    /** When the key was registered; null if the depot does not say. */
    public @Nullable Instant registeredAt() {
        long seconds = longNumber(NATIVE::etee_attestation_registered_at);
        return seconds == 0 ? null : Instant.ofEpochSecond(seconds);
    }
}
