import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes card.p12 of the files in pki/: the two keys of an eID card, under the names that they have there. */
public final class MakeCard {
    private static final Path PKI = Path.of("pki");

    private MakeCard() {
    }

    public static void main(String[] args) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        KeyStore store = KeyStore.getInstance("PKCS12", "BC");
        store.load(null, null);
        char[] password = "test".toCharArray();
        store.setKeyEntry("Authentication", key("eid-auth"), password, chain("eid-auth"));
        store.setKeyEntry("Signature", key("eid-sign"), password, chain("eid-sign"));
        try (OutputStream out = Files.newOutputStream(Path.of("card.p12"))) {
            store.store(out, password);
        }
    }

    private static PrivateKey key(String name) throws Exception {
        byte[] pkcs8 = Files.readAllBytes(PKI.resolve(name + ".key.der"));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private static Certificate[] chain(String leaf) throws Exception {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        String[] names = {leaf, "ca", "root"};
        Certificate[] chain = new Certificate[names.length];
        for (int i = 0; i < names.length; i++) {
            byte[] der = Files.readAllBytes(PKI.resolve(names[i] + ".cer"));
            chain[i] = factory.generateCertificate(new ByteArrayInputStream(der));
        }
        return chain;
    }
}
