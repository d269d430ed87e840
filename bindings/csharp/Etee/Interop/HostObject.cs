using System;
using System.Runtime.InteropServices;

namespace Etee.Interop
{
    /// <summary>
    /// An object of the program that the library refers to by a number, until it says that it does
    /// no more.
    /// </summary>
    internal static class HostObject
    {
        internal static IntPtr Keep(object target) => GCHandle.ToIntPtr(GCHandle.Alloc(target));

        internal static object Of(IntPtr user) => GCHandle.FromIntPtr(user).Target;

        /// <summary>Called by the library once, when nothing will use the object again.</summary>
        internal static void Release(IntPtr user)
        {
            try
            {
                GCHandle.FromIntPtr(user).Free();
            }
            catch (Exception exception)
            {
                Failure.Keep(exception);
            }
        }
    }
}
