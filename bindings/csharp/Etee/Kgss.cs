using System;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Makes and gets keys at the platform's KGSS, for recipients who are not known beforehand. The
    /// setters are for the beginning; after them it may be used by many threads at once.
    /// </summary>
    public sealed unsafe class Kgss : IDisposable
    {
        internal readonly KgssHandle Handle;
        private readonly HttpClientTransport transport;

        /// <summary>Makes a KGSS for an environment of the platform. Nothing is sent yet.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="environment">Which of the platform's.</param>
        /// <param name="depot">Finds the token of the KGSS and, unless
        /// <see cref="SetToken"/> gives it, that of the caller.</param>
        /// <param name="identity">Seals the requests and opens the answers.</param>
        public Kgss(
            EteeContext context,
            PlatformEnvironment environment,
            Depot depot,
            Identity identity)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            Failure.Check(
                NativeMethods.etee_kgss_new(
                    Need.Of(context, nameof(context)).Handle,
                    (int)environment,
                    Need.Of(depot, nameof(depot)).Handle,
                    Need.Of(identity, nameof(identity)).Handle,
                    out Handle, out var error),
                error);
        }

        /// <summary>Makes a KGSS at a URL, or at several that are separated by spaces.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="url">The endpoint.</param>
        /// <param name="depot">Finds the tokens.</param>
        /// <param name="identity">Seals the requests and opens the answers.</param>
        /// <exception cref="EteeUsageException">It is no URL, or one of plain http elsewhere.</exception>
        public Kgss(EteeContext context, string url, Depot depot, Identity identity)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            var text = new Utf8(url);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_kgss_new_at(
                        Need.Of(context, nameof(context)).Handle,
                        data, text.Length,
                        Need.Of(depot, nameof(depot)).Handle,
                        Need.Of(identity, nameof(identity)).Handle,
                        out Handle, out var error),
                    error);
            }
        }

        /// <summary>
        /// Finds the KGSS in the depot under another identifier than the platform's. Answers must be
        /// signed by its holder.
        /// </summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application.</param>
        public void SetService(string identifierType, string identifier, string application)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_kgss_set_service(
                        Handle, typeText, type.Length, valueText, value.Length,
                        nameText, name.Length, out var error),
                    error);
            }
        }

        /// <summary>Has answers sealed for this token of the caller, which then is not looked up.</summary>
        /// <param name="token">The caller's token. Null is for readers who have none: answers then are
        /// sealed for a fresh key each, and only <see cref="Key"/> is of use.</param>
        public void SetToken(EncryptionToken token)
        {
            using (var none = new TokenHandle())
            {
                Failure.Check(
                    NativeMethods.etee_kgss_set_token(
                        Handle, token?.Handle ?? none, out var error),
                    error);
            }
        }

        /// <summary>Keeps keys in memory, and asks for them no more.</summary>
        /// <param name="keys">How many; none unless set.</param>
        public void SetCache(int keys) => Failure.Check(
            NativeMethods.etee_kgss_set_cache(
                Handle, (UIntPtr)checked((uint)keys), out var error),
            error);

        /// <summary>Makes a key that those on the list can get.</summary>
        /// <param name="list">Who may get it.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException">The KGSS refuses, or does not answer.</exception>
        public SecretKey NewKey(AccessList list)
        {
            Failure.Check(
                NativeMethods.etee_kgss_new_key(
                    Handle, Need.Of(list, nameof(list)).Handle, out var key, out var error),
                error);
            return new SecretKey(key);
        }

        /// <summary>Gets a key, as the one whose session this is.</summary>
        /// <param name="identifier">The identifier of the key, such as a message has it
        /// (<see cref="Addressing.SecretKeyIdentifiers"/>).</param>
        /// <param name="session">Who asks.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException"><see cref="EteeStatus.NotFound"/> if there is no such
        /// key or the session does not satisfy its list, which are one and the same.</exception>
        public SecretKey Key(byte[] identifier, Session session)
        {
            Need.NotNull(identifier, nameof(identifier));
            fixed (byte* data = identifier)
            {
                Failure.Check(
                    NativeMethods.etee_kgss_key(
                        Handle, data, (UIntPtr)identifier.Length, Need.Of(session, nameof(session)).Handle,
                        out var key, out var error),
                    error);
                return new SecretKey(key);
            }
        }

        /// <summary>As <see cref="NewKey"/>, without blocking the caller.</summary>
        /// <param name="list">Who may get it.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException">The KGSS refuses, or does not answer.</exception>
        public Task<SecretKey> NewKeyAsync(
            AccessList list,
            CancellationToken cancellationToken = default)
        {
            if (transport == null)
            {
                return Task.Run(() => NewKey(list), cancellationToken);
            }
            Failure.Check(
                NativeMethods.etee_kgss_begin_new_key(
                    Handle, Need.Of(list, nameof(list)).Handle, out var exchange, out var error),
                error);
            return Exchange.RunAsync(exchange, transport, KeyCalls.TakeSecretKey, cancellationToken);
        }

        /// <summary>As <see cref="Key"/>, without blocking the caller.</summary>
        /// <param name="identifier">The identifier of the key.</param>
        /// <param name="session">Who asks.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeServiceException">There is none for this session, the KGSS refuses, or
        /// does not answer.</exception>
        public Task<SecretKey> KeyAsync(
            byte[] identifier,
            Session session,
            CancellationToken cancellationToken = default)
        {
            Need.NotNull(identifier, nameof(identifier));
            return transport == null
                ? Task.Run(() => Key(identifier, session), cancellationToken)
                : Exchange.RunAsync(
                    BeginKey(identifier, session), transport, KeyCalls.TakeSecretKey, cancellationToken);
        }

        /// <summary>Forgets the keys that are kept; they are wiped.</summary>
        public void Forget() =>
            Failure.Check(NativeMethods.etee_kgss_forget(Handle, out var error), error);

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private ExchangeHandle BeginKey(byte[] identifier, Session session)
        {
            fixed (byte* data = identifier)
            {
                Failure.Check(
                    NativeMethods.etee_kgss_begin_key(
                        Handle, data, (UIntPtr)identifier.Length, Need.Of(session, nameof(session)).Handle,
                        out var exchange, out var error),
                    error);
                return exchange;
            }
        }
    }
}
