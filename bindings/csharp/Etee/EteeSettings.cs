using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace Etee
{
    /// <summary>
    /// What a program decides once, for an <see cref="EteeContext"/>. What is not set is as the
    /// library has it. Certificates are DER, or PEM with one or more.
    /// </summary>
    public sealed class EteeSettings
    {
        /// <summary>Limits that differ from their defaults.</summary>
        public IDictionary<Limit, ulong> Limits { get; } = new Dictionary<Limit, ulong>();

        /// <summary>A moment to stop the clock at: for archives and for tests.</summary>
        public DateTimeOffset? Clock { get; set; }

        /// <summary>
        /// The directory of the encrypted temporary files of streams that are unsealed; that of the
        /// system for temporary files unless set.
        /// </summary>
        public string SpoolDirectory { get; set; } = System.IO.Path.GetTempPath();

        /// <summary>On how many threads a batch may be sealed, the calling one among them.</summary>
        public int Parallelism { get; set; } = 1;

        /// <summary>How messages and tokens are judged.</summary>
        public Judgement Judgement { get; set; } = Judgement.Strict;

        /// <summary>
        /// The policies under which messages are accepted; while it is empty, all but that of web keys.
        /// </summary>
        public ICollection<SigningPolicy> SigningPolicies { get; } = new List<SigningPolicy>();

        /// <summary>
        /// Where it is learnt whether a certificate was revoked. One that asks a responder needs
        /// <see cref="RevocationHosts"/> too.
        /// </summary>
        public OcspPolicy OcspPolicy { get; set; } = OcspPolicy.None;

        /// <summary>The OCSP responder to ask instead of the one that a certificate names.</summary>
        public string OcspUri { get; set; }

        /// <summary>
        /// The hosts that may be asked whether a certificate was revoked, as they stand in a URL,
        /// without port; an empty name alone allows every host with a public name.
        /// </summary>
        public ICollection<string> RevocationHosts { get; } = new List<string>();

        /// <summary>How far clocks may differ; 5 minutes unless set.</summary>
        public TimeSpan? ClockSkew { get; set; }

        /// <summary>For how long a message counts as signed just now; 5 minutes unless set.</summary>
        public TimeSpan? SigningTimeExpiration { get; set; }

        /// <summary>
        /// Whether signers are believed when they say when they signed, however long ago: for
        /// archives. Who got hold of an expired key can then sign as of yesterday.
        /// </summary>
        public bool TrustSigningTime { get; set; }

        /// <summary>Whether the author's certificate has to be one for non-repudiation.</summary>
        public bool RequireNonRepudiation { get; set; }

        /// <summary>
        /// What the certificates of signers must lead to. Without any, the strict judgement does not
        /// judge the trust in a signer; see <see cref="EmptyTrustStore"/>.
        /// </summary>
        public ICollection<byte[]> TrustAnchors { get; } = new List<byte[]>();

        /// <summary>Anchors from which certificates may still be signed with SHA-1.</summary>
        public ICollection<byte[]> LegacyTrustAnchors { get; } = new List<byte[]>();

        /// <summary>What the certificates of time-stamping authorities must lead to.</summary>
        public ICollection<byte[]> TimeStampAnchors { get; } = new List<byte[]>();

        /// <summary>What the certificates of those who sign encryption tokens must lead to.</summary>
        public ICollection<byte[]> RegistrationAuthorityAnchors { get; } = new List<byte[]>();

        /// <summary>Whether nobody is trusted where no anchor is given.</summary>
        public bool EmptyTrustStore { get; set; }

        /// <summary>How services are reached; the library's own HTTP client unless set.</summary>
        public Transport Transport { get; set; }

        /// <summary>Adds certificates to <see cref="TrustAnchors"/>.</summary>
        /// <param name="certificates">Root certificates, of which the public part is taken.</param>
        /// <returns>These settings.</returns>
        public EteeSettings Trust(params X509Certificate2[] certificates)
        {
            foreach (var certificate in certificates)
            {
                TrustAnchors.Add(certificate.RawData);
            }
            return this;
        }
    }
}
