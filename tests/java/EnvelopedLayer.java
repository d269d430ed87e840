import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.KEKRecipientInfo;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.KeyTransRecipientInformation;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;

/** The EnvelopedData between the two signed layers. */
final class EnvelopedLayer {
    private static final String NAME = "envelope";
    private static final AlgorithmIdentifier RSA =
            new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE);

    private final Framing framing;
    private final InputStream content;

    EnvelopedLayer(InputStream encoded, KeyRing keys) throws IOException {
        framing = new Framing(NAME, Framing.ENVELOPED, encoded);
        try {
            CMSEnvelopedDataParser parser = new CMSEnvelopedDataParser(framing);
            content = decrypt(parser, keys);
        } catch (CMSException e) {
            throw new Refusal(NAME + ": cannot be opened", e);
        }
    }

    InputStream content() {
        return content;
    }

    /** To be called when the content has been read to its end. */
    void finish() throws IOException {
        framing.finish();
        checkForm(ContentInfo.getInstance(ASN1Primitive.fromByteArray(framing.shell())));
    }

    private static InputStream decrypt(CMSEnvelopedDataParser parser, KeyRing keys)
            throws IOException, CMSException {
        for (RecipientInformation recipient : parser.getRecipientInfos()) {
            if (!(recipient instanceof KeyTransRecipientInformation)) {
                continue;
            }
            KeyTransRecipientId id = (KeyTransRecipientId) recipient.getRID();
            if (id.getSerialNumber() == null || !keys.holds(id.getSerialNumber())) {
                continue;
            }
            require(keys.issuer(id.getSerialNumber()).equals(id.getIssuer()),
                    "recipient " + id.getSerialNumber() + " has another issuer than its certificate");
            // Every byte passes here; the JDK's AES is several times faster.
            return recipient.getContentStream(
                    new JceKeyTransEnvelopedRecipient(keys.privateKey(id.getSerialNumber()))
                            .setProvider("BC").setContentProvider("SunJCE"))
                    .getContentStream();
        }
        throw new Refusal(NAME + ": no recipient whose serial is an alias of the store");
    }

    private static void checkForm(ContentInfo info) throws IOException {
        require(CMSObjectIdentifiers.envelopedData.equals(info.getContentType()), "not id-envelopedData");
        EnvelopedData data = EnvelopedData.getInstance(info.getContent());
        require(data.getOriginatorInfo() == null, "originatorInfo present");
        require(data.getUnprotectedAttrs() == null, "unprotectedAttrs present");
        ASN1Set recipients = data.getRecipientInfos();
        require(SetOf.isSorted(recipients), "recipientInfos are not sorted");
        boolean certificatesOnly = true;
        for (ASN1Encodable element : recipients) {
            ASN1Encodable recipient = RecipientInfo.getInstance(element).getInfo();
            if (recipient instanceof KeyTransRecipientInfo) {
                checkKeyTransport((KeyTransRecipientInfo) recipient);
            } else {
                require(recipient instanceof KEKRecipientInfo, "recipient of an unknown kind");
                checkKeyWrap((KEKRecipientInfo) recipient);
                certificatesOnly = false;
            }
        }
        require(data.getVersion().hasValue(certificatesOnly ? 0 : 2),
                "EnvelopedData version does not follow from the recipients");
        checkContent(data.getEncryptedContentInfo());
    }

    private static void checkKeyTransport(KeyTransRecipientInfo recipient) throws IOException {
        require(recipient.getVersion().hasValue(0), "KeyTransRecipientInfo version is not 0");
        require(!recipient.getRecipientIdentifier().isTagged(),
                "recipient identifier is not issuerAndSerialNumber");
        require(Arrays.equals(RSA.getEncoded(), recipient.getKeyEncryptionAlgorithm().getEncoded()),
                "keyEncryptionAlgorithm is not rsaEncryption with NULL");
    }

    private static void checkKeyWrap(KEKRecipientInfo recipient) throws Refusal {
        require(recipient.getVersion().hasValue(4), "KEKRecipientInfo version is not 4");
        require(recipient.getKekid().getDate() == null && recipient.getKekid().getOther() == null,
                "kekid is more than a key identifier");
        require(NISTObjectIdentifiers.id_aes128_wrap.equals(recipient.getKeyEncryptionAlgorithm().getAlgorithm())
                && recipient.getKeyEncryptionAlgorithm().getParameters() == null,
                "keyEncryptionAlgorithm is not aes128-wrap without parameters");
    }

    private static void checkContent(EncryptedContentInfo content) throws Refusal {
        require(CMSObjectIdentifiers.data.equals(content.getContentType()),
                "contentType of the encrypted content is not id-data");
        AlgorithmIdentifier algorithm = content.getContentEncryptionAlgorithm();
        require(NISTObjectIdentifiers.id_aes128_CBC.equals(algorithm.getAlgorithm()),
                "content is not encrypted with AES-128-CBC");
        require(ASN1OctetString.getInstance(algorithm.getParameters()).getOctets().length == 16,
                "initialisation vector is not 16 bytes");
    }

    private static void require(boolean holds, String complaint) throws Refusal {
        Refusal.unless(holds, NAME + ": " + complaint);
    }
}
