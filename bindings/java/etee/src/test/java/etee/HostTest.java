package etee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Signers and transports that are written in Java. */
class HostTest {
    /** Seals with a key of Java and returns the judgement of the reader. */
    private static SigningPolicy roundWith(PrivateKey key, Holder holder, SigningPolicy policy)
            throws Exception {
        try (Identity identity =
                        Identity.fromPrivateKey(World.CONTEXT, key, World.chain(holder));
                Sealer sealer = new Sealer(World.CONTEXT, identity)
                        .setPolicy(policy).addRecipient(World.DOCTORS_TOKEN);
                Unsealer unsealer = World.unsealer()) {
            assertArrayEquals(World.octets(99), unsealer.unseal(sealer.seal(World.octets(99))));
            try (Report report = unsealer.report()) {
                return report.policy(Layer.INNER);
            }
        }
    }

    @Test
    void keysOfTheJdkSignInEveryScheme() throws Exception {
        for (SigningPolicy policy : new SigningPolicy[] {
            SigningPolicy.EHEALTH_CERT, SigningPolicy.EID
        }) {
            assertEquals(policy,
                    roundWith(World.privateKey(World.HOSPITAL), World.HOSPITAL, policy));
        }
        assertEquals(SigningPolicy.EC_CERT, roundWith(World.privateKey(World.INSURANCE),
                World.INSURANCE, SigningPolicy.EC_CERT));
    }

    @Test
    void keysThatOnlyAnotherProviderCanUseSignToo() throws Exception {
        Provider provider;
        try {
            provider = (Provider) Class.forName("org.bouncycastle.jce.provider.BouncyCastleProvider")
                    .getConstructor().newInstance();
        } catch (ClassNotFoundException missing) {
            assumeTrue(false, "Bouncy Castle is not on the class path");
            return;
        }
        PrivateKey key = World.privateKey(World.HOSPITAL);
        Security.addProvider(provider);
        try {
            // As a key on a card is: of its provider's own class, without an encoding.
            PrivateKey theirs = java.security.KeyFactory.getInstance("RSA", provider)
                    .generatePrivate(new java.security.spec.PKCS8EncodedKeySpec(key.getEncoded()));
            assertEquals(SigningPolicy.EHEALTH_CERT,
                    roundWith(theirs, World.HOSPITAL, SigningPolicy.EHEALTH_CERT));
            assertEquals(SigningPolicy.EID, roundWith(theirs, World.HOSPITAL, SigningPolicy.EID));
        } finally {
            Security.removeProvider(provider.getName());
        }
    }

