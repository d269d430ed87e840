package etee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services of the platform, played by the simulator. */
class ServicesTest {
    private static final String CERTIFIED = "urn:be:fgov:certified-namespace:ehealth";
    private static final String RECOGNISED =
            "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean";

    @Test
    void tokensAreFoundAndMatchesListed() {
        Holder lab = new Holder("CBE", "0200000142");
        for (DepotProtocol protocol : DepotProtocol.values()) {
            String url = protocol == DepotProtocol.REST
                    ? World.SIMULATOR.restUrl() : World.SIMULATOR.soapUrl();
            try (Depot depot = new Depot(World.CONTEXT, protocol, url)) {
                ServiceException several =
                        assertThrows(ServiceException.class, () -> depot.token(lab));
                assertEquals(Status.AMBIGUOUS, several.code());
                List<EncryptionToken> tokens = depot.tokens(lab);
                assertEquals(2, tokens.size());
                tokens.forEach(EncryptionToken::close);
                List<Holder> matches = depot.matches(lab);
                assertEquals(2, matches.size());
                try (EncryptionToken one = depot.token(matches.get(1));
                        EncryptionToken own = depot.ownToken(World.DOCTORS_KEYS)) {
                    assertEquals("0200000142", one.holder().identifier());
                    assertArrayEquals(World.DOCTORS_TOKEN.encoded(), own.encoded());
                }
            }
        }
    }

    @Test
    void tokensAreReadAgain() {
        byte[] encoded = World.DOCTORS_TOKEN.encoded();
        String base64 = java.util.Base64.getMimeEncoder().encodeToString(encoded);
        try (EncryptionToken one = EncryptionToken.of(World.CONTEXT, encoded);
                EncryptionToken other = EncryptionToken.ofBase64(World.CONTEXT, base64)) {
            assertEquals(one.certificate(), other.certificate());
            assertEquals("NIHII", one.holder().type());
            assertEquals("", one.holder().application());
        }
    }

    @Test
    void answersAreKeptWhileTheDepotIsDown(@TempDir Path folder) {
        try (Depot depot = new Depot(World.CONTEXT, DepotProtocol.REST, World.SIMULATOR.restUrl())
                .setCache(10, Duration.ofDays(1), Duration.ofDays(7), Duration.ofMinutes(5),
                        folder.resolve("cache"))) {
            depot.token(World.DOCTOR).close();
            World.SIMULATOR.setFault(
                    SimulatorService.DEPOT_REST, SimulatorFault.DROP_CONNECTION, 10);
            depot.token(World.DOCTOR).close();
            depot.forget();
            assertThrows(ServiceException.class, () -> depot.token(World.DOCTOR));
        } finally {
            World.SIMULATOR.setFault(
                    SimulatorService.DEPOT_REST, SimulatorFault.DROP_CONNECTION, 0);
        }
        assertTrue(Files.exists(folder.resolve("cache")));
    }

    private static Session logOn(TokenServiceProtocol protocol, String url, LogOn request) {
        try (LogOn logOn = request;
                TokenService service = new TokenService(World.CONTEXT, protocol, url)
                        .addTrustAnchor(World.SIMULATOR.tokenServiceCertificate())) {
            return service.logOn(logOn);
        }
    }

    @Test
    void sessionsAreOpenedKeptAndRenewed() {
        try (Identity pharmacy = World.identity(World.PHARMACY);
                LogOn request = LogOn.forOrganization(pharmacy, "pharmacy", "30000120");
                Session session = logOn(TokenServiceProtocol.SAML, World.SIMULATOR.samlUrl(),
                        LogOn.forOrganization(pharmacy, "pharmacy", "30000120"));
                TokenService service = new TokenService(World.CONTEXT,
                        TokenServiceProtocol.WS_TRUST, World.SIMULATOR.wsTrustUrl());
                Session taken = service.load(session.export(), request)) {
            assertTrue(taken.isValid());
            assertEquals(session.notOnOrAfter(), taken.notOnOrAfter());
            assertTrue(session.notBefore().isBefore(Instant.now().plusSeconds(60)));
            assertTrue(session.attributes().stream()
                    .anyMatch(attribute -> attribute.name().equals(RECOGNISED)
                            && attribute.namespace().equals(CERTIFIED)
                            && attribute.values().contains("true")));
            taken.refresh();
            taken.renew();
            assertTrue(taken.isValid());
        }
    }

