import be.ehealth.technicalconnector.config.ConfigFactory;
import be.ehealth.technicalconnector.exception.ConnectorException;
import be.ehealth.technicalconnector.exception.TechnicalConnectorException;
import be.ehealth.technicalconnector.exception.UnsealConnectorException;
import be.ehealth.technicalconnector.service.etee.Crypto;
import be.ehealth.technicalconnector.service.etee.CryptoFactory;
import be.ehealth.technicalconnector.service.etee.domain.EncryptionToken;
import be.ehealth.technicalconnector.service.etee.domain.UnsealedData;
import be.ehealth.technicalconnector.service.keydepot.KeyDepotManager;
import be.ehealth.technicalconnector.service.keydepot.KeyDepotManagerFactory;
import be.ehealth.technicalconnector.service.kgss.KgssManager;
import be.ehealth.technicalconnector.service.kgss.domain.CredentialType;
import be.ehealth.technicalconnector.service.kgss.domain.KeyResult;
import be.ehealth.technicalconnector.service.sts.security.KeyManager;
import be.ehealth.technicalconnector.service.sts.security.impl.KeyStoreCredential;
import be.ehealth.technicalconnector.session.Session;
import be.ehealth.technicalconnector.session.SessionItem;
import be.ehealth.technicalconnector.session.SessionManager;
import be.ehealth.technicalconnector.utils.IdentifierType;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * A program against the API that the official connector documents: a pharmacy logs on, seals a
 * letter for a lab and for a doctor, reads its own, and has a key made for other pharmacies. Its
 * imports are all that is changed for the facade.
 */
public final class Letters {
    private static final byte[] LETTER = "a letter".getBytes(StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        ConfigFactory.setConfigLocation(arguments[0]);
        String password = arguments[1];
        SessionManager manager = Session.getInstance();
        check("no session yet", !manager.hasValidSession());
        SessionItem session = manager.createSession(password);
        check("a session", manager.hasValidSession() && session.getSAMLToken().checkValidity());

        KeyDepotManager depot = KeyDepotManagerFactory.getKeyDepotManager();
        EncryptionToken own = depot.getETK(KeyDepotManager.EncryptionTokenType.ENCRYPTION);
        EncryptionToken doctor = depot.getETK(IdentifierType.NIHII, 10001490L, "");
        Set<EncryptionToken> lab = depot.getETKs(IdentifierType.CBE, 200000142L, null);
        check("tokens", lab.size() == 2 && !own.equals(doctor));
        notFound(depot);
        forOwn(CryptoFactory.getCryptoFromSession(), own, lab);
        forDoctor(doctor, arguments[2], password);
        forPharmacies(own);
        manager.unloadSession();
        check("logged off", !manager.hasValidSession());
        System.out.println("done");
    }

    private static void check(String what, boolean right) {
        if (!right) {
            throw new AssertionError(what);
        }
        System.out.println(what);
    }

    private static void notFound(KeyDepotManager depot) {
        try {
            depot.getETK(IdentifierType.NIHII, 10001490L, "NONE");
            throw new AssertionError("a token for nothing");
        } catch (ConnectorException expected) {
            check(expected.getErrorCode(), expected.getErrorCode().equals("error.etk.notfound"));
        }
    }

    private static void forOwn(Crypto crypto, EncryptionToken own, Set<EncryptionToken> lab)
            throws TechnicalConnectorException {
        lab.add(own);
        byte[] sealed = crypto.seal(
                Crypto.SigningPolicySelector.WITHOUT_NON_REPUDIATION, lab, LETTER);
        UnsealedData opened =
                crypto.unseal(Crypto.SigningPolicySelector.WITHOUT_NON_REPUDIATION, sealed);
        check("opened", Arrays.equals(LETTER, opened.getContentAsByte())
                && opened.getAuthenticationCert() != null && opened.getSigningTime() != null);
        sealed[sealed.length / 4] ^= 1;
        try {
            crypto.unseal(Crypto.SigningPolicySelector.WITHOUT_NON_REPUDIATION, sealed);
            throw new AssertionError("a changed letter was opened");
        } catch (UnsealConnectorException refusal) {
            check("refused", refusal.getErrorCode().equals("error.crypto")
                    && refusal.getUnsealResult().errors()
                            .contains("OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED"));
        }
    }

    private static void forDoctor(EncryptionToken doctor, String store, String password)
            throws TechnicalConnectorException {
        byte[] sealed = CryptoFactory.getCryptoFromSession().seal(
                Crypto.SigningPolicySelector.WITH_NON_REPUDIATION, doctor, LETTER);
        KeyStoreCredential credential = new KeyStoreCredential(store, "authentication", password);
        Map<String, PrivateKey> keys =
                KeyManager.getDecryptionKeys(credential.getKeyStore(), password.toCharArray());
        check("keys of the doctor",
                keys.containsKey(doctor.getCertificate().getSerialNumber().toString()));
        UnsealedData opened = CryptoFactory.getCrypto(credential, keys, "NONE")
                .unseal(Crypto.SigningPolicySelector.WITHOUT_NON_REPUDIATION, sealed);
        check("opened by the doctor", Arrays.equals(LETTER, opened.getContentAsByte()));
    }

    private static void forPharmacies(EncryptionToken own) throws TechnicalConnectorException {
        CredentialType pharmacies = new CredentialType();
        pharmacies.setNamespace("urn:be:fgov:certified-namespace:ehealth");
        pharmacies.setName(
                "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean");
        pharmacies.getValues().add("true");
        KgssManager kgss = KgssManager.getInstance();
        KeyResult made =
                kgss.getNewKeyFromKgss(Collections.singletonList(pharmacies), own.getEncoded());
        KeyResult got = kgss.get(made.getKeyId(), own.getEncoded());
        check("a key of the KGSS", kgss.containsKey(made.getKeyId())
                && Arrays.equals(made.getSecretKey().getEncoded(),
                        got.getSecretKey().getEncoded()));
        Crypto crypto = CryptoFactory.getCryptoFromSession();
        byte[] sealed = crypto.seal(
                Crypto.SigningPolicySelector.WITHOUT_NON_REPUDIATION, made, LETTER);
        check("opened with it", Arrays.equals(LETTER, crypto.unseal(
                Crypto.SigningPolicySelector.WITHOUT_NON_REPUDIATION, got, sealed)
                .getContentAsByte()));
    }
}
