package etee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the native library is found, in JVMs of their own. */
class LoaderTest {
    /** Prints where the library came from; an exit status of 1 if it was not loaded. */
    public static final class Program {
        public static void main(String[] arguments) {
            System.out.println(Etee.provider() + " " + Etee.origin());
        }
    }

    /** What the program prints with these options. */
    private static String run(String classPath, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Paths.get(System.getProperty("java.home"), "bin", "java").toString());
        if (Integer.parseInt(System.getProperty("java.specification.version")
                .replace("1.", "")) >= 22) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(java.util.Arrays.asList(options));
        command.add("-cp");
        command.add(classPath);
        command.add(Program.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        InputStream output = process.getInputStream();
        for (int octet = output.read(); octet >= 0; octet = output.read()) {
            printed.write(octet);
        }
        process.waitFor();
        return printed.toString("UTF-8");
    }

    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** The library that this JVM was told to load. */
    private static Path library() {
        Path path = Paths.get(System.getProperty("etee.library.path"));
        return Files.isDirectory(path) ? path.resolve(Platform.fileName()) : path;
    }

    /** A folder with the library where a jar of natives has it. */
    private static Path bundle(Path folder) throws Exception {
        Path place = folder.resolve("etee/native/" + Platform.name());
        Files.createDirectories(place);
        Files.createSymbolicLink(place.resolve(Platform.fileName()), library().toRealPath());
        return folder;
    }

    @Test
    void thePropertyNamesTheOnlyFile(@TempDir Path folder) throws Exception {
        assertTrue(run(CLASS_PATH, "-Detee.library.path=" + library())
                .endsWith(" etee.library.path\n"));
        String failure = run(CLASS_PATH, "-Detee.library.path=" + folder);
        assertTrue(failure.contains("UnsatisfiedLinkError"), failure);
        for (String provider : Providers.NAMES) {
            String attempt = provider + ", " + folder.resolve(Platform.fileName());
            assertTrue(failure.contains(attempt), failure);
        }
    }

    @Test
    void theProviderCanBeForced() throws Exception {
        for (String provider : Providers.NAMES) {
            assertTrue(run(CLASS_PATH, "-Detee.library.path=" + library(),
                    "-Detee.provider=" + provider).startsWith(provider + " "));
        }
        assertTrue(run(CLASS_PATH, "-Detee.library.path=" + library(), "-Detee.provider=jna")
                .contains("there is no provider \"jna\""));
    }

    @Test
    void theBundledFileIsCopiedWhereOnlyItsOwnerCanGo(@TempDir Path folder) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        String printed = run(CLASS_PATH + java.io.File.pathSeparator + bundle(folder),
                "-Detee.tmpdir=" + temporary);
        assertTrue(printed.contains(" etee/native/" + Platform.name()), printed);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void theBundledFileIsFoundFromAModule(@TempDir Path folder) throws Exception {
        Path jar = origin(Etee.class);
        assumeTrue(Files.isRegularFile(jar), "these are the classes of the jar");
        assumeTrue(!System.getProperty("java.specification.version").startsWith("1."),
                "Java has modules");
        String printed = run(bundle(folder).toString(), "--module-path", jar.toString(),
                "--add-modules=etee", "--patch-module=etee=" + origin(Program.class));
        assertTrue(printed.contains(" etee/native/" + Platform.name()), printed);
    }

    /** The jar or folder that a class is from. */
    private static Path origin(Class<?> type) throws Exception {
        return Paths.get(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void aFailureListsEveryAttempt(@TempDir Path folder) throws Exception {
        Path text = folder.resolve(Platform.fileName());
        Files.write(text, "no library".getBytes("UTF-8"));
        String printed = run(CLASS_PATH, "-Djava.library.path=" + folder);
        assertTrue(printed.contains("in the jars: there is no such resource"), printed);
        assertTrue(printed.contains("jni, " + text + " (java.library.path)"), printed);
        assertTrue(printed.contains("noexec"), printed);
    }
}
