import etee.Context;
import etee.EncryptionToken;
import etee.EteeException;
import etee.Identity;
import etee.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;

/**
 * Seals a file for recipients whose encryption tokens (ETK) are at hand.
 *
 * <pre>  Seal STORE PASSWORDFILE INPUT OUTPUT ETKFILE...</pre>
 *
 * <p>Exit status: 0 sealed, 2 not sealed; why is on standard error.
 */
public final class Seal {
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 5) {
            System.err.println("usage: Seal STORE PASSWORDFILE INPUT OUTPUT ETKFILE...");
            System.exit(2);
        }
        try (Context context = new Context();
                Identity identity = Identity.fromPkcs12(
                        context, Paths.get(arguments[0]), password(Paths.get(arguments[1])));
                Sealer sealer = new Sealer(context, identity)) {
            for (int i = 4; i < arguments.length; i++) {
                addRecipient(context, sealer, Paths.get(arguments[i]));
            }
            sealer.seal(Paths.get(arguments[2]), Paths.get(arguments[3]));
        } catch (EteeException failure) {
            System.err.println(failure.getMessage() + " (" + failure.name() + ")");
            System.exit(2);
        }
    }

    private static void addRecipient(Context context, Sealer sealer, Path file)
            throws IOException {
        try (EncryptionToken token = EncryptionToken.of(context, Files.readAllBytes(file))) {
            sealer.addRecipient(token);
        }
    }

    /** The first line of a file. */
    static char[] password(Path file) throws IOException {
        return Files.readAllLines(file, StandardCharsets.UTF_8).get(0).toCharArray();
    }
}