    @Test
    void keysAreMadeAndGotByThoseOnTheList() {
        try (Identity pharmacy = World.identity(World.PHARMACY);
                Identity colleague = World.identity(World.COLLEAGUE);
                Depot depot = new Depot(
                        World.CONTEXT, DepotProtocol.SOAP, World.SIMULATOR.soapUrl());
                Kgss hospitals = new Kgss(World.CONTEXT, World.SIMULATOR.kgssUrl(), depot,
                        World.HOSPITALS_KEYS);
                AccessList readers = new AccessList().allow(CERTIFIED, RECOGNISED, "true");
                SecretKey made = hospitals.newKey(readers);
                Sealer sealer = new Sealer(World.CONTEXT, World.HOSPITALS_KEYS)
                        .addRecipient(made);
                Session in = logOn(TokenServiceProtocol.WS_TRUST, World.SIMULATOR.wsTrustUrl(),
                        LogOn.forOrganization(pharmacy, "pharmacy", "30000120"));
                Session out = logOn(TokenServiceProtocol.WS_TRUST, World.SIMULATOR.wsTrustUrl(),
                        LogOn.forProfessional(colleague, "doctor", "63020301469"));
                Kgss kgss = new Kgss(World.CONTEXT, World.SIMULATOR.kgssUrl(), depot, pharmacy)
                        .setCache(10);
                Kgss others = new Kgss(
                        World.CONTEXT, World.SIMULATOR.kgssUrl(), depot, colleague)) {
            byte[] message = sealer.seal(World.octets(50));
            try (SecretKey got = kgss.key(made.identifier(), in);
                    Unsealer unsealer = new Unsealer(World.CONTEXT).addKey(got)) {
                assertArrayEquals(World.octets(50), unsealer.unseal(message));
            }
            kgss.forget();
            ServiceException refusal = assertThrows(ServiceException.class,
                    () -> others.key(made.identifier(), out));
            assertEquals(Status.NOT_FOUND, refusal.code());
            assertEquals("NO_KEY_FOUND", refusal.serviceCode());
            assertThrows(UsageException.class, () -> hospitals.newKey(new AccessList()));
        }
    }

    private static Reply send(Request request) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL(request.url()).openConnection();
            connection.setRequestMethod(request.method());
            request.headers().forEach(connection::setRequestProperty);
            if (request.body().length > 0) {
                connection.setDoOutput(true);
                connection.getOutputStream().write(request.body());
            }
            int status = connection.getResponseCode();
            InputStream body =
                    status < 400 ? connection.getInputStream() : connection.getErrorStream();
            ByteArrayOutputStream octets = new ByteArrayOutputStream();
            for (int octet = body.read(); octet >= 0; octet = body.read()) {
                octets.write(octet);
            }
            return new Reply(status, octets.toByteArray())
                    .addHeader("Content-Type", connection.getContentType());
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static <T> T complete(Exchange<T> exchange) {
        try (Exchange<T> open = exchange) {
            for (Request next = open.request(); next != null; next = open.request()) {
                open.answer(send(next));
            }
            return open.result();
        }
    }

    @Test
    void callsGoInTwoHalves() {
        Holder lab = new Holder("CBE", "0200000142");
        try (Depot soap = new Depot(
                        World.CONTEXT, DepotProtocol.SOAP, World.SIMULATOR.soapUrl());
                Identity pharmacy = World.identity(World.PHARMACY);
                TokenService service = new TokenService(World.CONTEXT,
                        TokenServiceProtocol.WS_TRUST, World.SIMULATOR.wsTrustUrl());
                LogOn logOn = LogOn.forOrganization(pharmacy, "pharmacy", "30000120");
                Kgss kgss = new Kgss(World.CONTEXT, World.SIMULATOR.kgssUrl(), soap, pharmacy);
                AccessList readers = new AccessList().allow(CERTIFIED, RECOGNISED, "true");
                EncryptionToken token = complete(World.DEPOT.beginToken(World.DOCTOR));
                Session session = complete(service.beginLogOn(logOn));
                SecretKey made = complete(kgss.beginNewKey(readers));
                SecretKey got = complete(kgss.beginKey(made.identifier(), session))) {
            assertArrayEquals(World.DOCTORS_TOKEN.encoded(), token.encoded());
            assertArrayEquals(made.identifier(), got.identifier());
            complete(soap.beginTokens(lab)).forEach(EncryptionToken::close);
            assertEquals(2, complete(soap.beginMatches(lab)).size());
        }
    }

    @Test
    void anExchangeSaysWhatItWasTold() {
        try (Exchange<EncryptionToken> exchange = World.DEPOT.beginToken(World.DOCTOR)) {
            assertEquals("GET", exchange.request().method());
            assertThrows(UsageException.class, exchange::result);
            ServiceException failure = assertThrows(ServiceException.class,
                    () -> exchange.fail(Status.SERVICE_TIMEOUT));
            assertEquals(Status.SERVICE_TIMEOUT, failure.code());
            assertNull(exchange.request());
        }
    }

    @Test
    void theSimulatorFailsOnDemand() {
        World.SIMULATOR.setFault(SimulatorService.DEPOT_REST, SimulatorFault.UNAVAILABLE, 1);
        ServiceException failure =
                assertThrows(ServiceException.class, () -> World.DEPOT.token(World.DOCTOR));
        assertEquals(503, failure.httpStatus());
        assertTrue(failure.isRetryable());
        assertFalse(World.SIMULATOR.holders().isEmpty());
        assertTrue(World.SIMULATOR.card("85010100115").length > 0);
    }
}
