using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace Etee.Tests
{
    /// <summary>Depot, log-on and KGSS, with the library's HTTP client and with the program's.</summary>
    public sealed class ServiceTests : IDisposable
    {
        private const string Certified = "urn:be:fgov:certified-namespace:ehealth";
        private const string Identification = "urn:be:fgov:identification-namespace";
        private const string Ssin = "85010100115";

        private const string Recognised =
            "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean";

        private readonly Simulator simulator = Platform.Simulator;
        private readonly HttpClient client = new HttpClient(
            new HttpClientHandler { AllowAutoRedirect = false });

        private readonly EteeContext own = Platform.Context();
        private readonly EteeContext host;

        public ServiceTests()
        {
            var settings = Platform.Settings();
            settings.Transport = new HttpClientTransport(client);
            host = new EteeContext(settings);
        }

        public void Dispose()
        {
            simulator.SetFault(SimulatorService.Any, SimulatorFault.Garbage, 0);
            own.Dispose();
            host.Dispose();
            client.Dispose();
        }

        private EteeContext Context(bool hosted) => hosted ? host : own;

        [Theory]
        [InlineData(true, false)]
        [InlineData(true, true)]
        [InlineData(false, false)]
        [InlineData(false, true)]
        public async Task TheDepotFindsTokens(bool rest, bool hosted)
        {
            using (var depot = rest
                ? new Depot(Context(hosted), DepotProtocol.Rest, simulator.RestUrl)
                : new Depot(Context(hosted), DepotProtocol.Soap, simulator.SoapUrl))
            using (var token = depot.Token("NIHII", "10001490", ""))
            using (var later = await depot.TokenAsync("NIHII", "10001490", ""))
            using (var hospital = Platform.Hospital(own))
            using (var mine = depot.OwnToken(hospital))
            {
                Assert.Equal(token.GetEncoded(), later.GetEncoded());
                Assert.Equal("RADIO", mine.Application);
                var all = depot.Tokens("NIHII", "10001490");
                var again = await depot.TokensAsync("NIHII", "10001490");
                Assert.Equal(all.Count, again.Count);
                Assert.True(all.All(each => each.Identifier == "10001490"));
                Assert.Contains("10001490", depot.Matches("NIHII", "10001490"));
                Assert.Contains("10001490", await depot.MatchesAsync("NIHII", "10001490"));

                var nobody = Assert.Throws<EteeServiceException>(
                    () => depot.Token("NIHII", "10001490", "ABSENT"));
                Assert.Equal(EteeStatus.NotFound, nobody.Code);
                nobody = await Assert.ThrowsAsync<EteeServiceException>(
                    () => depot.TokenAsync("NIHII", "10001490", "ABSENT"));
                Assert.Equal(EteeStatus.NotFound, nobody.Code);
            }
        }

        [Fact]
        public async Task FaultsOfServicesAreTold()
        {
            using (var depot = new Depot(host, DepotProtocol.Soap, simulator.SoapUrl))
            {
                simulator.SetFault(SimulatorService.DepotSoap, SimulatorFault.Unavailable, 1000);
                var exception = Assert.Throws<EteeServiceException>(
                    () => depot.Token("NIHII", "10001490", ""));
                Assert.Equal("SOA-02002", exception.ServiceCode);
                Assert.True(exception.HttpStatus >= 500, "no HTTP status");
                Assert.True(exception.IsRetryable);
                simulator.SetFault(SimulatorService.DepotSoap, SimulatorFault.Garbage, 1000);
                exception = await Assert.ThrowsAsync<EteeServiceException>(
                    () => depot.TokenAsync("NIHII", "10001490", ""));
                Assert.Equal(EteeStatus.BadReply, exception.Code);
                simulator.SetFault(SimulatorService.DepotSoap, SimulatorFault.Garbage, 0);
                depot.SetCache(
                    10, TimeSpan.FromHours(1), TimeSpan.FromHours(2), TimeSpan.FromMinutes(1));
                depot.Token("NIHII", "10001490", "").Dispose();
                simulator.SetFault(SimulatorService.DepotSoap, SimulatorFault.Garbage, 1000);
                depot.Token("NIHII", "10001490", "").Dispose();
                depot.Forget();
                Assert.Throws<EteeServiceException>(() => depot.Token("NIHII", "10001490", ""));
            }
        }

        [Fact]
        public async Task AClientThatCannotSendIsTheInnerException()
        {
            using (var broken = new HttpClient(new Broken()))
            using (var context = new EteeContext(
                new EteeSettings { Transport = new HttpClientTransport(broken) }))
            using (var depot = new Depot(context, DepotProtocol.Rest, "https://x.example.be/etee/v1"))
            {
                var exception = Assert.Throws<EteeServiceException>(
                    () => depot.Token("NIHII", "10001490"));
                Assert.Equal(EteeStatus.ServiceUnreachable, exception.Code);
                Assert.Equal("no wire", Assert.IsType<HttpRequestException>(
                    exception.InnerException).Message);
                exception = await Assert.ThrowsAsync<EteeServiceException>(
                    () => depot.TokenAsync("NIHII", "10001490"));
                Assert.Equal("no wire", Assert.IsType<HttpRequestException>(
                    exception.InnerException).Message);
            }
        }

        [Fact]
        public async Task ALookUpIsCancelled()
        {
            using (var depot = new Depot(host, DepotProtocol.Soap, simulator.SoapUrl))
            using (var stop = new CancellationTokenSource(200))
            {
                simulator.SetFault(SimulatorService.DepotSoap, SimulatorFault.Delay, 1);
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => depot.TokenAsync("NIHII", "10001490", "", stop.Token));
            }
        }

        private TokenService Service(EteeContext context, bool saml)
        {
            var service = saml
                ? new TokenService(context, TokenServiceProtocol.Saml, simulator.SamlUrl)
                : new TokenService(context, TokenServiceProtocol.WsTrust, simulator.WsTrustUrl);
            using (var certificate = simulator.TokenServiceCertificate)
            {
                service.AddTrustAnchor(certificate);
            }
            return service;
        }

        private static LogOnRequest AsPharmacy(Identity pharmacy) =>
            LogOnRequest.ForOrganization(pharmacy, "pharmacy", "30000120");

        [Theory]
        [InlineData(false, false)]
        [InlineData(false, true)]
        [InlineData(true, false)]
        [InlineData(true, true)]
        public async Task ASessionIsOpenedKeptAndRenewed(bool saml, bool hosted)
        {
            using (var pharmacy = Platform.Pharmacy(own))
            using (var request = AsPharmacy(pharmacy))
            using (var service = Service(Context(hosted), saml))
            using (var session = service.LogOn(request))
            using (var later = await service.LogOnAsync(request))
            {
                Assert.True(session.IsValid && later.IsValid);
                Assert.True(session.NotBefore < session.NotOnOrAfter);
                Assert.Contains(Recognised, session.Attributes);
                var exported = session.Export();
                Assert.Contains("Assertion", Encoding.UTF8.GetString(exported));
                using (var loaded = service.Load(exported, request))
                {
                    Assert.Equal(session.NotOnOrAfter, loaded.NotOnOrAfter);
                    loaded.Refresh();
                    loaded.Renew();
                    Assert.True(loaded.IsValid);
                }
                Assert.Throws<EteeDataException>(() => service.Load(Platform.Letter, request));
            }
        }

        [Fact]
        public void WhatIsNotTrueIsRefused()
        {
            using (var pharmacy = Platform.Pharmacy(own))
            using (var request = new LogOnRequest(pharmacy))
            using (var service = Service(own, false))
            {
                request.AddAttribute(Identification, "urn:be:fgov:person:ssin", "63020301469");
                request.AddDesignator(Certified, "urn:be:fgov:person:ssin:doctor:boolean");
                request.SetValidity(TimeSpan.FromHours(2));
                var exception = Assert.Throws<EteeServiceException>(() => service.LogOn(request));
                Assert.Equal(EteeStatus.ServiceRefused, exception.Code);
                Assert.NotNull(exception.ServiceCode);
            }
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task KeysOfTheKgssAreMadeAndFetched(bool hosted)
        {
            var context = Context(hosted);
            using (var depot = new Depot(context, DepotProtocol.Soap, simulator.SoapUrl))
            using (var hospital = Platform.Hospital(own))
            using (var pharmacy = Platform.Pharmacy(own))
            using (var colleague = Platform.Colleague(own))
            using (var writes = new Kgss(context, simulator.KgssUrl, depot, hospital))
            using (var reads = new Kgss(context, simulator.KgssUrl, depot, pharmacy))
            using (var list = new AccessList().Allow(Certified, Recognised, "true"))
            using (var key = hosted ? await writes.NewKeyAsync(list) : writes.NewKey(list))
            using (var request = AsPharmacy(pharmacy))
            using (var service = Service(context, false))
            using (var session = await service.LogOnAsync(request))
            using (var sealer = new Sealer(own, hospital))
            {
                sealer.AddRecipient(key);
                var message = sealer.Seal(Platform.Letter);
                byte[] identifier;
                using (var addressing = Addressing.Read(own, message))
                {
                    identifier = addressing.SecretKeyIdentifiers.Single();
                }
                reads.SetCache(10);
                using (var fetched = hosted
                    ? await reads.KeyAsync(identifier, session)
                    : reads.Key(identifier, session))
                using (var unsealer = new Unsealer(own))
                {
                    unsealer.AddSecretKey(fetched);
                    Assert.Equal(Platform.Letter, unsealer.Unseal(message).Content);
                }
                reads.Forget();
                Refused(service, depot, context, colleague, identifier);
            }
        }

        /// <summary>Who is not on the list is told the same as if there were no such key.</summary>
        private void Refused(
            TokenService service,
            Depot depot,
            EteeContext context,
            Identity colleague,
            byte[] identifier)
        {
            using (var request = LogOnRequest.ForProfessional(colleague, "doctor", "63020301469"))
            using (var session = service.LogOn(request))
            using (var kgss = new Kgss(context, simulator.KgssUrl, depot, colleague))
            {
                kgss.SetToken(null);
                var exception = Assert.Throws<EteeServiceException>(
                    () => kgss.Key(identifier, session));
                Assert.Equal(EteeStatus.NotFound, exception.Code);
                Assert.Equal("NO_KEY_FOUND", exception.ServiceCode);
            }
        }

        [Fact]
        public void SettingsOfTheBuiltInClientAreChecked()
        {
            var transport = new BuiltInTransport
            {
                CallTimeout = TimeSpan.FromSeconds(5),
                Product = "tests",
                ProductVersion = "1.0",
                Contact = "someone@example.be",
            };
            var settings = Platform.Settings();
            settings.Transport = transport;
            using (var context = new EteeContext(settings))
            using (var depot = new Depot(context, DepotProtocol.Rest, simulator.RestUrl))
            {
                depot.Token("NIHII", "10001490", "").Dispose();
            }
            transport.Contact = "nobody";
            Assert.Throws<EteeUsageException>(() => new EteeContext(settings));
            Assert.Throws<EteeUsageException>(() => new Depot(own, DepotProtocol.Rest, ""));
        }

        [Fact]
        public void TheSimulatorNamesItsHolders()
        {
            Assert.Contains("10001490", simulator.Holders.Select(holder => holder.Identifier));
            Assert.Contains("RADIO", simulator.Holders.Select(holder => holder.Application));
            Assert.Throws<EteeServiceException>(() => simulator.Store("NIHII", "1"));
            using (var card = Identity.FromPkcs12(own, simulator.Card(Ssin), simulator.Password))
            {
                Assert.NotNull(card.AuthenticationCertificate);
            }
        }

        /// <summary>A client without a wire.</summary>
        private sealed class Broken : HttpMessageHandler
        {
            protected override Task<HttpResponseMessage> SendAsync(
                HttpRequestMessage request,
                CancellationToken cancellationToken) =>
                throw new HttpRequestException("no wire");
        }
    }
}
