using System;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;

namespace Etee.Interop
{
    /// <summary>Has the imports find the file that the program names.</summary>
    internal static class NativeLoader
    {
        internal static string FileName =>
            IsWindows ? "etee.dll" : IsMac ? "libetee.dylib" : "libetee.so";

        private static bool IsWindows => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

        private static bool IsMac => RuntimeInformation.IsOSPlatform(OSPlatform.OSX);

#if NET8_0_OR_GREATER
        private static string chosen;
        private static bool resolving;

        /// <summary>Before the first call; again if that failed and another path was set.</summary>
        internal static void Prepare(string path)
        {
            chosen = path;
            if (!resolving)
            {
                NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, Resolve);
                resolving = true;
            }
        }

        private static IntPtr Resolve(string name, Assembly assembly, DllImportSearchPath? search)
        {
            if (name != NativeMethods.Library)
            {
                return IntPtr.Zero;
            }
            if (chosen != null)
            {
                return NativeLibrary.Load(chosen);
            }
            // A library that the system's packages installed goes by its version.
            var versioned = "libetee.so." + NativeConstants.ETEE_ABI_MAJOR
                + (NativeConstants.ETEE_ABI_MAJOR == 0 ? "." + NativeConstants.ETEE_ABI_MINOR : "");
            IntPtr library;
            return NativeLibrary.TryLoad(name, assembly, search, out library)
                || (!IsWindows && !IsMac
                    && NativeLibrary.TryLoad(versioned, assembly, search, out library))
                ? library
                : IntPtr.Zero;
        }
#else
        /// <summary>
        /// On Windows a library that is loaded is found by its name afterwards; Mono is told which
        /// file stands for the name.
        /// </summary>
        internal static void Prepare(string path)
        {
            if (path == null)
            {
                return;
            }
            if (IsWindows)
            {
                // Its own folder is searched for what it needs, and no other.
                const uint LoadWithAlteredSearchPath = 8;
                if (LoadLibraryExW(path, IntPtr.Zero, LoadWithAlteredSearchPath) == IntPtr.Zero)
                {
                    throw new EteeLibraryException(
                        "The native library of Etee cannot be loaded from " + path
                        + ", which EteeLibrary.Path names. The system says: "
                        + new Win32Exception(Marshal.GetLastWin32Error()).Message,
                        null);
                }
            }
            else if (Type.GetType("Mono.Runtime") != null)
            {
                MapOnMono(path);
            }
            else
            {
                throw new EteeLibraryException(
                    "EteeLibrary.Path needs Windows, Mono or .NET 8; put " + FileName
                    + " beside the program instead.",
                    null);
            }
        }

        private static unsafe void MapOnMono(string path)
        {
            fixed (byte* library = Encoding.UTF8.GetBytes(NativeMethods.Library + "\0"))
            fixed (byte* target = Encoding.UTF8.GetBytes(path + "\0"))
            {
                mono_dllmap_insert(IntPtr.Zero, library, null, target, null);
            }
        }

        [DllImport("kernel32", ExactSpelling = true, SetLastError = true, CharSet = CharSet.Unicode)]
        private static extern IntPtr LoadLibraryExW(string file, IntPtr reserved, uint flags);

        [DllImport("__Internal", CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        private static extern unsafe void mono_dllmap_insert(
            IntPtr assembly,
            byte* library,
            byte* function,
            byte* targetLibrary,
            byte* targetFunction);
#endif
    }
}
