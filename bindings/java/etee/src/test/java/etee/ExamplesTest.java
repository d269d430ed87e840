package etee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/** The programs of examples-java do what they say. */
class ExamplesTest {
    private static String run(String program, String... arguments) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, "UTF-8"));
        try {
            Class.forName(program).getMethod("main", String[].class)
                    .invoke(null, (Object) arguments);
        } catch (ClassNotFoundException notCompiled) {
            throw new TestAbortedException("examples-java was not compiled");
        } finally {
            System.setOut(before);
        }
        return printed.toString("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Demo", "Unknown", "WebKeys"})
    void theyComeOutRight(String program) throws Exception {
        assertTrue(run(program).contains("All of it came out"));
    }

    @Test
    void filesAreSealedAndUnsealed(@TempDir Path folder) throws Exception {
        Path password = folder.resolve("password");
        Files.write(password, (new String(World.SIMULATOR.password()) + "\n").getBytes("UTF-8"));
        Path theirs = Files.write(
                folder.resolve("theirs.p12"), World.SIMULATOR.store(World.DOCTOR));
        Path mine = Files.write(
                folder.resolve("mine.p12"), World.SIMULATOR.store(World.HOSPITAL));
        Path token = Files.write(folder.resolve("etk"), World.DOCTORS_TOKEN.encoded());
        Path root = Files.write(folder.resolve("root"),
                World.SIMULATOR.trustAnchors().get(0).getEncoded());
        Path letter = Files.write(folder.resolve("letter"), World.octets(3000));
        Path sealed = folder.resolve("sealed");
        Path opened = folder.resolve("opened");
        run("Seal", mine.toString(), password.toString(), letter.toString(), sealed.toString(),
                token.toString());
        String printed = run("Unseal", theirs.toString(), password.toString(), sealed.toString(),
                opened.toString(), root.toString());
        assertArrayEquals(Files.readAllBytes(letter), Files.readAllBytes(opened));
        assertTrue(printed.contains("HOSPITAL"), printed);
    }
}
