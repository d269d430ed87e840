using System;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Etee;

namespace Examples
{
    /// <summary>
    /// The private key stays on a smart card, in the store of Windows, or in an HSM: whatever gives .NET
    /// an RSA or an ECDsa key signs.
    /// </summary>
    internal static class SmartCard
    {
        internal static int Run(Simulator simulator)
        {
            using (var certificate = Insert())
            using (var context = new EteeContext())
            using (var doctor = Identity.FromPkcs12(
                context, simulator.Store("NIHII", "10001490"), simulator.Password))
            using (var depot = new Depot(context, DepotProtocol.Rest, simulator.RestUrl))
            using (var token = depot.Token("NIHII", "10001490", ""))
            using (var person = Identity.FromCertificate(context, certificate))
            using (var sealer = new Sealer(context, person))
            using (var unsealer = new Unsealer(context, doctor))
            {
                // What an eID card does: RSA with PKCS #1 padding.
                sealer.SetPolicy(SigningPolicy.Eid);
                sealer.AddRecipient(token);
                var message = sealer.Seal(Encoding.UTF8.GetBytes("Signed on the card."));
                unsealer.ExpectSigner(certificate);
                var result = unsealer.Unseal(message);
                Console.WriteLine(Encoding.UTF8.GetString(result.Content));
                Console.WriteLine("By " + result.Report.AuthenticationSubject);
                return result.Report.Outer.Policy == "EID" ? 0 : 1;
            }
        }

        /// <summary>
        /// Stands for a card. A real program finds its certificate in the store of Windows:
        /// <code>
        /// var store = new X509Store(StoreName.My, StoreLocation.CurrentUser);
        /// store.Open(OpenFlags.ReadOnly);
        /// var found = store.Certificates.Find(X509FindType.FindBySubjectName, "(Authentication)", true);
        /// </code>
        /// Where a card asks for a PIN, the call waits; where the holder refuses, it ends in an
        /// <see cref="OperationCanceledException"/> if the signer threw one.
        /// </summary>
        private static X509Certificate2 Insert()
        {
            using (var key = RSA.Create(2048))
            {
                var request = new CertificateRequest(
                    "CN=Emma Janssens (Authentication)", key, HashAlgorithmName.SHA256,
                    RSASignaturePadding.Pkcs1);
                request.CertificateExtensions.Add(
                    new X509KeyUsageExtension(
                        X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
                return request.CreateSelfSigned(
                    DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
            }
        }
    }
}
