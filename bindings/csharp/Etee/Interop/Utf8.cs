using System;
using System.Text;

namespace Etee.Interop
{
    /// <summary>Text on its way to the library; null stays null, and empty text is not null.</summary>
    internal struct Utf8
    {
        private static readonly Encoding Strict = new UTF8Encoding(false, true);

        /// <summary>The text with a NUL after it, so that empty text has an address too.</summary>
        internal readonly byte[] Octets;

        internal Utf8(string text)
        {
            Octets = null;
            if (text != null)
            {
                Octets = new byte[Strict.GetByteCount(text) + 1];
                Strict.GetBytes(text, 0, text.Length, Octets, 0);
            }
        }

        internal UIntPtr Length => (UIntPtr)(Octets == null ? 0 : Octets.Length - 1);

        /// <summary>For passwords.</summary>
        internal void Wipe()
        {
            if (Octets != null)
            {
                Array.Clear(Octets, 0, Octets.Length);
            }
        }

        /// <summary>The NUL-terminated text at an address; null for none.</summary>
        internal static unsafe string At(byte* text)
        {
            if (text == null)
            {
                return null;
            }
            var length = 0;
            while (text[length] != 0)
            {
                length++;
            }
            return length == 0 ? "" : Strict.GetString(text, length);
        }
    }
}
