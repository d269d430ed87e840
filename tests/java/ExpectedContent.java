import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Compares what is written to it with a file, on the fly. */
final class ExpectedContent extends OutputStream {
    private final InputStream expected;
    private long offset;

    ExpectedContent(Path file) throws IOException {
        expected = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int count) throws IOException {
        byte[] wanted = expected.readNBytes(count);
        int same = Arrays.mismatch(wanted, 0, wanted.length, from, at, at + count);
        Refusal.unless(same < 0, "content differs at byte " + (offset + same));
        offset += count;
    }

    void finish() throws IOException {
        Refusal.unless(expected.read() < 0, "content ends too early, at byte " + offset);
    }

    @Override
    public void close() throws IOException {
        expected.close();
    }
}
