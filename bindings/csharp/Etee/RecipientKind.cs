using Etee.Interop;

namespace Etee
{
    /// <summary>How a recipient gets at the content.</summary>
    public enum RecipientKind
    {
        /// <summary>A recipient with the private key to an RSA certificate or web key.</summary>
        KeyTransport = NativeConstants.ETEE_RECIPIENT_KEY_TRANSPORT,

        /// <summary>
        /// A recipient with the private key to a certificate on an elliptic curve.
        /// </summary>
        KeyAgreement = NativeConstants.ETEE_RECIPIENT_KEY_AGREEMENT,

        /// <summary>Whoever gets the key of the KGSS.</summary>
        SecretKey = NativeConstants.ETEE_RECIPIENT_SECRET_KEY,
    }
}
