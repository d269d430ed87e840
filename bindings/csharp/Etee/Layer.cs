using Etee.Interop;

namespace Etee
{
    /// <summary>A layer of a message.</summary>
    public enum Layer
    {
        /// <summary>The layer that the sender signed.</summary>
        Outer = NativeConstants.ETEE_LAYER_OUTER,

        /// <summary>The envelope: how the message is encrypted, and for whom.</summary>
        Encryption = NativeConstants.ETEE_LAYER_ENCRYPTION,

        /// <summary>The layer that the author signed.</summary>
        Inner = NativeConstants.ETEE_LAYER_INNER,
    }
}
