package etee;

import java.nio.file.Path;

/**
 * The ways into the library that this version of Java has. The jar holds another class of this
 * name for Java 22 and later.
 */
final class Providers {
    /** The names of the ways, the best first. */
    static final String[] NAMES = {"jni"};

    /** Opens the library in the way of this name. */
    static Native open(String name, Path library) {
        if (!name.equals("jni")) {
            throw new UnsatisfiedLinkError("there is no provider \"" + name + "\" in this Java");
        }
        System.load(library.toString());
        return new JniNative();
    }

    private Providers() {}
}
