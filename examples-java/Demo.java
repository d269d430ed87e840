import etee.Context;
import etee.Depot;
import etee.DepotProtocol;
import etee.EncryptionToken;
import etee.EteeException;
import etee.Holder;
import etee.Identity;
import etee.Report;
import etee.Sealer;
import etee.Simulator;
import etee.Status;
import etee.Unsealer;
import java.nio.charset.StandardCharsets;

/**
 * Everything once, on this machine: the embedded simulator plays the platform, two recipients are
 * looked up, a letter is sealed for them and unsealed, and what must be refused is refused. Throws
 * unless all of it comes out right.
 */
public final class Demo {
    private static final byte[] LETTER =
            "Dear colleague, the blood count of 21 November is normal again.\n"
                    .getBytes(StandardCharsets.UTF_8);

    private static final Holder DOCTOR = new Holder("NIHII", "10001490");
    private static final Holder PERSON = new Holder("SSIN", "63020301469");
    private static final Holder HOSPITAL = new Holder("NIHII-HOSPITAL", "71000040", "RADIO");
    private static final Holder PHARMACY = new Holder("NIHII-PHARMACY", "30000120");

    private final Simulator simulator;
    private final Context context;

    private Demo(Simulator simulator, Context context) {
        this.simulator = simulator;
        this.context = context;
    }

    public static void main(String[] arguments) {
        try (Simulator simulator = Simulator.start(); Context context = new Context()) {
            // A real program adds the roots of the platform here.
            simulator.trustAnchors().forEach(context::addTrustAnchor);
            System.out.println("1. The platform's services run on this machine, with keys made "
                    + "just now.");
            new Demo(simulator, context).run();
        }
        System.out.println("All of it came out as it should.");
    }

    private void run() {
        // A real program names an environment: new Depot(context, DepotProtocol.REST, Environment…).
        try (Depot rest = new Depot(context, DepotProtocol.REST, simulator.restUrl());
                Depot soap = new Depot(context, DepotProtocol.SOAP, simulator.soapUrl());
                EncryptionToken doctor = rest.token(DOCTOR);
                EncryptionToken person = soap.token(PERSON)) {
            System.out.println("2. Two recipients are looked up in the depot of encryption tokens.");
            byte[] sealed = seal(doctor, person);
            System.out.println("3. A hospital has sealed a letter for both.");
            open(DOCTOR, sealed);
            open(PERSON, sealed);
            System.out.println("4. Both have unsealed it.");
            byte[] tampered = sealed.clone();
            tampered[tampered.length / 4] ^= 1;
            refuse(DOCTOR, tampered, Status.SIGNATURE_INVALID);
            System.out.println("5. A copy with one changed bit is refused.");
            refuse(PHARMACY, sealed, Status.NOT_ADDRESSED);
            System.out.println("6. The keys of a pharmacy do not open it.");
        }
    }

    private Identity identityOf(Holder holder) {
        return Identity.fromPkcs12(context, simulator.store(holder), simulator.password());
    }

    private byte[] seal(EncryptionToken... recipients) {
        try (Identity hospital = identityOf(HOSPITAL);
                Sealer sealer = new Sealer(context, hospital)) {
            for (EncryptionToken recipient : recipients) {
                sealer.addRecipient(recipient);
            }
            return sealer.seal(LETTER);
        }
    }

    private void open(Holder holder, byte[] sealed) {
        try (Identity identity = identityOf(holder);
                Unsealer unsealer = new Unsealer(context).addIdentity(identity)) {
            byte[] content = unsealer.unseal(sealed);
            try (Report report = unsealer.report()) {
                check(java.util.Arrays.equals(content, LETTER) && report.errors().isEmpty());
                System.out.println("   from " + report.authenticationSubject());
            }
        }
    }

    private void refuse(Holder holder, byte[] sealed, int status) {
        try (Identity identity = identityOf(holder);
                Unsealer unsealer = new Unsealer(context).addIdentity(identity)) {
            unsealer.unseal(sealed);
            throw new AssertionError("it was not refused");
        } catch (EteeException refusal) {
            check(refusal.code() == status);
            System.out.println("   " + refusal.getMessage() + " (" + refusal.name() + ")");
        }
    }

    private static void check(boolean right) {
        if (!right) {
            throw new AssertionError("it did not come out as it should");
        }
    }
}
