package etee;

import static etee.Natives.NATIVE;

import java.time.Instant;

/** What the holder of a registered key changes about it. One thread at a time. */
public final class KeyInformation extends Handle {
    /** Nothing to change yet. */
    public KeyInformation() {
        super(Call.make(call -> NATIVE.etee_key_information_new(call.result(), call.error())),
                NATIVE::etee_key_information_free);
    }

    /** Sets the application that the key is for. */
    public KeyInformation setApplication(String application) {
        run((self, call) -> {
            Call.Octets text = call.text(application);
            return NATIVE.etee_key_information_set_application(
                    self, text.address, text.length, call.error());
        });
        return this;
    }

    /** Sets what the holder calls the key. */
    public KeyInformation setLabel(String label) {
        run((self, call) -> {
            Call.Octets text = call.text(label);
            return NATIVE.etee_key_information_set_label(
                    self, text.address, text.length, call.error());
        });
        return this;
    }

    /** Sets when the key ends; null for never. */
    public KeyInformation setExpiry(@Nullable Instant expiry) {
        run((self, call) -> NATIVE.etee_key_information_set_expiry(
                self, Depot.seconds(expiry), call.error()));
        return this;
    }

    /** Sets what an authenticator said of the key. */
    public KeyInformation setAttestation(byte[] object, byte[] clientData) {
        run((self, call) -> {
            Call.Octets octets = call.octets(object);
            Call.Octets data = call.octets(clientData);
            return NATIVE.etee_key_information_set_attestation(self, octets.address,
                    octets.length, data.address, data.length, call.error());
        });
        return this;
    }
}
