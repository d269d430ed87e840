using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;
using System.Threading.Tasks;

namespace Etee.Interop
{
    /// <summary>
    /// A file that appears whole or not at all: it is written beside its place, where on Unix only
    /// its owner may read it, and moved there at the end.
    /// </summary>
    internal static class WholeFile
    {
        private const int Chunk = 64 * 1024;

        internal static async Task WriteAsync(
            string input,
            string output,
            Func<Stream, Stream, Task> write)
        {
            Need.NotNull(input, nameof(input));
            Need.NotNull(output, nameof(output));
            var target = Path.GetFullPath(output);
            string sibling = null;
            try
            {
                using (var from = new FileStream(
                    input, FileMode.Open, FileAccess.Read, FileShare.Read, Chunk, true))
                using (var to = Create(target + ".XXXXXX", out sibling))
                {
                    await write(from, to).ConfigureAwait(false);
                    to.Flush(true);
                }
                Move(sibling, target);
                sibling = null;
            }
            finally
            {
                if (sibling != null)
                {
                    File.Delete(sibling);
                }
            }
        }

        private static void Move(string sibling, string target)
        {
#if NET8_0_OR_GREATER
            File.Move(sibling, target, true);
#else
            if (File.Exists(target))
            {
                File.Replace(sibling, target, null);
            }
            else
            {
                File.Move(sibling, target);
            }
#endif
        }

#if NET8_0_OR_GREATER
        private static FileStream Create(string pattern, out string path)
        {
            path = pattern.Replace("XXXXXX", Path.GetRandomFileName());
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                BufferSize = Chunk,
                Options = FileOptions.Asynchronous,
            };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }
            return new FileStream(path, options);
        }
#else
        private static FileStream Create(string pattern, out string path)
        {
            if (RuntimeInformation.IsOSPlatform(OSPlatform.Windows))
            {
                path = pattern.Replace("XXXXXX", Path.GetRandomFileName());
                return new FileStream(
                    path, FileMode.CreateNew, FileAccess.Write, FileShare.None, Chunk, true);
            }
            path = CreateOnUnix(pattern);
            return new FileStream(
                path, FileMode.Open, FileAccess.Write, FileShare.None, Chunk, true);
        }

        /// <summary>Makes a file that only its owner may read, which .NET could do only later.</summary>
        private static unsafe string CreateOnUnix(string pattern)
        {
            var template = Encoding.UTF8.GetBytes(pattern + "\0");
            fixed (byte* text = template)
            {
                var descriptor = mkstemp(text);
                if (descriptor < 0)
                {
                    throw new IOException(
                        "No file can be made beside the output.", Marshal.GetLastWin32Error());
                }
                close(descriptor);
            }
            return Encoding.UTF8.GetString(template, 0, template.Length - 1);
        }

        [DllImport("libc", CallingConvention = CallingConvention.Cdecl, SetLastError = true)]
        private static extern unsafe int mkstemp(byte* template);

        [DllImport("libc", CallingConvention = CallingConvention.Cdecl)]
        private static extern int close(int descriptor);
#endif
    }
}
