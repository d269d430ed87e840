package etee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Key stores, and what a context is told. */
class KeysTest {
    @Test
    void aWrongPasswordIsSaidToBeOne(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("store.p12");
        Files.write(file, World.SIMULATOR.store(World.DOCTOR));
        KeysException wrong = assertThrows(KeysException.class,
                () -> Identity.fromPkcs12(World.CONTEXT, file, "wrong".toCharArray()));
        assertEquals(Status.WRONG_PASSWORD, wrong.code());
        char[] next = "nächstes".toCharArray();
        Identity.changePassword(World.CONTEXT, file, World.SIMULATOR.password(), next);
        try (Identity identity = Identity.fromPkcs12(World.CONTEXT, file, next)) {
            assertEquals(World.DOCTORS_KEYS.decryptionKeySerials(),
                    identity.decryptionKeySerials());
            assertNull(identity.signatureCertificate());
        }
    }

    @Test
    void keysInMemorySign() throws Exception {
        try (Identity identity = Identity.fromPkcs8(World.CONTEXT,
                        World.privateKey(World.HOSPITAL).getEncoded(), World.chain(World.HOSPITAL));
                Sealer sealer = new Sealer(World.CONTEXT, identity)
                        .addRecipient(World.DOCTORS_TOKEN);
                Unsealer unsealer = World.unsealer()) {
            assertArrayEquals(World.octets(5), unsealer.unseal(sealer.seal(World.octets(5))));
        }
    }

    @Test
    void aContextTakesEverySettingUntilItIsUsed() throws Exception {
        try (Context context = new Context();
                Transport transport = new Transport()
                        .setTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(2))
                        .setProxy("http://proxy.example.be:3128").setProxy(null)
                        .setSoftware("tests", "1.0").setContact("someone@example.be")
                        .addTrustRoot(World.SIMULATOR.trustAnchors().get(0))) {
            context.setLimit(Limit.MESSAGE_SIZE, 1000)
                    .setClock(Instant.EPOCH)
                    .setSpoolDirectory(Files.createTempDirectory("etee-spool"))
                    .setJudgement(Judgement.PARITY)
                    .addSigningPolicy(SigningPolicy.EID)
                    .setOcspPolicy(OcspPolicy.NONE)
                    .setOcspUri("http://ocsp.example.be/").setOcspUri(null)
                    .setClockSkew(Duration.ofMinutes(1))
                    .setSigningTimeExpiration(Duration.ofMinutes(1))
                    .trustSigningTime().requireNonRepudiation()
                    .addTrustAnchor(World.SIMULATOR.trustAnchors().get(0))
                    .addLegacyTrustAnchor(World.SIMULATOR.trustAnchors().get(0))
                    .addTimeStampAnchor(World.SIMULATOR.trustAnchors().get(0))
                    .addRegistrationAuthorityAnchor(World.SIMULATOR.trustAnchors().get(0))
                    .allowRevocationHost("ocsp.example.be")
                    .setTransport(transport);
            new Unsealer(context).close();
            UsageException late =
                    assertThrows(UsageException.class, () -> context.setParallelism(2));
            assertEquals(Status.WRONG_STATE, late.code());
        }
    }

    @Test
    void limitsHold() {
        try (Context context = World.context().setLimit(Limit.MESSAGE_SIZE, 100);
                Sealer sealer = new Sealer(context, World.HOSPITALS_KEYS)
                        .addRecipient(World.DOCTORS_TOKEN)) {
            MalformedException tooLarge = assertThrows(MalformedException.class,
                    () -> sealer.seal(new byte[101]));
            assertEquals(Status.LIMIT_EXCEEDED, tooLarge.code());
            sealer.seal(new byte[10]);
        }
    }

    @Test
    void jsonWebKeysSignAndEncrypt() {
        byte[] payload = World.octets(40);
        try (WebKey pair = WebKey.generate(WebKeyKind.EC);
                Jwk whole = pair.toPrivateJwk();
                Jwk open = Jwk.of(World.CONTEXT, whole.toJson());
                WebKey again = WebKey.of(whole);
                SecretKey secret = SecretKey.of(World.octets(16), World.octets(32));
                Jwk symmetric = secret.toJwk();
                SecretKey back = SecretKey.of(symmetric)) {
            assertTrue(whole.isPrivate());
            assertFalse(open.isPrivate());
            assertEquals("EC", open.type());
            assertEquals(whole.thumbprint(), open.thumbprint());
            assertArrayEquals(pair.identifier(), again.identifier());
            assertArrayEquals(secret.identifier(), back.identifier());
            String token = whole.sign("ES256", payload);
            assertArrayEquals(payload, open.verify(World.CONTEXT, "ES256", token));
            assertThrows(MalformedException.class,
                    () -> open.verify(World.CONTEXT, "PS256", token));
            String encrypted = symmetric.encrypt("A256KW", "A256GCM", payload);
            assertArrayEquals(payload, symmetric.decrypt(World.CONTEXT, "", encrypted));
        }
    }

    @Test
    void namesOfTheRestInterfaceAreReplaced() {
        try (RestInterface names = new RestInterface()) {
            names.set("kgss.keys", "/other/keys");
            assertTrue(RestInterface.names().containsKey("kgss.keys"));
            assertThrows(UsageException.class, () -> names.set("no.such.name", "x"));
        }
    }
}
