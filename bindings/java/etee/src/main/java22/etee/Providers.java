package etee;

import java.nio.file.Path;

/** The ways into the library that Java has from version 22 on. */
final class Providers {
    /** The names of the ways, the best first. */
    static final String[] NAMES = {"ffm", "jni"};

    /** Opens the library in the way of this name. */
    static Native open(String name, Path library) {
        switch (name) {
            case "ffm":
                return new FfmNative(library);
            case "jni":
                System.load(library.toString());
                return new JniNative();
            default:
                throw new UnsatisfiedLinkError(
                        "there is no provider \"" + name + "\" in this Java");
        }
    }

    private Providers() {}
}
