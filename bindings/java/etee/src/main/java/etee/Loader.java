package etee;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the native library and opens it. In this order: the file or folder that the property
 * {@code etee.library.path} names, and nothing else if it is set; the file for this platform in
 * the jars; the folders of {@code java.library.path}. Each is opened in the way that
 * {@code etee.provider} names ("ffm" or "jni"), or in the best way that works. A failure lists
 * every attempt.
 */
final class Loader {
    private static final String PATH = "etee.library.path";
    private static final String PROVIDER = "etee.provider";
    private static final String FOLDER = "etee.tmpdir";

    /** A library that was opened. */
    static final class Loaded {
        final Native functions;
        final String provider;
        final String origin;

        Loaded(Native functions, String provider, String origin) {
            this.functions = functions;
            this.provider = provider;
            this.origin = origin;
        }
    }

    private final List<String> attempts = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> providers;

    private Loader() {
        String forced = System.getProperty(PROVIDER);
        providers = forced == null ? Arrays.asList(Providers.NAMES) : Arrays.asList(forced);
    }

    static Loaded load() {
        Loader loader = new Loader();
        Loaded loaded = loader.tryAll();
        if (loaded == null) {
            throw loader.failure();
        }
        return loaded;
    }

    private Loaded tryAll() {
        String path = System.getProperty(PATH);
        if (path != null) {
            return open(file(Paths.get(path)), PATH);
        }
        Loaded loaded = openBundled();
        String folders = System.getProperty("java.library.path", "");
        for (String folder : folders.split(java.io.File.pathSeparator)) {
            Path file = folder.isEmpty() ? null : file(Paths.get(folder));
            if (loaded == null && file != null && Files.exists(file)) {
                loaded = open(file, "java.library.path");
            }
        }
        return loaded;
    }

    /** The library in a folder, or the file itself. */
    private static Path file(Path path) {
        Path named = Files.isDirectory(path) ? path.resolve(Platform.fileName()) : path;
        return named.toAbsolutePath();
    }

    private Loaded open(Path file, String origin) {
        for (String provider : providers) {
            try {
                Native functions = Providers.open(provider, file);
                checkVersion(functions);
                return new Loaded(functions, provider, origin);
            } catch (LinkageError | RuntimeException failure) {
                note(provider + ", " + file + " (" + origin + ")", failure);
            }
        }
        return null;
    }

    /** Before version 1, a minor version may break; from then on it only adds. */
    private static void checkVersion(Native functions) {
        int version = functions.etee_abi_version();
        int major = version >>> 16;
        int minor = version & 0xffff;
        boolean usable = major == Constants.ABI_MAJOR
                && (major == 0 ? minor == Constants.ABI_MINOR : minor >= Constants.ABI_MINOR);
        if (!usable) {
            throw new UnsatisfiedLinkError("the library has version " + major + "." + minor
                    + " of the ABI, this jar needs " + Constants.ABI_MAJOR + "."
                    + Constants.ABI_MINOR);
        }
    }

    private Loaded openBundled() {
        String resource = "etee/native/" + Platform.name() + "/" + Platform.fileName();
        // A class that is in a module finds nothing but what is in its own jar; its loader does.
        ClassLoader jars = Loader.class.getClassLoader();
        try (InputStream library = jars.getResourceAsStream(resource)) {
            if (library == null) {
                note(resource + " in the jars", new IOException("there is no such resource"));
                return null;
            }
            return openCopy(library, resource);
        } catch (IOException failure) {
            note(resource + " in the jars", failure);
            return null;
        }
    }

    /**
     * Opens a copy of the bundled library in a folder that only its owner can enter, made anew, so
     * that nobody can put another file there and no two class loaders meet in one file.
     */
    private Loaded openCopy(InputStream library, String resource) throws IOException {
        Path folder = makeFolder();
        Path file = folder.resolve(Platform.fileName());
        try {
            Files.copy(library, file);
            return open(file, resource);
        } finally {
            // What is loaded stays in memory where files can be deleted while they are in use.
            deleteNowOrLater(file);
            deleteNowOrLater(folder);
        }
    }

    private static Path makeFolder() throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(
                        PosixFilePermissions.fromString("rwx------"))}
                : new FileAttribute<?>[0];
        String parent = System.getProperty(FOLDER);
        return parent == null
                ? Files.createTempDirectory("etee-", ownerOnly)
                : Files.createTempDirectory(Paths.get(parent), "etee-", ownerOnly);
    }

    private static void deleteNowOrLater(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stillOpen) {
            path.toFile().deleteOnExit();
        }
    }

    private void note(String attempt, Throwable failure) {
        attempts.add(attempt + ": " + failure.getMessage());
        failures.add(failure);
    }

    private UnsatisfiedLinkError failure() {
        StringBuilder text = new StringBuilder("the native library of etee was not loaded on ");
        text.append(Platform.name()).append(". Tried:");
        if (attempts.isEmpty()) {
            text.append("\n  nothing: ").append(Platform.fileName()).append(" is in no folder");
        }
        for (String attempt : attempts) {
            text.append("\n  ").append(attempt);
        }
        text.append("\nThe property ").append(PATH).append(" names the file to load. If a folder "
                + "is mounted with noexec, ").append(FOLDER).append(" names another one. Java 24 "
                + "and later may need --enable-native-access.");
        UnsatisfiedLinkError error = new UnsatisfiedLinkError(text.toString());
        failures.forEach(error::addSuppressed);
        return error;
    }
}
