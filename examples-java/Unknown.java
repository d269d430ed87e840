import etee.AccessList;
import etee.Addressing;
import etee.Context;
import etee.Depot;
import etee.DepotProtocol;
import etee.EncryptionToken;
import etee.Holder;
import etee.Identity;
import etee.Kgss;
import etee.LogOn;
import etee.Sealer;
import etee.SecretKey;
import etee.ServiceException;
import etee.Session;
import etee.Simulator;
import etee.Status;
import etee.TokenService;
import etee.TokenServiceProtocol;
import etee.Unsealer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Recipients who are not known beforehand, once through: a hospital has a key made at the KGSS,
 * seals a letter for a doctor whom it knows and for that key; a pharmacy that may have the key logs
 * on, fetches it and unseals; a doctor who may not gets no key. Throws unless all of it comes out
 * right.
 */
public final class Unknown {
    private static final byte[] LETTER =
            "One box of amoxicillin 500 mg, three times a day for a week.\n"
                    .getBytes(StandardCharsets.UTF_8);
    private static final String CERTIFIED = "urn:be:fgov:certified-namespace:ehealth";
    private static final String RECOGNISED =
            "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean";

    private final Simulator simulator;
    private final Context context;
    private final Depot depot;

    private Unknown(Simulator simulator, Context context, Depot depot) {
        this.simulator = simulator;
        this.context = context;
        this.depot = depot;
    }

    public static void main(String[] arguments) {
        try (Simulator simulator = Simulator.start(); Context context = new Context()) {
            simulator.trustAnchors().forEach(context::addTrustAnchor);
            try (Depot depot = new Depot(context, DepotProtocol.SOAP, simulator.soapUrl())) {
                new Unknown(simulator, context, depot).run();
            }
        }
        System.out.println("All of it came out right.");
    }

    private void run() {
        byte[] sealed = seal();
        System.out.println("1. A hospital has sealed a letter for a doctor and for every "
                + "recognised pharmacy.");
        try (Identity doctor = identityOf(new Holder("NIHII", "10001490"));
                Unsealer unsealer = new Unsealer(context).addIdentity(doctor)) {
            check(Arrays.equals(LETTER, unsealer.unseal(sealed)));
        }
        System.out.println("2. The doctor has unsealed it with his own key.");
        try (Identity pharmacy = identityOf(new Holder("NIHII-PHARMACY", "30000120"));
                LogOn logOn = LogOn.forOrganization(pharmacy, "pharmacy", "30000120");
                SecretKey key = fetchKey(sealed, pharmacy, logOn);
                Unsealer unsealer = new Unsealer(context).addKey(key)) {
            check(Arrays.equals(LETTER, unsealer.unseal(sealed)));
        }
        System.out.println("3. The pharmacy has got the key from the KGSS and unsealed it.");
        refuseColleague(sealed);
        System.out.println("4. Another doctor got no key: NO_KEY_FOUND.");
    }

    private Identity identityOf(Holder holder) {
        return Identity.fromPkcs12(context, simulator.store(holder), simulator.password());
    }

    private byte[] seal() {
        try (Identity hospital = identityOf(new Holder("NIHII-HOSPITAL", "71000040", "RADIO"));
                Kgss kgss = new Kgss(context, simulator.kgssUrl(), depot, hospital);
                AccessList readers = new AccessList().allow(CERTIFIED, RECOGNISED, "true");
                SecretKey key = kgss.newKey(readers);
                EncryptionToken doctor = depot.token(new Holder("NIHII", "10001490", ""));
                Sealer sealer = new Sealer(context, hospital)) {
            return sealer.addRecipient(doctor).addRecipient(key).seal(LETTER);
        }
    }

    /** Logs on, and fetches the key that a letter is sealed with, by its identifier in it. */
    private SecretKey fetchKey(byte[] sealed, Identity identity, LogOn logOn) {
        try (TokenService service = new TokenService(
                        context, TokenServiceProtocol.WS_TRUST, simulator.wsTrustUrl())
                        .addTrustAnchor(simulator.tokenServiceCertificate());
                Session session = service.logOn(logOn);
                Kgss kgss = new Kgss(context, simulator.kgssUrl(), depot, identity);
                Addressing addressing = Addressing.read(context, sealed)) {
            return kgss.key(addressing.secretKeyIdentifiers().get(0), session);
        }
    }

    private void refuseColleague(byte[] sealed) {
        try (Identity colleague = identityOf(new Holder("SSIN", "63020301469"));
                LogOn logOn = LogOn.forProfessional(colleague, "doctor", "63020301469");
                SecretKey key = fetchKey(sealed, colleague, logOn)) {
            throw new AssertionError("he got a key");
        } catch (ServiceException refusal) {
            check(refusal.code() == Status.NOT_FOUND
                    && "NO_KEY_FOUND".equals(refusal.serviceCode()));
        }
    }

    private static void check(boolean right) {
        if (!right) {
            throw new AssertionError("it did not come out right");
        }
    }
}
