import etee.Context;
import etee.EncryptionToken;
import etee.Identity;
import etee.Sealer;
import etee.Unsealer;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** The Java wrapper, doing what benches/peers/etee.c does. */
final class Wrapper extends Worker {
    private final Context context;
    private final Unsealer unsealer;
    private Sealer sealer;

    Wrapper(Path directory) throws Exception {
        super(directory);
        context = new Context()
                .addTrustAnchors(read("keys/root.cer"))
                .setSigningTimeExpiration(Duration.ofDays(1));
        unsealer = new Unsealer(context).addIdentity(Identity.fromPkcs12(
                context, directory.resolve("keys/recipient-1.p12"), "test".toCharArray()));
    }

    private byte[] read(String name) throws Exception {
        return Files.readAllBytes(directory.resolve(name));
    }

    @Override
    void prepare(Request request) throws Exception {
        if (request.unseals()) {
            return;
        }
        String keys = "keys/" + request.signer();
        List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(read(keys + ".chain"))).stream()
                .map(X509Certificate.class::cast).toList();
        sealer = new Sealer(context, Identity.fromPkcs8(
                context, read(keys + ".key.der"), chain.toArray(X509Certificate[]::new)));
        for (int i = 1; i <= request.recipients(); i++) {
            sealer.addRecipient(
                    EncryptionToken.of(context, read("keys/recipient-" + i + ".etk")));
        }
    }

    @Override
    byte[] run(Request request, byte[] input) {
        return request.unseals() ? unsealer.unseal(input) : sealer.seal(input);
    }

    @Override
    void runOnFiles(Request request) {
        if (request.unseals()) {
            unsealer.unseal(request.input(), request.output());
        } else {
            sealer.seal(request.input(), request.output());
        }
    }
}
