using System;
using System.Runtime.InteropServices;

namespace Etee.Interop
{
    /// <summary>Octets that the library hands out.</summary>
    internal static unsafe class Octets
    {
        /// <summary>A copy of the octets at an address; null for none.</summary>
        internal static byte[] At(byte* data, UIntPtr length)
        {
            if (data == null)
            {
                return null;
            }
            var copy = new byte[checked((int)length)];
            Marshal.Copy((IntPtr)data, copy, 0, copy.Length);
            return copy;
        }

        /// <summary>A copy of a buffer, which is freed.</summary>
        internal static byte[] Take(BufferHandle buffer)
        {
            using (buffer)
            using (buffer.Hold())
            {
                return At(
                    NativeMethods.etee_buffer_data(buffer),
                    NativeMethods.etee_buffer_len(buffer));
            }
        }

        /// <summary>The UTF-8 text of a buffer, which is freed.</summary>
        internal static string TakeText(BufferHandle buffer) =>
            System.Text.Encoding.UTF8.GetString(Take(buffer));
    }
}
