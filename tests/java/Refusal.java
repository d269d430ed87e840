import java.io.IOException;

/** What a message did wrong, in words that name the layer. */
final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    Refusal(String reason) {
        super(reason);
    }

    Refusal(String reason, Throwable cause) {
        super(reason + ": " + root(cause), cause);
    }

    /** Bouncy Castle wraps the reason that matters several times over. */
    private static String root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof Refusal ? root.getMessage() : root.toString();
    }

    static void unless(boolean holds, String reason) throws Refusal {
        if (!holds) {
            throw new Refusal(reason);
        }
    }
}
