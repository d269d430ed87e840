import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.util.Arrays;
import java.util.Random;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Compares the wrapper with the C program that does the same, and with Bouncy Castle in this JVM,
 * with its own algorithms and with those of the JDK. They take turns, so that what else the machine
 * does meets all of them; the time is that of the processor, and the median of the rounds.
 */
public final class Compare {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final int ROUNDS = 9;

    private final Path directory;
    private final Worker wrapper;
    private final Worker castle;
    private final Worker castleOnJdk;
    private final PrintStream toProgram;
    private final BufferedReader fromProgram;

    private Compare(Path directory, String program) throws Exception {
        this.directory = directory;
        Security.addProvider(new BouncyCastleProvider());
        wrapper = new Wrapper(directory);
        castle = castle(true);
        castleOnJdk = castle(false);
        Process process = new ProcessBuilder(program, directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        toProgram = new PrintStream(process.getOutputStream(), true);
        fromProgram = new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    private Worker castle(boolean isOwn) throws Exception {
        Constructor<BouncyCastle> constructor =
                BouncyCastle.class.getDeclaredConstructor(Path.class, boolean.class);
        constructor.setAccessible(true);
        return constructor.newInstance(directory, isOwn);
    }

    public static void main(String[] arguments) throws Exception {
        Compare compare = new Compare(Path.of(arguments[0]), arguments[1]);
        System.out.printf("Java %s, provider %s%n", Runtime.version().feature(),
                etee.Etee.provider());
        System.out.println("                    wrapper µs   of C's rate   of Bouncy Castle's   "
                + "of the same on the JDK");
        compare.compare("1 KiB", 1 << 10, 100);
        compare.compare("10 MiB", 10 << 20, 1);
    }

    private void compare(String size, int octets, int count) throws Exception {
        byte[] content = new byte[octets];
        new Random(1).nextBytes(content);
        Files.write(directory.resolve("clear"), content);
        compare("seal " + size, "seal buffer rsa2048 1 clear sealed " + count);
        Files.copy(directory.resolve("sealed"), directory.resolve("message"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        compare("unseal " + size, "unseal buffer rsa2048 1 message opened " + count);
    }

    private void compare(String what, String line) throws Exception {
        Worker.Request request = Worker.Request.parse(directory, line);
        byte[] input = Files.readAllBytes(request.input());
        Worker[] workers = {wrapper, castle, castleOnJdk};
        for (Worker worker : workers) {
            worker.prepare(request);
            // The compiler of the JVM has to have seen what is measured.
            for (int i = 0; i < 2 * request.count() + 3; i++) {
                worker.run(request, input);
            }
        }
        ask(line);
        double[][] times = new double[workers.length + 1][ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < workers.length; i++) {
                times[i][round] = measure(workers[i], request, input);
            }
            times[workers.length][round] = ask(line) / request.count();
        }
        double own = median(times[0]);
        System.out.printf("%-16s %12.0f %12.0f %% %18.1f x %20.1f x%n", what, own / 1000,
                100 * median(times[3]) / own, median(times[1]) / own, median(times[2]) / own);
    }

    private static double measure(Worker worker, Worker.Request request, byte[] input)
            throws Exception {
        long before = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < request.count(); i++) {
            worker.run(request, input);
        }
        return (THREADS.getCurrentThreadCpuTime() - before) / (double) request.count();
    }

    /** Lets the C program do the request, and returns the time of its thread. */
    private double ask(String line) throws Exception {
        toProgram.println(line);
        String answer = fromProgram.readLine();
        if (answer == null || !answer.startsWith("done ")) {
            throw new IllegalStateException("the C program: " + answer);
        }
        return Double.parseDouble(answer.split(" ")[1]);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
