using System;
using System.Linq;
using System.Text;
using Etee;

namespace Examples
{
    /// <summary>A hospital seals a letter for a doctor, who unseals it; a changed copy is refused.</summary>
    internal static class KnownRecipient
    {
        internal static int Run(Simulator simulator)
        {
            // A real program trusts the roots of the platform, and names one of its environments:
            // new Depot(context, DepotProtocol.Rest, PlatformEnvironment.Acceptance).
            var settings = new EteeSettings().Trust(simulator.TrustAnchors.ToArray());
            using (var context = new EteeContext(settings))
            using (var depot = new Depot(context, DepotProtocol.Rest, simulator.RestUrl))
            {
                var message = Seal(simulator, context, depot);
                Console.WriteLine("1. The hospital sealed " + message.Length + " octets.");
                using (var doctor = Identity.FromPkcs12(
                    context, simulator.Store("NIHII", "10001490"), simulator.Password))
                using (var unsealer = new Unsealer(context, doctor))
                {
                    var result = unsealer.Unseal(message);
                    Console.WriteLine("2. The doctor reads: " + Encoding.UTF8.GetString(result.Content));
                    Console.WriteLine("   It is from " + result.Report.AuthenticationSubject);
                    return Refuse(unsealer, message) ? 0 : 1;
                }
            }
        }

        private static byte[] Seal(Simulator simulator, EteeContext context, Depot depot)
        {
            var store = simulator.Store("NIHII-HOSPITAL", "71000040", "RADIO");
            using (var hospital = Identity.FromPkcs12(context, store, simulator.Password))
            using (var token = depot.Token("NIHII", "10001490", ""))
            using (var sealer = new Sealer(context, hospital))
            {
                sealer.AddRecipient(token);
                return sealer.Seal(Encoding.UTF8.GetBytes("No fracture."));
            }
        }

        private static bool Refuse(Unsealer unsealer, byte[] message)
        {
            message[message.Length / 4] ^= 1;
            try
            {
                unsealer.Unseal(message);
                return false;
            }
            catch (EteeTrustException exception)
            {
                Console.WriteLine("3. A changed copy is refused: " + exception.Message);
                Console.WriteLine("   " + exception.Report.GetText(Language.English)
                    .Split('\n')[0]);
                return true;
            }
        }
    }
}
