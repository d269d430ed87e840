package etee;

import static etee.Natives.NATIVE;

/**
 * Who may get a key of the KGSS: whoever has one of the allowed attributes and none of the excluded
 * ones. It is read by the call that takes it and can be used again. One thread at a time.
 */
public final class AccessList extends Handle {
    /** A list that allows nobody yet. */
    public AccessList() {
        super(Call.make(call -> NATIVE.etee_access_list_new(call.result(), call.error())),
                NATIVE::etee_access_list_free);
    }

    /** Allows those whose session has an attribute; null stands for any value. */
    public AccessList allow(String namespace, String name, @Nullable String value) {
        run((self, call) -> {
            Call.Octets space = call.text(namespace);
            Call.Octets key = call.text(name);
            Call.Octets text = call.text(value);
            return NATIVE.etee_access_list_allow(self, space.address, space.length, key.address,
                    key.length, text.address, text.length, call.error());
        });
        return this;
    }

    /** Excludes those whose session has an attribute, whatever else it has. */
    public AccessList exclude(String namespace, String name, @Nullable String value) {
        run((self, call) -> {
            Call.Octets space = call.text(namespace);
            Call.Octets key = call.text(name);
            Call.Octets text = call.text(value);
            return NATIVE.etee_access_list_exclude(self, space.address, space.length, key.address,
                    key.length, text.address, text.length, call.error());
        });
        return this;
    }

    /** Sends the element DeletionStrategy, which the platform's schema has without content. */
    public AccessList setDeletionStrategy() {
        run((self, call) -> NATIVE.etee_access_list_set_deletion_strategy(self, call.error()));
        return this;
    }
}
