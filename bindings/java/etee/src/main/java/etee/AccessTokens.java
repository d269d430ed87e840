package etee;

import static etee.Natives.NATIVE;

/**
 * Where the access tokens for REST services come from: from I.AM Connect, where the library logs on
 * with an eHealth certificate, or from a program whose user logged on there. A token is kept and
 * renewed in time, once for all threads. The setters are for the beginning. It may be closed before
 * what was made with it.
 */
public final class AccessTokens extends Handle {
    private AccessTokens(Call.Function function) {
        super(Call.make(function), NATIVE::etee_access_tokens_free);
    }

    /** Logs on as software to the realm M2M of an environment. Nothing is sent yet. */
    public AccessTokens(Context context, Environment environment, String clientId,
            Identity identity) {
        this(call -> {
            Call.Octets client = call.text(clientId);
            return NATIVE.etee_access_tokens_new(call.use(context), environment.number,
                    client.address, client.length, call.use(identity), call.result(),
                    call.error());
        });
    }

    /** Logs on as software to a realm at a URL. Nothing is sent yet. */
    public AccessTokens(Context context, String realmUrl, String clientId, Identity identity) {
        this(call -> {
            Call.Octets realm = call.text(realmUrl);
            Call.Octets client = call.text(clientId);
            return NATIVE.etee_access_tokens_new_at(call.use(context), realm.address,
                    realm.length, client.address, client.length, call.use(identity),
                    call.result(), call.error());
        });
    }

    /** Takes tokens from the program. */
    public AccessTokens(AccessTokenSupplier supplier) {
        this(call -> {
            long table = Hosts.table(call, supplier, NATIVE.supplyFunction());
            return Hosts.checked(table, NATIVE.etee_access_tokens_from_table(
                    table, call.result(), call.error()));
        });
    }

    /** Asks for this scope. */
    public AccessTokens setScope(String scope) {
        run((self, call) -> {
            Call.Octets text = call.text(scope);
            return NATIVE.etee_access_tokens_set_scope(
                    self, text.address, text.length, call.error());
        });
        return this;
    }

    /** Signs with RSASSA-PSS. */
    public AccessTokens usePss() {
        run((self, call) -> NATIVE.etee_access_tokens_use_pss(self, call.error()));
        return this;
    }

    /** Does not read the description of the realm first. */
    public AccessTokens skipDiscovery() {
        run((self, call) -> NATIVE.etee_access_tokens_skip_discovery(self, call.error()));
        return this;
    }

    /** Speaks with the realm in these names. */
    public AccessTokens setInterface(RestInterface restInterface) {
        run((self, call) -> NATIVE.etee_access_tokens_set_interface(
                self, call.use(restInterface), call.error()));
        return this;
    }

    /** The present token. */
    public AccessToken token() {
        return new AccessToken(makeOctets((self, call) ->
                NATIVE.etee_access_tokens_token(self, call.result(), call.error())));
    }

    /** Gets the present token in two halves. */
    public Exchange<AccessToken> beginToken() {
        return new Exchange<>(make((self, call) -> NATIVE.etee_access_tokens_begin_token(
                self, call.result(), call.error())), Exchange::takeAccessToken);
    }
}
