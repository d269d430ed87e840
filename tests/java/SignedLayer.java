import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSASSAPSSparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.CertException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataParser;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** The outer or the inner SignedData: its content first, its verdict after. */
final class SignedLayer {
    private static final AlgorithmIdentifier SHA256 =
            new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
    private static final AlgorithmIdentifier PSS = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSASSA_PSS,
            new RSASSAPSSparams(
                    SHA256,
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_mgf1, SHA256),
                    new ASN1Integer(32),
                    RSASSAPSSparams.DEFAULT_TRAILER_FIELD));
    private static final AlgorithmIdentifier PKCS1 = new AlgorithmIdentifier(
            PKCSObjectIdentifiers.sha256WithRSAEncryption, DERNull.INSTANCE);
    private static final AlgorithmIdentifier ECDSA =
            new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

    private final String name;
    private final Framing framing;
    private final CMSSignedDataParser parser;
    private SignerInformation signer;
    private List<X509CertificateHolder> certificates;

    SignedLayer(String name, InputStream encoded) throws IOException {
        this.name = name;
        framing = new Framing(name, Framing.SIGNED, encoded);
        try {
            // The digest runs over every byte twice; the JDK's is several times faster.
            parser = new CMSSignedDataParser(
                    new JcaDigestCalculatorProviderBuilder().setProvider("SUN").build(), framing);
        } catch (CMSException | OperatorCreationException e) {
            throw new Refusal(name + ": not a SignedData", e);
        }
        require(parser.getSignedContent() != null, "no content");
    }

    InputStream content() {
        return parser.getSignedContent().getContentStream();
    }

    /** To be called when the content has been read to its end. */
    void finish() throws IOException {
        try {
            parser.getSignedContent().drain();
            parser.getCertificates();
            signer = parser.getSignerInfos().iterator().next();
        } catch (CMSException e) {
            throw new Refusal(name + ": cannot read what follows the content", e);
        }
        framing.finish();
        checkForm(ContentInfo.getInstance(ASN1Primitive.fromByteArray(framing.shell())));
    }

    /** The certificates that the layer carries, in the order of the wire. */
    List<X509CertificateHolder> certificates() {
        return certificates;
    }

    void verify(X509CertificateHolder by, boolean eid) throws IOException {
        IssuerAndSerialNumber sid =
                IssuerAndSerialNumber.getInstance(signer.toASN1Structure().getSID().getId());
        require(same(sid, new IssuerAndSerialNumber(by.toASN1Structure())),
                "signer identifier differs from issuer and serial of its certificate");
        boolean rsa = PKCSObjectIdentifiers.rsaEncryption.equals(
                by.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm());
        AlgorithmIdentifier signature = signer.toASN1Structure().getDigestEncryptionAlgorithm();
        String expected = !rsa ? "ecdsa-with-SHA256 without parameters"
                : eid ? "sha256WithRSAEncryption with NULL"
                : "RSASSA-PSS with SHA-256, MGF1 with SHA-256, salt 32";
        require(same(signature, !rsa ? ECDSA : eid ? PKCS1 : PSS), "signature algorithm is not " + expected);
        try {
            require(signer.verify(new JcaSimpleSignerInfoVerifierBuilder().setProvider("BC").build(by)),
                    "signature does not match");
        } catch (CMSException | OperatorCreationException | GeneralSecurityException e) {
            throw new Refusal(name + ": signature cannot be verified", e);
        }
    }

    /** The leaf comes first and every certificate is issued by the one that follows. */
    void checkChain() throws IOException {
        require(!certificates.isEmpty(), "no certificates");
        for (int i = 0; i + 1 < certificates.size(); i++) {
            X509CertificateHolder below = certificates.get(i);
            X509CertificateHolder above = certificates.get(i + 1);
            try {
                require(below.isSignatureValid(
                        new JcaContentVerifierProviderBuilder().setProvider("BC").build(above)),
                        "certificate " + i + " is not issued by the one after it");
            } catch (GeneralSecurityException | OperatorCreationException
                    | CertException e) {
                throw new Refusal(name + ": certificate " + i, e);
            }
        }
    }

    private void checkForm(ContentInfo info) throws IOException {
        require(CMSObjectIdentifiers.signedData.equals(info.getContentType()), "not id-signedData");
        SignedData data = SignedData.getInstance(info.getContent());
        require(data.getVersion().hasValue(1), "SignedData version is not 1");
        require(data.getDigestAlgorithms().size() == 1
                && same(data.getDigestAlgorithms().getObjectAt(0), SHA256),
                "digestAlgorithms is not one SHA-256 with NULL");
        require(CMSObjectIdentifiers.data.equals(data.getEncapContentInfo().getContentType()),
                "eContentType is not id-data");
        require(data.getCRLs() == null, "crls present");
        require(data.getSignerInfos().size() == 1, data.getSignerInfos().size() + " SignerInfos");
        certificates = new ArrayList<>();
        if (data.getCertificates() != null) {
            require(data.getCertificates().size() > 0, "certificates present but empty");
            for (ASN1Encodable certificate : data.getCertificates()) {
                certificates.add(new X509CertificateHolder(Certificate.getInstance(certificate)));
            }
        }
        checkSigner(SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0)));
    }

    private void checkSigner(SignerInfo info) throws IOException {
        require(info.getVersion().hasValue(1), "SignerInfo version is not 1");
        require(!info.getSID().isTagged(), "signer identifier is not issuerAndSerialNumber");
        require(same(info.getDigestAlgorithm(), SHA256), "digestAlgorithm is not SHA-256 with NULL");
        ASN1Set unsigned = info.getUnauthenticatedAttributes();
        require(unsigned != null && unsigned.size() == 0, "unsignedAttrs is not present and empty");
        checkSignedAttributes(info);
    }

    private void checkSignedAttributes(SignerInfo info) throws IOException {
        ASN1Set set = info.getAuthenticatedAttributes();
        require(set != null, "no signed attributes");
        require(SetOf.isSorted(set), "signed attributes are not sorted");
        AttributeTable table = new AttributeTable(set);
        Set<ASN1ObjectIdentifier> expected = Set.of(CMSAttributes.contentType,
                CMSAttributes.signingTime, CMSAttributes.messageDigest,
                CMSAttributes.cmsAlgorithmProtect);
        require(set.size() == expected.size() && table.toHashtable().keySet().equals(expected),
                "signed attributes are not exactly content-type, signing-time, message-digest and CMSAlgorithmProtection");
        require(CMSObjectIdentifiers.data.equals(value(table, CMSAttributes.contentType)),
                "content-type attribute is not id-data");
        checkSigningTime(value(table, CMSAttributes.signingTime).toASN1Primitive());
        byte[] digest = ASN1OctetString.getInstance(value(table, CMSAttributes.messageDigest)).getOctets();
        require(digest.length == 32, "message-digest is not 32 bytes");
        require(same(value(table, CMSAttributes.cmsAlgorithmProtect),
                new CMSAlgorithmProtection(info.getDigestAlgorithm(),
                        CMSAlgorithmProtection.SIGNATURE, info.getDigestEncryptionAlgorithm())),
                "CMSAlgorithmProtection differs from the algorithms of the SignerInfo");
    }

    private void checkSigningTime(ASN1Primitive time) throws IOException {
        byte[] encoded = time.getEncoded(ASN1Encoding.DL);
        String text = new String(encoded, 2, encoded.length - 2, StandardCharsets.US_ASCII);
        require(time instanceof ASN1UTCTime && text.matches("[0-9]{12}Z"),
                "signing-time is not a UTCTime YYMMDDHHMMSSZ");
    }

    private ASN1Encodable value(AttributeTable table, ASN1ObjectIdentifier type) throws Refusal {
        Attribute attribute = table.get(type);
        require(attribute.getAttrValues().size() == 1, type + " has not exactly one value");
        return attribute.getAttrValues().getObjectAt(0);
    }

    private static boolean same(ASN1Encodable one, ASN1Encodable other) throws IOException {
        return Arrays.equals(one.toASN1Primitive().getEncoded(ASN1Encoding.DL),
                other.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }

    private void require(boolean holds, String complaint) throws Refusal {
        Refusal.unless(holds, name + ": " + complaint);
    }
}
