using Etee.Interop;

namespace Etee
{
    /// <summary>What a key is for.</summary>
    public enum KeyUse
    {
        /// <summary>Signatures are verified with the key.</summary>
        Signature = NativeConstants.ETEE_KEY_USE_SIGNATURE,

        /// <summary>What is for its holder is encrypted with the key.</summary>
        Encryption = NativeConstants.ETEE_KEY_USE_ENCRYPTION,

        /// <summary>Any use of a key, in a search.</summary>
        Any = NativeConstants.ETEE_KEY_USE_ANY,
    }
}
