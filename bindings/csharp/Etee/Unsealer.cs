using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Unseals messages with the decryption keys of its identities. Use it for any number of messages,
    /// one after the other; a second thread meanwhile is answered <see cref="EteeStatus.Busy"/>.
    /// After a failure it can be used again.
    /// </summary>
    /// <remarks>
    /// Nothing of a content is released before every check of its message has passed, but for what
    /// <see cref="Accept"/> accepts. The exception of a refused message has the whole judgement in
    /// <see cref="EteeException.Report"/>.
    /// </remarks>
    public sealed unsafe class Unsealer : IDisposable
    {
        internal readonly UnsealerHandle Handle;

        /// <summary>Makes an unsealer.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="identities">Whose decryption keys to use; old stores beside new ones.</param>
        public Unsealer(EteeContext context, params Identity[] identities)
        {
            Failure.Check(
                NativeMethods.etee_unsealer_new(Need.Of(context, nameof(context)).Handle,
                out Handle, out var error), error);
            try
            {
                foreach (var identity in identities)
                {
                    AddIdentity(identity);
                }
            }
            catch
            {
                Handle.Dispose();
                throw;
            }
        }

        /// <summary>Adds the decryption keys of an identity.</summary>
        /// <param name="identity">The keys.</param>
        public void AddIdentity(Identity identity) => Failure.Check(
            NativeMethods.etee_unsealer_add_identity(Handle,
            Need.Of(identity, nameof(identity)).Handle,
            out var error),
            error);

        /// <summary>Adds a key of the KGSS; it is tried before those of the identities.</summary>
        /// <param name="secretKey">The key.</param>
        public void AddSecretKey(SecretKey secretKey) => Failure.Check(
            NativeMethods.etee_unsealer_add_secret_key(Handle,
            Need.Of(secretKey, nameof(secretKey)).Handle,
            out var error),
            error);

        /// <summary>Adds a web key that messages may be sealed for.</summary>
        /// <param name="webKey">A key with its private part.</param>
        public void AddWebKey(WebKey webKey) => Failure.Check(
            NativeMethods.etee_unsealer_add_web_key(Handle,
            Need.Of(webKey, nameof(webKey)).Handle,
            out var error), error);

        /// <summary>
        /// Expects this signer, or whoever signs with the key in the certificate. Once a signer is
        /// expected, that of each layer must be among those expected.
        /// </summary>
        /// <param name="certificate">The certificate of the signer.</param>
        public void ExpectSigner(X509Certificate2 certificate)
        {
            Need.NotNull(certificate, nameof(certificate));
            var der = certificate.RawData;
            fixed (byte* data = der)
            {
                Failure.Check(
                    NativeMethods.etee_unsealer_expect_signer(
                        Handle, data, (UIntPtr)der.Length, out var error),
                    error);
            }
        }

        /// <summary>
        /// Expects a signer with this web key. A message that names a web key can be verified only if
        /// its key was given so.
        /// </summary>
        /// <param name="webKey">The key.</param>
        public void ExpectSigner(WebKey webKey) => Failure.Check(
            NativeMethods.etee_unsealer_expect_web_key(Handle,
            Need.Of(webKey, nameof(webKey)).Handle,
            out var error),
            error);

        /// <summary>
        /// Releases contents in spite of this error. What the message is worth then is the caller's
        /// responsibility.
        /// </summary>
        /// <param name="name">Its official name; "ALL" stands for every one.</param>
        /// <exception cref="EteeUsageException">There is no error with this name.</exception>
        public void Accept(string name)
        {
            var text = new Utf8(name);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_unsealer_accept(Handle, data, text.Length, out var error),
                    error);
            }
        }

        /// <summary>
        /// Says when the messages were received, as someone knows whom the caller trusts, such as a
        /// mailbox of the platform. It holds for messages that begin from now on; null takes it back.
        /// </summary>
        /// <param name="received">The moment, or null.</param>
        public void SetTrustedTime(DateTimeOffset? received)
        {
            IntPtr error;
            var status = received is DateTimeOffset moment
                ? NativeMethods.etee_unsealer_set_trusted_time(
                    Handle, moment.ToUnixTimeSeconds(), out error)
                : NativeMethods.etee_unsealer_clear_trusted_time(Handle, out error);
            Failure.Check(status, error);
        }

        /// <summary>Unseals a message.</summary>
        /// <param name="message">The message.</param>
        /// <returns>The content and the judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealResult Unseal(byte[] message)
        {
            Need.NotNull(message, nameof(message));
            return Unseal(message, 0, message.Length);
        }

        /// <summary>Unseals a message that is a part of an array.</summary>
        /// <param name="buffer">The array.</param>
        /// <param name="offset">Where the message begins.</param>
        /// <param name="count">Its length.</param>
        /// <returns>The content and the judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealResult Unseal(byte[] buffer, int offset, int count)
        {
            Need.Range(buffer, offset, count, nameof(buffer));
            fixed (byte* data = buffer)
            {
                return Unseal(data + offset, count);
            }
        }

