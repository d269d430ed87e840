using System;
using System.IO;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Checks messages for a party that cannot open them: a mailbox, an archive. Only the outer layer
    /// is judged, the one that the sender signed. Use it for any number of messages, one after the
    /// other; a second thread meanwhile is answered <see cref="EteeStatus.Busy"/>.
    /// </summary>
    public sealed unsafe class SealChecker : IDisposable
    {
        internal readonly CheckerHandle Handle;

        /// <summary>Makes a checker that expects no particular sender.</summary>
        /// <param name="context">What the program decided.</param>
        public SealChecker(EteeContext context) => Failure.Check(
            NativeMethods.etee_checker_new(Need.Of(context, nameof(context)).Handle,
            out Handle, out var error), error);

        /// <summary>Expects this sender, or whoever has the key in the certificate.</summary>
        /// <param name="certificate">The certificate of the sender.</param>
        public void ExpectSigner(X509Certificate2 certificate)
        {
            Need.NotNull(certificate, nameof(certificate));
            var der = certificate.RawData;
            fixed (byte* data = der)
            {
                Failure.Check(
                    NativeMethods.etee_checker_expect_signer(
                        Handle, data, (UIntPtr)der.Length, out var error),
                    error);
            }
        }

        /// <summary>Expects a sender with this web key.</summary>
        /// <param name="webKey">The key.</param>
        public void ExpectSigner(WebKey webKey) => Failure.Check(
            NativeMethods.etee_checker_expect_web_key(Handle,
            Need.Of(webKey, nameof(webKey)).Handle,
            out var error), error);

        /// <summary>Goes on in spite of this error; "ALL" stands for every one.</summary>
        /// <param name="name">Its official name.</param>
        /// <exception cref="EteeUsageException">There is no error with this name.</exception>
        public void Accept(string name)
        {
            var text = new Utf8(name);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_checker_accept(Handle, data, text.Length, out var error),
                    error);
            }
        }

        /// <summary>Says when the messages were received; null takes it back.</summary>
        /// <param name="received">The moment, or null.</param>
        public void SetTrustedTime(DateTimeOffset? received)
        {
            IntPtr error;
            var status = received is DateTimeOffset moment
                ? NativeMethods.etee_checker_set_trusted_time(
                    Handle, moment.ToUnixTimeSeconds(), out error)
                : NativeMethods.etee_checker_clear_trusted_time(Handle, out error);
            Failure.Check(status, error);
        }

        /// <summary>Checks a message.</summary>
        /// <param name="message">The message.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealReport Validate(byte[] message)
        {
            Need.NotNull(message, nameof(message));
            fixed (byte* data = message)
            {
                var status = NativeMethods.etee_checker_validate(
                    Handle, data, (UIntPtr)message.Length, out var error);
                return Judge(status, error);
            }
        }

        /// <summary>Checks a file.</summary>
        /// <param name="path">The path of the message.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealReport ValidateFile(string path)
        {
            var text = new Utf8(path);
            fixed (byte* data = text.Octets)
            {
                var status = NativeMethods.etee_checker_validate_file(
                    Handle, data, text.Length, out var error);
                return Judge(status, error);
            }
        }

        /// <summary>Checks a stream from where it stands to its end.</summary>
        /// <param name="input">The message.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public UnsealReport Validate(Stream input)
        {
            Pump.Run(new CheckerPipe(this), input, Stream.Null);
            return LastReport();
        }

        /// <summary>Checks a stream from where it stands to its end, on the thread pool.</summary>
        /// <param name="input">The message.</param>
        /// <param name="cancellationToken">Stops between two chunks.</param>
        /// <param name="progress">Is told how many octets were read so far.</param>
        /// <returns>The judgement.</returns>
        /// <exception cref="EteeException">It is refused; see <see cref="EteeException.Report"/>.</exception>
        public Task<UnsealReport> ValidateAsync(
            Stream input,
            CancellationToken cancellationToken = default,
            IProgress<long> progress = null) =>
            Pump.RunAsync(
                new CheckerPipe(this), input, Stream.Null, progress, cancellationToken)
                .Then(LastReport);

        /// <summary>
        /// Checks a message and puts into it what showed that the certificate of its sender was not
        /// revoked.
        /// </summary>
        /// <param name="message">The message.</param>
        /// <returns>The message with the evidence.</returns>
        /// <exception cref="EteeException">It is refused, or the context does not look at
        /// revocation.</exception>
        public byte[] Inject(byte[] message)
        {
            Need.NotNull(message, nameof(message));
            fixed (byte* data = message)
            {
                var status = NativeMethods.etee_checker_inject(
                    Handle, data, (UIntPtr)message.Length, out var changed, out var error);
                Require(status, error);
                return Octets.Take(changed);
            }
        }

        /// <summary>As <see cref="Inject"/>, from a file to a file, which may be the same.</summary>
        /// <param name="input">The path of the message.</param>
        /// <param name="output">The path of the message with the evidence.</param>
        /// <exception cref="EteeException">It is refused, or a file cannot be read or written.</exception>
        public void InjectFile(string input, string output)
        {
            var from = new Utf8(input);
            var to = new Utf8(output);
            fixed (byte* fromText = from.Octets)
            fixed (byte* toText = to.Octets)
            {
                var status = NativeMethods.etee_checker_inject_file(
                    Handle, fromText, from.Length, toText, to.Length, out var error);
                Require(status, error);
            }
        }

        /// <summary>Puts a time-stamp on a message, in place of any that is there.</summary>
        /// <param name="message">The message.</param>
        /// <param name="timeStampToken">A TimeStampToken (RFC 3161) for the octets of
        /// <see cref="UnsealReport.GetSignature"/>.</param>
        /// <returns>The message with the time-stamp.</returns>
        /// <exception cref="EteeException">Message or time-stamp are refused.</exception>
        public byte[] Stamp(byte[] message, byte[] timeStampToken)
        {
            Need.NotNull(message, nameof(message));
            Need.NotNull(timeStampToken, nameof(timeStampToken));
            fixed (byte* data = message)
            fixed (byte* token = timeStampToken)
            {
                var status = NativeMethods.etee_checker_stamp(
                    Handle, data, (UIntPtr)message.Length, token, (UIntPtr)timeStampToken.Length,
                    out var changed, out var error);
                Require(status, error);
                return Octets.Take(changed);
            }
        }

        /// <summary>As <see cref="Stamp"/>, from a file to a file, which may be the same.</summary>
        /// <param name="input">The path of the message.</param>
        /// <param name="output">The path of the message with the time-stamp.</param>
        /// <param name="timeStampToken">A TimeStampToken (RFC 3161).</param>
        /// <exception cref="EteeException">It is refused, or a file cannot be read or written.</exception>
        public void StampFile(string input, string output, byte[] timeStampToken)
        {
            Need.NotNull(timeStampToken, nameof(timeStampToken));
            var from = new Utf8(input);
            var to = new Utf8(output);
            fixed (byte* fromText = from.Octets)
            fixed (byte* toText = to.Octets)
            fixed (byte* token = timeStampToken)
            {
                var status = NativeMethods.etee_checker_stamp_file(
                    Handle, fromText, from.Length, toText, to.Length,
                    token, (UIntPtr)timeStampToken.Length, out var error);
                Require(status, error);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        /// <summary>Throws with the report if the message was refused.</summary>
        internal void Require(int status, IntPtr error)
        {
            if (status != NativeStatus.ETEE_OK)
            {
                throw Failure.Take(status, error, TryReport(), null);
            }
        }

        private UnsealReport Judge(int status, IntPtr error)
        {
            Require(status, error);
            return LastReport();
        }

        private UnsealReport LastReport()
        {
            Failure.Check(
                NativeMethods.etee_checker_report(Handle, out var report, out var error), error);
            return new UnsealReport(report);
        }

        private UnsealReport TryReport()
        {
            var status = NativeMethods.etee_checker_report(Handle, out var report, out var error);
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
