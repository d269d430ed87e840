import be.fgov.ehealth.etee.crypto.decrypt.DataUnsealer;
import be.fgov.ehealth.etee.crypto.decrypt.DataUnsealerBuilder;
import be.fgov.ehealth.etee.crypto.decrypt.UnsealedData;
import be.fgov.ehealth.etee.crypto.encrypt.DataSealer;
import be.fgov.ehealth.etee.crypto.encrypt.DataSealerBuilder;
import be.fgov.ehealth.etee.crypto.encrypt.EncryptionToken;
import be.fgov.ehealth.etee.crypto.encrypt.EncryptionTokenFactory;
import be.fgov.ehealth.etee.crypto.policies.EncryptionCredentials;
import be.fgov.ehealth.etee.crypto.policies.EncryptionPolicy;
import be.fgov.ehealth.etee.crypto.policies.OCSPPolicy;
import be.fgov.ehealth.etee.crypto.policies.SigningCredential;
import be.fgov.ehealth.etee.crypto.policies.SigningPolicy;
import be.fgov.ehealth.etee.crypto.status.CryptoResult;
import be.fgov.ehealth.etee.crypto.utils.SecurityConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;

/** The official library. */
public final class Official extends Worker {
    private final X509Certificate root;
    private final DataUnsealer unsealer;
    private final EncryptionToken recipient;
    private DataSealer sealer;

    private Official(Path directory) throws Exception {
        super(directory);
        root = certificate("root");
        KeyStore trust = KeyStore.getInstance("JKS");
        trust.load(null, null);
        trust.setCertificateEntry("root", root);
        String serial = certificate("recipient-1").getSerialNumber().toString();
        unsealer = DataUnsealerBuilder.newBuilder()
                .addOCSPPolicy(OCSPPolicy.NONE)
                .addSigningPolicy(trust, SigningPolicy.EHEALTH_CERT)
                .addPublicKeyPolicy(EncryptionPolicy.KNOWN_RECIPIENT,
                        EncryptionCredentials.from(Map.of(serial, key("recipient-1"))))
                .build();
        recipient = EncryptionTokenFactory.getInstance()
                .create(Files.readAllBytes(directory.resolve("keys/recipient-1.etk")));
    }

    public static void main(String[] args) throws Exception {
        SecurityConfiguration.configure();
        new Official(Path.of(args[0])).serve();
    }

    private X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve("keys/" + name + ".pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private PrivateKey key(String name) throws Exception {
        byte[] encoded = Files.readAllBytes(directory.resolve("keys/" + name + ".key.der"));
        return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    @Override
    void prepare(Request request) throws Exception {
        if (request.recipients() != 1 || request.signer().equals("p384")) {
            throw new IOException("cannot sign with EC keys; several recipients are not measured");
        }
        if (!request.unseals()) {
            List<X509Certificate> chain = List.of(certificate(request.signer()), root);
            sealer = DataSealerBuilder.newBuilder()
                    .addOCSPPolicy(OCSPPolicy.NONE)
                    .addSigningPolicy(SigningPolicy.EHEALTH_CERT,
                            SigningCredential.create(key(request.signer()), chain))
                    .addPublicKeyPolicy(EncryptionPolicy.KNOWN_RECIPIENT)
                    .build();
        }
    }

    @Override
    byte[] run(Request request, byte[] input) throws Exception {
        if (!request.unseals()) {
            return sealer.seal(recipient, input);
        }
        CryptoResult<UnsealedData> result = unsealer.unseal(input);
        requireData(result);
        ByteArrayOutputStream clear = new ByteArrayOutputStream(input.length);
        try (InputStream content = result.getData().getContent()) {
            content.transferTo(clear);
        }
        return clear.toByteArray();
    }

    @Override
    void runOnFiles(Request request) throws Exception {
        try (InputStream in = Files.newInputStream(request.input());
                OutputStream out = Files.newOutputStream(request.output())) {
            if (request.unseals()) {
                requireData(unsealer.unseal(in, out));
            } else {
                sealer.seal(recipient, in, out);
            }
        }
    }

    private static void requireData(CryptoResult<UnsealedData> result) throws IOException {
        if (!result.hasData()) {
            throw new IOException("refused: " + result.getFatal() + " " + result.getErrors());
        }
    }
}
