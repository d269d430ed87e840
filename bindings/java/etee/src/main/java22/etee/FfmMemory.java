package etee;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Native memory by the Foreign Function and Memory API. */
abstract class FfmMemory implements Memory {
    private static final Linker LINKER = Linker.nativeLinker();

    /** All of memory: what is addressed in it is as right as in C. */
    private static final MemorySegment ALL = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private static final MethodHandle CALLOC =
            standard("calloc", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle FREE = standard("free", FunctionDescriptor.ofVoid(JAVA_LONG));

    private final SymbolLookup library;

    FfmMemory(Path library) {
        // Unlike System.load, this is not bound to a class loader.
        this.library = SymbolLookup.libraryLookup(library, Arena.global());
    }

    /** A function of the C library. */
    private static MethodHandle standard(String name, FunctionDescriptor descriptor) {
        MemorySegment address = LINKER.defaultLookup().find(name)
                .orElseThrow(() -> new UnsatisfiedLinkError("the system has no " + name));
        return LINKER.downcallHandle(address, descriptor);
    }

    /**
     * A function pointer to a method of {@link Hosts}, which throws nothing. It lives as long as
     * the JVM: which host is meant, the user of its table says.
     */
    private static MemorySegment stub(String name, Class<?> result, Class<?>... parameters) {
        MethodType type = MethodType.methodType(result, parameters);
        ValueLayout[] layouts = new ValueLayout[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            layouts[i] = parameters[i] == int.class ? JAVA_INT : JAVA_LONG;
        }
        try {
            MethodHandle target = MethodHandles.lookup().findStatic(Hosts.class, name, type);
            return LINKER.upcallStub(target, FunctionDescriptor.of(JAVA_INT, layouts),
                    Arena.global());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(name, impossible);
        }
    }

    /** What calls functions of this shape. */
    static MethodHandle shape(FunctionDescriptor descriptor) {
        return LINKER.downcallHandle(descriptor);
    }

    final MemorySegment find(String name) {
        return library.find(name).orElseThrow(
                () -> new UnsatisfiedLinkError("the library has no function " + name));
    }

    /** A function that some libraries were built without: to call it is then an error. */
    final MemorySegment findIfThere(String name) {
        return library.find(name).orElse(MemorySegment.NULL);
    }

    /** Downcalls throw nothing but errors of the JVM, and what a missing function causes. */
    static RuntimeException unexpected(Throwable thrown) {
        if (thrown instanceof Error) {
            throw (Error) thrown;
        }
        if (thrown instanceof IllegalArgumentException) {
            throw new UnsupportedOperationException("the library was built without this function",
                    thrown);
        }
        throw (RuntimeException) thrown;
    }

    @Override
    public long allocate(long octets) {
        try {
            return (long) CALLOC.invokeExact(1L, octets);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void release(long memory) {
        try {
            FREE.invokeExact(memory);
        } catch (Throwable thrown) {
            throw unexpected(thrown);
        }
    }

    @Override
    public void wipe(long memory, long octets) {
        ALL.asSlice(memory, octets).fill((byte) 0);
    }

    @Override
    public void write(long memory, byte[] from, int start, int length) {
        MemorySegment.copy(from, start, ALL, JAVA_BYTE, memory, length);
    }

    @Override
    public void read(long memory, byte[] into, int start, int length) {
        MemorySegment.copy(ALL, JAVA_BYTE, memory, into, start, length);
    }

    @Override
    public int getInt(long memory) {
        return ALL.get(JAVA_INT, memory);
    }

    @Override
    public long getLong(long memory) {
        return ALL.get(JAVA_LONG, memory);
    }

    @Override
    public void putLong(long memory, long value) {
        ALL.set(JAVA_LONG, memory, value);
    }

    @Override
    public long textLength(long text) {
        long length = 0;
        while (ALL.get(JAVA_BYTE, text + length) != 0) {
            length++;
        }
        return length;
    }

    @Override
    public ByteBuffer view(long memory, long octets) {
        return ALL.asSlice(memory, octets).asByteBuffer();
    }

    @Override
    public long addressOf(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct.duplicate().clear()).address();
    }

    @Override
    public void keep(Object object) {
        Reference.reachabilityFence(object);
    }

    @Override
    public long signFunction() {
        return Sign.STUB.address();
    }

    @Override
    public long sendFunction() {
        return Send.STUB.address();
    }

    @Override
    public long supplyFunction() {
        return Supply.STUB.address();
    }

    @Override
    public long releaseFunction() {
        return Release.STUB.address();
    }

    private static final class Sign {
        static final MemorySegment STUB = stub("sign", int.class, long.class, int.class,
                long.class, long.class, long.class, long.class);
    }

    private static final class Send {
        static final MemorySegment STUB =
                stub("send", int.class, long.class, long.class, long.class);
    }

    private static final class Supply {
        static final MemorySegment STUB =
                stub("supply", int.class, long.class, long.class, long.class);
    }

    private static final class Release {
        static final MemorySegment STUB = stub("release", int.class, long.class);
    }
}
