package etee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What is said about messages and tokens. */
class ReportTest {
    @Test
    void aGoodMessageHasAWholeReport() {
        try (Unsealer unsealer = World.unsealer()) {
            unsealer.unseal(World.seal(World.octets(77)));
            try (Report report = unsealer.report()) {
                assertTrue(report.isReleased());
                assertEquals(Judgement.STRICT, report.judgement());
                assertNull(report.fatal());
                assertEquals(Collections.emptyList(), report.errors());
                assertEquals(77, report.contentLength());
                assertEquals("signer", report.signingTimeSource());
                Duration age = Duration.between(report.signingTime(), Instant.now());
                assertTrue(age.abs().getSeconds() < 60, age::toString);
                assertEquals(World.HOSPITALS_KEYS.authenticationCertificate(),
                        report.authenticationCertificate());
                assertEquals(report.authenticationCertificate(),
                        report.certificate(Layer.OUTER));
                assertEquals(Validity.GOOD, report.validity(Layer.INNER));
                assertEquals(Validity.GOOD, report.trust(Layer.OUTER));
                assertEquals(SigningPolicy.EHEALTH_CERT, report.policy(Layer.OUTER));
                assertTrue(report.subject(Layer.OUTER).contains("HOSPITAL"));
                assertNotNull(report.issuer(Layer.OUTER));
                assertEquals(report.certificate(Layer.OUTER).getSerialNumber().toString(),
                        report.serial(Layer.OUTER));
                assertNotNull(report.signature());
                assertTrue(report.json().contains("\"released\":true"));
                assertFalse(report.text(Language.DUTCH).isEmpty());
            }
        }
    }

    @Test
    void aRefusalBringsItsReport() {
        byte[] message = World.seal(World.octets(10));
        try (Identity others = World.identity(World.PHARMACY);
                Unsealer unsealer = new Unsealer(World.CONTEXT).addIdentity(others)) {
            KeysException refusal =
                    assertThrows(KeysException.class, () -> unsealer.unseal(message));
            assertEquals(Status.NOT_ADDRESSED, refusal.code());
            assertEquals("ETEE_NOT_ADDRESSED", refusal.name());
            assertEquals("DECRYPTION_PRIVATE_KEY_NOT_FOUND", refusal.report().fatal());
            assertFalse(refusal.report().isReleased());
            MalformedException garbage = assertThrows(MalformedException.class,
                    () -> unsealer.unseal(new byte[] {1, 2, 3}));
            assertNotNull(garbage.report());
        }
    }

    @Test
    void whatIsAcceptedIsReleasedAndStaysInTheReport() {
        byte[] message = World.seal(World.octets(10));
        try (Context trusting = new Context().setEmptyTrustStore();
                Unsealer unsealer = new Unsealer(trusting).addIdentity(World.DOCTORS_KEYS)) {
            TrustException refusal =
                    assertThrows(TrustException.class, () -> unsealer.unseal(message));
            assertEquals(Status.CERTIFICATE_UNTRUSTED, refusal.code());
            refusal.report().errors().forEach(unsealer::accept);
            assertArrayEquals(World.octets(10), unsealer.unseal(message));
            try (Report report = unsealer.report()) {
                assertEquals(refusal.report().errors(), report.errors());
            }
            assertThrows(UsageException.class, () -> unsealer.accept("NO_SUCH_NAME"));
        }
    }

    @Test
    void expectedSignersAreTheOnlyOnes() throws Exception {
        byte[] message = World.seal(World.octets(10));
        try (Unsealer right = World.unsealer()
                        .expectSigner(World.HOSPITALS_KEYS.authenticationCertificate());
                Unsealer wrong = World.unsealer()
                        .expectSigner(World.DOCTORS_KEYS.authenticationCertificate())) {
            right.unseal(message);
            assertThrows(TrustException.class, () -> wrong.unseal(message));
        }
    }

    @Test
    void aCheckerJudgesTheOuterLayerOnly() throws Exception {
        byte[] message = World.seal(World.octets(10));
        try (Checker checker = new Checker(World.CONTEXT)
                .expectSigner(World.HOSPITALS_KEYS.authenticationCertificate())) {
            checker.validate(message);
            checker.validate(new ByteArrayInputStream(message));
            try (Report report = checker.report()) {
                assertEquals(Validity.GOOD, report.validity(Layer.OUTER));
                assertEquals(Validity.NOT_JUDGED, report.validity(Layer.INNER));
            }
            UsageException noRevocation =
                    assertThrows(UsageException.class, () -> checker.inject(message));
            assertEquals(Status.WRONG_STATE, noRevocation.code());
            assertThrows(EteeException.class, () -> checker.stamp(message, new byte[] {0x30, 0}));
            message[message.length / 4] ^= 1;
            TrustException refusal =
                    assertThrows(TrustException.class, () -> checker.validate(message));
            assertNotNull(refusal.report());
        }
    }

    @Test
    void aTrustedTimeIsGivenAndTakenBack() {
        byte[] message = World.seal(World.octets(10));
        Instant later = Instant.now().plus(Duration.ofDays(1));
        try (Unsealer unsealer = World.unsealer().setTrustedTime(Instant.now())) {
            unsealer.unseal(message);
            unsealer.setTrustedTime(later);
            unsealer.accept("ALL").unseal(message);
            try (Report report = unsealer.report()) {
                assertFalse(report.warnings().isEmpty() && report.errors().isEmpty());
            }
            unsealer.setTrustedTime(null).unseal(message);
        }
    }

    @Test
    void tokensAreJudged() {
        try (TokenReport report = World.DOCTORS_TOKEN.check(World.CONTEXT);
                Context later = World.context().setClock(Instant.parse("2080-01-01T00:00:00Z"));
                TokenReport bad = World.DOCTORS_TOKEN.check(later)) {
            assertTrue(report.isGood());
            assertNull(report.fatal());
            assertEquals(World.DOCTORS_TOKEN.authenticationCertificate(),
                    report.authenticationCertificate());
            assertFalse(bad.isGood());
            assertFalse(bad.errors().isEmpty());
            assertTrue(bad.json().startsWith("{"));
        }
    }

    @Test
    void findingsAreExplained() {
        assertNotNull(Etee.explain("INNER_CERTIFICATE_EXPIRED", Language.FRENCH));
        assertNull(Etee.explain("NO_SUCH_NAME", Language.ENGLISH));
    }
}
