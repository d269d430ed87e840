import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.cert.X509CertificateHolder;

/** A triple-wrapped message, opened in one pass with memory that does not grow with it. */
final class SealedMessage {
    private final Path file;
    private final boolean eid;

    /** {@code eid}: in the form of an eID card, which may have another key for the inner layer. */
    SealedMessage(Path file, boolean eid) {
        this.file = file;
        this.eid = eid;
    }

    /** What reached {@code to} counts only when this returns normally. */
    void open(KeyRing keys, OutputStream to) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            SignedLayer outer = new SignedLayer("outer", in);
            EnvelopedLayer envelope = new EnvelopedLayer(outer.content(), keys);
            SignedLayer inner = new SignedLayer("inner", envelope.content());
            inner.content().transferTo(to);
            inner.finish();
            envelope.finish();
            outer.finish();

            outer.checkChain();
            X509CertificateHolder sender = outer.certificates().get(0);
            outer.verify(sender, eid);
            if (eid && !inner.certificates().isEmpty()) {
                inner.checkChain();
                X509CertificateHolder author = inner.certificates().get(0);
                Refusal.unless(!author.equals(sender), "inner: carries the sender's own certificate");
                inner.verify(author, true);
                return;
            }
            Refusal.unless(inner.certificates().isEmpty(),
                    "inner: carries certificates although the sender signed both layers");
            inner.verify(sender, eid);
        } catch (IllegalArgumentException | IllegalStateException e) {
            // How Bouncy Castle reports an element of another type than the syntax asks for.
            throw new Refusal("malformed", e);
        }
    }
}
