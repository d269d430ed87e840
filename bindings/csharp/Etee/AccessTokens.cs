using System;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Where the access tokens for REST services come from: from I.AM Connect, where this library logs on
    /// with an eHealth certificate, or from the program, whose user logged on there. A token is kept and
    /// renewed in time. The setters are for the beginning; after them it may be used by many threads.
    /// </summary>
    public sealed unsafe class AccessTokens : IDisposable
    {
        // They are called for as long as the process lives.
        private static readonly AccessTokenSupply SupplyThunk = Supply;
        private static readonly AccessTokenRelease ReleaseThunk = HostObject.Release;

        internal readonly AccessTokensHandle Handle;
        private readonly HttpClientTransport transport;

        /// <summary>Logs on as software to the realm M2M of an environment. Nothing is sent yet.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="environment">Which of the platform's.</param>
        /// <param name="clientId">The name that the platform has registered, often "cbe-" and a number.</param>
        /// <param name="identity">Signs the assertion.</param>
        public AccessTokens(
            EteeContext context,
            PlatformEnvironment environment,
            string clientId,
            Identity identity)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            var client = new Utf8(clientId);
            fixed (byte* clientText = client.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_access_tokens_new(
                        Need.Of(context, nameof(context)).Handle, (int)environment, clientText, client.Length,
                        Need.Of(identity, nameof(identity)).Handle, out Handle, out var error),
                    error);
            }
        }

        /// <summary>Logs on as software to the realm at a URL.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="realmUrl">Such as "https://api.ehealth.fgov.be/auth/realms/M2M".</param>
        /// <param name="clientId">The name that the platform has registered.</param>
        /// <param name="identity">Signs the assertion.</param>
        public AccessTokens(
            EteeContext context,
            string realmUrl,
            string clientId,
            Identity identity)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            var realm = new Utf8(realmUrl);
            var client = new Utf8(clientId);
            fixed (byte* realmText = realm.Octets)
            fixed (byte* clientText = client.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_access_tokens_new_at(
                        Need.Of(context, nameof(context)).Handle,
                        realmText, realm.Length, clientText, client.Length,
                        Need.Of(identity, nameof(identity)).Handle, out Handle, out var error),
                    error);
            }
        }

        /// <summary>
        /// Takes the access tokens from the program: those of a user who logged on in his browser, which
        /// is for the program to do.
        /// </summary>
        /// <param name="supply">Returns the token as it stands behind "Bearer "; asked for each call, by
        /// many threads. What it throws comes back as an inner exception;
        /// <see cref="OperationCanceledException"/> says that the user did not log on.</param>
        public AccessTokens(Func<string> supply)
        {
            Need.NotNull(supply, nameof(supply));
            EteeLibrary.Load();
            var table = new AccessTokenTable
            {
                StructSize = (UIntPtr)sizeof(AccessTokenTable),
                User = HostObject.Keep(supply),
                Supply = Marshal.GetFunctionPointerForDelegate(SupplyThunk),
                Release = Marshal.GetFunctionPointerForDelegate(ReleaseThunk),
            };
            var status = NativeMethods.etee_access_tokens_from_table(
                &table, out Handle, out var error);
            if (status != NativeStatus.ETEE_OK)
            {
                HostObject.Release(table.User);
            }
            Failure.Check(status, error);
        }

        /// <summary>Asks for scopes.</summary>
        /// <param name="scope">Names, separated by spaces.</param>
        /// <exception cref="EteeUsageException">The program supplies the tokens.</exception>
        public void SetScope(string scope)
        {
            var text = new Utf8(scope);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_access_tokens_set_scope(
                        Handle, data, text.Length, out var error),
                    error);
            }
        }

        /// <summary>Signs with PS256 where the key is RSA, in place of RS256.</summary>
        public void UsePss() =>
            Failure.Check(NativeMethods.etee_access_tokens_use_pss(Handle, out var error), error);

        /// <summary>Does not ask the realm where its tokens are.</summary>
        public void SkipDiscovery() => Failure.Check(
            NativeMethods.etee_access_tokens_skip_discovery(Handle, out var error), error);

        /// <summary>Uses other names in the REST interface.</summary>
        /// <param name="restInterface">The names.</param>
        public void SetInterface(RestInterface restInterface) => Failure.Check(
            NativeMethods.etee_access_tokens_set_interface(
                Handle, Need.Of(restInterface, nameof(restInterface)).Handle, out var error),
            error);

        /// <summary>
        /// The access token, renewed if it comes to its end: for a service that the program calls itself.
        /// Send it over TLS only, and never log it.
        /// </summary>
        /// <returns>The token.</returns>
        /// <exception cref="EteeServiceException">The realm refuses, or does not answer.</exception>
        public string Token()
        {
            Failure.Check(
                NativeMethods.etee_access_tokens_token(Handle, out var token, out var error),
                error);
            return Octets.TakeText(token);
        }

        /// <summary>As <see cref="Token"/>, without blocking the caller.</summary>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The token.</returns>
        /// <exception cref="EteeServiceException">The realm refuses, or does not answer.</exception>
        public Task<string> TokenAsync(CancellationToken cancellationToken = default) =>
            Exchange.CallAsync(transport, Token, Begin, TakeToken, cancellationToken);

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private ExchangeHandle Begin()
        {
            Failure.Check(
                NativeMethods.etee_access_tokens_begin_token(
                    Handle, out var exchange, out var error),
                error);
            return exchange;
        }

        private static string TakeToken(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_access_token(
                    exchange, out var token, out var error),
                error);
            return Octets.TakeText(token);
        }

        /// <summary>Called by the library, on any thread; nothing may be thrown into it.</summary>
        private static int Supply(IntPtr user, byte* token, UIntPtr* tokenLen)
        {
            try
            {
                var text = ((Func<string>)HostObject.Of(user))() ?? "";
                var octets = Encoding.ASCII.GetBytes(text);
                if (octets.Length > NativeConstants.ETEE_ACCESS_TOKEN_SIZE)
                {
                    throw new InvalidOperationException("The access token is too long.");
                }
                Marshal.Copy(octets, 0, (IntPtr)token, octets.Length);
                *tokenLen = (UIntPtr)octets.Length;
                return NativeStatus.ETEE_OK;
            }
            catch (Exception exception)
            {
                Failure.Keep(exception);
                return exception is OperationCanceledException
                    ? NativeStatus.ETEE_CANCELLED
                    : NativeStatus.ETEE_HOST_FAILED;
            }
        }
    }
}
