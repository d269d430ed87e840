import etee.AccessList;
import etee.AccessTokens;
import etee.Addressing;
import etee.Context;
import etee.Holder;
import etee.Identity;
import etee.KeyDepot;
import etee.KeyHolder;
import etee.KeyUse;
import etee.KgssRest;
import etee.RegisteredKey;
import etee.Registration;
import etee.Sealer;
import etee.SecretKey;
import etee.SigningPolicy;
import etee.Simulator;
import etee.Unsealer;
import etee.WebKey;
import etee.WebKeyKind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Web keys and REST, once through: a patient's app and a doctor's software register keys that have
 * no certificates, the doctor seals a letter for the patient's and signs it with his own, and has a
 * key made at the KGSS. Throws unless all of it comes out right.
 */
public final class WebKeys {
    private static final String PATIENT = "63020301469";
    private static final String DOCTOR = "85010100115";
    private static final byte[] LETTER =
            "The result of the test of 21 November is negative.\n"
                    .getBytes(StandardCharsets.UTF_8);

    public static void main(String[] arguments) {
        try (Simulator simulator = Simulator.start();
                // Signatures with a web key are accepted by those alone who say so.
                Context context = new Context().addSigningPolicy(SigningPolicy.WEB_AUTHN);
                Identity identity = Identity.fromPkcs12(context,
                        simulator.store(new Holder("SSIN", DOCTOR)), simulator.password());
                // An app supplies the token of the user that it logged on in the browser.
                AccessTokens patients = new AccessTokens(() -> simulator.userToken(PATIENT));
                AccessTokens doctors = new AccessTokens(
                        context, simulator.realmUrl(), "ssin-" + DOCTOR, identity);
                KeyDepot patient = new KeyDepot(context, simulator.restUrl())
                        .setAccessTokens(patients);
                KeyDepot doctor = new KeyDepot(context, simulator.restUrl())
                        .setAccessTokens(doctors);
                WebKey opens = register(patient, KeyUse.ENCRYPTION);
                WebKey signs = register(doctor, KeyUse.SIGNATURE)) {
            System.out.println("1. Both have made a key and registered its public part.");
            byte[] sealed = seal(context, doctor, signs);
            System.out.println("2. The doctor has found the patient's key and sealed a letter.");
            receive(context, patient, opens, sealed);
            System.out.println("3. The patient has unsealed it, and knows whose key signed it.");
            share(context, simulator, doctors);
            System.out.println("4. The doctor has had a key made over REST, and deleted it.");
        }
        System.out.println("All of it came out right.");
    }

    /** Makes a key pair and registers its public part; the private one stays here. */
    private static WebKey register(KeyDepot depot, KeyUse use) {
        WebKey key = WebKey.generate(WebKeyKind.RSA);
        try (Registration registration = new Registration(use)) {
            depot.register(key, registration).close();
        }
        return key;
    }

    private static byte[] seal(Context context, KeyDepot depot, WebKey signs) {
        List<RegisteredKey> found =
                depot.keys(new Holder("SSIN", PATIENT), KeyUse.ENCRYPTION, null);
        try (RegisteredKey registered = found.get(0);
                WebKey recipient = registered.webKey();
                Sealer sealer = new Sealer(context, signs).addRecipient(recipient)) {
            return sealer.seal(LETTER);
        }
    }

    private static void receive(Context context, KeyDepot depot, WebKey opens, byte[] sealed) {
        String keyId;
        try (Addressing addressing = Addressing.read(context, sealed)) {
            keyId = Base64.getUrlEncoder().withoutPadding()
                    .encodeToString(addressing.senderKeyIdentifier());
        }
        KeyHolder holder = depot.keyHolder(keyId);
        check(holder.identifier().equals(DOCTOR));
        try (RegisteredKey registered = depot.key(keyId);
                WebKey sender = registered.webKey();
                Unsealer unsealer = new Unsealer(context).addKey(opens).expectSigner(sender)) {
            check(Arrays.equals(LETTER, unsealer.unseal(sealed)));
        }
    }

    private static void share(Context context, Simulator simulator, AccessTokens tokens) {
        try (KgssRest kgss = new KgssRest(context, simulator.restUrl(), tokens).encryptAnswers();
                AccessList readers = new AccessList().allow(
                        "urn:be:fgov:identification-namespace", "urn:be:fgov:person:ssin",
                        DOCTOR);
                SecretKey made = kgss.newKey(readers);
                SecretKey got = kgss.key(made.identifier())) {
            check(Arrays.equals(made.identifier(), got.identifier()));
            kgss.deleteKey(made.identifier());
        }
    }

    private static void check(boolean right) {
        if (!right) {
            throw new AssertionError("it did not come out right");
        }
    }
}
