package etee;

/** The library as it was loaded, once for this class loader. */
final class Natives {
    static final Native NATIVE;

    /** The name of the way into it, "ffm" or "jni". */
    static final String PROVIDER;

    /** Where it was loaded from. */
    static final String ORIGIN;

    static {
        Loader.Loaded loaded = Loader.load();
        NATIVE = loaded.functions;
        PROVIDER = loaded.provider;
        ORIGIN = loaded.origin;
    }

    private Natives() {}
}
