using Etee.Interop;

namespace Etee
{
    /// <summary>Which key pair to make.</summary>
    public enum WebKeyKind
    {
        /// <summary>
        /// A key pair for RSA with 2048 bits, which signs messages and opens them.
        /// </summary>
        Rsa = NativeConstants.ETEE_WEB_KEY_RSA,

        /// <summary>A key pair on the curve P-256, which signs messages.</summary>
        Ec = NativeConstants.ETEE_WEB_KEY_EC,

        /// <summary>A key pair on the curve P-384, which signs messages.</summary>
        EcP384 = NativeConstants.ETEE_WEB_KEY_EC_P384,
    }
}
