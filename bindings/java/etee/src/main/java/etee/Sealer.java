package etee;

import static etee.Natives.NATIVE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * Seals contents for its recipients, signed by one identity or web key. Use it for any number of
 * contents, one after the other; a second thread meanwhile gets a {@link UsageException} with
 * {@link Status#BUSY}. After a failure it can be used again, for the next content.
 *
 * <p>What every reader would find fault with is not sealed. The exception then has a cause whose
 * message is the official name of the finding; {@link #accept} takes that name.
 */
public final class Sealer extends Handle {
    /** A sealer without recipients yet, which signs with the keys of an identity. */
    public Sealer(Context context, Identity identity) {
        super(Call.make(call -> NATIVE.etee_sealer_new(
                call.use(context), call.use(identity), call.result(), call.error())),
                NATIVE::etee_sealer_free);
    }

    /** A sealer without recipients yet, which signs both layers with a web key. */
    public Sealer(Context context, WebKey webKey) {
        super(Call.make(call -> NATIVE.etee_sealer_new_with_web_key(
                call.use(context), call.use(webKey), call.result(), call.error())),
                NATIVE::etee_sealer_free);
    }

    private Sealer set(Call.Method setter) {
        run(setter);
        return this;
    }

    /** Signs this and all later contents under another policy. */
    public Sealer setPolicy(SigningPolicy policy) {
        return set((self, call) ->
                NATIVE.etee_sealer_set_policy(self, policy.number, call.error()));
    }

    /** Seals in spite of a finding, by its official name. Goes before the recipients it is for. */
    public Sealer accept(String finding) {
        return set((self, call) -> {
            Call.Octets name = call.text(finding);
            return NATIVE.etee_sealer_accept(self, name.address, name.length, call.error());
        });
    }

    /** Allows recipients with an EC encryption key, whom the official library does not know. */
    public Sealer allowKeyAgreement(boolean allowed) {
        return set((self, call) -> NATIVE.etee_sealer_allow_key_agreement(
                self, allowed ? 1 : 0, call.error()));
    }

    /** Adds a recipient to this and all later contents. */
    public Sealer addRecipient(EncryptionToken token) {
        return set((self, call) ->
                NATIVE.etee_sealer_add_recipient(self, call.use(token), call.error()));
    }

    /** Adds the holder of a web key to this and all later contents. */
    public Sealer addRecipient(WebKey webKey) {
        return set((self, call) ->
                NATIVE.etee_sealer_add_web_key(self, call.use(webKey), call.error()));
    }

    /** Adds whoever gets this key from the KGSS to this and all later contents. */
    public Sealer addRecipient(SecretKey secretKey) {
        return set((self, call) ->
                NATIVE.etee_sealer_add_secret_key(self, call.use(secretKey), call.error()));
    }

    /** Seals a content that is in memory. */
    public byte[] seal(byte[] content) {
        return makeOctets((self, call) -> seal(self, call, call.octets(content)));
    }

    /** Seals what remains in a buffer, without copying it if it is a direct one. */
    public ByteBuffer seal(ByteBuffer content) {
        return ByteBuffer.wrap(
                makeOctets((self, call) -> seal(self, call, call.octets(content))));
    }

    private static int seal(long self, Call call, Call.Octets content) {
        return NATIVE.etee_sealer_seal(
                self, content.address, content.length, call.result(), call.error());
    }

    /** Seals a file into another one, which appears whole or not at all. */
    public void seal(Path content, Path sealed) {
        run((self, call) -> {
            Call.Octets input = call.path(content);
            Call.Octets output = call.path(sealed);
            return NATIVE.etee_sealer_seal_file(self, input.address, input.length,
                    output.address, output.length, call.error());
        });
    }

    /** Seals what a stream gives, to its end. What was written when this fails is no message. */
    public void seal(InputStream content, OutputStream sealed) throws IOException {
        seal(content, Constants.LENGTH_UNKNOWN, sealed);
    }

    /**
     * Seals what a stream gives, of which the exact length is known: the message then gets definite
     * lengths. What was written when this fails is no message.
     */
    public void seal(InputStream content, long length, OutputStream sealed) throws IOException {
        try (Call call = new Call()) {
            long self = call.use(this);
            Chunks chunks = new Chunks(call);
            Chunks.Reader read = (place, room) ->
                    NATIVE.etee_sealer_read(self, place, room, call.count(), call.error());
            try {
                call.check(NATIVE.etee_sealer_begin(self, length, call.error()));
                while (chunks.fill(content)) {
                    call.check(NATIVE.etee_sealer_write(
                            self, chunks.memory, chunks.length, call.error()));
                    chunks.drain(read, sealed);
                }
                call.check(NATIVE.etee_sealer_finish(self, call.error()));
                chunks.drain(read, sealed);
            } finally {
                chunks.wipe();
                // Nothing is left after a success; after a failure of a stream there may be.
                NATIVE.etee_sealer_discard(self, 0);
            }
        }
    }
}
