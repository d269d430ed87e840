import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Makes a P-256 PKI, one holder with stores in every encoding that is in use, and the holder's tokens. */
final class MakeHolder {
    private static final char[] PASSWORD = "test".toCharArray();
    private static final int CA_USAGE = KeyUsage.keyCertSign | KeyUsage.cRLSign;
    private static final int SIGNING_USAGE = KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
    private static final int ENCRYPTION_USAGE = KeyUsage.keyEncipherment | KeyUsage.dataEncipherment;

    /** The platform hands out serials of 16 bytes. */
    private static final int SERIAL_BITS = 127;

    private final SecureRandom random = new SecureRandom();
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(1, ChronoUnit.DAYS);
    private final Path folder;

    private MakeHolder(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        new MakeHolder(Path.of(args[0])).make();
    }

    private void make() throws Exception {
        Credential root = new Credential(p256(), null);
        X500Name rootName = authority("Test P-256 Root CA");
        root.certificate = issue(rootName, root.keys, rootName, root.keys.getPrivate(), null, CA_USAGE);
        Credential issuing = new Credential(p256(), null);
        issuing.certificate = issue(authority("Test P-256 Issuing CA"), issuing.keys, rootName,
                root.keys.getPrivate(), root.certificate, CA_USAGE);
        // The platform's registration authority signs with RSA whatever the holder's key is.
        Credential ra = issuedBy(issuing, authority("ETK-RA"), rsa());
        X500Name carol = holder("CAROL TEST", "SSIN", "90040400448");
        Credential authentication = issuedBy(issuing, carol, p256());
        Credential old = encryption(carol, authentication);
        Credential current = encryption(carol, authentication);

        write("root.cer", root.certificate.getEncoded());
        write("issuing.cer", issuing.certificate.getEncoded());
        write("etk-ra.cer", ra.certificate.getEncoded());
        write("carol-auth.cer", authentication.certificate.getEncoded());
        write("carol-enc.cer", current.certificate.getEncoded());
        write("carol-old-enc.cer", old.certificate.getEncoded());
        X509Certificate[] chain = {authentication.certificate, issuing.certificate, root.certificate};
        write("carol.etk", token(current, ra, authentication, issuing, root));
        write("carol-old.etk", token(old, ra, authentication, issuing, root));

        store("carol.p12", "SunJSSE", false, authentication, chain, List.of(current), false);
        store("carol-legacy.p12", "SunJSSE", true, authentication, chain, List.of(current), false);
        store("carol-renewed.p12", "SunJSSE", false, authentication, chain, List.of(old, current), true);
        // Bouncy Castle's provider writes indefinite lengths and the legacy algorithms.
        store("carol-ber.p12", "BC", false, authentication, chain, List.of(current), false);
    }

    private Credential issuedBy(Credential issuer, X500Name subject, KeyPair keys) throws Exception {
        return new Credential(keys, issue(subject, keys, name(issuer.certificate), issuer.keys.getPrivate(),
                issuer.certificate, SIGNING_USAGE));
    }

    private Credential encryption(X500Name holder, Credential authentication) throws Exception {
        KeyPair keys = rsa();
        return new Credential(keys, issue(holder, keys, holder, authentication.keys.getPrivate(), null, ENCRYPTION_USAGE));
    }

    private X509Certificate issue(X500Name subject, KeyPair keys, X500Name issuer, PrivateKey by,
            X509Certificate issuerCertificate, int usage) throws Exception {
        Date from = Date.from(start);
        Date to = Date.from(start.atOffset(ZoneOffset.UTC).plusYears(25).toInstant());
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                issuer, new BigInteger(SERIAL_BITS, random), from, to, subject, keys.getPublic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        if (usage != ENCRYPTION_USAGE) {
            JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(usage == CA_USAGE));
            builder.addExtension(Extension.subjectKeyIdentifier, false,
                    ids.createSubjectKeyIdentifier(keys.getPublic()));
            if (issuerCertificate != null) {
                builder.addExtension(Extension.authorityKeyIdentifier, false,
                        ids.createAuthorityKeyIdentifier(issuerCertificate.getPublicKey()));
            }
        }
        return new JcaX509CertificateConverter().getCertificate(
                builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(by)));
    }

    private byte[] token(Credential encryption, Credential ra, Credential authentication,
            Credential... authorities) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(ra.keys.getPrivate()), ra.certificate));
        generator.addCertificates(new JcaCertStore(List.of(ra.certificate, authentication.certificate,
                authorities[0].certificate, authorities[1].certificate)));
        return generator.generate(new CMSProcessableByteArray(encryption.certificate.getEncoded()), true).getEncoded();
    }

    private void store(String file, String provider, boolean legacy, Credential authentication,
            X509Certificate[] chain, List<Credential> encryption, boolean listCertificates)
            throws IOException, GeneralSecurityException {
        System.setProperty("keystore.pkcs12.legacy", "");
        if (!legacy) {
            System.clearProperty("keystore.pkcs12.legacy");
        }
        KeyStore store = KeyStore.getInstance("PKCS12", provider);
        store.load(null, PASSWORD);
        store.setKeyEntry("authentication", authentication.keys.getPrivate(), PASSWORD, chain);
        for (Credential entry : encryption) {
            store.setKeyEntry(entry.certificate.getSerialNumber().toString(), entry.keys.getPrivate(), PASSWORD,
                    new X509Certificate[] {entry.certificate});
        }
        if (listCertificates) {
            for (X509Certificate certificate : chain) {
                store.setCertificateEntry(certificate.getSubjectX500Principal().getName(), certificate);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, PASSWORD);
        write(file, out.toByteArray());
    }

    private void write(String file, byte[] bytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(file))) {
            out.write(bytes);
        }
    }

    private static X500Name name(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static X500Name authority(String commonName) {
        return platform().addRDN(BCStyle.OU, "eHealth-platform Belgium").addRDN(BCStyle.CN, commonName).build();
    }

    private static X500Name holder(String name, String type, String id) {
        return platform().addRDN(BCStyle.OU, type + "=" + id).addRDN(BCStyle.OU, name)
                .addRDN(BCStyle.OU, "eHealth-platform Belgium").addRDN(BCStyle.CN, type + "=" + id).build();
    }

    private static X500NameBuilder platform() {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.C, "BE").addRDN(BCStyle.O, "Federal Government");
    }

    private static KeyPair p256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyPair rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** A key pair and its certificate. */
    private static final class Credential {
        final KeyPair keys;
        X509Certificate certificate;

        Credential(KeyPair keys, X509Certificate certificate) {
            this.keys = keys;
            this.certificate = certificate;
        }
    }
}
