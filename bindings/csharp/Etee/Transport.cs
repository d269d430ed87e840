using Etee.Interop;

namespace Etee
{
    /// <summary>How requests reach the platform's services.</summary>
    public abstract class Transport
    {
        private protected Transport() { }

        /// <summary>The native transport, with the settings as they are now.</summary>
        internal abstract TransportHandle Make();
    }
}
