// Seals and unseals 1 KiB as often as a line of standard input says, and answers with the nanoseconds
// that one of them took. The counterpart of overhead.c, call for call.

using System;
using System.Diagnostics;
using System.Linq;
using Etee;

internal static class Overhead
{
    private static int Main(string[] arguments)
    {
        Sealer sealer;
        Unsealer unsealer;
        using (var simulator = Simulator.Start(arguments[0]))
        {
            var context = new EteeContext(
                new EteeSettings().Trust(simulator.TrustAnchors.ToArray()));
            var depot = new Depot(context, DepotProtocol.Soap, simulator.SoapUrl);
            var hospital = simulator.Store("NIHII-HOSPITAL", "71000040", "RADIO");
            var doctor = simulator.Store("NIHII", "10001490");
            sealer = new Sealer(
                context, Identity.FromPkcs12(context, hospital, simulator.Password));
            sealer.AddRecipient(depot.Token("NIHII", "10001490", ""));
            unsealer = new Unsealer(
                context, Identity.FromPkcs12(context, doctor, simulator.Password));
        }
        var content = new byte[1024];
        var message = sealer.Seal(content);
        Console.WriteLine("ready");
        string line;
        while ((line = Console.ReadLine()) != null)
        {
            var words = line.Split(' ');
            var rounds = int.Parse(words[1]);
            var watch = Stopwatch.StartNew();
            for (var round = 0; round < rounds; round++)
            {
                if (words[0] == "s")
                {
                    sealer.Seal(content);
                }
                else
                {
                    // A careful program frees the report, and so does overhead.c.
                    unsealer.Unseal(message).Report.Dispose();
                }
            }
            var nanoseconds = watch.ElapsedTicks * (1e9 / Stopwatch.Frequency) / rounds;
            Console.WriteLine((long)nanoseconds);
        }
        return 0;
    }
}
