using Etee.Interop;

namespace Etee
{
    /// <summary>How the depot is asked.</summary>
    public enum DepotProtocol
    {
        /// <summary>The depot's REST service.</summary>
        Rest = NativeConstants.ETEE_DEPOT_REST,

        /// <summary>The depot's SOAP service.</summary>
        Soap = NativeConstants.ETEE_DEPOT_SOAP,
    }
}
