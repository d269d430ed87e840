using Etee.Interop;

namespace Etee
{
    /// <summary>A service of the simulator.</summary>
    public enum SimulatorService
    {
        /// <summary>Any service of the simulator.</summary>
        Any = NativeConstants.ETEE_SIMULATOR_ANY,

        /// <summary>The ETK depot over SOAP.</summary>
        DepotSoap = NativeConstants.ETEE_SIMULATOR_DEPOT_SOAP,

        /// <summary>The ETK depot over REST.</summary>
        DepotRest = NativeConstants.ETEE_SIMULATOR_DEPOT_REST,

        /// <summary>The KGSS over SOAP.</summary>
        Kgss = NativeConstants.ETEE_SIMULATOR_KGSS,

        /// <summary>The token service that speaks WS-Trust.</summary>
        WsTrust = NativeConstants.ETEE_SIMULATOR_WS_TRUST,

        /// <summary>The token service that speaks the SAML 1.1 protocol.</summary>
        Saml = NativeConstants.ETEE_SIMULATOR_SAML,

        /// <summary>The KGSS over REST.</summary>
        KgssRest = NativeConstants.ETEE_SIMULATOR_KGSS_REST,

        /// <summary>The KeyDepot.</summary>
        KeyDepot = NativeConstants.ETEE_SIMULATOR_KEY_DEPOT,

        /// <summary>The realms of I.AM Connect.</summary>
        Connect = NativeConstants.ETEE_SIMULATOR_CONNECT,
    }
}
