using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>What was found in one layer of a message; a part of an <see cref="UnsealReport"/>.</summary>
    public sealed unsafe class LayerReport
    {
        private readonly ReportHandle report;
        private readonly int layer;

        internal LayerReport(ReportHandle report, Layer layer)
        {
            this.report = report;
            this.layer = (int)layer;
        }

        /// <summary>
        /// Whether the layer is right in itself: algorithms, attributes, the signature; for the
        /// envelope, how it is encrypted and that it could be opened.
        /// </summary>
        public Validity Validity =>
            (Validity)NativeMethods.etee_report_layer_validity(report, layer);

        /// <summary>Whether its signer is to be trusted; the envelope has none.</summary>
        public Validity Trust => (Validity)NativeMethods.etee_report_layer_trust(report, layer);

        /// <summary>The official names of its errors, in the order of the checks.</summary>
        public IReadOnlyList<string> Errors => Texts.List(
            report,
            NativeMethods.etee_report_layer_error_count(report, layer),
            index => NativeMethods.etee_report_layer_error(report, layer, index));

        /// <summary>The official names of its warnings, in the order of the checks.</summary>
        public IReadOnlyList<string> Warnings => Texts.List(
            report,
            NativeMethods.etee_report_layer_warning_count(report, layer),
            index => NativeMethods.etee_report_layer_warning(report, layer, index));

        /// <summary>"EHEALTH_CERT", "EID", "WEB_AUTHN" or "EC_CERT"; null for none.</summary>
        public string Policy => Text(NativeMethods.etee_report_layer_policy);

        /// <summary>The certificate of its signer, or null.</summary>
        public X509Certificate2 Certificate
        {
            get
            {
                using (report.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_report_layer_certificate(report, layer, out var length),
                        length);
                }
            }
        }

        /// <summary>The subject of that certificate (RFC 4514), or null. It is personal data.</summary>
        public string Subject => Text(NativeMethods.etee_report_layer_subject);

        /// <summary>The issuer of that certificate (RFC 4514), or null.</summary>
        public string Issuer => Text(NativeMethods.etee_report_layer_issuer);

        /// <summary>
        /// The serial number of that certificate in decimal, or null; for the envelope, that of the
        /// encryption certificate that the message was opened as.
        /// </summary>
        public string Serial => Text(NativeMethods.etee_report_layer_serial);

        /// <summary>
        /// The identifier of the key that the layer was signed with, where it names no certificate; for
        /// the envelope, of the key of the KGSS or the web key that opened it.
        /// </summary>
        /// <returns>A copy, or null.</returns>
        public byte[] GetKeyIdentifier()
        {
            using (report.Hold())
            {
                return Octets.At(
                    NativeMethods.etee_report_layer_key_identifier(report, layer, out var length),
                    length);
            }
        }

        /// <summary>When its signer says that it signed; nobody else vouches for it.</summary>
        public DateTimeOffset? SigningTime =>
            UnsealReport.Moment(Text(NativeMethods.etee_report_layer_signing_time));

        private delegate byte* TextOf(ReportHandle report, int layer);

        private string Text(TextOf text)
        {
            using (report.Hold())
            {
                return Utf8.At(text(report, layer));
            }
        }
    }
}
