using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Looks up encryption tokens in the ETK depot. May be used by many threads at once, but for
    /// <see cref="SetCache"/>, which is for the beginning.
    /// </summary>
    /// <remarks>
    /// A holder is named by the type of the identifier ("NIHII", "SSIN", "CBE", "NIHII-HOSPITAL", ...; the
    /// list is open), its value, and the application, which makes three different requests: null asks
    /// for any, "" for a token without one, and a name for that one.
    /// </remarks>
    public sealed unsafe partial class Depot : IDisposable
    {
        internal readonly DepotHandle Handle;
        private readonly HttpClientTransport transport;

        /// <summary>Makes a depot for an environment of the platform. Nothing is sent yet.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="protocol">How it is asked.</param>
        /// <param name="environment">Which of the platform's.</param>
        public Depot(
            EteeContext context,
            DepotProtocol protocol,
            PlatformEnvironment environment)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            Failure.Check(
                NativeMethods.etee_depot_new(
                    Need.Of(context, nameof(context)).Handle,
                    (int)protocol, (int)environment, out Handle, out var error),
                error);
        }

        /// <summary>Makes a depot at a URL, or at several that are separated by spaces.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="protocol">How it is asked.</param>
        /// <param name="url">The base of the REST service, or the endpoint of the SOAP service.</param>
        /// <exception cref="EteeUsageException">It is no URL, or one of plain http elsewhere.</exception>
        public Depot(EteeContext context, DepotProtocol protocol, string url)
        {
            transport = Need.Of(context, nameof(context)).HttpClient;
            var text = new Utf8(url);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_depot_new_at(
                        Need.Of(context, nameof(context)).Handle, (int)protocol, data, text.Length,
                        out Handle, out var error),
                    error);
            }
        }

        /// <summary>
        /// Keeps answers: tokens never beyond the validity of their certificates.
        /// </summary>
        /// <param name="entries">How many.</param>
        /// <param name="timeToLive">For how long.</param>
        /// <param name="staleIfError">For how long if the depot cannot be asked.</param>
        /// <param name="negative">For how long that there is none; 5 minutes at most.</param>
        /// <param name="file">A file to keep tokens in as well, or null.</param>
        /// <exception cref="EteeException">The file cannot be opened.</exception>
        public void SetCache(
            int entries,
            TimeSpan timeToLive,
            TimeSpan staleIfError,
            TimeSpan negative,
            string file = null)
        {
            var path = new Utf8(file);
            fixed (byte* text = path.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_depot_set_cache(
                        Handle, (UIntPtr)checked((uint)entries), Seconds(timeToLive),
                        Seconds(staleIfError), Seconds(negative), text, path.Length, out var error),
                    error);
            }
        }

        /// <summary>Looks up the one token of a holder.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <returns>The token.</returns>
        /// <exception cref="EteeServiceException">There is none, there are several, or the depot does
        /// not answer.</exception>
        public EncryptionToken Token(
            string identifierType,
            string identifier,
            string application = null)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_depot_token(
                        Handle, typeText, type.Length, valueText, value.Length,
                        nameText, name.Length, out var token, out var error),
                    error);
                return new EncryptionToken(token);
            }
        }

        /// <summary>Looks up all tokens of a holder, at least one.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <returns>The tokens, each to be disposed of.</returns>
        /// <exception cref="EteeServiceException">There is none, or the depot does not answer.</exception>
        public IReadOnlyList<EncryptionToken> Tokens(
            string identifierType,
            string identifier,
            string application = null)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                return Many(
                    typeText, type.Length, valueText, value.Length, nameText, name.Length);
            }
        }

        /// <summary>
        /// Lists what matches, to let somebody choose: an array of JSON with the members "type", "value"
        /// and "application", each of which <see cref="Token"/> answers with one token.
        /// </summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <returns>JSON; it holds personal data.</returns>
        /// <exception cref="EteeServiceException">There is none, or the depot does not answer.</exception>
        public string Matches(string identifierType, string identifier, string application = null)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_depot_matches(
                        Handle, typeText, type.Length, valueText, value.Length,
                        nameText, name.Length, out var matches, out var error),
                    error);
                return Octets.TakeText(matches);
            }
        }

        /// <summary>Looks up the token of the holder of an identity.</summary>
        /// <param name="identity">Our own keys.</param>
        /// <returns>Our own token.</returns>
        /// <exception cref="EteeServiceException">There is none, or the depot does not answer.</exception>
        public EncryptionToken OwnToken(Identity identity)
        {
            Failure.Check(
                NativeMethods.etee_depot_own_token(
                    Handle, Need.Of(identity, nameof(identity)).Handle, out var token, out var error),
                error);
            return new EncryptionToken(token);
        }

        /// <summary>As <see cref="Token"/>, without blocking the caller.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The token.</returns>
        /// <exception cref="EteeServiceException">There is none, there are several, or the depot does
        /// not answer.</exception>
        public Task<EncryptionToken> TokenAsync(
            string identifierType,
            string identifier,
            string application = null,
            CancellationToken cancellationToken = default) =>
            transport == null
                ? Task.Run(
                    () => Token(identifierType, identifier, application), cancellationToken)
                : Exchange.RunAsync(
                    Begin(
                        NativeMethods.etee_depot_begin_token,
                        identifierType, identifier, application),
                    transport, TakeToken, cancellationToken);

        /// <summary>As <see cref="Tokens"/>, without blocking the caller.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>The tokens, each to be disposed of.</returns>
        /// <exception cref="EteeServiceException">There is none, or the depot does not answer.</exception>
        public Task<IReadOnlyList<EncryptionToken>> TokensAsync(
            string identifierType,
            string identifier,
            string application = null,
            CancellationToken cancellationToken = default) =>
            transport == null
                ? Task.Run(
                    () => Tokens(identifierType, identifier, application), cancellationToken)
                : Exchange.RunAsync(
                    Begin(
                        NativeMethods.etee_depot_begin_tokens,
                        identifierType, identifier, application),
                    transport, TakeTokens, cancellationToken);

        /// <summary>As <see cref="Matches"/>, without blocking the caller.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; null for any, "" for none.</param>
        /// <param name="cancellationToken">Gives up.</param>
        /// <returns>JSON; it holds personal data.</returns>
        /// <exception cref="EteeServiceException">There is none, or the depot does not answer.</exception>
        public Task<string> MatchesAsync(
            string identifierType,
            string identifier,
            string application = null,
            CancellationToken cancellationToken = default) =>
            transport == null
                ? Task.Run(
                    () => Matches(identifierType, identifier, application), cancellationToken)
                : Exchange.RunAsync(
                    Begin(
                        NativeMethods.etee_depot_begin_matches,
                        identifierType, identifier, application),
                    transport, TakeMatches, cancellationToken);

        /// <summary>Forgets the answers that are kept, in memory and in the file.</summary>
        public void Forget() =>
            Failure.Check(NativeMethods.etee_depot_forget(Handle, out var error), error);

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private delegate int BeginSearch(
            DepotHandle depot,
            byte* type, UIntPtr typeLength,
            byte* identifier, UIntPtr identifierLength,
            byte* application, UIntPtr applicationLength,
            out ExchangeHandle exchange,
            out IntPtr error);

        private ExchangeHandle Begin(
            BeginSearch begin,
            string identifierType,
            string identifier,
            string application)
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                Failure.Check(
                    begin(
                        Handle, typeText, type.Length, valueText, value.Length,
                        nameText, name.Length, out var exchange, out var error),
                    error);
                return exchange;
            }
        }

        private static EncryptionToken TakeToken(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_token(exchange, out var token, out var error),
                error);
            return new EncryptionToken(token);
        }

        // Pointers are of use in this frame only, which the call does not leave.
        private IReadOnlyList<EncryptionToken> Many(
            byte* type, UIntPtr typeLength,
            byte* value, UIntPtr valueLength,
            byte* name, UIntPtr nameLength) =>
            HandleArray.Of(
                (IntPtr* tokens, UIntPtr room, out UIntPtr count, out IntPtr error) =>
                    NativeMethods.etee_depot_tokens(
                        Handle, type, typeLength, value, valueLength, name, nameLength,
                        tokens, room, out count, out error),
                Own);

        private static IReadOnlyList<EncryptionToken> TakeTokens(ExchangeHandle exchange) =>
            HandleArray.Of(
                (IntPtr* tokens, UIntPtr room, out UIntPtr count, out IntPtr error) =>
                    NativeMethods.etee_exchange_take_tokens(
                        exchange, tokens, room, out count, out error),
                Own);

        private static string TakeMatches(ExchangeHandle exchange)
        {
            Failure.Check(
                NativeMethods.etee_exchange_take_matches(
                    exchange, out var matches, out var error),
                error);
            return Octets.TakeText(matches);
        }

        private static EncryptionToken Own(IntPtr token) =>
            new EncryptionToken(TokenHandle.Own(token));

        private static uint Seconds(TimeSpan span) => checked((uint)span.TotalSeconds);
    }
}
