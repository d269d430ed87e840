package etee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status has its exception, and every number of the C ABI its name. */
class ErrorsTest {
    private static final Map<Integer, Class<?>> FAMILIES = new HashMap<>();

    static {
        FAMILIES.put(1, UsageException.class);
        FAMILIES.put(2, MalformedException.class);
        FAMILIES.put(3, KeysException.class);
        FAMILIES.put(4, TrustException.class);
        FAMILIES.put(5, ServiceException.class);
        FAMILIES.put(6, HostException.class);
        FAMILIES.put(9, DefectException.class);
    }

    static Stream<Field> statuses() {
        return Arrays.stream(Status.class.getDeclaredFields())
                .filter(field -> field.getType() == int.class && !field.getName().equals("OK"));
    }

    @ParameterizedTest
    @MethodSource("statuses")
    void everyStatusHasItsException(Field status) throws Exception {
        int code = status.getInt(null);
        EteeException exception = Failures.take(code, 0);
        assertEquals(FAMILIES.get(code / 100), exception.getClass());
        assertEquals(code, exception.code());
        assertEquals("ETEE_" + status.getName(), exception.name());
    }

    @Test
    void aNumberOfALaterVersionHasItsFamily() {
        assertEquals(TrustException.class, Failures.take(499, 0).getClass());
        assertEquals(DefectException.class, Failures.take(799, 0).getClass());
    }

    @Test
    void exceptionsCanBeSerialised() throws Exception {
        EteeException exception = Assertions.assertThrows(EteeException.class,
                () -> World.DEPOT.token(new Holder("NIHII", "10001490", "NONE")));
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        new ObjectOutputStream(octets).writeObject(exception);
        EteeException copy = (EteeException) new ObjectInputStream(
                new ByteArrayInputStream(octets.toByteArray())).readObject();
        assertEquals(exception.code(), copy.code());
        assertEquals(exception.serviceCode(), copy.serviceCode());
        assertEquals(exception.getMessage(), copy.getMessage());
    }

    /** The enumerations, by the beginning of the names of their numbers. */
    static Stream<Object[]> enumerations() {
        return Stream.of(
                new Object[] {"JUDGEMENT_", Judgement.values()},
                new Object[] {"SIGNING_POLICY_", SigningPolicy.values()},
                new Object[] {"OCSP_POLICY_", OcspPolicy.values()},
                new Object[] {"LIMIT_", Limit.values()},
                new Object[] {"LAYER_", Layer.values()},
                new Object[] {"VALIDITY_", Validity.values()},
                new Object[] {"ENVIRONMENT_", Environment.values()},
                new Object[] {"TOKEN_SERVICE_", TokenServiceProtocol.values()},
                new Object[] {"LANGUAGE_", Language.values()},
                new Object[] {"RECIPIENT_", RecipientKind.values()});
    }

    @ParameterizedTest
    @MethodSource("enumerations")
    void everyNumberHasItsName(String prefix, Enum<?>[] values) throws Exception {
        long numbers = Arrays.stream(Constants.class.getDeclaredFields())
                .filter(field -> field.getName().startsWith(prefix)).count();
        assertEquals(numbers, values.length, prefix);
        for (Enum<?> value : values) {
            Field number = value.getClass().getDeclaredField("number");
            assertEquals(Constants.class.getDeclaredField(prefix + value.name()).get(null),
                    number.get(value));
        }
    }

    @Test
    void aFileThatIsNotThereHasTheSystemsCode() {
        HostException exception = Assertions.assertThrows(HostException.class,
                () -> Identity.fromPkcs12(World.CONTEXT, java.nio.file.Paths.get("/no/such/file"),
                        "x".toCharArray()));
        assertEquals(Status.IO, exception.code());
        assertTrue(exception.systemCode() != 0);
        assertNotNull(exception.getMessage());
    }
}
