package etee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents become messages and contents again, in every style. */
class SealTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1024, 65536, 65537, 3_000_000})
    void arraysComeBack(int length) {
        byte[] content = World.octets(length);
        try (Unsealer unsealer = World.unsealer()) {
            assertArrayEquals(content, unsealer.unseal(World.seal(content)));
        }
    }

    @Test
    void buffersComeBack() {
        byte[] content = World.octets(5000);
        ByteBuffer direct = ByteBuffer.allocateDirect(6000);
        direct.position(500);
        direct.put(content);
        direct.flip().position(500);
        try (Sealer sealer = World.sealer(); Unsealer unsealer = World.unsealer()) {
            ByteBuffer sealed = sealer.seal(direct.asReadOnlyBuffer());
            assertEquals(ByteBuffer.wrap(content), unsealer.unseal(sealed));
            ByteBuffer heap = ByteBuffer.wrap(content, 7, 100);
            assertEquals(heap, unsealer.unseal(sealer.seal(heap.slice())));
            assertEquals(heap, unsealer.unseal(sealer.seal(heap.asReadOnlyBuffer())));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 65536, 5_000_000})
    void streamsComeBack(int length) throws Exception {
        byte[] content = World.octets(length);
        try (Sealer sealer = World.sealer(); Unsealer unsealer = World.unsealer()) {
            ByteArrayOutputStream sealed = new ByteArrayOutputStream();
            sealer.seal(new ByteArrayInputStream(content), sealed);
            ByteArrayOutputStream known = new ByteArrayOutputStream();
            sealer.seal(new ByteArrayInputStream(content), length, known);
            for (ByteArrayOutputStream message : Arrays.asList(sealed, known)) {
                ByteArrayOutputStream opened = new ByteArrayOutputStream();
                unsealer.unseal(new ByteArrayInputStream(message.toByteArray()), opened);
                assertArrayEquals(content, opened.toByteArray());
            }
        }
    }

    @Test
    void filesComeBackAndAreNotLeftBehindByARefusal(@TempDir Path folder) throws Exception {
        Path content = folder.resolve("brief – ü.txt");
        Path sealed = folder.resolve("sealed");
        Path opened = folder.resolve("opened");
        Files.write(content, World.octets(100_000));
        try (Sealer sealer = World.sealer(); Unsealer unsealer = World.unsealer()) {
            sealer.seal(content, sealed);
            unsealer.unseal(sealed, opened);
            assertArrayEquals(Files.readAllBytes(content), Files.readAllBytes(opened));
            byte[] message = Files.readAllBytes(sealed);
            message[message.length / 4] ^= 1;
            Files.write(sealed, message);
            Files.delete(opened);
            assertThrows(TrustException.class, () -> unsealer.unseal(sealed, opened));
            assertFalse(Files.exists(opened));
            assertThrows(HostException.class, () -> unsealer.unseal(opened, sealed));
        }
    }

    @Test
    void aStreamWritesNothingOfARefusedMessage() {
        byte[] message = World.seal(World.octets(200_000));
        message[message.length / 4] ^= 1;
        ByteArrayOutputStream opened = new ByteArrayOutputStream();
        try (Unsealer unsealer = World.unsealer()) {
            TrustException refusal = assertThrows(TrustException.class,
                    () -> unsealer.unseal(new ByteArrayInputStream(message), opened));
            assertEquals(Arrays.asList("OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED"),
                    refusal.report().errors());
        }
        assertEquals(0, opened.size());
    }

    @Test
    void whoeverHasTheSecretKeyCanRead() {
        byte[] content = World.octets(1000);
        try (SecretKey key = SecretKey.of(World.octets(20), World.octets(16));
                Sealer sealer = new Sealer(World.CONTEXT, World.HOSPITALS_KEYS).addRecipient(key);
                Unsealer unsealer = new Unsealer(World.CONTEXT).addKey(key)) {
            byte[] message = sealer.seal(content);
            try (Addressing addressing = Addressing.read(World.CONTEXT, message)) {
                assertArrayEquals(key.identifier(), addressing.secretKeyIdentifiers().get(0));
                assertEquals(java.util.Base64.getEncoder().encodeToString(key.identifier()),
                        addressing.secretKeyIdentifier());
                assertEquals(RecipientKind.SECRET_KEY, addressing.recipients().get(0).kind());
            }
            assertArrayEquals(content, unsealer.unseal(message));
        }
    }

    @Test
    void webKeysSealAndOpen() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        byte[] name = "key 1".getBytes(StandardCharsets.UTF_8);
        try (Context context = World.context().addSigningPolicy(SigningPolicy.WEB_AUTHN);
                WebKey whole = WebKey.ofPrivateKey(name, pair.getPrivate().getEncoded());
                WebKey open = WebKey.ofPublicKey(name, pair.getPublic().getEncoded());
                Sealer sealer = new Sealer(context, whole).addRecipient(open);
                Unsealer unsealer = new Unsealer(context).addKey(whole).expectSigner(open)) {
            byte[] message = sealer.seal(name);
            assertArrayEquals(name, unsealer.unseal(message));
            try (Report report = unsealer.report();
                    Addressing addressing = Addressing.read(context, message)) {
                assertEquals(SigningPolicy.WEB_AUTHN, report.policy(Layer.OUTER));
                assertArrayEquals(name, report.keyIdentifier(Layer.OUTER));
                assertArrayEquals(name, addressing.senderKeyIdentifier());
                assertNull(report.certificate(Layer.INNER));
            }
        }
    }

    @Test
    void batchesSealOneByOne() {
        List<byte[]> contents = Arrays.asList(World.octets(10), World.octets(0), World.octets(999));
        try (Context context = World.context().setParallelism(2);
                Sealer sealer = World.sealer();
                Unsealer unsealer = World.unsealer();
                Batch batch = Batch.seal(context, sealer, contents);
                Batch each = Batch.sealEach(context, sealer, contents.get(2))) {
            assertEquals(3, batch.count());
            for (int i = 0; i < 3; i++) {
                assertArrayEquals(contents.get(i), unsealer.unseal(batch.take(i)));
            }
            assertEquals(1, each.count());
            assertArrayEquals(contents.get(2), unsealer.unseal(each.take(0)));
            UsageException again = assertThrows(UsageException.class, () -> batch.take(0));
            assertEquals(Status.WRONG_STATE, again.code());
        }
    }

    @Test
    void addressingNamesTheRecipient() {
        byte[] message = World.seal(World.octets(10));
        try (Addressing addressing = Addressing.readHead(World.CONTEXT, message)) {
            Addressing.Recipient recipient = addressing.recipients().get(0);
            assertEquals(RecipientKind.KEY_TRANSPORT, recipient.kind());
            assertTrue(World.DOCTORS_KEYS.decryptionKeySerials().contains(recipient.serial()));
            assertNull(recipient.keyIdentifier());
            assertNull(addressing.secretKeyIdentifier());
        }
    }
}
