using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// The judgement on one encryption token, in the words of the official library. Immutable; may be
    /// used by many threads at once. It names people: not for logs; the names of findings are.
    /// </summary>
    public sealed unsafe class TokenReport : IDisposable
    {
        private readonly TokenReportHandle handle;

        internal TokenReport(TokenReportHandle handle) => this.handle = handle;

        /// <summary>How the token was judged.</summary>
        public Judgement Judgement => (Judgement)NativeMethods.etee_token_report_judgement(handle);

        /// <summary>Whether nothing was found wrong.</summary>
        public bool IsGood => NativeMethods.etee_token_report_is_good(handle) != 0;

        /// <summary>The official name of what ended the judgement, or null.</summary>
        public string Fatal
        {
            get
            {
                using (handle.Hold())
                {
                    return Utf8.At(NativeMethods.etee_token_report_fatal(handle));
                }
            }
        }

        /// <summary>The official names of the errors, in the order of the checks.</summary>
        public IReadOnlyList<string> Errors => Texts.List(
            handle,
            NativeMethods.etee_token_report_error_count(handle),
            index => NativeMethods.etee_token_report_error(handle, index));

        /// <summary>The official names of the warnings, in the order of the checks.</summary>
        public IReadOnlyList<string> Warnings => Texts.List(
            handle,
            NativeMethods.etee_token_report_warning_count(handle),
            index => NativeMethods.etee_token_report_warning(handle, index));

        /// <summary>What was judged as the holder's authentication certificate, or null.</summary>
        public X509Certificate2 AuthenticationCertificate
        {
            get
            {
                using (handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_token_report_authentication_certificate(
                            handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The whole report as JSON in one line.</summary>
        public string Json
        {
            get
            {
                using (handle.Hold())
                {
                    return Utf8.At(NativeMethods.etee_token_report_json(handle));
                }
            }
        }

        /// <inheritdoc/>
        public void Dispose() => handle.Dispose();
    }
}
