package etee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Native objects live as long as they are used, and no longer. */
class HandleTest {
    @BeforeAll
    static void makeTheWorld() {
        World.DOCTORS_KEYS.decryptionKeySerials();
    }

    @Test
    void closingTwiceIsClosingOnce() throws Exception {
        long before = World.settledHandles();
        Context context = new Context();
        assertEquals(before + 1, Etee.liveHandles());
        context.close();
        context.close();
        assertEquals(before, Etee.liveHandles());
    }

    @Test
    void whatIsClosedCannotBeUsed() {
        Context context = new Context();
        context.close();
        assertThrows(IllegalStateException.class, () -> new Unsealer(context));
        assertThrows(IllegalStateException.class, () -> context.setParallelism(2));
        Depot depot = new Depot(World.CONTEXT, DepotProtocol.SOAP, World.SIMULATOR.soapUrl());
        depot.close();
        assertThrows(IllegalStateException.class, depot::forget);
        World.DOCTORS_TOKEN.holder();
    }

    @Test
    void theOrderOfClosingDoesNotMatter() {
        Context context = World.context();
        Identity identity = Identity.fromPkcs12(
                context, World.SIMULATOR.store(World.DOCTOR), World.SIMULATOR.password());
        Unsealer unsealer = new Unsealer(context).addIdentity(identity);
        context.close();
        identity.close();
        unsealer.unseal(World.seal(World.octets(10)));
        unsealer.close();
    }

    @Test
    void whatIsClosedDuringACallIsFreedAfterIt() throws Exception {
        long before = World.settledHandles();
        CountDownLatch signing = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        PrivateKeyFunction key = new PrivateKeyFunction(World.privateKey(World.HOSPITAL));
        Signer signer = new Signer((scheme, digest) -> {
            signing.countDown();
            closed.await();
            return key.sign(scheme, digest);
        });
        Identity identity = Identity.fromSigner(
                World.CONTEXT, signer, World.chain(World.HOSPITAL));
        Sealer sealer = new Sealer(World.CONTEXT, identity).addRecipient(World.DOCTORS_TOKEN);
        byte[][] sealed = new byte[1][];
        Thread thread = new Thread(() -> sealed[0] = sealer.seal(World.octets(10)));
        thread.start();
        signing.await();
        sealer.close();
        signer.close();
        identity.close();
        assertEquals(before + 1, Etee.liveHandles());
        closed.countDown();
        thread.join();
        assertEquals(before, Etee.liveHandles());
        assertTrue(sealed[0].length > 0);
    }

    @Test
    void whatIsForgottenIsFreed() throws Exception {
        long before = World.settledHandles();
        for (int i = 0; i < 100; i++) {
            new Context().setParallelism(2);
        }
        for (int i = 0; i < 100 && Etee.liveHandles() > before; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertTrue(Etee.liveHandles() <= before, () -> Etee.liveHandles() + " of " + before);
    }

    @Test
    void hostsAreReleasedWithWhatNeedsThem() throws Exception {
        World.settledHandles();
        int before = Hosts.count();
        Signer signer = new Signer((scheme, digest) -> digest);
        Transport transport = new Transport(request -> new Reply(500, new byte[0]));
        Context context = new Context().setTransport(transport);
        assertEquals(before + 2, Hosts.count());
        signer.close();
        transport.close();
        assertEquals(before + 1, Hosts.count());
        context.close();
        assertEquals(before, Hosts.count());
    }
}
