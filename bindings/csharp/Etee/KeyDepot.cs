using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// The platform's KeyDepot: public keys without certificates. Everybody finds them; their holders,
    /// citizens among them, register them with an access token. A key is named by the identifier that
    /// the platform computes of it; of every key that is found it is checked that it is the one of this
    /// name. The setters are for the beginning; after them it may be used by many threads at once.
    /// </summary>
    public sealed unsafe class KeyDepot : IDisposable
    {
        private readonly KeyDepotHandle handle;
        private readonly HttpClientTransport transport;

        /// <summary>Makes a KeyDepot for an environment of the platform. Nothing is sent yet.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="environment">Which of the platform's.</param>
        public KeyDepot(EteeContext context, PlatformEnvironment environment)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            Failure.Check(
                NativeMethods.etee_key_depot_new(
                    Need.Of(context, nameof(context)).Handle, (int)environment, out handle, out var error),
                error);
        }

        /// <summary>Makes a KeyDepot at a base URL, or at several that are separated by spaces.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="url">Such as "https://api.ehealth.fgov.be/etee/v1".</param>
        /// <exception cref="EteeUsageException">It is no URL, or one of plain http elsewhere.</exception>
        public KeyDepot(EteeContext context, string url)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            var text = new Utf8(url);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_new_at(
                        Need.Of(context, nameof(context)).Handle,
                        data, text.Length, out handle, out var error),
                    error);
            }
        }

        /// <summary>Acts as the one whose access tokens these are.</summary>
        /// <param name="accessTokens">Who calls.</param>
        public void SetAccessTokens(AccessTokens accessTokens) => Failure.Check(
            NativeMethods.etee_key_depot_set_access_tokens(
                handle, Need.Of(accessTokens, nameof(accessTokens)).Handle, out var error),
            error);

        /// <summary>Uses other names in the REST interface.</summary>
        /// <param name="restInterface">The names.</param>
        public void SetInterface(RestInterface restInterface) => Failure.Check(
            NativeMethods.etee_key_depot_set_interface(
                handle, Need.Of(restInterface, nameof(restInterface)).Handle, out var error),
            error);

        /// <summary>
        /// Believes a statement about the holder of a key only if one of these keys signed it. Without
        /// this TLS alone vouches for it.
        /// </summary>
        /// <param name="keys">Public keys.</param>
        public void SetTrustedKeys(params JsonWebKey[] keys) => HandleArray.Lend(
            keys.Select(key => Need.Of(key, nameof(key)).Handle).ToArray(),
            (IntPtr* handles, UIntPtr count, out IntPtr error) =>
                NativeMethods.etee_key_depot_set_trusted_keys(handle, handles, count, out error));

        /// <summary>Takes attestations that authenticators made for this relying party.</summary>
        /// <param name="host">A host name; "ehealth.fgov.be" unless set.</param>
        /// <param name="origins">The origins of clients, separated by spaces; null for those over TLS on
        /// that host or below it.</param>
        public void SetRelyingParty(string host, string origins = null)
        {
            var name = new Utf8(host);
            var list = new Utf8(origins);
            fixed (byte* nameText = name.Octets)
            fixed (byte* listText = list.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_set_relying_party(
                        handle, nameText, name.Length, listText, list.Length, out var error),
                    error);
            }
        }

        /// <summary>
        /// Asks for a challenge, for an authenticator that makes a key in answer to it: the options of Web
        /// Authentication.
        /// </summary>
        /// <returns>JSON; it holds personal data.</returns>
        /// <exception cref="EteeServiceException">The depot refuses, or does not answer.</exception>
        public string Challenge()
        {
            Failure.Check(
                NativeMethods.etee_key_depot_challenge(handle, out var options, out var error),
                error);
            return Octets.TakeText(options);
        }

        /// <summary>
        /// Registers a key of the caller's: with proof that he has the private key, which is not sent, or
        /// with what an authenticator said of it.
        /// </summary>
        /// <param name="webKey">The key.</param>
        /// <param name="registration">What is said about it.</param>
        /// <returns>The key as it is registered.</returns>
        /// <exception cref="EteeException">The key is not for this use, or the depot refuses.</exception>
        public RegisteredKey Register(WebKey webKey, KeyRegistration registration)
        {
            Failure.Check(
                NativeMethods.etee_key_depot_register(
                    handle,
                    Need.Of(webKey, nameof(webKey)).Handle,
                    Need.Of(registration, nameof(registration)).Handle,
                    out var key, out var error),
                error);
            return new RegisteredKey(key);
        }

        /// <summary>Changes what is said about a key of the caller's.</summary>
        /// <param name="keyId">The name of the key.</param>
        /// <param name="information">What changes.</param>
        /// <returns>The key as it is registered now.</returns>
        /// <exception cref="EteeServiceException">There is no such key, or the depot refuses.</exception>
        public RegisteredKey AddInformation(string keyId, KeyInformation information)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_add_information(
                        handle, data, text.Length,
                        Need.Of(information, nameof(information)).Handle,
                        out var key, out var error),
                    error);
                return new RegisteredKey(key);
            }
        }

        /// <summary>Looks up the key of a name.</summary>
        /// <param name="keyId">The name.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">There is none, or the depot does not answer.</exception>
        public RegisteredKey Key(string keyId)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_key(
                        handle, data, text.Length, out var key, out var error),
                    error);
                return new RegisteredKey(key);
            }
        }

        /// <summary>Looks up all keys of a holder, at least one; whom, as in <see cref="Depot"/>.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <param name="use">The use, or any.</param>
        /// <param name="moment">Asks for the keys of then; null for those of today.</param>
        /// <returns>The keys, each to be disposed of.</returns>
        /// <exception cref="EteeException">There is none, or the depot does not answer.</exception>
        public IReadOnlyList<RegisteredKey> Keys(
            string identifierType,
            string identifier,
            string application = null,
            KeyUse use = KeyUse.Any,
            DateTimeOffset? moment = null)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                return Many(
                    typeText, type.Length, valueText, value.Length, nameText, name.Length,
                    (int)use, Moments.OrZero(moment));
            }
        }

        /// <summary>Looks up what an authenticator said about a key, and verifies it.</summary>
        /// <param name="keyId">The name of the key.</param>
        /// <returns>The attestation.</returns>
        /// <exception cref="EteeException">There is none, it does not hold, or the depot does not
        /// answer.</exception>
        public Attestation Attestation(string keyId)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_attestation(
                        handle, data, text.Length, out var attestation, out var error),
                    error);
                return new Attestation(attestation);
            }
        }

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
                    NativeMethods.etee_key_depot_key_holder(
                        handle, data, text.Length, out var holder, out var error),
                    error);
                return new KeyHolder(holder);
            }
        }

        /// <summary>Deletes keys of the caller's, all or none.</summary>
        /// <param name="keyIds">The names of the keys.</param>
        /// <exception cref="EteeServiceException">There is no such key, or the depot refuses.</exception>
        public void Delete(params string[] keyIds)
        {
            using (var names = new Utf8List(keyIds))
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_delete_all(
                        handle, names.Pointers, names.Lengths, names.Count, out var error),
                    error);
            }
        }

        /// <summary>As <see cref="Challenge"/>, without blocking the caller.</summary>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>JSON; it holds personal data.</returns>
        /// <exception cref="EteeServiceException">The depot refuses, or does not answer.</exception>
        public Task<string> ChallengeAsync(CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport, Challenge, BeginChallenge, KeyCalls.TakeChallenge, cancellationToken);

        /// <summary>As <see cref="Register"/>, without blocking the caller.</summary>
        /// <param name="webKey">The key.</param>
        /// <param name="registration">What is said about it.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key as it is registered.</returns>
        /// <exception cref="EteeException">As <see cref="Register"/>.</exception>
        public Task<RegisteredKey> RegisterAsync(
            WebKey webKey,
            KeyRegistration registration,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => Register(webKey, registration),
                () => BeginRegister(webKey, registration),
                KeyCalls.TakeRegisteredKey,
                cancellationToken);

        /// <summary>As <see cref="AddInformation"/>, without blocking the caller.</summary>
        /// <param name="keyId">The name of the key.</param>
        /// <param name="information">What changes.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key as it is registered now.</returns>
        /// <exception cref="EteeServiceException">As <see cref="AddInformation"/>.</exception>
        public Task<RegisteredKey> AddInformationAsync(
            string keyId,
            KeyInformation information,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => AddInformation(keyId, information),
                () => BeginAddInformation(keyId, information),
                KeyCalls.TakeRegisteredKey,
                cancellationToken);

        /// <summary>As <see cref="Key"/>, without blocking the caller.</summary>
        /// <param name="keyId">The name.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">There is none, or the depot does not answer.</exception>
        public Task<RegisteredKey> KeyAsync(
            string keyId,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => Key(keyId),
                () => BeginNamed(NativeMethods.etee_key_depot_begin_key, keyId),
                KeyCalls.TakeRegisteredKey,
                cancellationToken);

        /// <summary>As <see cref="Keys"/>, without blocking the caller.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <param name="use">The use, or any.</param>
        /// <param name="moment">Asks for the keys of then; null for those of today.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The keys, each to be disposed of.</returns>
        /// <exception cref="EteeException">There is none, or the depot does not answer.</exception>
        public Task<IReadOnlyList<RegisteredKey>> KeysAsync(
            string identifierType,
            string identifier,
            string application = null,
            KeyUse use = KeyUse.Any,
            DateTimeOffset? moment = null,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => Keys(identifierType, identifier, application, use, moment),
                () => BeginKeys(identifierType, identifier, application, use, moment),
                TakeKeys,
                cancellationToken);

        /// <summary>As <see cref="Attestation"/>, without blocking the caller.</summary>
        /// <param name="keyId">The name of the key.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The attestation.</returns>
        /// <exception cref="EteeException">As <see cref="Attestation"/>.</exception>
        public Task<Attestation> AttestationAsync(
            string keyId,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => Attestation(keyId),
                () => BeginNamed(NativeMethods.etee_key_depot_begin_attestation, keyId),
                KeyCalls.TakeAttestation,
                cancellationToken);

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
                () => BeginNamed(NativeMethods.etee_key_depot_begin_key_holder, keyId),
                KeyCalls.TakeHolder,
                cancellationToken);

        /// <summary>As <see cref="Delete"/>, without blocking the caller.</summary>
        /// <param name="keyIds">The names of the keys.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>Done when they are deleted.</returns>
        /// <exception cref="EteeServiceException">As <see cref="Delete"/>.</exception>
        public Task DeleteAsync(
            string[] keyIds,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () =>
                {
                    Delete(keyIds);
                    return true;
                },
                () => BeginDelete(keyIds),
                Exchange.Finish,
                cancellationToken);

        /// <inheritdoc/>
        public void Dispose() => handle.Dispose();

        private delegate int BeginByName(
            KeyDepotHandle depot,
            byte* keyId, UIntPtr length,
            out ExchangeHandle exchange,
            out IntPtr error);

        private ExchangeHandle BeginNamed(BeginByName begin, string keyId)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    begin(handle, data, text.Length, out var exchange, out var error), error);
                return exchange;
            }
        }

        private ExchangeHandle BeginChallenge()
        {
            Failure.Check(
                NativeMethods.etee_key_depot_begin_challenge(
                    handle, out var exchange, out var error),
                error);
            return exchange;
        }

        private ExchangeHandle BeginRegister(WebKey webKey, KeyRegistration registration)
        {
            Failure.Check(
                NativeMethods.etee_key_depot_begin_register(
                    handle,
                    Need.Of(webKey, nameof(webKey)).Handle,
                    Need.Of(registration, nameof(registration)).Handle,
                    out var exchange, out var error),
                error);
            return exchange;
        }

        private ExchangeHandle BeginAddInformation(string keyId, KeyInformation information)
        {
            var text = new Utf8(keyId);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_begin_add_information(
                        handle, data, text.Length, Need.Of(information, nameof(information)).Handle,
                        out var exchange, out var error),
                    error);
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
                    NativeMethods.etee_key_depot_begin_keys(
                        handle, typeText, type.Length, valueText, value.Length,
                        nameText, name.Length, (int)use, Moments.OrZero(moment),
                        out var exchange, out var error),
                    error);
                return exchange;
            }
        }

        private ExchangeHandle BeginDelete(string[] keyIds)
        {
            using (var names = new Utf8List(keyIds))
            {
                Failure.Check(
                    NativeMethods.etee_key_depot_begin_delete_all(
                        handle, names.Pointers, names.Lengths, names.Count,
                        out var exchange, out var error),
                    error);
                return exchange;
            }
        }

        // Pointers are of use in this frame only, which the call does not leave.
        private IReadOnlyList<RegisteredKey> Many(
            byte* type, UIntPtr typeLength,
            byte* value, UIntPtr valueLength,
            byte* name, UIntPtr nameLength,
            int use,
            long moment) =>
            HandleArray.Of(
                (IntPtr* keys, UIntPtr room, out UIntPtr count, out IntPtr error) =>
                    NativeMethods.etee_key_depot_keys(
                        handle, type, typeLength, value, valueLength, name, nameLength,
                        use, moment, keys, room, out count, out error),
                Own);

        private static IReadOnlyList<RegisteredKey> TakeKeys(ExchangeHandle exchange) =>
            HandleArray.Of(
                (IntPtr* keys, UIntPtr room, out UIntPtr count, out IntPtr error) =>
                    NativeMethods.etee_exchange_take_registered_keys(
                        exchange, keys, room, out count, out error),
                Own);

        private static RegisteredKey Own(IntPtr key) =>
            new RegisteredKey(RegisteredKeyHandle.Own(key));
    }
}
