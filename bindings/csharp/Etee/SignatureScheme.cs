using Etee.Interop;

namespace Etee
{
    /// <summary>How a signer has to sign.</summary>
    public enum SignatureScheme
    {
        /// <summary>
        /// RSASSA-PSS (RFC 8017) with SHA-256, MGF1 with SHA-256, and a salt of 32 octets.
        /// </summary>
        RsaPssSha256 = NativeConstants.ETEE_SIGNATURE_RSA_PSS_SHA256,

        /// <summary>RSASSA-PKCS1-v1_5 (RFC 8017) with SHA-256.</summary>
        RsaPkcs1Sha256 = NativeConstants.ETEE_SIGNATURE_RSA_PKCS1_SHA256,

        /// <summary>
        /// ECDSA over a SHA-256 digest; the signature is an Ecdsa-Sig-Value in DER (RFC 3279,
        /// 2.2.3).
        /// </summary>
        EcdsaSha256 = NativeConstants.ETEE_SIGNATURE_ECDSA_SHA256,

        /// <summary>
        /// ECDSA over a SHA-384 digest, for keys on P-384 in JOSE; the signature is an Ecdsa-Sig-
        /// Value in DER.
        /// </summary>
        EcdsaSha384 = NativeConstants.ETEE_SIGNATURE_ECDSA_SHA384,
    }
}
