package etee;

import static etee.Natives.NATIVE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Whom a message was sealed for, before it is unsealed: which key to fetch from the KGSS, which of
 * our own keys to load. It takes no key to read this, and nothing of it is proven. Immutable.
 */
public final class Addressing extends Handle {
    private Addressing(Call.Function function) {
        super(Call.make(function), NATIVE::etee_addressing_free);
    }

    /** Reads a whole message. */
    public static Addressing read(Context context, byte[] message) {
        return new Addressing(call -> {
            Call.Octets octets = call.message(message);
            return NATIVE.etee_addressing_read(call.use(context), octets.address, octets.length,
                    call.result(), call.error());
        });
    }

    /** Reads the beginning of a message; {@link Status#TRUNCATED} if more of it is needed. */
    public static Addressing readHead(Context context, byte[] head) {
        return new Addressing(call -> {
            Call.Octets octets = call.message(head);
            return NATIVE.etee_addressing_read_head(call.use(context), octets.address,
                    octets.length, call.result(), call.error());
        });
    }

    /** Reads the file of a message as far as its recipients, however long it is. */
    public static Addressing read(Context context, Path message) {
        return new Addressing(call -> {
            Call.Octets file = call.path(message);
            return NATIVE.etee_addressing_read_file(call.use(context), file.address, file.length,
                    call.result(), call.error());
        });
    }

    /** Reads the whole file of a message, whose end may name the sender's key. */
    public static Addressing readWhole(Context context, Path message) {
        return new Addressing(call -> {
            Call.Octets file = call.path(message);
            return NATIVE.etee_addressing_read_whole_file(call.use(context), file.address,
                    file.length, call.result(), call.error());
        });
    }

    /** The identifiers of the keys of the KGSS that open the message. */
    public List<byte[]> secretKeyIdentifiers() {
        int count = count(NATIVE::etee_addressing_secret_key_count);
        List<byte[]> identifiers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long index = i;
            identifiers.add(octets((self, length) ->
                    NATIVE.etee_addressing_secret_key_identifier(self, index, length)));
        }
        return Collections.unmodifiableList(identifiers);
    }

    /**
     * The identifier of the only key of the KGSS that opens the message, in base64, as the KGSS
     * takes it; null if there is none.
     *
     * @throws ServiceException with {@link Status#AMBIGUOUS} if there are several
     */
    public @Nullable String secretKeyIdentifier() {
        try (Call call = new Call()) {
            call.check(NATIVE.etee_addressing_secret_key_identifier_base64(
                    call.use(this), call.result(), call.error()));
            return Texts.read(call.made());
        }
    }

    /** The recipients that the message names, keys of the KGSS included. */
    public List<Recipient> recipients() {
        int count = count(NATIVE::etee_addressing_recipient_count);
        List<Recipient> recipients = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            recipients.add(recipient(i));
        }
        return Collections.unmodifiableList(recipients);
    }

    private Recipient recipient(long index) {
        return new Recipient(
                RecipientKind.of(number(self ->
                        NATIVE.etee_addressing_recipient_kind(self, index))),
                text(self -> NATIVE.etee_addressing_recipient_issuer(self, index)),
                text(self -> NATIVE.etee_addressing_recipient_serial(self, index)),
                octets((self, length) ->
                        NATIVE.etee_addressing_recipient_key_identifier(self, index, length)));
    }

    /** The identifier of the key that the sender signed with; null if it names a certificate. */
    public byte @Nullable [] senderKeyIdentifier() {
        return octets(NATIVE::etee_addressing_sender_key_identifier);
    }

    /** A recipient of a message. Serial numbers and issuers lead to people: not for logs. */
    public static final class Recipient {
        private final RecipientKind kind;
        private final String issuer;
        private final String serial;
        private final byte[] keyIdentifier;

        Recipient(RecipientKind kind, String issuer, String serial, byte[] keyIdentifier) {
            this.kind = kind;
            this.issuer = issuer;
            this.serial = serial;
            this.keyIdentifier = keyIdentifier;
        }

        /** How the recipient gets at the content. */
        public RecipientKind kind() {
            return kind;
        }

        /** The issuer of the encryption certificate; null if a key identifier names it. */
        public @Nullable String issuer() {
            return issuer;
        }

        /** The serial number of the encryption certificate, in decimal; null likewise. */
        public @Nullable String serial() {
            return serial;
        }

        /** The identifier of the key; null if issuer and serial number name it. */
        public byte @Nullable [] keyIdentifier() {
            return keyIdentifier == null ? null : keyIdentifier.clone();
        }
    }
}
