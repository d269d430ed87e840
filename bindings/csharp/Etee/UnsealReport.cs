using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// The judgement on one message, in the words of the official library. Immutable; may be used by
    /// many threads at once. It names people: not for logs; the names of findings are.
    /// </summary>
    public sealed unsafe class UnsealReport : IDisposable
    {
        internal readonly ReportHandle Handle;

        internal UnsealReport(ReportHandle handle) => Handle = handle;

        /// <summary>How the message was judged.</summary>
        public Judgement Judgement => (Judgement)NativeMethods.etee_report_judgement(Handle);

        /// <summary>Whether the content was released.</summary>
        public bool Released => NativeMethods.etee_report_released(Handle) != 0;

        /// <summary>The official name of what ended the judgement, or null.</summary>
        public string Fatal => Text(NativeMethods.etee_report_fatal);

        /// <summary>The official names of the errors, in the order of the checks.</summary>
        public IReadOnlyList<string> Errors => Texts.List(
            Handle,
            NativeMethods.etee_report_error_count(Handle),
            index => NativeMethods.etee_report_error(Handle, index));

        /// <summary>The official names of the warnings, in the order of the checks.</summary>
        public IReadOnlyList<string> Warnings => Texts.List(
            Handle,
            NativeMethods.etee_report_warning_count(Handle),
            index => NativeMethods.etee_report_warning(Handle, index));

        /// <summary>Octets of clear text; 0 if nothing was released.</summary>
        public long ContentLength => checked((long)NativeMethods.etee_report_content_length(Handle));

        /// <summary>
        /// When the message was signed, as far as is known; <see cref="SigningTimeSource"/> tells who
        /// says so.
        /// </summary>
        public DateTimeOffset? SigningTime => Moment(Text(NativeMethods.etee_report_signing_time));

        /// <summary>
        /// "signer" (its claim), "time-stamp" (on the outer signature), "caller" (who knows when it was
        /// received), "clock" (nobody: the moment of the judgement stands in), or null.
        /// </summary>
        public string SigningTimeSource => Text(NativeMethods.etee_report_signing_time_source);

        /// <summary>The subject of the certificate of the outer signature (RFC 4514), or null.</summary>
        public string AuthenticationSubject =>
            Text(NativeMethods.etee_report_authentication_subject);

        /// <summary>
        /// The subject of the certificate of the inner signature, if the message has one of its own for
        /// it, as eID cards do; else null.
        /// </summary>
        public string SignatureSubject => Text(NativeMethods.etee_report_signature_subject);

        /// <summary>The certificate of the outer signature, or null.</summary>
        public X509Certificate2 AuthenticationCertificate
        {
            get
            {
                using (Handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_report_authentication_certificate(Handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The certificate of the inner signature, or null.</summary>
        public X509Certificate2 SignatureCertificate
        {
            get
            {
                using (Handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_report_signature_certificate(Handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The layer that the sender signed.</summary>
        public LayerReport Outer => new LayerReport(Handle, Layer.Outer);

        /// <summary>How the message is encrypted, and for whom.</summary>
        public LayerReport Encryption => new LayerReport(Handle, Layer.Encryption);

        /// <summary>The layer that the author signed.</summary>
        public LayerReport Inner => new LayerReport(Handle, Layer.Inner);

        /// <summary>The outer signature: the octets that a time-stamp is made for.</summary>
        /// <returns>A copy, or null.</returns>
        public byte[] GetSignature()
        {
            using (Handle.Hold())
            {
                return Octets.At(
                    NativeMethods.etee_report_signature(Handle, out var length), length);
            }
        }

        /// <summary>The whole report as JSON in one line.</summary>
        public string Json => Text(NativeMethods.etee_report_json);

        /// <summary>The report in a few lines for the person at the desk. It holds personal data.</summary>
        /// <param name="language">The language.</param>
        /// <returns>Lines of text.</returns>
        public string GetText(Language language) =>
            Text(handle => NativeMethods.etee_report_text(handle, (int)language));

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        internal delegate byte* TextOf(ReportHandle handle);

        private string Text(TextOf text)
        {
            using (Handle.Hold())
            {
                return Utf8.At(text(Handle));
            }
        }

        internal static DateTimeOffset? Moment(string rfc3339) =>
            rfc3339 == null
                ? (DateTimeOffset?)null
                : DateTimeOffset.Parse(
                    rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }
}
