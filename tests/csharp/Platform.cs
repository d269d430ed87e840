using System;
using System.IO;
using System.Linq;
using System.Text;
using Xunit;

// One test counts the handles of the whole process.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Etee.Tests
{
    /// <summary>The simulated platform that all tests share, and the parties on it.</summary>
    internal static class Platform
    {
        /// <summary>ETEE_SIMULATOR_FOLDER keeps the keys, which take seconds to make.</summary>
        private static readonly Lazy<Simulator> Shared = new Lazy<Simulator>(
            () => Simulator.Start(Environment.GetEnvironmentVariable("ETEE_SIMULATOR_FOLDER")));

        internal static Simulator Simulator => Shared.Value;

        /// <summary>Settings that trust the simulated platform.</summary>
        internal static EteeSettings Settings() =>
            new EteeSettings().Trust(Simulator.TrustAnchors.ToArray());

        internal static EteeContext Context() => new EteeContext(Settings());

        internal static Identity Doctor(EteeContext context) => Holder(context, "NIHII", "10001490");

        internal static Identity Hospital(EteeContext context) =>
            Holder(context, "NIHII-HOSPITAL", "71000040", "RADIO");

        internal static Identity Pharmacy(EteeContext context) =>
            Holder(context, "NIHII-PHARMACY", "30000120");

        internal static Identity Colleague(EteeContext context) =>
            Holder(context, "SSIN", "63020301469");

        internal static Depot Depot(EteeContext context) =>
            new Depot(context, DepotProtocol.Soap, Simulator.SoapUrl);

        internal static EncryptionToken DoctorToken(EteeContext context)
        {
            using (var depot = Depot(context))
            {
                return depot.Token("NIHII", "10001490", "");
            }
        }

        /// <summary>A sealer of the hospital for the doctor.</summary>
        internal static Sealer Sealer(EteeContext context)
        {
            using (var hospital = Hospital(context))
            using (var token = DoctorToken(context))
            {
                var sealer = new Sealer(context, hospital);
                sealer.AddRecipient(token);
                return sealer;
            }
        }

        /// <summary>An unsealer of the doctor.</summary>
        internal static Unsealer Unsealer(EteeContext context)
        {
            using (var doctor = Doctor(context))
            {
                return new Unsealer(context, doctor);
            }
        }

        internal static byte[] Letter => Encoding.UTF8.GetBytes("Dear colleague, schöne Grüße.");

        /// <summary>Octets that look like nothing, the same in every run.</summary>
        internal static byte[] Noise(int length)
        {
            var octets = new byte[length];
            new Random(length).NextBytes(octets);
            return octets;
        }

        internal static void Stop()
        {
            if (Shared.IsValueCreated)
            {
                Shared.Value.Dispose();
            }
        }

        private static Identity Holder(
            EteeContext context,
            string type,
            string identifier,
            string application = "") =>
            Identity.FromPkcs12(
                context, Simulator.Store(type, identifier, application), Simulator.Password);
    }

    /// <summary>A test that cannot show what it is there for, for lack of something.</summary>
    internal static class Skip
    {
        internal static string Reason;

        internal static void Because(string reason)
        {
            Reason = reason;
            Console.WriteLine("SKIPPED: " + reason);
        }
    }

    /// <summary>A folder that is removed, with what a test left in it.</summary>
    internal sealed class Folder : IDisposable
    {
        private readonly string path = Path.Combine(
            Path.GetTempPath(), "etee-" + Path.GetRandomFileName());

        internal Folder() => Directory.CreateDirectory(path);

        internal string this[string name] => Path.Combine(path, name);

        internal string Name => path;

        internal string[] Files => Directory.GetFileSystemEntries(path)
            .Select(file => Path.GetFileName(file))
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToArray();

        public void Dispose() => Directory.Delete(path, true);
    }
}
