using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Etee;

namespace Examples
{
    /// <summary>
    /// A hospital seals a letter for whichever pharmacy the patient goes to. The pharmacy logs on,
    /// fetches the key from the KGSS and unseals. The program's own HttpClient sends everything.
    /// </summary>
    internal static class UnknownRecipient
    {
        private const string Certified = "urn:be:fgov:certified-namespace:ehealth";

        private const string Recognised =
            "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean";

        internal static async Task<int> RunAsync(Simulator simulator)
        {
            using (var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }))
            {
                var settings = new EteeSettings().Trust(simulator.TrustAnchors.ToArray());
                settings.Transport = new HttpClientTransport(client);
                using (var context = new EteeContext(settings))
                using (var depot = new Depot(context, DepotProtocol.Soap, simulator.SoapUrl))
                {
                    // A recipient is looked up once a day, and for a week where the depot is down.
                    depot.SetCache(
                        1000, TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromMinutes(5));
                    var message = await SealAsync(simulator, context, depot);
                    Console.WriteLine("1. The hospital sealed for every recognised pharmacy.");
                    var letter = await UnsealAsync(simulator, context, depot, message);
                    Console.WriteLine("2. The pharmacy reads: " + letter);
                    return letter == "One box." ? 0 : 1;
                }
            }
        }

        private static async Task<byte[]> SealAsync(
            Simulator simulator,
            EteeContext context,
            Depot depot)
        {
            var store = simulator.Store("NIHII-HOSPITAL", "71000040", "RADIO");
            using (var hospital = Identity.FromPkcs12(context, store, simulator.Password))
            using (var kgss = new Kgss(context, simulator.KgssUrl, depot, hospital))
            using (var list = new AccessList().Allow(Certified, Recognised, "true"))
            using (var key = await kgss.NewKeyAsync(list))
            using (var sealer = new Sealer(context, hospital))
            {
                sealer.AddRecipient(key);
                return sealer.Seal(Encoding.UTF8.GetBytes("One box."));
            }
        }

        private static async Task<string> UnsealAsync(
            Simulator simulator,
            EteeContext context,
            Depot depot,
            byte[] message)
        {
            var store = simulator.Store("NIHII-PHARMACY", "30000120");
            using (var pharmacy = Identity.FromPkcs12(context, store, simulator.Password))
            using (var kgss = new Kgss(context, simulator.KgssUrl, depot, pharmacy))
            using (var session = await LogOnAsync(simulator, context, pharmacy))
            using (var addressing = Addressing.Read(context, message))
            using (var key = await kgss.KeyAsync(addressing.SecretKeyIdentifiers[0], session))
            using (var unsealer = new Unsealer(context))
            {
                unsealer.AddSecretKey(key);
                return Encoding.UTF8.GetString(unsealer.Unseal(message).Content);
            }
        }

        private static async Task<Session> LogOnAsync(
            Simulator simulator,
            EteeContext context,
            Identity pharmacy)
        {
            using (var request = LogOnRequest.ForOrganization(pharmacy, "pharmacy", "30000120"))
            using (var service = new TokenService(
                context, TokenServiceProtocol.WsTrust, simulator.WsTrustUrl))
            using (var certificate = simulator.TokenServiceCertificate)
            {
                service.AddTrustAnchor(certificate);
                return await service.LogOnAsync(request);
            }
        }
    }
}
