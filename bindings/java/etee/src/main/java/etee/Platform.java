package etee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Locale;

/** Which of the bundled libraries is for this machine. */
final class Platform {
    /** "linux-x86_64", for example: the folder in the jar, and the classifier of the jar. */
    static String name() {
        String system = system();
        return system + "-" + architecture() + (system.equals("linux") && isMusl() ? "-musl" : "");
    }

    /** "libetee.so", for example. */
    static String fileName() {
        return System.mapLibraryName("etee");
    }

    private static String property(String name) {
        return System.getProperty(name, "").toLowerCase(Locale.ROOT);
    }

    private static String system() {
        String name = property("os.name");
        if (name.startsWith("windows")) {
            return "windows";
        }
        return name.startsWith("mac") ? "osx" : name.replaceAll("[^a-z0-9]", "");
    }

    private static String architecture() {
        switch (property("os.arch")) {
            case "amd64":
            case "x86_64":
                return "x86_64";
            case "aarch64":
            case "arm64":
                return "aarch_64";
            default:
                return property("os.arch");
        }
    }

    /** Whether this process runs on musl instead of glibc, as in Alpine. */
    private static boolean isMusl() {
        Path maps = Paths.get("/proc/self/maps");
        try {
            String mapped = new String(Files.readAllBytes(maps), StandardCharsets.ISO_8859_1);
            return mapped.contains("ld-musl-");
        } catch (IOException | SecurityException unknown) {
            return false;
        }
    }

    private Platform() {}
}
