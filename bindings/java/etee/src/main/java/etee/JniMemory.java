package etee;

import java.nio.ByteBuffer;

/** Native memory by JNI. */
abstract class JniMemory implements Memory {
    @Override public native long allocate(long octets);
    @Override public native void release(long memory);
    @Override public native void wipe(long memory, long octets);
    @Override public native void write(long memory, byte[] from, int start, int length);
    @Override public native void read(long memory, byte[] into, int start, int length);
    @Override public native int getInt(long memory);
    @Override public native long getLong(long memory);
    @Override public native void putLong(long memory, long value);
    @Override public native long textLength(long text);
    @Override public native ByteBuffer view(long memory, long octets);
    @Override public native long addressOf(ByteBuffer direct);
    @Override public native void keep(Object object);
    @Override public native long signFunction();
    @Override public native long sendFunction();
    @Override public native long supplyFunction();
    @Override public native long releaseFunction();
}
