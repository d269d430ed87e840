using System;
using System.Runtime.InteropServices;
using Etee.Interop;

namespace Etee
{
    /// <summary>The native library: where it is, and which version.</summary>
    public static class EteeLibrary
    {
        private static readonly object Gate = new object();
        private static volatile bool loaded;
        private static string path;

        /// <summary>
        /// The file of the native library, where it is not found by itself (beside this assembly, in
        /// the package Etee.Native, or where the system looks). To be set before anything else.
        /// </summary>
        /// <exception cref="InvalidOperationException">The library is loaded already.</exception>
        public static string Path
        {
            get => path;
            set
            {
                lock (Gate)
                {
                    if (loaded)
                    {
                        throw new InvalidOperationException(
                            "The native library is loaded; set EteeLibrary.Path before anything else.");
                    }
                    path = value;
                }
            }
        }

        /// <summary>The version of the native library, such as "0.1.0".</summary>
        public static unsafe string Version
        {
            get
            {
                Load();
                return Utf8.At(NativeMethods.etee_version());
            }
        }

        /// <summary>How many native handles are not freed yet; for tests.</summary>
        internal static int LiveHandles => NativeHandle.Live;

        /// <summary>Loads the library once, and refuses one of another version.</summary>
        internal static void Load()
        {
            if (loaded)
            {
                return;
            }
            lock (Gate)
            {
                if (loaded)
                {
                    return;
                }
                NativeLoader.Prepare(path);
                CheckVersion(AbiVersion());
                loaded = true;
            }
        }

        private static uint AbiVersion()
        {
            try
            {
                return NativeMethods.etee_abi_version();
            }
            catch (Exception exception) when (
                exception is DllNotFoundException
                || exception is BadImageFormatException
                || exception is EntryPointNotFoundException)
            {
                throw new EteeLibraryException(
                    "The native library of Etee cannot be loaded from "
                    + (path ?? "the places where this system looks")
                    + " for a process of " + (IntPtr.Size * 8)
                    + " bits. Reference the package Etee.Native, put " + NativeLoader.FileName
                    + " beside the program, or set EteeLibrary.Path. The system says: "
                    + exception.Message,
                    exception);
            }
        }

        /// <summary>Before version 1, a minor version may break.</summary>
        internal static void CheckVersion(uint found)
        {
            var major = found >> 16;
            var minor = found & 0xFFFF;
            var fits = major == NativeConstants.ETEE_ABI_MAJOR
                && (major == 0
                    ? minor == NativeConstants.ETEE_ABI_MINOR
                    : minor >= NativeConstants.ETEE_ABI_MINOR);
            if (!fits)
            {
                throw new EteeLibraryException(
                    "Etee expected a native library with the interface "
                    + NativeConstants.ETEE_ABI_MAJOR + "." + NativeConstants.ETEE_ABI_MINOR
                    + " and found " + major + "." + minor + " in "
                    + (path ?? NativeLoader.FileName + " (as the system found it)")
                    + ". Use the packages Etee and Etee.Native in the same version, and look for "
                    + "an older " + NativeLoader.FileName + " that comes first.",
                    null);
            }
        }
    }

    /// <summary>The native library is missing or of another version; the message says what to do.</summary>
    public sealed class EteeLibraryException : DllNotFoundException
    {
        internal EteeLibraryException(string message, Exception inner) : base(message, inner) { }
    }
}
