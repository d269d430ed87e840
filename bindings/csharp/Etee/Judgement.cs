using Etee.Interop;

namespace Etee
{
    /// <summary>How messages and tokens are judged.</summary>
    public enum Judgement
    {
        /// <summary>
        /// The official library's verdict and the defences that it lacks. The default.
        /// </summary>
        Strict = NativeConstants.ETEE_JUDGEMENT_STRICT,

        /// <summary>
        /// The official library's verdict, constant for constant: for comparison, and for programs
        /// that have to behave as it does. It tells why a message cannot be decrypted, so it must
        /// never be passed on to whoever sent the message.
        /// </summary>
        Parity = NativeConstants.ETEE_JUDGEMENT_PARITY,
    }
}
