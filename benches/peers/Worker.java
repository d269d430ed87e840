import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the workers on the JVM have in common; the counterpart of worker.c. */
abstract class Worker {
    /** A line of the driver. */
    record Request(boolean unseals, String style, String signer, int recipients, Path input,
            Path output, int count) {
        static Request parse(Path directory, String line) {
            String[] words = line.split(" ");
            return new Request(words[0].equals("unseal"), words[1], words[2],
                    Integer.parseInt(words[3]), directory.resolve(words[4]),
                    directory.resolve(words[5]), Integer.parseInt(words[6]));
        }

        boolean isInMemory() {
            return !style.equals("file");
        }

        boolean prepares(Request other) {
            return other != null && unseals == other.unseals && style.equals(other.style)
                    && signer.equals(other.signer) && recipients == other.recipients
                    && input.equals(other.input);
        }
    }

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    final Path directory;
    private Request last;
    private byte[] input;

    Worker(Path directory) {
        this.directory = directory;
    }

    /** Makes ready for a request. */
    abstract void prepare(Request request) throws Exception;

    /** Does the request once, in memory. */
    abstract byte[] run(Request request, byte[] input) throws Exception;

    /** Does the request once, from file to file. */
    abstract void runOnFiles(Request request) throws Exception;

    /** Answers the requests on standard input until it ends. */
    final void serve() throws Exception {
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            try {
                System.out.println(line.equals("idle") ? "done 0 0 0 " + peak()
                        : answer(Request.parse(directory, line)));
            } catch (Exception | OutOfMemoryError e) {
                System.out.println(e.toString().lines().findFirst().orElse(""));
            }
        }
    }

    private String answer(Request request) throws Exception {
        if (request.style.equals("stream") || request.style.equals("segments")) {
            return "cannot take other parts than those of its own streams";
        }
        if (!request.prepares(last)) {
            last = null;
            input = request.isInMemory() ? Files.readAllBytes(request.input) : null;
            prepare(request);
            last = request;
        }
        byte[] output = null;
        long thread = THREADS.getCurrentThreadCpuTime();
        long process = SYSTEM.getProcessCpuTime();
        long wall = System.nanoTime();
        for (int i = 0; i < request.count; i++) {
            if (request.isInMemory()) {
                output = run(request, input);
            } else {
                runOnFiles(request);
            }
        }
        wall = System.nanoTime() - wall;
        process = SYSTEM.getProcessCpuTime() - process;
        thread = THREADS.getCurrentThreadCpuTime() - thread;
        if (request.isInMemory()) {
            Files.write(request.output, output);
        }
        return "done " + thread + " " + process + " " + wall + " " + peak();
    }

    /** The peak of the resident set, in KiB. */
    private static long peak() throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        return 0;
    }
}
