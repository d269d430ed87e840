using System;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Makes, gets and deletes keys at the platform's KGSS over REST: the keys that <see cref="Kgss"/>
    /// makes and gets over SOAP. The setters are for the beginning; after them it may be used by many
    /// threads at once.
    /// </summary>
    public sealed unsafe class KgssRest : IDisposable
    {
        private readonly KgssRestHandle handle;
        private readonly HttpClientTransport transport;

        /// <summary>Makes a KGSS for an environment of the platform. Nothing is sent yet.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="environment">Which of the platform's.</param>
        /// <param name="accessTokens">Who calls.</param>
        public KgssRest(
            EteeContext context,
            PlatformEnvironment environment,
            AccessTokens accessTokens)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            Failure.Check(
                NativeMethods.etee_kgss_rest_new(
                    Need.Of(context, nameof(context)).Handle,
                    (int)environment,
                    Need.Of(accessTokens, nameof(accessTokens)).Handle,
                    out handle, out var error),
                error);
        }

        /// <summary>Makes a KGSS at a base URL, or at several that are separated by spaces.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="url">Such as "https://api.ehealth.fgov.be/etee/v1".</param>
        /// <param name="accessTokens">Who calls.</param>
        /// <exception cref="EteeUsageException">It is no URL, or one of plain http elsewhere.</exception>
        public KgssRest(EteeContext context, string url, AccessTokens accessTokens)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            var text = new Utf8(url);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_kgss_rest_new_at(
                        Need.Of(context, nameof(context)).Handle,
                        data, text.Length,
                        Need.Of(accessTokens, nameof(accessTokens)).Handle,
                        out handle, out var error),
                    error);
            }
        }

        /// <summary>Uses other names in the REST interface.</summary>
        /// <param name="restInterface">The names.</param>
        public void SetInterface(RestInterface restInterface) => Failure.Check(
            NativeMethods.etee_kgss_rest_set_interface(
                handle, Need.Of(restInterface, nameof(restInterface)).Handle, out var error),
            error);

        /// <summary>
        /// Has each key encrypted for a fresh EC key, so that nothing between the KGSS and this program
        /// can read it. An answer that is not encrypted is then refused.
        /// </summary>
        public void EncryptAnswers() => Failure.Check(
            NativeMethods.etee_kgss_rest_encrypt_answers(handle, out var error), error);

        /// <summary>Makes a key that those on the list can get, and the caller can delete.</summary>
        /// <param name="list">Who may get it.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException">The KGSS refuses, or does not answer.</exception>
        public SecretKey NewKey(AccessList list)
        {
            Failure.Check(
                NativeMethods.etee_kgss_rest_new_key(
                    handle, Need.Of(list, nameof(list)).Handle, out var key, out var error),
                error);
            return new SecretKey(key);
        }

        /// <summary>Gets a key.</summary>
        /// <param name="identifier">The identifier of the key.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException"><see cref="EteeStatus.NotFound"/> if there is no such
        /// key or the caller does not satisfy its list, which are one and the same.</exception>
        public SecretKey Key(byte[] identifier)
        {
            Need.NotNull(identifier, nameof(identifier));
            fixed (byte* data = identifier)
            {
                Failure.Check(
                    NativeMethods.etee_kgss_rest_key(
                        handle, data, (UIntPtr)identifier.Length, out var key, out var error),
                    error);
                return new SecretKey(key);
            }
        }

        /// <summary>Deletes a key that the caller made.</summary>
        /// <param name="identifier">The identifier of the key.</param>
        /// <exception cref="EteeServiceException">As <see cref="Key"/>.</exception>
        public void DeleteKey(byte[] identifier)
        {
            Need.NotNull(identifier, nameof(identifier));
            fixed (byte* data = identifier)
            {
                Failure.Check(
                    NativeMethods.etee_kgss_rest_delete_key(
                        handle, data, (UIntPtr)identifier.Length, out var error),
                    error);
            }
        }

        /// <summary>As <see cref="NewKey"/>, without blocking the caller.</summary>
        /// <param name="list">Who may get it.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException">The KGSS refuses, or does not answer.</exception>
        public Task<SecretKey> NewKeyAsync(
            AccessList list,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => NewKey(list),
                () => BeginNewKey(list),
                KeyCalls.TakeSecretKey,
                cancellationToken);

        /// <summary>As <see cref="Key"/>, without blocking the caller.</summary>
        /// <param name="identifier">The identifier of the key.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException">As <see cref="Key"/>.</exception>
        public Task<SecretKey> KeyAsync(
            byte[] identifier,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () => Key(identifier),
                () => BeginNamed(NativeMethods.etee_kgss_rest_begin_key, identifier),
                KeyCalls.TakeSecretKey,
                cancellationToken);

        /// <summary>As <see cref="DeleteKey"/>, without blocking the caller.</summary>
        /// <param name="identifier">The identifier of the key.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>Done when the key is deleted.</returns>
        /// <exception cref="EteeServiceException">As <see cref="Key"/>.</exception>
        public Task DeleteKeyAsync(
            byte[] identifier,
            CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(
                transport,
                () =>
                {
                    DeleteKey(identifier);
                    return true;
                },
                () => BeginNamed(NativeMethods.etee_kgss_rest_begin_delete_key, identifier),
                Exchange.Finish,
                cancellationToken);

        /// <inheritdoc/>
        public void Dispose() => handle.Dispose();

        private delegate int Begin(
            KgssRestHandle kgss,
            byte* identifier, UIntPtr length,
            out ExchangeHandle exchange,
            out IntPtr error);

        private ExchangeHandle BeginNamed(Begin begin, byte[] identifier)
        {
            Need.NotNull(identifier, nameof(identifier));
            fixed (byte* data = identifier)
            {
                Failure.Check(
                    begin(
                        handle, data, (UIntPtr)identifier.Length, out var exchange, out var error),
                    error);
                return exchange;
            }
        }

        private ExchangeHandle BeginNewKey(AccessList list)
        {
            Failure.Check(
                NativeMethods.etee_kgss_rest_begin_new_key(
                    handle, Need.Of(list, nameof(list)).Handle, out var exchange, out var error),
                error);
            return exchange;
        }
    }
}