#if NET8_0_OR_GREATER
        /// <summary>Unseals a message.</summary>
        /// <param name="message">The message.</param>
        /// <returns>The content and the judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealResult Unseal(ReadOnlySpan<byte> message)
        {
            fixed (byte* data = message)
            {
                return Unseal(data, message.Length);
            }
        }
#endif

        private UnsealResult Unseal(byte* data, int length)
        {
            var status = NativeMethods.etee_unsealer_unseal(
                Handle, length == 0 ? null : data, (UIntPtr)length, out var clear, out var error);
            Judge(status, error);
            return new UnsealResult(Octets.Take(clear), LastReport());
        }

        /// <summary>Unseals a stream from where it stands to its end.</summary>
        /// <param name="input">The message.</param>
        /// <param name="output">Where the content goes, once all of the message was checked.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealReport Unseal(Stream input, Stream output)
        {
            Pump.Run(new UnsealerPipe(this), input, output);
            return LastReport();
        }

        /// <summary>Unseals a stream from where it stands to its end, on the thread pool.</summary>
        /// <param name="input">The message.</param>
        /// <param name="output">Where the content goes, once all of the message was checked.</param>
        /// <param name="cancellationToken">Stops between two chunks; nothing is kept of the message.</param>
        /// <param name="progress">Is told how many octets of the message were read so far.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public Task<UnsealReport> UnsealAsync(
            Stream input,
            Stream output,
            CancellationToken cancellationToken = default,
            IProgress<long> progress = null) =>
            Pump.RunAsync(new UnsealerPipe(this), input, output, progress, cancellationToken)
                .Then(LastReport);

        /// <summary>
        /// Unseals a file into another one, which appears, whole, only if the message was released. On
        /// Unix only its owner may read it. The paths may be the same.
        /// </summary>
        /// <param name="input">The path of the message.</param>
        /// <param name="output">The path of the content.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealReport UnsealFile(string input, string output)
        {
            var from = new Utf8(input);
            var to = new Utf8(output);
            fixed (byte* fromText = from.Octets)
            fixed (byte* toText = to.Octets)
            {
                var status = NativeMethods.etee_unsealer_unseal_file(
                    Handle, fromText, from.Length, toText, to.Length, out var error);
                Judge(status, error);
            }
            return LastReport();
        }

        /// <summary>As <see cref="UnsealFile"/>, on the thread pool, and to be cancelled.</summary>
        /// <param name="input">The path of the message.</param>
        /// <param name="output">The path of the content.</param>
        /// <param name="cancellationToken">Stops between two chunks; no file is left behind.</param>
        /// <param name="progress">Is told how many octets of the message were read so far.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        /// <exception cref="IOException">A file cannot be read or written.</exception>
        public Task<UnsealReport> UnsealFileAsync(
            string input,
            string output,
            CancellationToken cancellationToken = default,
            IProgress<long> progress = null)
        {
            var pipe = new UnsealerPipe(this);
            return WholeFile.WriteAsync(
                input,
                output,
                (from, to) => Pump.RunAsync(pipe, from, to, progress, cancellationToken))
                .Then(LastReport);
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        /// <summary>Throws with the report if the message was refused.</summary>
        internal void Judge(int status, IntPtr error)
        {
            if (status != NativeStatus.ETEE_OK)
            {
                throw Failure.Take(status, error, TryReport(), null);
            }
        }

        private UnsealReport LastReport()
        {
            Failure.Check(
                NativeMethods.etee_unsealer_report(Handle, out var report, out var error), error);
            return new UnsealReport(report);
        }

        /// <summary>The report of a message that was refused; null where it did not come to that.</summary>
        private UnsealReport TryReport()
        {
            var status = NativeMethods.etee_unsealer_report(Handle, out var report, out var error);
            NativeMethods.etee_error_free(error);
            if (status == NativeStatus.ETEE_OK)
            {
                return new UnsealReport(report);
            }
            report.Dispose();
            return null;
        }
    }
}
