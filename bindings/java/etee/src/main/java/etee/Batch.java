package etee;

import static etee.Natives.NATIVE;

import java.util.List;

/**
 * Messages that were sealed together, on as many threads as {@link Context#setParallelism} allows,
 * to be taken one by one. All are in memory until they are taken.
 */
public final class Batch extends Handle {
    private Batch(Call.Function function) {
        super(Call.make(function), NATIVE::etee_batch_free);
    }

    /** Seals each content for all recipients of one sealer. */
    public static Batch seal(Context context, Sealer sealer, List<byte[]> contents) {
        return new Batch(call -> {
            int count = contents.size();
            long self = call.use(sealer);
            long sealers = call.place(count * (long) Long.BYTES);
            long addresses = call.place(count * (long) Long.BYTES);
            long lengths = call.place(count * (long) Long.BYTES);
            for (int i = 0; i < count; i++) {
                Call.Octets content = call.octets(contents.get(i));
                long offset = i * (long) Long.BYTES;
                NATIVE.putLong(sealers + offset, self);
                NATIVE.putLong(addresses + offset, content.address);
                NATIVE.putLong(lengths + offset, content.length);
            }
            return NATIVE.etee_batch_seal(call.use(context), sealers, addresses, lengths, count,
                    call.result(), call.error());
        });
    }

    /** Seals one content once for each recipient of a sealer, who sees no other. */
    public static Batch sealEach(Context context, Sealer sealer, byte[] content) {
        return new Batch(call -> {
            Call.Octets octets = call.octets(content);
            return NATIVE.etee_batch_seal_each(call.use(context), call.use(sealer),
                    octets.address, octets.length, call.result(), call.error());
        });
    }

    /** The number of messages, taken or not, sealed or not. */
    public int count() {
        return count(NATIVE::etee_batch_count);
    }

    /** Takes the message with an index; each can be taken once. Throws why it was not sealed. */
    public byte[] take(int index) {
        return makeOctets((self, call) ->
                NATIVE.etee_batch_take(self, index, call.result(), call.error()));
    }
}
