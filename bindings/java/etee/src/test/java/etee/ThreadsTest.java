package etee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Many threads at once, and nothing left of them. The property {@code etee.test.rounds} says how
 * many rounds in all: 10000 shows what the issue asks for.
 */
class ThreadsTest {
    private static final int ROUNDS = Integer.getInteger("etee.test.rounds", 400);

    /** One round: seal, unseal, report, with objects of its own. */
    private static void round(int number) {
        byte[] content = World.octets(number % 2048);
        try (Sealer sealer = World.sealer();
                Unsealer unsealer = World.unsealer()) {
            assertArrayEquals(content, unsealer.unseal(sealer.seal(content)));
            try (Report report = unsealer.report()) {
                assertEquals(content.length, report.contentLength());
            }
        }
    }

    private static void rounds(ExecutorService executor, int tasks) throws Exception {
        World.DOCTORS_KEYS.decryptionKeySerials();
        long before = World.settledHandles();
        List<Future<?>> futures = new ArrayList<>();
        for (int task = 0; task < tasks; task++) {
            int first = task;
            futures.add(executor.submit(() -> {
                for (int i = first; i < ROUNDS; i += tasks) {
                    round(i);
                }
            }));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        executor.shutdown();
        assertEquals(before, Etee.liveHandles());
    }

    @Test
    void sixteenThreadsLeaveNothing() throws Exception {
        rounds(Executors.newFixedThreadPool(16), 16);
    }

    @Test
    void aThousandVirtualThreadsLeaveNothing() throws Exception {
        ExecutorService executor;
        try {
            executor = (ExecutorService) Executors.class
                    .getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (NoSuchMethodException before21) {
            assumeTrue(false, "this Java has no virtual threads");
            return;
        }
        rounds(executor, 1000);
    }

    @Test
    void aSecondThreadAtASealerIsToldSo() throws Exception {
        CountDownLatch signing = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        PrivateKeyFunction key = new PrivateKeyFunction(World.privateKey(World.HOSPITAL));
        try (Signer signer = new Signer((scheme, digest) -> {
                    signing.countDown();
                    told.await();
                    return key.sign(scheme, digest);
                });
                Identity identity = Identity.fromSigner(
                        World.CONTEXT, signer, World.chain(World.HOSPITAL));
                Sealer sealer = new Sealer(World.CONTEXT, identity)
                        .addRecipient(World.DOCTORS_TOKEN)) {
            Thread thread = new Thread(() -> sealer.seal(new byte[1]));
            thread.start();
            signing.await();
            UsageException busy =
                    assertThrows(UsageException.class, () -> sealer.seal(new byte[1]));
            assertEquals(Status.BUSY, busy.code());
            told.countDown();
            thread.join();
        }
    }
}
