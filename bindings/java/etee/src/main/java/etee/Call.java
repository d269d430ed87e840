package etee;

import static etee.Natives.NATIVE;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One call of a function: its arguments in native memory, which is wiped and given back at the
 * end, the objects that it uses, and the places for its results.
 */
final class Call implements AutoCloseable {
    /** A fallible function that makes something, or nothing. */
    interface Function {
        int run(Call call);
    }

    /** A fallible function on an object. */
    interface Method {
        int run(long self, Call call);
    }

    /** Octets in native memory. */
    static final class Octets {
        final long address;
        final long length;

        Octets(long address, long length) {
            this.address = address;
            this.length = length;
        }
    }

    private static final Octets NONE = new Octets(0, 0);

    /** The places at the beginning: for the error, the result, and a number. */
    private static final int PLACES = 3 * Long.BYTES;

    /** What most calls need, in one piece. */
    private static final int ROOM = 512;

    private final long memory;
    private long used = PLACES;
    /** Further pieces of memory, their address and the octets of them to wipe in turn. */
    private final List<Long> pieces = new ArrayList<>(0);
    private final List<Object> held = new ArrayList<>(4);

    Call() {
        memory = allocated(ROOM);
    }

    private static long allocated(long octets) {
        long memory = NATIVE.allocate(octets);
        if (memory == 0) {
            throw new OutOfMemoryError("native memory for " + octets + " octets");
        }
        return memory;
    }

    /** Runs a function and returns the address of what it made. */
    static long make(Function function) {
        try (Call call = new Call()) {
            call.check(function.run(call));
            return call.made();
        }
    }

    /** Runs a function that makes nothing. */
    static void perform(Function function) {
        try (Call call = new Call()) {
            call.check(function.run(call));
        }
    }

    /** A copy of native memory. */
    static byte[] copy(long address, long length) {
        if (length > Integer.MAX_VALUE - 8) {
            throw new OutOfMemoryError("an array of " + length + " octets; use files or streams");
        }
        byte[] octets = new byte[(int) length];
        NATIVE.read(address, octets, 0, octets.length);
        return octets;
    }

    long error() {
        return memory;
    }

    long result() {
        return memory + Long.BYTES;
    }

    long count() {
        return memory + 2 * Long.BYTES;
    }

    /** The address of an object, which is not freed before the call ends; 0 for null. */
    long use(Handle handle) {
        if (handle == null) {
            return 0;
        }
        held.add(handle);
        return handle.enter();
    }

    /** Zeros to be written to, on a boundary of 8. */
    long place(long octets) {
        long rounded = octets + 7 & -8;
        if (rounded <= ROOM - used) {
            long place = memory + used;
            used += rounded;
            return place;
        }
        long piece = allocated(octets);
        pieces.add(piece);
        pieces.add(octets);
        return piece;
    }

    /** A copy of octets; null is NULL. */
    Octets octets(byte[] octets) {
        return octets == null ? NONE : octets(octets, 0, octets.length);
    }

    Octets octets(byte[] octets, int start, int length) {
        long place = place(Math.max(length, 1));
        NATIVE.write(place, octets, start, length);
        return new Octets(place, length);
    }

    /** A copy of octets that are no secret, such as a sealed message: it is not wiped. */
    Octets message(byte[] message) {
        Octets octets = octets(message);
        if (octets.length > ROOM) {
            pieces.set(pieces.size() - 1, 0L);
        }
        return octets;
    }

    /** What remains in a buffer, without a copy if it is a direct one; its position stays. */
    Octets octets(ByteBuffer buffer) {
        int length = buffer.remaining();
        if (buffer.isDirect()) {
            held.add(buffer);
            return new Octets(NATIVE.addressOf(buffer) + buffer.position(), length);
        }
        if (buffer.hasArray()) {
            return octets(buffer.array(), buffer.arrayOffset() + buffer.position(), length);
        }
        byte[] copy = new byte[length];
        buffer.duplicate().get(copy);
        return octets(copy);
    }

    /** Text in UTF-8; null is NULL, and empty text is not. */
    Octets text(String text) {
        return text == null ? NONE : octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A password, which is not kept in an array of Java. */
    Octets text(char[] text) {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(text));
        Octets octets = octets(encoded);
        java.util.Arrays.fill(encoded.array(), (byte) 0);
        return octets;
    }

    Octets path(java.nio.file.Path path) {
        return text(path.toString());
    }

    /** The address of what a function made. */
    long made() {
        return NATIVE.getLong(result());
    }

    /** A copy of the etee_buffer that a function made, which is freed. */
    byte[] madeOctets() {
        long buffer = made();
        try {
            return copy(NATIVE.etee_buffer_data(buffer), NATIVE.etee_buffer_len(buffer));
        } finally {
            NATIVE.etee_buffer_free(buffer);
        }
    }

    /** Throws what a status stands for, if it is not OK. */
    void check(int status) {
        if (status != Status.OK) {
            throw Failures.take(status, NATIVE.getLong(error()));
        }
    }

    @Override
    public void close() {
        NATIVE.wipe(memory, used);
        NATIVE.release(memory);
        for (int i = 0; i < pieces.size(); i += 2) {
            NATIVE.wipe(pieces.get(i), pieces.get(i + 1));
            NATIVE.release(pieces.get(i));
        }
        for (Object object : held) {
            if (object instanceof Handle) {
                ((Handle) object).leave();
            } else {
                NATIVE.keep(object);
            }
        }
    }
}
