using Etee.Interop;

namespace Etee
{
    /// <summary>Under which rules a message is signed.</summary>
    public enum SigningPolicy
    {
        /// <summary>
        /// An eHealth certificate with an RSA key of 2048 bits or more: RSASSA-PSS.
        /// </summary>
        EhealthCert = NativeConstants.ETEE_SIGNING_POLICY_EHEALTH_CERT,

        /// <summary>An eID card, RSA of 1024 bits or more: RSASSA-PKCS1-v1_5.</summary>
        Eid = NativeConstants.ETEE_SIGNING_POLICY_EID,

        /// <summary>A web key, named by an identifier instead of a certificate.</summary>
        WebAuthn = NativeConstants.ETEE_SIGNING_POLICY_WEB_AUTHN,

        /// <summary>
        /// A certificate with a key on the curve P-256 or P-384. The official library does not know
        /// it.
        /// </summary>
        EcCert = NativeConstants.ETEE_SIGNING_POLICY_EC_CERT,
    }
}