    private static EteeException failureOf(SigningFunction function) throws Exception {
        try (Signer signer = new Signer(function);
                Identity identity = Identity.fromSigner(
                        World.CONTEXT, signer, World.chain(World.HOSPITAL));
                Sealer sealer = new Sealer(World.CONTEXT, identity)
                        .addRecipient(World.DOCTORS_TOKEN)) {
            return assertThrows(EteeException.class, () -> sealer.seal(new byte[1]));
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    @Test
    void whatASignerThrowsIsTheCause() throws Exception {
        IllegalStateException thrown = new IllegalStateException("no card in the reader");
        EteeException failure = failureOf((scheme, digest) -> {
            throw thrown;
        });
        assertEquals(Status.HOST_FAILED, failure.code());
        assertSame(thrown, root(failure));
        EteeException refused = failureOf((scheme, digest) -> {
            throw new CancellationException("the holder does not want to");
        });
        assertEquals(Status.CANCELLED, refused.code());
        EteeException error = failureOf((scheme, digest) -> {
            throw new StackOverflowError();
        });
        assertEquals(Status.HOST_FAILED, error.code());
        assertEquals(StackOverflowError.class, root(error).getClass());
        assertEquals(Status.HOST_FAILED, failureOf((scheme, digest) -> new byte[5000]).code());
        assertEquals(Status.HOST_FAILED, failureOf((scheme, digest) -> null).code());
        EteeException later = assertThrows(EteeException.class, () -> World.unsealer().report());
        assertSame(later, root(later));
    }

    @Test
    void signersWorkOnThreadsOfTheLibrary() throws Exception {
        PrivateKeyFunction key = new PrivateKeyFunction(World.privateKey(World.HOSPITAL));
        try (Context context = World.context().setParallelism(2);
                Signer signer = new Signer(key);
                Identity identity = Identity.fromSigner(
                        context, signer, World.chain(World.HOSPITAL));
                Sealer one = new Sealer(context, identity).addRecipient(World.DOCTORS_TOKEN);
                Unsealer unsealer = World.unsealer()) {
            java.util.List<byte[]> contents = new java.util.ArrayList<>();
            for (int i = 0; i < 8; i++) {
                contents.add(World.octets(i));
            }
            try (Batch batch = Batch.seal(context, one, contents)) {
                for (int i = 0; i < 8; i++) {
                    assertArrayEquals(contents.get(i), unsealer.unseal(batch.take(i)));
                }
            }
        }
    }

    private static Reply send(Request request) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) new URL(request.url()).openConnection();
        connection.setInstanceFollowRedirects(false);
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
        byte[] chunk = new byte[4096];
        for (int count = body.read(chunk); count > 0; count = body.read(chunk)) {
            octets.write(chunk, 0, count);
        }
        return new Reply(status, octets.toByteArray())
                .addHeader("Content-Type", connection.getContentType());
    }

    private static void lookUpWith(Transport transport) {
        try (Context context = World.context().setTransport(transport);
                Depot rest = new Depot(context, DepotProtocol.REST, World.SIMULATOR.restUrl());
                Depot soap = new Depot(context, DepotProtocol.SOAP, World.SIMULATOR.soapUrl());
                EncryptionToken one = rest.token(World.DOCTOR);
                EncryptionToken other = soap.token(World.DOCTOR)) {
            assertArrayEquals(one.encoded(), other.encoded());
            ServiceException nobody = assertThrows(ServiceException.class,
                    () -> soap.token(new Holder("NIHII", "10001490", "NONE")));
            assertEquals(Status.NOT_FOUND, nobody.code());
        } finally {
            transport.close();
        }
    }

    @Test
    void transportsOfJavaReachTheServices() {
        lookUpWith(new Transport(HostTest::send));
    }

    @Test
    void theClientOfTheJdkReachesTheServices() {
        boolean isThere = true;
        try {
            Class.forName("java.net.http.HttpClient");
        } catch (ClassNotFoundException before11) {
            isThere = false;
        }
        assumeTrue(isThere, "there is no java.net.http");
        // Maven tests the classes before they are a jar, and only a jar has those for later Javas.
        String origin = Context.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        assumeTrue(origin.endsWith(".jar"), "the classes are not in a jar of several releases");
        lookUpWith(Transport.ofJava(Duration.ofSeconds(10), Duration.ofSeconds(30)));
    }

    @Test
    void whatATransportThrowsIsTheCause() {
        assertEquals(Status.SERVICE_UNREACHABLE, sendingFails(new IOException("no route")));
        assertEquals(Status.SERVICE_TIMEOUT, sendingFails(new SocketTimeoutException("late")));
        assertEquals(Status.CANCELLED, sendingFails(new CancellationException("enough")));
        assertEquals(Status.HOST_FAILED, sendingFails(new IllegalStateException("broken")));
    }

    private static int sendingFails(Exception thrown) {
        try (Transport transport = new Transport(request -> {
                    throw thrown;
                });
                Context context = World.context().setTransport(transport);
                Depot depot = new Depot(context, DepotProtocol.REST, World.SIMULATOR.restUrl())) {
            EteeException failure =
                    assertThrows(EteeException.class, () -> depot.token(World.DOCTOR));
            assertSame(thrown, root(failure));
            assertTrue(failure.code() < 600 == failure instanceof ServiceException);
            return failure.code();
        }
    }
}
