import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Watches the bytes of one layer on their way to Bouncy Castle, whose objects hide how a length
 * was written, and holds them to one of the two legal forms: DER throughout, or the indefinite
 * form with content segments of {@value #SEGMENT} bytes.
 *
 * <p>Everything but the content is kept as a {@link #shell()}, small enough to be parsed whole.
 */
final class Framing extends FilterInputStream {
    /** Where the content string is: the child to take at each step down from the ContentInfo. */
    static final int[] SIGNED = {1, 0, 2, 1, 0};

    static final int[] ENVELOPED = {1, 0, 2, 2};

    private static final int SEGMENT = 1000;
    private static final int OFF_SPINE = -1;
    private static final int DATA_DEPTH = 2;
    private static final int CONTEXT_0 = 0xA0;
    private static final int OCTET_STRING = 0x04;
    private static final int CONSTRUCTED = 0x20;

    private final String layer;
    private final int[] path;
    private final Deque<Element> open = new ArrayDeque<>();
    private final ByteArrayOutputStream shell = new ByteArrayOutputStream();
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();

    private long offset;
    private long valueLeft;
    private boolean valueInShell;
    private int lengthBytesLeft = -1;
    private long length;
    private boolean indefiniteForm;
    private boolean started;
    private boolean shortSegmentSeen;

    Framing(String layer, int[] path, InputStream encoded) {
        super(encoded);
        this.layer = layer;
        this.path = path;
    }

    /** The layer with an empty content, its outer lengths indefinite. */
    byte[] shell() {
        return shell.toByteArray();
    }

    /** Reads what the parser left unread and makes sure that the layer is complete. */
    void finish() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        require(started && open.isEmpty() && valueLeft == 0 && header.size() == 0, "is cut short");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] to, int from, int count) throws IOException {
        int got = super.read(to, from, count);
        int at = from;
        while (at < from + got) {
            if (valueLeft > 0) {
                int part = (int) Math.min(valueLeft, from + got - at);
                value(to, at, part);
                at += part;
            } else {
                headerByte(to[at++] & 0xFF);
            }
        }
        return got;
    }

    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void value(byte[] from, int at, int count) throws Refusal {
        if (valueInShell) {
            shell.write(from, at, count);
        }
        offset += count;
        valueLeft -= count;
        if (valueLeft == 0) {
            closeFinished();
        }
    }

    private void headerByte(int b) throws Refusal {
        require(header.size() > 0 || !started || !open.isEmpty(), "has bytes after its end");
        started = true;
        offset++;
        header.write(b);
        switch (header.size()) {
            case 1:
                require((b & 0x1F) != 0x1F, "has a tag above 30");
                lengthBytesLeft = -1;
                break;
            case 2:
                if (b > 0x80) {
                    require(b <= 0x84, "has a length of more than four bytes");
                    lengthBytesLeft = b & 0x7F;
                    length = 0;
                } else {
                    length = b;
                    element(header.toByteArray()[0] & 0xFF, b == 0x80);
                }
                break;
            default:
                length = length << 8 | b;
                if (--lengthBytesLeft == 0) {
                    int spare = header.size() - 2;
                    require(length >= 0x80 && length >> 8 * (spare - 1) != 0,
                            "has a length that is not the shortest");
                    element(header.toByteArray()[0] & 0xFF, false);
                }
        }
    }

    private void element(int tag, boolean indefinite) throws Refusal {
        byte[] bytes = header.toByteArray();
        header.reset();
        if (tag == 0) {
            endOfContents(bytes);
            return;
        }
        Element parent = open.peek();
        int spine = parent == null ? 0 : spineOfChild(parent);
        if (parent == null) {
            indefiniteForm = indefinite;
        } else {
            parent.children++;
            require(parent.end < 0 || !indefinite && offset + length <= parent.end,
                    "has an element that outgrows its parent");
        }
        boolean constructed = (tag & CONSTRUCTED) != 0;
        boolean segment = parent != null && parent.spine == path.length;
        boolean content = spine == path.length;
        boolean certificates = path == SIGNED && parent != null && parent.spine == DATA_DEPTH
                && tag == CONTEXT_0;
        boolean stretched = indefiniteForm && (spine != OFF_SPINE || certificates);
        require(indefinite == stretched, String.format(
                "has the %s length at byte %d (tag %02X), which does not fit the form that its first byte announced",
                indefinite ? "indefinite" : "definite", offset - bytes.length, tag));
        if (content) {
            require(constructed == indefiniteForm, "has a content in pieces but definite lengths");
        }
        if (segment) {
            segment(tag);
        }
        if (!segment) {
            if (spine == OFF_SPINE) {
                shell.writeBytes(bytes);
            } else {
                shell.write(tag);
                shell.write(constructed ? 0x80 : 0);
            }
        }
        if (constructed) {
            open.push(new Element(indefinite ? -1 : offset + length, spine));
        } else {
            valueLeft = length;
            valueInShell = !segment && !content;
        }
        closeFinished();
    }

    private void segment(int tag) throws Refusal {
        require(tag == OCTET_STRING, "has a content segment that is not a primitive octet string");
        require(!shortSegmentSeen, "has a short content segment before the last");
        require(length > 0 && length <= SEGMENT, "has a content segment of " + length + " bytes");
        shortSegmentSeen = length < SEGMENT;
    }

    private void endOfContents(byte[] bytes) throws Refusal {
        Element top = open.peek();
        require(length == 0 && top != null && top.end < 0, "has a misplaced end-of-contents");
        open.pop();
        shell.writeBytes(bytes);
        closeFinished();
    }

    private void closeFinished() {
        while (valueLeft == 0 && !open.isEmpty() && open.peek().end == offset) {
            if (open.pop().spine != OFF_SPINE) {
                shell.write(0);
                shell.write(0);
            }
        }
    }

    private int spineOfChild(Element parent) {
        boolean next = parent.spine != OFF_SPINE && parent.spine < path.length
                && parent.children == path[parent.spine];
        return next ? parent.spine + 1 : OFF_SPINE;
    }

    private void require(boolean holds, String complaint) throws Refusal {
        Refusal.unless(holds, layer + ": the encoding " + complaint);
    }

    /** A constructed element that is not closed yet. */
    private static final class Element {
        final long end;
        final int spine;
        int children;

        Element(long end, int spine) {
            this.end = end;
            this.spine = spine;
        }
    }
}
