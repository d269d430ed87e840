package etee;

import static etee.Natives.NATIVE;

import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongBinaryOperator;
import java.util.function.LongConsumer;
import java.util.function.LongToIntFunction;
import java.util.function.LongUnaryOperator;

/**
 * An object of the native library. Close it to free its memory now; in any order, on any thread,
 * also while another thread is using it, whose call then ends first. What is collected without
 * having been closed is freed when the next object is made.
 */
public abstract class Handle implements AutoCloseable {
    private final Cell cell;

    Handle(long address, LongConsumer free) {
        Cell.freeCollected();
        cell = new Cell(this, address, free);
    }

    /** Frees the object; the second time is without effect. Never throws. */
    @Override
    public final void close() {
        cell.close();
    }

    /** The number of native objects that are not freed. */
    static long live() {
        Cell.freeCollected();
        return Cell.LIVE.get();
    }

    /** The address, which stays valid until {@link #leave}. */
    final long enter() {
        return cell.enter();
    }

    final void leave() {
        cell.leave();
    }

    /** Runs a fallible function on this object. */
    final void run(Call.Method method) {
        try (Call call = new Call()) {
            call.check(method.run(call.use(this), call));
        }
    }

    /** Runs a fallible function on this object that makes another one. */
    final long make(Call.Method method) {
        try (Call call = new Call()) {
            call.check(method.run(call.use(this), call));
            return call.made();
        }
    }

    /** Runs a fallible function on this object that makes an etee_buffer. */
    final byte[] makeOctets(Call.Method method) {
        try (Call call = new Call()) {
            call.check(method.run(call.use(this), call));
            return call.madeOctets();
        }
    }

    final int number(LongToIntFunction accessor) {
        try {
            return accessor.applyAsInt(enter());
        } finally {
            leave();
        }
    }

    final boolean isTrue(LongToIntFunction accessor) {
        return number(accessor) != 0;
    }

    final long longNumber(LongUnaryOperator accessor) {
        try {
            return accessor.applyAsLong(enter());
        } finally {
            leave();
        }
    }

    final int count(LongUnaryOperator accessor) {
        return Math.toIntExact(longNumber(accessor));
    }

    /** A text that lives as long as this object; null if there is none. */
    final String text(LongUnaryOperator accessor) {
        try {
            return Texts.read(accessor.applyAsLong(enter()));
        } finally {
            leave();
        }
    }

    /** Texts by their index. */
    final List<String> texts(LongUnaryOperator count, LongBinaryOperator accessor) {
        try {
            long address = enter();
            long number = count.applyAsLong(address);
            List<String> texts = new ArrayList<>();
            for (long i = 0; i < number; i++) {
                texts.add(Texts.read(accessor.applyAsLong(address, i)));
            }
            return Collections.unmodifiableList(texts);
        } finally {
            leave();
        }
    }

    /** Octets that live as long as this object; the accessor takes a place for their length. */
    final byte[] octets(LongBinaryOperator accessor) {
        try (Call call = new Call()) {
            long octets = accessor.applyAsLong(call.use(this), call.count());
            return octets == 0 ? null : Call.copy(octets, NATIVE.getLong(call.count()));
        }
    }

    final X509Certificate certificate(LongBinaryOperator accessor) {
        return Certificates.decode(octets(accessor));
    }

    /** What has to be freed, which outlives the object that is used. */
    private static final class Cell extends PhantomReference<Handle> {
        static final AtomicLong LIVE = new AtomicLong();
        private static final ReferenceQueue<Handle> COLLECTED = new ReferenceQueue<>();
        private static final Set<Cell> CELLS = ConcurrentHashMap.newKeySet();
        private static final int CLOSED = 1;
        private static final int USE = 2;

        private final long address;
        private final LongConsumer free;
        /** Twice the number of uses, plus one once it is closed. */
        private final AtomicInteger state = new AtomicInteger();

        Cell(Handle handle, long address, LongConsumer free) {
            super(handle, COLLECTED);
            this.address = address;
            this.free = free;
            CELLS.add(this);
            LIVE.incrementAndGet();
        }

        static void freeCollected() {
            for (Object cell = COLLECTED.poll(); cell != null; cell = COLLECTED.poll()) {
                ((Cell) cell).close();
            }
        }

        long enter() {
            int before = state.getAndAdd(USE);
            if ((before & CLOSED) != 0) {
                throw new IllegalStateException("the object was closed");
            }
            return address;
        }

        void leave() {
            if (state.addAndGet(-USE) == CLOSED) {
                dispose();
            }
        }

        void close() {
            int before = state.getAndUpdate(value -> value | CLOSED);
            if (before == 0) {
                dispose();
            }
        }

        /** Comes here once: the last use of a closed object, or its closing without any use. */
        private void dispose() {
            if (CELLS.remove(this)) {
                clear();
                LIVE.decrementAndGet();
                free.accept(address);
            }
        }
    }
}
