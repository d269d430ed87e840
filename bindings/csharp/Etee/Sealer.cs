using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Seals contents for its recipients, signed by one identity or web key. Use it for any number of
    /// contents, one after the other; a second thread meanwhile is answered
    /// <see cref="EteeStatus.Busy"/>. After a failure it can be used again.
    /// </summary>
    /// <remarks>
    /// What every reader would find fault with is not sealed: a certificate of the sender that is not
    /// valid now, a token that is not in order. The exception then has an inner one whose message is
    /// the official name of the finding; <see cref="Accept"/> takes that name.
    /// </remarks>
    public sealed unsafe class Sealer : IDisposable
    {
        internal readonly SealerHandle Handle;
        private readonly SignerState[] signers;

        /// <summary>Makes a sealer without recipients yet.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="identity">Who signs.</param>
        /// <exception cref="EteeKeyException">The identity cannot sign.</exception>
        public Sealer(EteeContext context, Identity identity)
        {
            signers = Need.Of(identity, nameof(identity)).Signers;
            Failure.Check(
                NativeMethods.etee_sealer_new(
                    Need.Of(context, nameof(context)).Handle,
                    Need.Of(identity, nameof(identity)).Handle,
                    out Handle, out var error),
                error);
        }

        /// <summary>
        /// Makes a sealer that signs both layers with a web key. Who opens its messages needs the public
        /// key; they carry no certificate.
        /// </summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="webKey">Who signs.</param>
        /// <exception cref="EteeKeyException">The key is not a private one of RSA.</exception>
        public Sealer(EteeContext context, WebKey webKey)
        {
            signers = new SignerState[0];
            Failure.Check(
                NativeMethods.etee_sealer_new_with_web_key(
                    Need.Of(context, nameof(context)).Handle,
                    Need.Of(webKey, nameof(webKey)).Handle,
                    out Handle, out var error),
                error);
        }

        /// <summary>What the program's own signer threw last, or null.</summary>
        internal Exception ThrownBySigner =>
            signers.Select(signer => signer?.Thrown).FirstOrDefault(thrown => thrown != null);

        /// <summary>Signs this and all later contents under another policy.</summary>
        /// <param name="policy">One that fits the sender's keys.</param>
        /// <exception cref="EteeException">It does not fit.</exception>
        public void SetPolicy(SigningPolicy policy) => Failure.Check(
            NativeMethods.etee_sealer_set_policy(Handle, (int)policy, out var error), error);

        /// <summary>
        /// Seals in spite of a finding, by its official name. Goes before the recipients that it is for.
        /// What readers make of the message is then the caller's responsibility.
        /// </summary>
        /// <param name="name">"ETK_...", "OUTER_..." or "INNER_...".</param>
        /// <exception cref="EteeUsageException">There is no such finding.</exception>
        public void Accept(string name)
        {
            var text = new Utf8(name);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_sealer_accept(Handle, data, text.Length, out var error),
                    error);
            }
        }

        /// <summary>
        /// Allows recipients with an EC encryption key. The official library opens no such message.
        /// </summary>
        /// <param name="allowed">Whether they are; not unless set.</param>
        public void AllowKeyAgreement(bool allowed) => Failure.Check(
            NativeMethods.etee_sealer_allow_key_agreement(
                Handle, allowed ? 1 : 0, out var error),
            error);

        /// <summary>Adds a recipient to this and all later contents.</summary>
        /// <param name="token">Whom to seal for.</param>
        /// <exception cref="EteeException">The token is not in order, or has a key that nothing can
        /// be sealed for.</exception>
        public void AddRecipient(EncryptionToken token) => Failure.Check(
            NativeMethods.etee_sealer_add_recipient(Handle,
            Need.Of(token, nameof(token)).Handle,
            out var error), error);

        /// <summary>Adds the holder of a web key to this and all later contents.</summary>
        /// <param name="webKey">Whom to seal for.</param>
        /// <exception cref="EteeKeyException">It is not an RSA key of 2048 to 8192 bits.</exception>
        public void AddRecipient(WebKey webKey) => Failure.Check(
            NativeMethods.etee_sealer_add_web_key(Handle,
            Need.Of(webKey, nameof(webKey)).Handle,
            out var error), error);

        /// <summary>
        /// Adds a key of the KGSS to this and all later contents: whoever gets the key from there can
        /// open them.
        /// </summary>
        /// <param name="secretKey">The key.</param>
        public void AddRecipient(SecretKey secretKey) => Failure.Check(
            NativeMethods.etee_sealer_add_secret_key(Handle,
            Need.Of(secretKey, nameof(secretKey)).Handle,
            out var error),
            error);

        /// <summary>Seals a content.</summary>
        /// <param name="content">The clear text.</param>
        /// <returns>The message.</returns>
        /// <exception cref="EteeException">There is no recipient, or the content is too large.</exception>
        public byte[] Seal(byte[] content)
        {
            Need.NotNull(content, nameof(content));
            return Seal(content, 0, content.Length);
        }

        /// <summary>Seals a content that is a part of an array.</summary>
        /// <param name="buffer">The array.</param>
        /// <param name="offset">Where the clear text begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The message.</returns>
        /// <exception cref="EteeException">There is no recipient, or the content is too large.</exception>
        public byte[] Seal(byte[] buffer, int offset, int count)
        {
            Need.Range(buffer, offset, count, nameof(buffer));
            fixed (byte* data = buffer)
            {
                return Seal(data + offset, count);
            }
        }

