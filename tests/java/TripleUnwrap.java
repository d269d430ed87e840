import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.Security;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Reads sealed messages with Bouncy Castle and says whether they are in the official form. */
public final class TripleUnwrap {
    private static final String USAGE =
            "usage: TripleUnwrap --store FILE.p12 --password TEXT --in MSG --out CONTENT\n"
                    + "       TripleUnwrap --password TEXT --list FILE\n"
                    + "A list has one case a line, with tabs between: name, store, message, content, read|read-eid|refused.";

    private final Map<Path, KeyRing> stores = new HashMap<>();
    private final char[] password;

    private TripleUnwrap(char[] password) {
        this.password = password;
    }

    public static void main(String[] args) throws IOException {
        Security.addProvider(new BouncyCastleProvider());
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        boolean list = options.keySet().equals(Set.of("--password", "--list"));
        boolean one = options.keySet().equals(Set.of("--store", "--password", "--in", "--out"));
        if (args.length != 2 * options.size() || !(list || one)) {
            System.err.println(USAGE);
            System.exit(2);
        }
        TripleUnwrap reader = new TripleUnwrap(options.get("--password").toCharArray());
        boolean passed = list
                ? reader.runList(Path.of(options.get("--list")))
                : reader.runOne(Path.of(options.get("--store")), Path.of(options.get("--in")),
                        Path.of(options.get("--out")));
        System.exit(passed ? 0 : 1);
    }

    private boolean runOne(Path store, Path message, Path out) throws IOException {
        Path draft = Path.of(out + ".part");
        try {
            try (OutputStream to = Files.newOutputStream(draft)) {
                new SealedMessage(message, false).open(keys(store), to);
            }
            Files.move(draft, out, StandardCopyOption.REPLACE_EXISTING);
            System.out.println("read: " + message);
            return true;
        } catch (IOException | GeneralSecurityException e) {
            Files.deleteIfExists(draft);
            System.out.println("refused: " + message + ": " + e.getMessage());
            return false;
        }
    }

    private boolean runList(Path list) throws IOException {
        boolean all = true;
        List<String> lines = Files.readAllLines(list);
        for (String line : lines) {
            String[] fields = line.split("\t", -1);
            boolean eid = "read-eid".equals(fields[4]);
            String complaint = complaint(Path.of(fields[1]), Path.of(fields[2]), Path.of(fields[3]), eid);
            boolean passed = (complaint != null) == "refused".equals(fields[4]);
            System.out.println((passed ? "ok   " : "FAIL ") + fields[0]
                    + (complaint == null ? passed ? "" : ": read, but had to be refused" : ": " + complaint));
            all &= passed;
        }
        return all;
    }

    private String complaint(Path store, Path message, Path content, boolean eid) {
        try (ExpectedContent expected = new ExpectedContent(content)) {
            new SealedMessage(message, eid).open(keys(store), expected);
            expected.finish();
            return null;
        } catch (IOException | GeneralSecurityException e) {
            return e instanceof Refusal ? e.getMessage() : e.toString();
        }
    }

    private KeyRing keys(Path store) throws IOException, GeneralSecurityException {
        KeyRing known = stores.get(store);
        if (known == null) {
            known = new KeyRing(store, password);
            stores.put(store, known);
        }
        return known;
    }
}
