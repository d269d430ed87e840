package etee;

import static etee.Natives.NATIVE;

import java.security.cert.X509Certificate;

/**
 * Somebody's encryption token (ETK): who it is for, and the certificate to encrypt to. Immutable;
 * any number of threads may use it.
 */
public final class EncryptionToken extends Handle {
    EncryptionToken(long address) {
        super(address, NATIVE::etee_token_free);
    }

    /** Reads a token as the depot gives it. Whether it is valid, {@link #check} tells. */
    public static EncryptionToken of(Context context, byte[] token) {
        return new EncryptionToken(Call.make(call -> {
            Call.Octets octets = call.octets(token);
            return NATIVE.etee_token_from_bytes(call.use(context), octets.address, octets.length,
                    call.result(), call.error());
        }));
    }

    /** Reads a token from base64 text. */
    public static EncryptionToken ofBase64(Context context, String token) {
        return new EncryptionToken(Call.make(call -> {
            Call.Octets text = call.text(token);
            return NATIVE.etee_token_from_base64(call.use(context), text.address, text.length,
                    call.result(), call.error());
        }));
    }

    /** Judges the token at the present moment; whatever is found, the report tells. */
    public TokenReport check(Context context) {
        return new TokenReport(make((self, call) -> NATIVE.etee_token_check(
                call.use(context), self, call.result(), call.error())));
    }

    /** The token as it was read. */
    public byte[] encoded() {
        return octets(NATIVE::etee_token_bytes);
    }

    /** The certificate to encrypt to. */
    public X509Certificate certificate() {
        return certificate(NATIVE::etee_token_encryption_certificate);
    }

    /** The certificate by which the holder vouches for that one. */
    public X509Certificate authenticationCertificate() {
        return certificate(NATIVE::etee_token_authentication_certificate);
    }

    /** The holder's identifier and the application, as far as the certificate names them. */
    public Holder holder() {
        return new Holder(text(NATIVE::etee_token_identifier_type),
                text(NATIVE::etee_token_identifier), text(NATIVE::etee_token_application));
    }
}
