package etee;

import java.nio.ByteBuffer;

/** Native memory by its addresses, and the addresses of a host's functions in Java. */
interface Memory {
    /** Zeros, to be given back with {@link #release}; 0 where there is no memory. */
    long allocate(long octets);

    void release(long memory);

    /** Overwrites octets with zeros, in a way that is not optimised away. */
    void wipe(long memory, long octets);

    void write(long memory, byte[] from, int start, int length);

    void read(long memory, byte[] into, int start, int length);

    int getInt(long memory);

    long getLong(long memory);

    void putLong(long memory, long value);

    /** The octets of a text that ends with NUL, without that. */
    long textLength(long text);

    /** A direct buffer over memory that somebody else keeps. */
    ByteBuffer view(long memory, long octets);

    /** Where a direct buffer begins, whatever its position is. */
    long addressOf(ByteBuffer direct);

    /** Keeps an object from being collected before this call. */
    void keep(Object object);

    /** The address of {@link Hosts#sign}. */
    long signFunction();

    /** The address of {@link Hosts#send}. */
    long sendFunction();

    /** The address of {@link Hosts#supply}. */
    long supplyFunction();

    /** The address of {@link Hosts#release}. */
    long releaseFunction();
}
