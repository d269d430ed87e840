using Etee.Interop;

namespace Etee
{
    /// <summary>Which of the platform's environments.</summary>
    public enum PlatformEnvironment
    {
        /// <summary>The platform's integration environment, for its own tests.</summary>
        Integration = NativeConstants.ETEE_ENVIRONMENT_INTEGRATION,

        /// <summary>The platform's acceptance environment, for software makers.</summary>
        Acceptance = NativeConstants.ETEE_ENVIRONMENT_ACCEPTANCE,

        /// <summary>The platform's production environment.</summary>
        Production = NativeConstants.ETEE_ENVIRONMENT_PRODUCTION,
    }
}
