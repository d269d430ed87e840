package etee;

import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.io.ByteArrayInputStream;

/** The simulator and some of those who live in it, for all tests of a JVM. */
final class World {
    static final Holder DOCTOR = new Holder("NIHII", "10001490", "");
    static final Holder HOSPITAL = new Holder("NIHII-HOSPITAL", "71000040", "RADIO");
    static final Holder PHARMACY = new Holder("NIHII-PHARMACY", "30000120", "");
    static final Holder COLLEAGUE = new Holder("SSIN", "63020301469", "");
    static final Holder INSURANCE = new Holder("CBE", "0200000241", "");

    static final Simulator SIMULATOR = Simulator.start();
    static final Context CONTEXT = context();
    static final Depot DEPOT = new Depot(CONTEXT, DepotProtocol.REST, SIMULATOR.restUrl());
    static final EncryptionToken DOCTORS_TOKEN = DEPOT.token(DOCTOR);
    static final Identity DOCTORS_KEYS = identity(DOCTOR);
    static final Identity HOSPITALS_KEYS = identity(HOSPITAL);

    static Context context() {
        Context context = new Context();
        SIMULATOR.trustAnchors().forEach(context::addTrustAnchor);
        return context;
    }

    static Identity identity(Holder holder) {
        return Identity.fromPkcs12(CONTEXT, SIMULATOR.store(holder), SIMULATOR.password());
    }

    /** A sealer of the hospital for the doctor. */
    static Sealer sealer() {
        return new Sealer(CONTEXT, HOSPITALS_KEYS).addRecipient(DOCTORS_TOKEN);
    }

    /** An unsealer of the doctor. */
    static Unsealer unsealer() {
        return new Unsealer(CONTEXT).addIdentity(DOCTORS_KEYS);
    }

    static byte[] seal(byte[] content) {
        try (Sealer sealer = sealer()) {
            return sealer.seal(content);
        }
    }

    /** The authentication key of a holder, as Java's own key store reads it. */
    static PrivateKey privateKey(Holder holder) throws Exception {
        return (PrivateKey) keyStore(holder).getKey("authentication", SIMULATOR.password());
    }

    static X509Certificate[] chain(Holder holder) throws Exception {
        java.security.cert.Certificate[] chain =
                keyStore(holder).getCertificateChain("authentication");
        X509Certificate[] certificates = new X509Certificate[chain.length];
        System.arraycopy(chain, 0, certificates, 0, chain.length);
        return certificates;
    }

    private static KeyStore keyStore(Holder holder) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(SIMULATOR.store(holder)), SIMULATOR.password());
        return store;
    }

    /** The number of native objects once nothing is left to collect from tests before. */
    static long settledHandles() throws InterruptedException {
        long last = -1;
        for (int equal = 0; equal < 3;) {
            System.gc();
            Thread.sleep(20);
            long now = Etee.liveHandles();
            equal = now == last ? equal + 1 : 0;
            last = now;
        }
        return last;
    }

    /** Octets that are not all alike. */
    static byte[] octets(int count) {
        byte[] octets = new byte[count];
        new java.util.Random(count).nextBytes(octets);
        return octets;
    }

    private World() {}
}
