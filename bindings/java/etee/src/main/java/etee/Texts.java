package etee;

import static etee.Natives.NATIVE;

import java.nio.charset.StandardCharsets;

/** Text of the library: UTF-8 that ends with NUL. */
final class Texts {
    /** A copy, or null. */
    static String read(long text) {
        if (text == 0) {
            return null;
        }
        byte[] octets = Call.copy(text, NATIVE.textLength(text));
        return new String(octets, StandardCharsets.UTF_8);
    }

    private Texts() {}
}
