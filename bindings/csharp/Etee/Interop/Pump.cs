using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace Etee.Interop
{
    /// <summary>Moves a stream through a pipe, chunk by chunk.</summary>
    internal static class Pump
    {
        private const int Chunk = 64 * 1024;

        internal static void Run(IPipe pipe, Stream input, Stream output)
        {
            Need.NotNull(input, nameof(input));
            Need.NotNull(output, nameof(output));
            var chunk = new byte[Chunk];
            var complete = false;
            try
            {
                pipe.Begin(Length(input));
                int count;
                while ((count = input.Read(chunk, 0, chunk.Length)) > 0)
                {
                    pipe.Write(chunk, count);
                    if (pipe.Flows)
                    {
                        Drain(pipe, output, chunk);
                    }
                }
                pipe.Finish();
                Drain(pipe, output, chunk);
                complete = true;
            }
            finally
            {
                CleanUp(pipe, chunk, complete);
            }
        }

        internal static Task RunAsync(
            IPipe pipe,
            Stream input,
            Stream output,
            IProgress<long> progress,
            CancellationToken cancellation)
        {
            Need.NotNull(input, nameof(input));
            Need.NotNull(output, nameof(output));
            // Signatures and ciphers take their time, and streams may answer at once.
            return Task.Run(
                () => MoveAsync(pipe, input, output, progress, cancellation), cancellation);
        }

        private static async Task MoveAsync(
            IPipe pipe,
            Stream input,
            Stream output,
            IProgress<long> progress,
            CancellationToken cancellation)
        {
            var chunk = new byte[Chunk];
            var complete = false;
            try
            {
                pipe.Begin(Length(input));
                long total = 0;
                int count;
                while ((count = await input
                    .ReadAsync(chunk, 0, chunk.Length, cancellation)
                    .ConfigureAwait(false)) > 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    pipe.Write(chunk, count);
                    if (pipe.Flows)
                    {
                        await DrainAsync(pipe, output, chunk, cancellation).ConfigureAwait(false);
                    }
                    total += count;
                    progress?.Report(total);
                }
                cancellation.ThrowIfCancellationRequested();
                pipe.Finish();
                await DrainAsync(pipe, output, chunk, cancellation).ConfigureAwait(false);
                complete = true;
            }
            finally
            {
                CleanUp(pipe, chunk, complete);
            }
        }

        private static void CleanUp(IPipe pipe, byte[] chunk, bool complete)
        {
            Array.Clear(chunk, 0, chunk.Length);
            if (!complete)
            {
                pipe.Discard();
            }
        }

        private static void Drain(IPipe pipe, Stream output, byte[] chunk)
        {
            int count;
            while ((count = pipe.Read(chunk)) > 0)
            {
                output.Write(chunk, 0, count);
            }
        }

        private static async Task DrainAsync(
            IPipe pipe,
            Stream output,
            byte[] chunk,
            CancellationToken cancellation)
        {
            int count;
            while ((count = pipe.Read(chunk)) > 0)
            {
                await output.WriteAsync(chunk, 0, count, cancellation).ConfigureAwait(false);
            }
        }

        private static long Length(Stream input) =>
            input.CanSeek ? input.Length - input.Position : -1;
    }
}
