package etee;

import static etee.Natives.NATIVE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Checks messages for a party that cannot open them: a mailbox, an archive. Only the outer layer
 * is judged, the one that the sender signed. Use it for any number of messages, one after the
 * other. The exception of a refused message has its report.
 */
public final class Checker extends Handle {
    /** A checker that expects no particular sender. */
    public Checker(Context context) {
        super(Call.make(call -> NATIVE.etee_checker_new(
                call.use(context), call.result(), call.error())), NATIVE::etee_checker_free);
    }

    private Checker set(Call.Method setter) {
        run(setter);
        return this;
    }

    /** Expects this sender: the sender of a message must then be among those expected. */
    public Checker expectSigner(X509Certificate certificate) {
        return set((self, call) -> {
            Call.Octets der = call.octets(Certificates.encode(certificate));
            return NATIVE.etee_checker_expect_signer(
                    self, der.address, der.length, call.error());
        });
    }

    /** Expects a sender with this web key. */
    public Checker expectSigner(WebKey webKey) {
        return set((self, call) ->
                NATIVE.etee_checker_expect_web_key(self, call.use(webKey), call.error()));
    }

    /** Goes on in spite of this error, named as in reports; "ALL" stands for every one. */
    public Checker accept(String error) {
        return set((self, call) -> {
            Call.Octets name = call.text(error);
            return NATIVE.etee_checker_accept(self, name.address, name.length, call.error());
        });
    }

    /** Says when the messages were received; null takes it back. */
    public Checker setTrustedTime(@Nullable Instant received) {
        return set((self, call) -> received == null
                ? NATIVE.etee_checker_clear_trusted_time(self, call.error())
                : NATIVE.etee_checker_set_trusted_time(
                        self, received.getEpochSecond(), call.error()));
    }

    /** Checks a message that is in memory. */
    public void validate(byte[] message) {
        judgedRun((self, call) -> {
            Call.Octets octets = call.message(message);
            return NATIVE.etee_checker_validate(
                    self, octets.address, octets.length, call.error());
        });
    }

    /** Checks a file. */
    public void validate(Path message) {
        judgedRun((self, call) -> {
            Call.Octets file = call.path(message);
            return NATIVE.etee_checker_validate_file(
                    self, file.address, file.length, call.error());
        });
    }

    /** Checks what a stream gives, to its end. */
    public void validate(InputStream message) throws IOException {
        try (Call call = new Call()) {
            long self = call.use(this);
            Chunks chunks = new Chunks(call);
            try {
                while (chunks.fill(message)) {
                    call.check(NATIVE.etee_checker_write(
                            self, chunks.memory, chunks.length, call.error()));
                }
                judged(() -> {
                    call.check(NATIVE.etee_checker_finish(self, call.error()));
                    return null;
                });
            } finally {
                NATIVE.etee_checker_discard(self, 0);
            }
        }
    }

    /** Puts into a message what showed that its sender's certificate was not revoked. */
    public byte[] inject(byte[] message) {
        return judged(() -> makeOctets((self, call) -> {
            Call.Octets octets = call.message(message);
            return NATIVE.etee_checker_inject(
                    self, octets.address, octets.length, call.result(), call.error());
        }));
    }

    /** As {@link #inject(byte[])}, from a file to a file, which appears whole or not at all. */
    public void inject(Path message, Path injected) {
        judgedRun((self, call) -> {
            Call.Octets input = call.path(message);
            Call.Octets output = call.path(injected);
            return NATIVE.etee_checker_inject_file(self, input.address, input.length,
                    output.address, output.length, call.error());
        });
    }

    /** Puts a time-stamp token, made for {@link Report#signature}, on a message. */
    public byte[] stamp(byte[] message, byte[] token) {
        return judged(() -> makeOctets((self, call) -> {
            Call.Octets octets = call.message(message);
            Call.Octets stamp = call.octets(token);
            return NATIVE.etee_checker_stamp(self, octets.address, octets.length, stamp.address,
                    stamp.length, call.result(), call.error());
        }));
    }

    /** As {@link #stamp(byte[], byte[])}, from a file to a file. */
    public void stamp(Path message, Path stamped, byte[] token) {
        judgedRun((self, call) -> {
            Call.Octets input = call.path(message);
            Call.Octets output = call.path(stamped);
            Call.Octets stamp = call.octets(token);
            return NATIVE.etee_checker_stamp_file(self, input.address, input.length,
                    output.address, output.length, stamp.address, stamp.length, call.error());
        });
    }

    /** The report on the last message, good or refused. Later messages do not change it. */
    public Report report() {
        return new Report(make((self, call) ->
                NATIVE.etee_checker_report(self, call.result(), call.error())));
    }

    private <T> T judged(Supplier<T> checking) {
        return Judged.run(checking, this::report);
    }

    private void judgedRun(Call.Method method) {
        judged(() -> {
            run(method);
            return null;
        });
    }
}
