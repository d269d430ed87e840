package etee;

import static etee.Natives.NATIVE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Moves octets between the streams of Java and the library, a chunk at a time. */
final class Chunks {
    private static final int SIZE = 1 << 16;

    /** A function that reads into a place and says how much in the place of the call's count. */
    interface Reader {
        int read(long place, long room);
    }

    /** Where a chunk is in native memory; wiped when the call ends. */
    final long memory;

    /** The octets of the chunk. */
    int length;

    private final Call call;
    private final byte[] octets = new byte[SIZE];

    Chunks(Call call) {
        this.call = call;
        memory = call.place(SIZE);
    }

    /** Takes the next chunk from a stream; false at its end. */
    boolean fill(InputStream from) throws IOException {
        length = from.read(octets);
        if (length > 0) {
            NATIVE.write(memory, octets, 0, length);
        }
        return length >= 0;
    }

    /** Gives a stream all that there is to read. */
    void drain(Reader reader, OutputStream to) throws IOException {
        for (;;) {
            call.check(reader.read(memory, SIZE));
            int count = (int) NATIVE.getLong(call.count());
            if (count == 0) {
                return;
            }
            NATIVE.read(memory, octets, 0, count);
            to.write(octets, 0, count);
        }
    }

    /** Overwrites what was clear text. */
    void wipe() {
        java.util.Arrays.fill(octets, (byte) 0);
    }
}
