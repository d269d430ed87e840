import etee.Context;
import etee.EteeException;
import etee.Identity;
import etee.Language;
import etee.Report;
import etee.Unsealer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Paths;

/**
 * Unseals a file with the keys of a key store.
 *
 * <pre>  Unseal STORE PASSWORDFILE INPUT OUTPUT [AUTHORITYFILE...]</pre>
 *
 * <p>Without authorities nobody judges whether the signer can be trusted: the report names it. Exit
 * status: 0 released, 1 refused by what was found in the message, 2 could not run.
 */
public final class Unseal {
    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 4) {
            System.err.println("usage: Unseal STORE PASSWORDFILE INPUT OUTPUT [AUTHORITYFILE...]");
            System.exit(2);
        }
        try (Context context = new Context()) {
            for (int i = 4; i < arguments.length; i++) {
                context.addTrustAnchors(Files.readAllBytes(Paths.get(arguments[i])));
            }
            unseal(context, arguments);
        } catch (EteeException failure) {
            System.err.println(failure.getMessage() + " (" + failure.name() + ")");
            if (failure.report() != null) {
                System.err.print(failure.report().text(Language.ENGLISH));
            }
            System.exit(failure.report() == null ? 2 : 1);
        }
    }

    private static void unseal(Context context, String[] arguments) throws IOException {
        try (Identity identity = Identity.fromPkcs12(context, Paths.get(arguments[0]),
                        Seal.password(Paths.get(arguments[1])));
                Unsealer unsealer = new Unsealer(context).addIdentity(identity)) {
            unsealer.unseal(Paths.get(arguments[2]), Paths.get(arguments[3]));
            try (Report report = unsealer.report()) {
                System.out.print(report.text(Language.ENGLISH));
            }
        }
    }
}
