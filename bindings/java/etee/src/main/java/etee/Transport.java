package etee;

import static etee.Natives.NATIVE;

import java.security.cert.X509Certificate;
import java.time.Duration;

/**
 * How requests reach the services: the library's own HTTP client with its settings, or one of
 * Java. It takes effect with {@link Context#setTransport}. One thread at a time.
 */
public final class Transport extends Handle {
    /**
     * The library's own HTTP client: 10 seconds to connect, 30 seconds for a call, the system's
     * trust roots, no proxy. A context without a transport has one like it.
     */
    public Transport() {
        super(Call.make(call -> NATIVE.etee_transport_new(call.result(), call.error())),
                NATIVE::etee_transport_free);
    }

    /** An HTTP client that is written in Java, which is called from several threads at once. */
    public Transport(HttpSender sender) {
        super(Call.make(call -> {
            long table = Hosts.table(call, sender, NATIVE.sendFunction());
            return Hosts.checked(table,
                    NATIVE.etee_transport_from_table(table, call.result(), call.error()));
        }), NATIVE::etee_transport_free);
    }

    /**
     * Java's own HTTP client (java.net.http), with its default settings of TLS and of the proxy.
     *
     * @throws UnsupportedOperationException before Java 11
     */
    public static Transport ofJava(Duration connectTimeout, Duration callTimeout) {
        return new Transport(JavaSender.make(connectTimeout, callTimeout));
    }

    private Transport set(Call.Method setter) {
        run(setter);
        return this;
    }

    /** Sets how long it may take until a connection stands, and how long a whole call may take. */
    public Transport setTimeouts(Duration connect, Duration call) {
        int connectMillis = Math.toIntExact(connect.toMillis());
        int callMillis = Math.toIntExact(call.toMillis());
        return set((self, frame) -> NATIVE.etee_transport_set_timeouts(
                self, connectMillis, callMillis, frame.error()));
    }

    /** Trusts a root certificate for TLS, and with it no longer the system's. */
    public Transport addTrustRoot(X509Certificate certificate) {
        return set((self, call) -> {
            Call.Octets der = call.octets(Certificates.encode(certificate));
            return NATIVE.etee_transport_add_trust_root(
                    self, der.address, der.length, call.error());
        });
    }

    /** Sends HTTPS through a proxy, for example "http://proxy.example.be:3128"; null for none. */
    public Transport setProxy(@Nullable String url) {
        return set((self, call) -> {
            Call.Octets text = call.text(url);
            return NATIVE.etee_transport_set_proxy(self, text.address, text.length, call.error());
        });
    }

    /** Names the calling software in User-Agent, as the platform wants it. */
    public Transport setSoftware(String product, String version) {
        return set((self, call) -> {
            Call.Octets name = call.text(product);
            Call.Octets number = call.text(version);
            return NATIVE.etee_transport_set_software(self, name.address, name.length,
                    number.address, number.length, call.error());
        });
    }

    /** Names an e-mail address for emergencies, which goes into From. */
    public Transport setContact(String address) {
        return set((self, call) -> {
            Call.Octets text = call.text(address);
            return NATIVE.etee_transport_set_contact(self, text.address, text.length, call.error());
        });
    }
}
