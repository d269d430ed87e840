namespace Etee.Interop
{
    /// <summary>Results of calls that are about public keys.</summary>
    internal static unsafe class KeyCalls
    {
        internal static KeyHolder TakeHolder(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_key_holder(
                    exchange, out var holder, out var error),
                error);
            return new KeyHolder(holder);
        }

        internal static JsonWebKey TakeJwk(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_jwk(exchange, out var jwk, out var error), error);
            return new JsonWebKey(jwk);
        }

        internal static RegisteredKey TakeRegisteredKey(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_registered_key(
                    exchange, out var key, out var error),
                error);
            return new RegisteredKey(key);
        }

        internal static Attestation TakeAttestation(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_attestation(
                    exchange, out var attestation, out var error),
                error);
            return new Attestation(attestation);
        }

        internal static string TakeChallenge(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_challenge(
                    exchange, out var options, out var error),
                error);
            return Octets.TakeText(options);
        }

        internal static SecretKey TakeSecretKey(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_secret_key(exchange, out var key, out var error),
                error);
            return new SecretKey(key);
        }
    }
}
