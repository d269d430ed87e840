using System;
using System.Linq;
using Etee;

namespace Examples
{
    /// <summary>
    /// A doctor logs on with an eID card; the session is bound to the eHealth certificate. The practice
    /// keeps it, so that nobody has to log on twice a day.
    /// </summary>
    internal static class LogOn
    {
        private const string Ssin = "85010100115";

        internal static int Run(Simulator simulator)
        {
            var settings = new EteeSettings().Trust(simulator.TrustAnchors.ToArray());
            using (var context = new EteeContext(settings))
            using (var doctor = Identity.FromPkcs12(
                context, simulator.Store("SSIN", Ssin), simulator.Password))
            // A real card signs by itself: see SmartCard.
            using (var card = Identity.FromPkcs12(context, simulator.Card(Ssin), simulator.Password))
            using (var request = LogOnRequest.ForProfessional(doctor, "doctor", Ssin))
            using (var service = new TokenService(
                context, TokenServiceProtocol.WsTrust, simulator.WsTrustUrl))
            using (var certificate = simulator.TokenServiceCertificate)
            {
                service.AddTrustAnchor(certificate);
                request.SetIdentification(card);
                request.SetValidity(TimeSpan.FromHours(8));
                byte[] kept;
                using (var session = service.LogOn(request))
                {
                    Console.WriteLine("Logged on until " + session.NotOnOrAfter.ToString("u") + ".");
                    // Personal data, and of no use without the key: keep it as you keep the store.
                    kept = session.Export();
                }
                using (var session = service.Load(kept, request))
                {
                    Console.WriteLine("Taken up again: " + (session.IsValid ? "valid." : "over."));
                    return session.IsValid ? 0 : 1;
                }
            }
        }
    }
}
