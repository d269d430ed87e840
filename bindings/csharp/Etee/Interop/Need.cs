using System;

namespace Etee.Interop
{
    /// <summary>What arguments have to be, before the library sees them.</summary>
    internal static class Need
    {
        internal static void NotNull(object argument, string name)
        {
            if (argument == null)
            {
                throw new ArgumentNullException(name);
            }
        }

        /// <summary>An argument that is there.</summary>
        internal static T Of<T>(T argument, string name) where T : class =>
            argument ?? throw new ArgumentNullException(name);

        /// <summary>A part of an array that is one.</summary>
        internal static void Range(byte[] array, int offset, int count, string name)
        {
            NotNull(array, name);
            if (offset < 0 || count < 0 || offset > array.Length - count)
            {
                throw new ArgumentOutOfRangeException(name);
            }
        }
    }
}
