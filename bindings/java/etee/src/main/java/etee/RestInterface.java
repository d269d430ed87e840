package etee;

import static etee.Natives.NATIVE;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The names that the platform's REST services use. Those of the KGSS and the KeyDepot have no
 * public description, and are a design of the library: who knows better replaces them here.
 */
public final class RestInterface extends Handle {
    /** The names that this version knows. */
    public RestInterface() {
        super(Call.make(call -> NATIVE.etee_rest_interface_new(call.result(), call.error())),
                NATIVE::etee_rest_interface_free);
    }

    /** Replaces what stands under a name, for example "kgss.keys" by "/kgss/keys". */
    public RestInterface set(String name, String value) {
        run((self, call) -> {
            Call.Octets key = call.text(name);
            Call.Octets text = call.text(value);
            return NATIVE.etee_rest_interface_set(self, key.address, key.length, text.address,
                    text.length, call.error());
        });
        return this;
    }

    /** All names, with what stands under them unless replaced. */
    public static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        for (long i = 0;; i++) {
            String name = Texts.read(NATIVE.etee_rest_interface_name(i, 0));
            if (name == null) {
                return names;
            }
            names.put(name, Texts.read(NATIVE.etee_rest_interface_name(i, 1)));
        }
    }
}
