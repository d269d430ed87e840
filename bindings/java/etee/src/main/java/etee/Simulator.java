package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * The platform's services on a port of this machine, with test keys, for development and tests;
 * only in native libraries that were built with it. Any number of threads may use it. It runs
 * threads of its own until it is closed.
 */
public final class Simulator extends Handle {
    private Simulator(Call.Function function) {
        super(make(function), NATIVE::etee_simulator_free);
    }

    private static long make(Call.Function function) {
        try {
            return Call.make(function);
        } catch (UnsatisfiedLinkError missing) {
            throw new UnsupportedOperationException("the library was built without the simulator",
                    missing);
        }
    }

    /** Makes test keys and starts the services; takes about a second. */
    public static Simulator start() {
        return new Simulator(call -> NATIVE.etee_simulator_start(call.result(), call.error()));
    }

    /** Starts the services with what a folder keeps of an earlier start. */
    public static Simulator start(Path folder) {
        return new Simulator(call -> {
            Call.Octets path = call.path(folder);
            return NATIVE.etee_simulator_start_in(
                    path.address, path.length, call.result(), call.error());
        });
    }

    /** The base URL of the REST depot. */
    public String restUrl() {
        return text(NATIVE::etee_simulator_rest_url);
    }

    /** The URL of the SOAP depot. */
    public String soapUrl() {
        return text(NATIVE::etee_simulator_soap_url);
    }

    /** The URL of the KGSS. */
    public String kgssUrl() {
        return text(NATIVE::etee_simulator_kgss_url);
    }

    /** The URL of the token service that speaks WS-Trust. */
    public String wsTrustUrl() {
        return text(NATIVE::etee_simulator_ws_trust_url);
    }

    /** The URL of the token service that speaks the SAML 1.1 protocol. */
    public String samlUrl() {
        return text(NATIVE::etee_simulator_saml_url);
    }

    /** The URL of the realm where software logs on. */
    public String realmUrl() {
        return text(NATIVE::etee_simulator_realm_url);
    }

    /** The URL of the realm where people log on. */
    public String userRealmUrl() {
        return text(NATIVE::etee_simulator_user_realm_url);
    }

    /** The access token of a person, as if he had just logged on in his browser. */
    public String userToken(String ssin) {
        return new String(makeOctets((self, call) -> {
            Call.Octets text = call.text(ssin);
            return NATIVE.etee_simulator_user_token(
                    self, text.address, text.length, call.result(), call.error());
        }), StandardCharsets.UTF_8);
    }

    /** The password of the key stores. */
    public char[] password() {
        return text(NATIVE::etee_simulator_password).toCharArray();
    }

    /** Those who have key stores and tokens. */
    public List<Holder> holders() {
        List<Holder> holders = new ArrayList<>();
        for (int i = 0; i < count(NATIVE::etee_simulator_holder_count); i++) {
            holders.add(new Holder(fact(i, 0), fact(i, 1), fact(i, 2)));
        }
        return holders;
    }

    /** The name of a holder, as {@link #holders} counts them. */
    public String name(int holder) {
        return fact(holder, 3);
    }

    private String fact(long holder, long field) {
        return text(self -> NATIVE.etee_simulator_holder(self, holder, field));
    }

    /** The key store (PKCS#12) of a holder. */
    public byte[] store(Holder holder) {
        String application = holder.application() == null ? "" : holder.application();
        return makeOctets((self, call) -> {
            Call.Octets type = call.text(holder.type());
            Call.Octets identifier = call.text(holder.identifier());
            Call.Octets name = call.text(application);
            return NATIVE.etee_simulator_store(self, type.address, type.length,
                    identifier.address, identifier.length, name.address, name.length,
                    call.result(), call.error());
        });
    }

    /** What stands for the eID card of a person: a key store (PKCS#12) to log on with. */
    public byte[] card(String ssin) {
        return makeOctets((self, call) -> {
            Call.Octets text = call.text(ssin);
            return NATIVE.etee_simulator_card(
                    self, text.address, text.length, call.result(), call.error());
        });
    }

    /** The certificate with which the token service signs assertions. */
    public X509Certificate tokenServiceCertificate() {
        return certificate(NATIVE::etee_simulator_token_service_certificate);
    }

    /** The root certificates that the simulator's certificates lead to. */
    public List<X509Certificate> trustAnchors() {
        List<X509Certificate> anchors = new ArrayList<>();
        for (long i = 0;; i++) {
            long index = i;
            X509Certificate anchor = certificate((self, length) ->
                    NATIVE.etee_simulator_trust_anchor(self, index, length));
            if (anchor == null) {
                return anchors;
            }
            anchors.add(anchor);
        }
    }

    /** Lets the next requests to a service meet a fault; 0 times ends it. */
    public void setFault(SimulatorService service, SimulatorFault fault, int times) {
        run((self, call) -> NATIVE.etee_simulator_set_fault(
                self, service.number, fault.number, times, call.error()));
    }
}
