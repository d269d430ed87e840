using System;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace Etee.Tests
{
    /// <summary>The services over REST, with the library's HTTP client and with the program's.</summary>
    public sealed class KeyTests : IDisposable
    {
        private const string Certified = "urn:be:fgov:certified-namespace:ehealth";
        private const string Ssin = "85010100115";

        private const string Recognised =
            "urn:be:fgov:ehealth:1.0:pharmacy:nihii-number:recognisedpharmacy:boolean";

        private readonly Simulator simulator = Platform.Simulator;
        private readonly HttpClient client = new HttpClient(
            new HttpClientHandler { AllowAutoRedirect = false });

        private readonly EteeContext own = Platform.Context();
        private readonly EteeContext host;

        public KeyTests()
        {
            var settings = Platform.Settings();
            settings.SigningPolicies.Add(SigningPolicy.WebAuthn);
            settings.SigningPolicies.Add(SigningPolicy.EhealthCert);
            settings.Transport = new HttpClientTransport(client);
            host = new EteeContext(settings);
        }

        public void Dispose()
        {
            own.Dispose();
            host.Dispose();
            client.Dispose();
        }

        private EteeContext Context(bool hosted) => hosted ? host : own;

        private AccessTokens Software(EteeContext context, Identity identity, string clientId) =>
            new AccessTokens(context, simulator.RealmUrl, clientId, identity);

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task KeysOfTheKgssAreMadeFetchedAndDeleted(bool hosted)
        {
            var context = Context(hosted);
            using (var hospital = Platform.Hospital(own))
            using (var pharmacy = Platform.Pharmacy(own))
            using (var maker = Software(context, hospital, "nihii-hospital-71000040-radio"))
            using (var reader = Software(context, pharmacy, "nihii-pharmacy-30000120"))
            using (var writes = new KgssRest(context, simulator.RestUrl, maker))
            using (var reads = new KgssRest(context, simulator.RestUrl, reader))
            using (var list = new AccessList().Allow(Certified, Recognised, "true"))
            using (var key = hosted ? await writes.NewKeyAsync(list) : writes.NewKey(list))
            {
                reads.EncryptAnswers();
                var identifier = key.GetIdentifier();
                using (var fetched = hosted
                    ? await reads.KeyAsync(identifier)
                    : reads.Key(identifier))
                using (var jwk = fetched.ToJwk())
                using (var again = SecretKey.FromJwk(jwk))
                {
                    Assert.Equal("oct", jwk.Type);
                    Assert.Equal(identifier, again.GetIdentifier());
                }
                if (hosted)
                {
                    await writes.DeleteKeyAsync(identifier);
                }
                else
                {
                    writes.DeleteKey(identifier);
                }
                var gone = await Assert.ThrowsAsync<EteeServiceException>(
                    () => reads.KeyAsync(identifier));
                Assert.Equal(EteeStatus.NotFound, gone.Code);
            }
        }

        [Fact]
        public async Task AccessTokensAreAskedForOrSupplied()
        {
            using (var pharmacy = Platform.Pharmacy(own))
            using (var tokens = Software(own, pharmacy, "nihii-pharmacy-30000120"))
            using (var nobody = Software(own, pharmacy, "nobody"))
            {
                tokens.UsePss();
                Assert.Equal(3, tokens.Token().Split('.').Length);
                Assert.Equal(3, (await tokens.TokenAsync()).Split('.').Length);
                Assert.Throws<EteeServiceException>(() => nobody.Token());
            }
            using (var supplied = new AccessTokens(() => simulator.UserToken(Ssin)))
            {
                Assert.Equal(3, supplied.Token().Split('.').Length);
                Assert.Throws<EteeUsageException>(() => supplied.SetScope("x"));
            }
            var thrown = new InvalidOperationException("nobody at the browser");
            using (var broken = new AccessTokens(delegate { throw thrown; }))
            {
                var exception = Assert.Throws<EteeHostException>(() => broken.Token());
                Assert.True(ReferenceEquals(thrown, exception.InnerException), "another exception");
            }
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task ACitizenRegistersAKeyAndIsWrittenTo(bool hosted)
        {
            var context = Context(hosted);
            using (var citizen = new AccessTokens(() => simulator.UserToken(Ssin)))
            using (var mine = new KeyDepot(context, simulator.RestUrl))
            using (var anybody = new KeyDepot(context, simulator.RestUrl))
            using (var pair = WebKey.Generate(WebKeyKind.Rsa))
            using (var registration = new KeyRegistration(KeyUse.Encryption))
            using (var information = new KeyInformation())
            {
                mine.SetAccessTokens(citizen);
                Assert.Contains("challenge", await mine.ChallengeAsync());
                using (var registered = hosted
                    ? await mine.RegisterAsync(pair, registration)
                    : mine.Register(pair, registration))
                {
                    information.SetLabel("my phone");
                    using (var labelled = hosted
                        ? await mine.AddInformationAsync(registered.Id, information)
                        : mine.AddInformation(registered.Id, information))
                    {
                        Assert.Equal("my phone", labelled.Label);
                    }
                    await Find(anybody, registered.Id, pair);
                    if (hosted)
                    {
                        await mine.DeleteAsync(new[] { registered.Id });
                    }
                    else
                    {
                        mine.Delete(registered.Id);
                    }
                    var gone = Assert.Throws<EteeServiceException>(
                        () => anybody.Key(registered.Id));
                    Assert.Equal(EteeStatus.NotFound, gone.Code);
                }
            }
        }

        private async Task Find(KeyDepot depot, string keyId, WebKey pair)
        {
            var keys = depot.Keys("SSIN", Ssin, null, KeyUse.Encryption);
            var later = await depot.KeysAsync("SSIN", Ssin, null, KeyUse.Encryption);
            Assert.Contains(keyId, keys.Select(key => key.Id));
            Assert.Equal(keys.Count, later.Count);
            Assert.Equal(Ssin, depot.KeyHolder(keyId).Identifier);
            Assert.Equal("SSIN", (await depot.KeyHolderAsync(keyId)).IdentifierType);
            using (var found = await depot.KeyAsync(keyId))
            using (var webKey = found.ToWebKey())
            using (var hospital = Platform.Hospital(host))
            using (var sealer = new Sealer(host, hospital))
            using (var unsealer = new Unsealer(host))
            {
                Assert.Null(found.Expiry);
                sealer.AddRecipient(webKey);
                unsealer.AddWebKey(pair);
                Assert.Equal(
                    Platform.Letter, unsealer.Unseal(sealer.Seal(Platform.Letter)).Content);
            }
        }

        [Fact]
        public async Task TheDepotHasCertifiedKeys()
        {
            using (var depot = new Depot(host, DepotProtocol.Rest, simulator.RestUrl))
            {
                var keys = depot.Keys("NIHII", "10001490", "", KeyUse.Encryption);
                var later = await depot.KeysAsync("NIHII", "10001490", "", KeyUse.Encryption);
                Assert.Equal(keys.Select(key => key.KeyId), later.Select(key => key.KeyId));
                using (var key = await depot.KeyAsync(keys[0].KeyId))
                using (var certificate = key.Certificate(0))
                using (var same = JsonWebKey.FromCertificate(certificate))
                {
                    Assert.Equal(key.Thumbprint, same.Thumbprint);
                    Assert.Equal("10001490", depot.KeyHolder(key.KeyId).Identifier);
                }
            }
        }

        [Fact]
        public void WebKeysAreKeptAsJson()
        {
            using (var pair = WebKey.Generate(WebKeyKind.Ec))
            using (var jwk = pair.ToPrivateJwk())
            using (var open = pair.ToJwk())
            using (var read = JsonWebKey.FromJson(
                own, Encoding.UTF8.GetString(jwk.ToPrivateJson())))
            using (var again = WebKey.FromJwk(read))
            {
                Assert.True(jwk.IsPrivate && read.IsPrivate && !open.IsPrivate);
                Assert.Equal("EC", open.Type);
                Assert.Equal(pair.GetIdentifier(), again.GetIdentifier());
                Assert.Contains("\"x\"", open.ToJson());
                Assert.Throws<EteeDataException>(() => JsonWebKey.FromJson(own, "{"));
            }
        }

        [Fact]
        public void NamesOfTheRestInterfaceCanBeReplaced()
        {
            Assert.True(RestInterface.Names.ContainsKey("kgss.keys"), "no such name");
            using (var names = new RestInterface().Set("kgss.keys", "/elsewhere"))
            using (var pharmacy = Platform.Pharmacy(own))
            using (var tokens = Software(own, pharmacy, "nihii-pharmacy-30000120"))
            using (var kgss = new KgssRest(own, simulator.RestUrl, tokens))
            {
                kgss.SetInterface(names);
                Assert.Throws<EteeServiceException>(() => kgss.Key(new byte[16]));
                Assert.Throws<EteeUsageException>(() => names.Set("nothing", "/x"));
            }
        }
    }
}
