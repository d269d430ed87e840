package etee;

import static etee.Natives.NATIVE;

import java.security.PrivateKey;

/**
 * A private key that Java keeps and signs with: of any security provider, so also on an eID card
 * or in a PKCS #11 module. Immutable; any number of threads may use it. It may be closed before
 * what was made with it.
 */
public final class Signer extends Handle {
    /** A key behind a function. */
    public Signer(SigningFunction function) {
        super(Call.make(call -> {
            long table = Hosts.table(call, function, NATIVE.signFunction());
            return Hosts.checked(table,
                    NATIVE.etee_signer_from_table(table, call.result(), call.error()));
        }), NATIVE::etee_signer_free);
    }

    /**
     * A key of Java's cryptography. Java finds the provider that can use it, on the first
     * signature; the failure of a key that no provider can use lists what was tried.
     */
    public Signer(PrivateKey key) {
        this(new PrivateKeyFunction(key));
    }
}
