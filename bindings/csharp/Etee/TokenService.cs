using System;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// The secure token service (STS) of the platform. The setters are for the beginning; after them
    /// it may be used by many threads at once.
    /// </summary>
    public sealed unsafe class TokenService : IDisposable
    {
        internal readonly TokenServiceHandle Handle;
        private readonly HttpClientTransport transport;

        /// <summary>Makes a token service for an environment of the platform.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="protocol">How it is asked.</param>
        /// <param name="environment">Which of the platform's.</param>
        public TokenService(
            EteeContext context,
            TokenServiceProtocol protocol,
            PlatformEnvironment environment)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            Failure.Check(
                NativeMethods.etee_token_service_new(
                    Need.Of(context, nameof(context)).Handle,
                    (int)protocol, (int)environment, out Handle, out var error),
                error);
        }

        /// <summary>Makes a token service at a URL, or at several that are separated by spaces.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="protocol">How it is asked.</param>
        /// <param name="url">The endpoint.</param>
        /// <exception cref="EteeUsageException">It is no URL, or one of plain http elsewhere.</exception>
        public TokenService(EteeContext context, TokenServiceProtocol protocol, string url)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            var text = new Utf8(url);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_token_service_new_at(
                        Need.Of(context, nameof(context)).Handle, (int)protocol, data, text.Length,
                        out Handle, out var error),
                    error);
            }
        }

        /// <summary>
        /// Takes assertions only from a token service whose certificate leads to this one; best its own.
        /// Without any, the signature of an assertion has to verify, and who made it is not asked.
        /// </summary>
        /// <param name="certificate">The certificate.</param>
        public void AddTrustAnchor(X509Certificate2 certificate)
        {
            Need.NotNull(certificate, nameof(certificate));
            var der = certificate.RawData;
            fixed (byte* data = der)
            {
                Failure.Check(
                    NativeMethods.etee_token_service_add_trust_anchor(
                        Handle, data, (UIntPtr)der.Length, out var error),
                    error);
            }
        }

        /// <summary>Takes assertions that are signed with SHA-1 too.</summary>
        public void AllowSha1() => Failure.Check(
            NativeMethods.etee_token_service_allow_sha1(Handle, out var error), error);

        /// <summary>Opens a session.</summary>
        /// <param name="request">Who asks for what.</param>
        /// <returns>The session.</returns>
        /// <exception cref="EteeServiceException">It refuses, or does not answer.</exception>
        public Session LogOn(LogOnRequest request)
        {
            Failure.Check(
                NativeMethods.etee_token_service_log_on(
                    Handle, Need.Of(request, nameof(request)).Handle, out var session, out var error),
                error);
            return new Session(session);
        }

        /// <summary>As <see cref="LogOn"/>, without blocking the caller.</summary>
        /// <param name="request">Who asks for what; not to be changed meanwhile.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The session.</returns>
        /// <exception cref="EteeServiceException">It refuses, or does not answer.</exception>
        public Task<Session> LogOnAsync(
            LogOnRequest request,
            CancellationToken cancellationToken = default)
        {
            if (transport == null)
            {
                return Task.Run(() => LogOn(request), cancellationToken);
            }
            Failure.Check(
                NativeMethods.etee_token_service_begin_log_on(
                    Handle, Need.Of(request, nameof(request)).Handle, out var exchange, out var error),
                error);
            return Exchange.RunAsync(exchange, transport, TakeSession, cancellationToken);
        }

        /// <summary>Takes up a session that <see cref="Session.Export"/> gave.</summary>
        /// <param name="exported">The session.</param>
        /// <param name="request">How it was opened: with it the session is renewed.</param>
        /// <returns>The session.</returns>
        /// <exception cref="EteeException">It is no session, or bound to another key.</exception>
        public Session Load(byte[] exported, LogOnRequest request)
        {
            Need.NotNull(exported, nameof(exported));
            fixed (byte* data = exported)
            {
                Failure.Check(
                    NativeMethods.etee_token_service_load(
                        Handle, data, (UIntPtr)exported.Length, Need.Of(request, nameof(request)).Handle,
                        out var session, out var error),
                    error);
                return new Session(session);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private static Session TakeSession(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_session(exchange, out var session, out var error),
                error);
            return new Session(session);
        }
    }
}
