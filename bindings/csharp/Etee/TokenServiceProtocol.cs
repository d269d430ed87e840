using Etee.Interop;

namespace Etee
{
    /// <summary>How the token service is asked.</summary>
    public enum TokenServiceProtocol
    {
        /// <summary>WS-Trust 1.3, which the platform prefers.</summary>
        WsTrust = NativeConstants.ETEE_TOKEN_SERVICE_WS_TRUST,

        /// <summary>The older SAML 1.1 protocol.</summary>
        Saml = NativeConstants.ETEE_TOKEN_SERVICE_SAML,
    }
}
