package etee;

import static etee.Natives.NATIVE;

/** Whose a public key is. It is personal data. */
public final class KeyHolder {
    private final String identifierType;
    private final String identifier;
    private final String name;
    private final String firstName;

    private KeyHolder(long holder) {
        identifierType = Texts.read(NATIVE.etee_key_holder_identifier_type(holder));
        identifier = Texts.read(NATIVE.etee_key_holder_identifier(holder));
        name = Texts.read(NATIVE.etee_key_holder_name(holder));
        firstName = Texts.read(NATIVE.etee_key_holder_first_name(holder));
    }

    /** A copy of an etee_key_holder, which is freed. */
    static KeyHolder read(long holder) {
        try {
            return new KeyHolder(holder);
        } finally {
            NATIVE.etee_key_holder_free(holder);
        }
    }

    /** The type of the identifier, "SSIN" for example. */
    public String identifierType() {
        return identifierType;
    }

    /** The identifier. */
    public String identifier() {
        return identifier;
    }

    /** The name, or null. */
    public @Nullable String name() {
        return name;
    }

    /** The first name of a person, or null. */
    public @Nullable String firstName() {
        return firstName;
    }
}
