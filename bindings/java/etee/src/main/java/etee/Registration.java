package etee;

import static etee.Natives.NATIVE;

/** What is said about a key when it is registered. One thread at a time. */
public final class Registration extends Handle {
    /** The registration of a key for a use. */
    public Registration(KeyUse use) {
        super(Call.make(call ->
                NATIVE.etee_registration_new(use.number, call.result(), call.error())),
                NATIVE::etee_registration_free);
    }

    /** Says for which application of the holder the key is. */
    public Registration setApplication(String application) {
        run((self, call) -> {
            Call.Octets text = call.text(application);
            return NATIVE.etee_registration_set_application(
                    self, text.address, text.length, call.error());
        });
        return this;
    }

    /** Says what an authenticator said of the key. */
    public Registration setAttestation(byte[] object, byte[] clientData) {
        run((self, call) -> {
            Call.Octets octets = call.octets(object);
            Call.Octets data = call.octets(clientData);
            return NATIVE.etee_registration_set_attestation(self, octets.address, octets.length,
                    data.address, data.length, call.error());
        });
        return this;
    }
}
