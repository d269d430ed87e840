using System;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Etee;

namespace Examples
{
    /// <summary>
    /// Large files go from disk to disk, with progress, and can be cancelled; an output appears whole
    /// or not at all.
    /// </summary>
    internal static class Files
    {
        internal static async Task<int> RunAsync(Simulator simulator)
        {
            var folder = Path.Combine(Path.GetTempPath(), "etee-" + Path.GetRandomFileName());
            Directory.CreateDirectory(folder);
            try
            {
                return await RunAsync(simulator, folder);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }

        private static async Task<int> RunAsync(Simulator simulator, string folder)
        {
            var scan = Path.Combine(folder, "scan.dcm");
            var message = Path.Combine(folder, "scan.etee");
            var opened = Path.Combine(folder, "opened.dcm");
            File.WriteAllBytes(scan, new byte[20 * 1024 * 1024]);

            var settings = new EteeSettings().Trust(simulator.TrustAnchors.ToArray());
            var store = simulator.Store("NIHII", "10001490");
            using (var context = new EteeContext(settings))
            using (var doctor = Identity.FromPkcs12(context, store, simulator.Password))
            using (var depot = new Depot(context, DepotProtocol.Rest, simulator.RestUrl))
            using (var token = depot.Token("NIHII", "10001490", ""))
            using (var sealer = new Sealer(context, doctor))
            using (var unsealer = new Unsealer(context, doctor))
            {
                sealer.AddRecipient(token);
                using (var stop = new CancellationTokenSource())
                {
                    await sealer.SealFileAsync(scan, message, stop.Token, new Percent(scan));
                }
                var report = await unsealer.UnsealFileAsync(message, opened);
                Console.WriteLine("Unsealed " + report.ContentLength + " octets.");
            }
            return File.ReadAllBytes(opened).SequenceEqual(File.ReadAllBytes(scan)) ? 0 : 1;
        }

        /// <summary>Prints every quarter.</summary>
        private sealed class Percent : IProgress<long>
        {
            private readonly long length;
            private long printed;

            internal Percent(string file) => length = new FileInfo(file).Length;

            public void Report(long value)
            {
                var quarter = value * 4 / length;
                if (quarter > printed)
                {
                    printed = quarter;
                    Console.WriteLine("Sealed " + quarter * 25 + " percent.");
                }
            }
        }
    }
}
