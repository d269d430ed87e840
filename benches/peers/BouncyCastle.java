import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Security;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OutputEncryptor;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.util.Store;

/**
 * Bouncy Castle, in one pass over streams: with its own SHA-256 and AES, or with those of the JDK,
 * which are compiled to the processor's own instructions.
 */
public final class BouncyCastle extends Worker {
    private static final int CHUNK = 64 << 10;
    private static final JcaX509CertificateConverter CERTIFICATES =
            new JcaX509CertificateConverter();

    private final X509Certificate root;
    private final PrivateKey readerKey;
    private final RecipientId reader;
    private final DigestCalculatorProvider digests;
    private final String ciphers;
    private final JcaSimpleSignerInfoVerifierBuilder verifiers =
            new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC");
    private X509Certificate signer;
    private PrivateKey signerKey;
    private final List<X509Certificate> recipients = new ArrayList<>();

    private BouncyCastle(Path directory, boolean isOwn) throws Exception {
        super(directory);
        root = certificate("root");
        readerKey = key("recipient-1", "RSA");
        reader = new JceKeyTransRecipientId(certificate("recipient-1"));
        digests = new JcaDigestCalculatorProviderBuilder().setProvider(isOwn ? "BC" : "SUN").build();
        ciphers = isOwn ? "BC" : "SunJCE";
    }

    public static void main(String[] args) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        new BouncyCastle(Path.of(args[1]), args[0].equals("own")).serve();
    }

    private X509Certificate certificate(String name) throws Exception {
        try (InputStream in = Files.newInputStream(directory.resolve("keys/" + name + ".pem"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }

    private PrivateKey key(String name, String algorithm) throws Exception {
        byte[] encoded = Files.readAllBytes(directory.resolve("keys/" + name + ".key.der"));
        return KeyFactory.getInstance(algorithm, "BC").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    }

    @Override
    void prepare(Request request) throws Exception {
        if (request.unseals()) {
            return;
        }
        signer = certificate(request.signer());
        signerKey = key(request.signer(), request.signer().startsWith("rsa") ? "RSA" : "EC");
        recipients.clear();
        for (int i = 1; i <= request.recipients(); i++) {
            recipients.add(certificate("recipient-" + i));
        }
    }

    @Override
    byte[] run(Request request, byte[] input) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream(input.length + input.length / 32 + CHUNK);
        process(request, new ByteArrayInputStream(input), output);
        return output.toByteArray();
    }

    @Override
    void runOnFiles(Request request) throws Exception {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(request.input()), CHUNK);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(request.output()), CHUNK)) {
            process(request, in, out);
        }
    }

    private void process(Request request, InputStream in, OutputStream out) throws Exception {
        if (request.unseals()) {
            unseal(in, out);
        } else {
            seal(in, out);
        }
    }

    private CMSSignedDataStreamGenerator signing(boolean isOuter) throws Exception {
        String algorithm = signerKey.getAlgorithm().equals("RSA") ? "SHA256WITHRSAANDMGF1" : "SHA256WITHECDSA";
        ContentSigner contentSigner =
                new JcaContentSignerBuilder(algorithm).setProvider("BC").build(signerKey);
        CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(digests).build(contentSigner, signer));
        if (isOuter) {
            generator.addCertificates(new JcaCertStore(List.of(signer, root)));
        }
        return generator;
    }

    private CMSEnvelopedDataStreamGenerator encrypting() throws Exception {
        CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
        for (X509Certificate recipient : recipients) {
            generator.addRecipientInfoGenerator(
                    new JceKeyTransRecipientInfoGenerator(recipient).setProvider("BC"));
        }
        return generator;
    }

    private void seal(InputStream in, OutputStream out) throws Exception {
        OutputEncryptor cipher =
                new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES128_CBC).setProvider(ciphers).build();
        try (OutputStream outer = signing(true).open(CMSObjectIdentifiers.data, out, true);
                OutputStream envelope = encrypting().open(outer, cipher);
                OutputStream inner = signing(false).open(CMSObjectIdentifiers.data, envelope, true)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
                inner.write(chunk, 0, count);
            }
        }
    }

    private void unseal(InputStream in, OutputStream out) throws Exception {
        CMSSignedDataParser outer = new CMSSignedDataParser(digests, in);
        CMSEnvelopedDataParser envelope =
                new CMSEnvelopedDataParser(outer.getSignedContent().getContentStream());
        RecipientInformation recipient = envelope.getRecipientInfos().get(reader);
        InputStream signed = recipient.getContentStream(new JceKeyTransEnvelopedRecipient(readerKey)
                .setProvider("BC").setContentProvider(ciphers)).getContentStream();
        CMSSignedDataParser inner = new CMSSignedDataParser(digests, signed);
        copy(inner.getSignedContent().getContentStream(), out);
        // The signatures stand behind the content.
        inner.getSignedContent().drain();
        SignerInformation author = only(inner);
        signed.transferTo(OutputStream.nullOutputStream());
        outer.getSignedContent().drain();
        SignerInformation sender = only(outer);
        verify(sender, outer.getCertificates());
        verify(author, outer.getCertificates());
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = in.read(chunk); count > 0; count = in.read(chunk)) {
            out.write(chunk, 0, count);
        }
    }

    private static SignerInformation only(CMSSignedDataParser layer) throws CMSException {
        return layer.getSignerInfos().getSigners().iterator().next();
    }

    /** The signature, and the path of the signer. */
    private void verify(SignerInformation information, Store<?> certificates) throws Exception {
        @SuppressWarnings("unchecked") // a selector of certificates selects certificates
        X509CertificateHolder holder = (X509CertificateHolder) ((Store<Object>) certificates)
                .getMatches(information.getSID()).iterator().next();
        if (!information.verify(verifiers.build(holder))) {
            throw new IOException("a signature is wrong");
        }
        CertPath path = CertificateFactory.getInstance("X.509")
                .generateCertPath(List.of(CERTIFICATES.getCertificate(holder)));
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }
}