#if NET8_0_OR_GREATER
        /// <summary>Seals a content.</summary>
        /// <param name="content">The clear text.</param>
        /// <returns>The message.</returns>
        /// <exception cref="EteeException">There is no recipient, or the content is too large.</exception>
        public byte[] Seal(ReadOnlySpan<byte> content)
        {
            fixed (byte* data = content)
            {
                return Seal(data, content.Length);
            }
        }
#endif

        private byte[] Seal(byte* data, int length)
        {
            // Nothing to point at is an empty content.
            Failure.Check(
                NativeMethods.etee_sealer_seal(
                    Handle, length == 0 ? null : data, (UIntPtr)length,
                    out var message, out var error),
                error);
            return Octets.Take(message);
        }

        /// <summary>Seals a stream from where it stands to its end.</summary>
        /// <param name="input">The clear text.</param>
        /// <param name="output">Where the message goes. After an exception it has no message.</param>
        /// <exception cref="EteeException">There is no recipient, or the content is too large.</exception>
        public void Seal(Stream input, Stream output) =>
            Pump.Run(new SealerPipe(this), input, output);

        /// <summary>Seals a stream from where it stands to its end, on the thread pool.</summary>
        /// <param name="input">The clear text.</param>
        /// <param name="output">Where the message goes. After an exception it has no message.</param>
        /// <param name="cancellationToken">Stops between two chunks; nothing is kept of the content.</param>
        /// <param name="progress">Is told how many octets of clear text were sealed so far.</param>
        /// <returns>Done when the message is complete.</returns>
        /// <exception cref="EteeException">There is no recipient, or the content is too large.</exception>
        public Task SealAsync(
            Stream input,
            Stream output,
            CancellationToken cancellationToken = default,
            IProgress<long> progress = null) =>
            Pump.RunAsync(new SealerPipe(this), input, output, progress, cancellationToken);

        /// <summary>
        /// Seals a file into another one, which appears whole or not at all. An older file in that place
        /// stays until then. The paths may be the same.
        /// </summary>
        /// <param name="input">The path of the clear text.</param>
        /// <param name="output">The path of the message.</param>
        /// <exception cref="EteeException">There is no recipient, the content is too large, or a file
        /// cannot be read or written.</exception>
        public void SealFile(string input, string output)
        {
            var from = new Utf8(input);
            var to = new Utf8(output);
            fixed (byte* fromText = from.Octets)
            fixed (byte* toText = to.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_sealer_seal_file(
                        Handle, fromText, from.Length, toText, to.Length, out var error),
                    error);
            }
        }

        /// <summary>As <see cref="SealFile"/>, on the thread pool, and to be cancelled.</summary>
        /// <param name="input">The path of the clear text.</param>
        /// <param name="output">The path of the message.</param>
        /// <param name="cancellationToken">Stops between two chunks; no file is left behind.</param>
        /// <param name="progress">Is told how many octets of clear text were sealed so far.</param>
        /// <returns>Done when the message is in its place.</returns>
        /// <exception cref="EteeException">There is no recipient, or the content is too large.</exception>
        /// <exception cref="IOException">A file cannot be read or written.</exception>
        public Task SealFileAsync(
            string input,
            string output,
            CancellationToken cancellationToken = default,
            IProgress<long> progress = null) =>
            WholeFile.WriteAsync(
                input,
                output,
                (from, to) => SealAsync(from, to, cancellationToken, progress));

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();
    }
}
