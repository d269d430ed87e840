using Etee.Interop;

namespace Etee
{
    /// <summary>A language of the texts for the person at the desk.</summary>
    public enum Language
    {
        /// <summary>English.</summary>
        English = NativeConstants.ETEE_LANGUAGE_ENGLISH,

        /// <summary>Dutch.</summary>
        Dutch = NativeConstants.ETEE_LANGUAGE_DUTCH,

        /// <summary>French.</summary>
        French = NativeConstants.ETEE_LANGUAGE_FRENCH,

        /// <summary>German.</summary>
        German = NativeConstants.ETEE_LANGUAGE_GERMAN,
    }
}
