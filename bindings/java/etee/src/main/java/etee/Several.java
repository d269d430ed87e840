package etee;

import static etee.Natives.NATIVE;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Takes several objects from a function that hands them out if there is room for all. */
final class Several {
    /** A function that hands out several objects, and says how many in the place of the count. */
    interface Taker {
        int take(long self, Call call, long places, long room);
    }

    private static final long FIRST_ROOM = 16;

    static <T> List<T> take(Handle handle, Taker taker, LongFunction<T> wrapper) {
        List<T> taken = null;
        for (long room = FIRST_ROOM; taken == null; ) {
            try (Call call = new Call()) {
                long places = call.place(room * Long.BYTES);
                int status = taker.take(call.use(handle), call, places, room);
                long count = NATIVE.getLong(call.count());
                if (status == Status.TOO_SMALL) {
                    NATIVE.etee_error_free(NATIVE.getLong(call.error()));
                    room = count;
                } else {
                    call.check(status);
                    taken = wrap(places, count, wrapper);
                }
            }
        }
        return taken;
    }

    private static <T> List<T> wrap(long places, long count, LongFunction<T> wrapper) {
        List<T> wrapped = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            wrapped.add(wrapper.apply(NATIVE.getLong(places + i * Long.BYTES)));
        }
        return wrapped;
    }

    /** The addresses of objects, one after the other. */
    static long row(Call call, List<? extends Handle> handles) {
        long row = call.place(Math.max(1, handles.size()) * (long) Long.BYTES);
        for (int i = 0; i < handles.size(); i++) {
            NATIVE.putLong(row + i * (long) Long.BYTES, call.use(handles.get(i)));
        }
        return row;
    }

    private Several() {}
}
