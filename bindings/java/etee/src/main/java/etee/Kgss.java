package etee;

import static etee.Natives.NATIVE;

/**
 * Makes and gets keys at the platform's KGSS, for recipients who are not known beforehand. Requests
 * are sealed for the KGSS, answers for the caller. Any number of threads may use it once it is set.
 */
public final class Kgss extends Handle {
    /** A KGSS of the platform. Nothing is sent yet. */
    public Kgss(Context context, Environment environment, Depot depot, Identity identity) {
        super(Call.make(call -> NATIVE.etee_kgss_new(call.use(context), environment.number,
                call.use(depot), call.use(identity), call.result(), call.error())),
                NATIVE::etee_kgss_free);
    }

    /** A KGSS at a URL, or at several that are separated by spaces and tried in this order. */
    public Kgss(Context context, String url, Depot depot, Identity identity) {
        super(Call.make(call -> {
            Call.Octets text = call.text(url);
            return NATIVE.etee_kgss_new_at(call.use(context), text.address, text.length,
                    call.use(depot), call.use(identity), call.result(), call.error());
        }), NATIVE::etee_kgss_free);
    }

    /** Finds the KGSS in the depot under another identifier than the platform's. */
    public Kgss setService(Holder service) {
        run((self, call) -> {
            Call.Octets type = call.text(service.type());
            Call.Octets identifier = call.text(service.identifier());
            Call.Octets application = call.text(service.application());
            return NATIVE.etee_kgss_set_service(self, type.address, type.length,
                    identifier.address, identifier.length, application.address,
                    application.length, call.error());
        });
        return this;
    }

    /**
     * Has answers sealed for this token of the caller, which then is not looked up. Null is for
     * readers who have none, and only get keys.
     */
    public Kgss setToken(@Nullable EncryptionToken token) {
        run((self, call) -> NATIVE.etee_kgss_set_token(self, call.use(token), call.error()));
        return this;
    }

    /** Keeps up to this many keys in memory, which is wiped; none unless set. */
    public Kgss setCache(int keys) {
        run((self, call) -> NATIVE.etee_kgss_set_cache(self, keys, call.error()));
        return this;
    }

    /** Makes a key that those on the list can get. */
    public SecretKey newKey(AccessList readers) {
        return new SecretKey(make((self, call) -> NATIVE.etee_kgss_new_key(
                self, call.use(readers), call.result(), call.error())));
    }

    /**
     * Gets the key with this identifier, as the one whose session this is.
     *
     * @throws ServiceException with {@link Status#NOT_FOUND} if there is no such key, or the
     *     session does not satisfy its list
     */
    public SecretKey key(byte[] identifier, Session session) {
        return new SecretKey(make((self, call) -> {
            Call.Octets name = call.octets(identifier);
            return NATIVE.etee_kgss_key(self, name.address, name.length, call.use(session),
                    call.result(), call.error());
        }));
    }

    /** Makes a key in two halves. */
    public Exchange<SecretKey> beginNewKey(AccessList readers) {
        return new Exchange<>(make((self, call) -> NATIVE.etee_kgss_begin_new_key(
                self, call.use(readers), call.result(), call.error())), Exchange::takeSecretKey);
    }

    /** Gets a key in two halves. */
    public Exchange<SecretKey> beginKey(byte[] identifier, Session session) {
        return new Exchange<>(make((self, call) -> {
            Call.Octets name = call.octets(identifier);
            return NATIVE.etee_kgss_begin_key(self, name.address, name.length, call.use(session),
                    call.result(), call.error());
        }), Exchange::takeSecretKey);
    }

    /** Forgets the keys that are kept; they are wiped. */
    public void forget() {
        run((self, call) -> NATIVE.etee_kgss_forget(self, call.error()));
    }
}
