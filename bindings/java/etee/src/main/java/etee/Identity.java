package etee;

import static etee.Natives.NATIVE;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Our own keys, most often read from a key store in the eHealth layout: the authentication key,
 * which signs, the signature key of an eID card, which signs too, and the decryption keys, old
 * ones included. Immutable; any number of threads may use it. It may be closed before what was
 * made with it.
 */
public final class Identity extends Handle {
    private Identity(Call.Function function) {
        super(Call.make(function), NATIVE::etee_identity_free);
    }

    /** Reads a key store (PKCS#12). A store without an authentication key can only unseal. */
    public static Identity fromPkcs12(Context context, byte[] store, char[] password) {
        return new Identity(call -> {
            Call.Octets octets = call.octets(store);
            Call.Octets text = call.text(password);
            return NATIVE.etee_identity_from_pkcs12(call.use(context), octets.address,
                    octets.length, text.address, text.length, call.result(), call.error());
        });
    }

    /** Reads a key store (PKCS#12) from a file. */
    public static Identity fromPkcs12(Context context, Path store, char[] password) {
        return new Identity(call -> {
            Call.Octets file = call.path(store);
            Call.Octets text = call.text(password);
            return NATIVE.etee_identity_from_pkcs12_file(call.use(context), file.address,
                    file.length, text.address, text.length, call.result(), call.error());
        });
    }

    /**
     * An identity that signs with an unencrypted private key (PKCS #8). The certificates are that
     * of the key first, then those of the authorities above it.
     */
    public static Identity fromPkcs8(Context context, byte[] key, X509Certificate... certificates) {
        return new Identity(call -> {
            Call.Octets octets = call.octets(key);
            Call.Octets chain = call.octets(Certificates.encode(certificates));
            return NATIVE.etee_identity_from_pkcs8(call.use(context), octets.address,
                    octets.length, chain.address, chain.length, 0, 0, 0, 0, call.result(),
                    call.error());
        });
    }

    /**
     * An identity that signs with a key that Java keeps. The certificates are that of the key
     * first, then those of the authorities above it.
     */
    public static Identity fromSigner(Context context, Signer authentication,
            X509Certificate... certificates) {
        return fromSigners(context, authentication, certificates, null, new X509Certificate[0]);
    }

    /**
     * An identity that signs with two keys that Java keeps, as those of an eID card: the
     * authentication key for the outer layer, the signature key for the inner one.
     */
    public static Identity fromSigners(Context context, Signer authentication,
            X509Certificate[] authenticationCertificates, @Nullable Signer signature,
            X509Certificate[] signatureCertificates) {
        return new Identity(call -> {
            Call.Octets outer = call.octets(Certificates.encode(authenticationCertificates));
            Call.Octets inner = call.octets(Certificates.encode(signatureCertificates));
            return NATIVE.etee_identity_from_signer(call.use(context), call.use(authentication),
                    outer.address, outer.length, call.use(signature), inner.address, inner.length,
                    call.result(), call.error());
        });
    }

    /** An identity that signs with a key of Java's cryptography; see {@link Signer}. */
    public static Identity fromPrivateKey(Context context, PrivateKey key,
            X509Certificate... certificates) {
        try (Signer signer = new Signer(key)) {
            return fromSigner(context, signer, certificates);
        }
    }

    /**
     * Changes the password of a key store file, in one step: on any failure the file is as it was.
     */
    public static void changePassword(Context context, Path store, char[] oldPassword,
            char[] newPassword) {
        Call.perform(call -> {
            Call.Octets file = call.path(store);
            Call.Octets before = call.text(oldPassword);
            Call.Octets after = call.text(newPassword);
            return NATIVE.etee_identity_change_password(call.use(context), file.address,
                    file.length, before.address, before.length, after.address, after.length,
                    call.error());
        });
    }

    /** The certificate of the authentication key; null if there is none. */
    public @Nullable X509Certificate authenticationCertificate() {
        return certificate(NATIVE::etee_identity_authentication_certificate);
    }

    /** The certificate of the signature key of an eID card; null without such a key. */
    public @Nullable X509Certificate signatureCertificate() {
        return certificate(NATIVE::etee_identity_signature_certificate);
    }

    /** The serial numbers, in decimal, of the certificates of the decryption keys. */
    public List<String> decryptionKeySerials() {
        return texts(NATIVE::etee_identity_decryption_key_count,
                NATIVE::etee_identity_decryption_key_serial);
    }
}
