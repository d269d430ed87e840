using System;
using System.Collections.Generic;

namespace Etee.Interop
{
    /// <summary>Lists of texts that live as long as a handle.</summary>
    internal static unsafe class Texts
    {
        internal delegate byte* TextAt(UIntPtr index);

        internal static IReadOnlyList<string> List(NativeHandle handle, UIntPtr count, TextAt at)
        {
            using (handle.Hold())
            {
                var texts = new string[(int)count];
                for (var index = 0; index < texts.Length; index++)
                {
                    texts[index] = Utf8.At(at((UIntPtr)index));
                }
                return texts;
            }
        }
    }
}
