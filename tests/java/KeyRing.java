import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** The decryption keys of a PKCS#12 store: those whose alias is the serial of their certificate. */
final class KeyRing {
    private final Map<BigInteger, PrivateKey> keys = new HashMap<>();
    private final Map<BigInteger, X500Name> issuers = new HashMap<>();

    KeyRing(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12", "BC");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias) && alias.matches("[0-9]+")) {
                X509Certificate certificate = (X509Certificate) store.getCertificate(alias);
                BigInteger serial = new BigInteger(alias);
                Refusal.unless(serial.equals(certificate.getSerialNumber()),
                        file + ": alias " + alias + " is not the serial of its certificate");
                keys.put(serial, (PrivateKey) store.getKey(alias, password));
                issuers.put(serial, new JcaX509CertificateHolder(certificate).getIssuer());
            }
        }
    }

    boolean holds(BigInteger serial) {
        return keys.containsKey(serial);
    }

    PrivateKey privateKey(BigInteger serial) {
        return keys.get(serial);
    }

    X500Name issuer(BigInteger serial) {
        return issuers.get(serial);
    }
}
