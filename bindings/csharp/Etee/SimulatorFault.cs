using Etee.Interop;

namespace Etee
{
    /// <summary>What a simulated service does wrong.</summary>
    public enum SimulatorFault
    {
        /// <summary>
        /// The services say that they are not available for now (HTTP 503, SOA-02002).
        /// </summary>
        Unavailable = NativeConstants.ETEE_SIMULATOR_UNAVAILABLE,

        /// <summary>The connection ends without an answer.</summary>
        DropConnection = NativeConstants.ETEE_SIMULATOR_DROP_CONNECTION,

        /// <summary>The answer is no answer.</summary>
        Garbage = NativeConstants.ETEE_SIMULATOR_GARBAGE,

        /// <summary>The answer is the first half of the right one.</summary>
        Truncated = NativeConstants.ETEE_SIMULATOR_TRUNCATED,

        /// <summary>The answer is larger than the default limit.</summary>
        Oversized = NativeConstants.ETEE_SIMULATOR_OVERSIZED,

        /// <summary>Nobody is found.</summary>
        NotFound = NativeConstants.ETEE_SIMULATOR_NOT_FOUND,

        /// <summary>The right answer comes five seconds late.</summary>
        Delay = NativeConstants.ETEE_SIMULATOR_DELAY,

        /// <summary>The answer is a page for people, as a gateway in between may send.</summary>
        WrongContent = NativeConstants.ETEE_SIMULATOR_WRONG_CONTENT,

        /// <summary>HTTP 500 without a body.</summary>
        ServerError = NativeConstants.ETEE_SIMULATOR_SERVER_ERROR,

        /// <summary>What the service vouches for is not what it signed.</summary>
        BadSignature = NativeConstants.ETEE_SIMULATOR_BAD_SIGNATURE,

        /// <summary>What the service vouches for is over.</summary>
        Expired = NativeConstants.ETEE_SIMULATOR_EXPIRED,

        /// <summary>The caller is not authenticated (SOA-01001).</summary>
        NotAuthenticated = NativeConstants.ETEE_SIMULATOR_NOT_AUTHENTICATED,

        /// <summary>The caller is not authorised (SOA-01002).</summary>
        NotAuthorised = NativeConstants.ETEE_SIMULATOR_NOT_AUTHORISED,
    }
}
