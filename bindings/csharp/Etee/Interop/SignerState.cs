using System;

namespace Etee.Interop
{
    /// <summary>What a signer does, and what it threw last.</summary>
    internal sealed class SignerState
    {
        internal readonly Func<SignatureScheme, byte[], byte[]> Sign;

        internal SignerState(Func<SignatureScheme, byte[], byte[]> sign) => Sign = sign;

        /// <summary>
        /// What it threw last: a batch may have signed on a thread of the library, from where the
        /// exception cannot be told otherwise.
        /// </summary>
        internal volatile Exception Thrown;
    }
}
