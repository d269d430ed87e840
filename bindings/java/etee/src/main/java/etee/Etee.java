package etee;

import static etee.Natives.NATIVE;

/** The library as a whole. */
public final class Etee {
    /** The version of the native library, for example "0.1.0". */
    public static String version() {
        return Texts.read(NATIVE.etee_version());
    }

    /** The way into the native library: "ffm" or "jni". */
    public static String provider() {
        return Natives.PROVIDER;
    }

    /** Where the native library came from: a property, or a file in a jar. */
    public static String origin() {
        return Natives.ORIGIN;
    }

    /**
     * The number of native objects that were neither closed nor collected, for tests and for who
     * looks for a leak.
     */
    public static long liveHandles() {
        return Handle.live();
    }

    /**
     * One plain sentence for the person at the desk on what a finding means and what to do about
     * it, by its official name; null for an unknown name.
     */
    public static @Nullable String explain(String finding, Language language) {
        try (Call call = new Call()) {
            Call.Octets name = call.text(finding);
            return Texts.read(
                    NATIVE.etee_finding_text(name.address, name.length, language.number));
        }
    }

    private Etee() {}
}
