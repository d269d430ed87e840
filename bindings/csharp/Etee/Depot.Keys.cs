using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    // The certified public keys of the depot over REST.
    public sealed unsafe partial class Depot
    {
        /// <summary>Acts as the one whose access tokens these are.</summary>
        /// <param name="accessTokens">Who calls.</param>
        public void SetAccessTokens(AccessTokens accessTokens) => Failure.Check(
            NativeMethods.etee_depot_set_access_tokens(
                Handle, Need.Of(accessTokens, nameof(accessTokens)).Handle, out var error),
            error);

        /// <summary>Uses other names in the REST interface.</summary>
        /// <param name="restInterface">The names.</param>
        public void SetInterface(RestInterface restInterface) => Failure.Check(
            NativeMethods.etee_depot_set_interface(Handle,
            Need.Of(restInterface, nameof(restInterface)).Handle,
            out var error),
            error);

        /// <summary>
        /// Believes a statement about the holder of a key only if one of these keys signed it.
        /// </summary>
        /// <param name="keys">Public keys.</param>
        public void SetTrustedKeys(params JsonWebKey[] keys) => HandleArray.Lend(
            keys.Select(key => Need.Of(key, nameof(key)).Handle).ToArray(),
            (IntPtr* handles, UIntPtr count, out IntPtr error) =>
                NativeMethods.etee_depot_set_trusted_keys(Handle, handles, count, out error));

        /// <summary>
        /// Looks up the certified public keys of a holder, at least one, each with its certificate, which
        /// nobody has judged: for signatures and encryption that is not ETEE's.
        /// </summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <param name="use">Signature or encryption.</param>
        /// <param name="moment">Asks for the keys of then; null for those of today.</param>
        /// <returns>The keys, each to be disposed of.</returns>
        /// <exception cref="EteeException">There is none, the depot does not answer, or it is one over
        /// SOAP.</exception>
        public IReadOnlyList<JsonWebKey> Keys(
            string identifierType,
            string identifier,
            string application,
            KeyUse use,
            DateTimeOffset? moment = null)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                return ManyKeys(
                    typeText, type.Length, valueText, value.Length, nameText, name.Length,
                    (int)use, Moments.OrZero(moment));
            }
        }

        /// <summary>As <see cref="Keys"/>, without blocking the caller.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <param name="use">Signature or encryption.</param>
        /// <param name="moment">Asks for the keys of then; null for those of today.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The keys, each to be disposed of.</returns>
        /// <exception cref="EteeException">As <see cref="Keys"/>.</exception>
        public Task<IReadOnlyList<JsonWebKey>> KeysAsync(
            string identifierType,
            string identifier,
            string application,
            KeyUse use,
            DateTimeOffset? moment = null,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => Keys(identifierType, identifier, application, use, moment),
                () => BeginKeys(identifierType, identifier, application, use, moment),
                TakeKeys,
                cancellationToken);

        /// <summary>Looks up the certified public key of a name.</summary>
        /// <param name="keyId">The letter S and the serial number of its certificate in decimal.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">There is none, or the depot does not answer.</exception>
        public JsonWebKey Key(string keyId)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_depot_key(
                        Handle, data, text.Length, out var jwk, out var error),
                    error);
                return new JsonWebKey(jwk);
            }
        }

        /// <summary>As <see cref="Key"/>, without blocking the caller.</summary>
        /// <param name="keyId">The letter S and the serial number of its certificate in decimal.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">There is none, or the depot does not answer.</exception>
        public Task<JsonWebKey> KeyAsync(
            string keyId,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => Key(keyId),
                () => BeginNamed(NativeMethods.etee_depot_begin_key, keyId),
                KeyCalls.TakeJwk,
                cancellationToken);

        /// <summary>Whom the depot says that the key of a name belongs to.</summary>
        /// <param name="keyId">The name of the key.</param>
        /// <returns>The holder.</returns>
        /// <exception cref="EteeException">There is no such key, the depot does not answer, or no trusted
        /// key signed what it says.</exception>
        public KeyHolder KeyHolder(string keyId)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_depot_key_holder(
                        Handle, data, text.Length, out var holder, out var error),
                    error);
                return new KeyHolder(holder);
            }
        }

        /// <summary>As <see cref="KeyHolder"/>, without blocking the caller.</summary>
        /// <param name="keyId">The name of the key.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The holder.</returns>
        /// <exception cref="EteeException">As <see cref="KeyHolder"/>.</exception>
        public Task<KeyHolder> KeyHolderAsync(
            string keyId,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => KeyHolder(keyId),
                () => BeginNamed(NativeMethods.etee_depot_begin_key_holder, keyId),
                KeyCalls.TakeHolder,
                cancellationToken);

        private delegate int BeginByName(
            DepotHandle depot,
            byte* keyId, UIntPtr length,
            out ExchangeHandle exchange,
            out IntPtr error);

        private ExchangeHandle BeginNamed(BeginByName begin, string keyId)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    begin(Handle, data, text.Length, out var exchange, out var error), error);
                return exchange;
            }
        }

        private ExchangeHandle BeginKeys(
            string identifierType,
            string identifier,
            string application,
            KeyUse use,
            DateTimeOffset? moment)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_depot_begin_keys(
                        Handle, typeText, type.Length, valueText, value.Length,
                        nameText, name.Length, (int)use, Moments.OrZero(moment),
                        out var exchange, out var error),
                    error);
                return exchange;
            }
        }

        // Pointers are of use in this frame only, which the call does not leave.
        private IReadOnlyList<JsonWebKey> ManyKeys(
            byte* type, UIntPtr typeLength,
            byte* value, UIntPtr valueLength,
            byte* name, UIntPtr nameLength,
            int use,
            long moment) =>
            HandleArray.Of(
                (IntPtr* keys, UIntPtr room, out UIntPtr count, out IntPtr error) =>
                    NativeMethods.etee_depot_keys(
                        Handle, type, typeLength, value, valueLength, name, nameLength,
                        use, moment, keys, room, out count, out error),
                OwnKey);

        private static IReadOnlyList<JsonWebKey> TakeKeys(ExchangeHandle exchange) =>
            HandleArray.Of(
                (IntPtr* keys, UIntPtr room, out UIntPtr count, out IntPtr error) =>
                    NativeMethods.etee_exchange_take_jwks(
                        exchange, keys, room, out count, out error),
                OwnKey);

        private static JsonWebKey OwnKey(IntPtr key) => new JsonWebKey(JwkHandle.Own(key));
    }
}
