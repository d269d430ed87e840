using Etee.Interop;

namespace Etee
{
    /// <summary>What the judgement on a layer came to.</summary>
    public enum Validity
    {
        /// <summary>The judgement did not come to this, or was not asked for it.</summary>
        NotJudged = NativeConstants.ETEE_VALIDITY_NOT_JUDGED,

        /// <summary>Nothing was found wrong.</summary>
        Good = NativeConstants.ETEE_VALIDITY_GOOD,

        /// <summary>Something was found wrong.</summary>
        Bad = NativeConstants.ETEE_VALIDITY_BAD,
    }
}
