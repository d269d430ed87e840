package etee;

import static etee.Natives.NATIVE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Unseals messages with the decryption keys of its identities. Use it for any number of messages,
 * one after the other; a second thread meanwhile gets a {@link UsageException} with
 * {@link Status#BUSY}. After a failure it can be used again, for the next message.
 *
 * <p>Nothing of the content is released before every check of the message has passed, but for what
 * {@link #accept} accepts. The exception of a refused message has its report.
 */
public final class Unsealer extends Handle {
    /** An unsealer without keys yet. */
    public Unsealer(Context context) {
        super(Call.make(call -> NATIVE.etee_unsealer_new(
                call.use(context), call.result(), call.error())), NATIVE::etee_unsealer_free);
    }

    private Unsealer set(Call.Method setter) {
        run(setter);
        return this;
    }

    /** Adds the decryption keys of an identity; old stores may be added beside new ones. */
    public Unsealer addIdentity(Identity identity) {
        return set((self, call) ->
                NATIVE.etee_unsealer_add_identity(self, call.use(identity), call.error()));
    }

    /** Adds a key of the KGSS, which is tried before the keys of the identities. */
    public Unsealer addKey(SecretKey secretKey) {
        return set((self, call) ->
                NATIVE.etee_unsealer_add_secret_key(self, call.use(secretKey), call.error()));
    }

    /** Adds a web key that messages may be sealed for; it needs its private key. */
    public Unsealer addKey(WebKey webKey) {
        return set((self, call) ->
                NATIVE.etee_unsealer_add_web_key(self, call.use(webKey), call.error()));
    }

    /** Expects this signer: the signer of each layer must then be among those expected. */
    public Unsealer expectSigner(X509Certificate certificate) {
        return set((self, call) -> {
            Call.Octets der = call.octets(Certificates.encode(certificate));
            return NATIVE.etee_unsealer_expect_signer(
                    self, der.address, der.length, call.error());
        });
    }

    /** Expects a signer with this web key. */
    public Unsealer expectSigner(WebKey webKey) {
        return set((self, call) ->
                NATIVE.etee_unsealer_expect_web_key(self, call.use(webKey), call.error()));
    }

    /**
     * Releases contents in spite of this error, named as in reports; "ALL" stands for every one.
     * The error stays in the report, and what the message is worth then is for the caller to know.
     */
    public Unsealer accept(String error) {
        return set((self, call) -> {
            Call.Octets name = call.text(error);
            return NATIVE.etee_unsealer_accept(self, name.address, name.length, call.error());
        });
    }

    /**
     * Says when the messages were received, as someone knows whom the caller trusts, such as a
     * mailbox of the platform; null takes it back.
     */
    public Unsealer setTrustedTime(@Nullable Instant received) {
        return set((self, call) -> received == null
                ? NATIVE.etee_unsealer_clear_trusted_time(self, call.error())
                : NATIVE.etee_unsealer_set_trusted_time(
                        self, received.getEpochSecond(), call.error()));
    }

    /** Unseals a message that is in memory. */
    public byte[] unseal(byte[] message) {
        return judged(() ->
                makeOctets((self, call) -> unseal(self, call, call.message(message))));
    }

    /** Unseals what remains in a buffer, without copying it if it is a direct one. */
    public ByteBuffer unseal(ByteBuffer message) {
        return ByteBuffer.wrap(judged(() ->
                makeOctets((self, call) -> unseal(self, call, call.octets(message)))));
    }

    private static int unseal(long self, Call call, Call.Octets message) {
        return NATIVE.etee_unsealer_unseal(
                self, message.address, message.length, call.result(), call.error());
    }

    /** Unseals a file into another one, which appears only if the content was released. */
    public void unseal(Path message, Path content) {
        judged(() -> {
            run((self, call) -> {
                Call.Octets input = call.path(message);
                Call.Octets output = call.path(content);
                return NATIVE.etee_unsealer_unseal_file(self, input.address, input.length,
                        output.address, output.length, call.error());
            });
            return null;
        });
    }

    /**
     * Unseals what a stream gives, to its end. Nothing is written before every check has passed;
     * until then the content waits in memory, or in an encrypted file if it is large.
     */
    public void unseal(InputStream message, OutputStream content) throws IOException {
        try (Call call = new Call()) {
            long self = call.use(this);
            Chunks chunks = new Chunks(call);
            try {
                while (chunks.fill(message)) {
                    call.check(NATIVE.etee_unsealer_write(
                            self, chunks.memory, chunks.length, call.error()));
                }
                judged(() -> {
                    call.check(NATIVE.etee_unsealer_finish(self, call.error()));
                    return null;
                });
                chunks.drain((place, room) -> NATIVE.etee_unsealer_read(
                        self, place, room, call.count(), call.error()), content);
            } finally {
                chunks.wipe();
                // Nothing is left after a success; after a failure of a stream there may be.
                NATIVE.etee_unsealer_discard(self, 0);
            }
        }
    }

    /** The report on the last message, released or refused. Later messages do not change it. */
    public Report report() {
        return new Report(make((self, call) ->
                NATIVE.etee_unsealer_report(self, call.result(), call.error())));
    }

    private <T> T judged(Supplier<T> unsealing) {
        return Judged.run(unsealing, this::report);
    }
}
