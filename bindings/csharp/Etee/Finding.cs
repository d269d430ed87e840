using Etee.Interop;

namespace Etee
{
    /// <summary>The official names of findings in plain words.</summary>
    public static unsafe class Finding
    {
        /// <summary>
        /// One plain sentence for the person at the desk on what a fatal finding, an error or a warning
        /// means and, where that helps, what to do.
        /// </summary>
        /// <param name="name">The official name.</param>
        /// <param name="language">The language.</param>
        /// <returns>The sentence; null for an unknown name.</returns>
        public static string Text(string name, Language language)
        {
            EteeLibrary.Load();
            var text = new Utf8(name);
            fixed (byte* data = text.Octets)
            {
                return Utf8.At(
                    NativeMethods.etee_finding_text(data, text.Length, (int)language));
            }
        }
    }
}
