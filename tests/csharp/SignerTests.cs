using System;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;
using Xunit;

namespace Etee.Tests
{
    /// <summary>Private keys that the program keeps.</summary>
    public sealed class SignerTests
    {
        private static Identity WithSigner(EteeContext context, Signer signer)
        {
            using (var hospital = Platform.Hospital(context))
            using (var certificate = hospital.AuthenticationCertificate)
            {
                return Identity.FromSigner(context, signer, new[] { certificate });
            }
        }

        [Fact]
        public void WhatASignerThrowsIsTheInnerException()
        {
            var thrown = new InvalidOperationException("the card was pulled out");
            using (var context = Platform.Context())
            using (var signer = new Signer(delegate { throw thrown; }))
            using (var identity = WithSigner(context, signer))
            using (var token = Platform.DoctorToken(context))
            using (var sealer = new Sealer(context, identity))
            {
                sealer.AddRecipient(token);
                var exception = Assert.Throws<EteeHostException>(
                    () => sealer.Seal(Platform.Letter));
                Assert.Equal(EteeStatus.HostFailed, exception.Code);
                Assert.True(ReferenceEquals(thrown, exception.InnerException), "another exception");
                InABatch(context, sealer, thrown);
            }
        }

        /// <summary>There it is thrown on a thread of the library.</summary>
        private static void InABatch(EteeContext context, Sealer sealer, Exception thrown)
        {
            var settings = Platform.Settings();
            settings.Parallelism = 2;
            using (var two = new EteeContext(settings))
            using (var batch = SealedBatch.Seal(
                two, new[] { sealer, sealer }, new[] { Platform.Letter, Platform.Letter }))
            {
                for (var index = 0; index < 2; index++)
                {
                    var exception = Assert.Throws<EteeHostException>(() => batch.Take(index));
                    Assert.True(ReferenceEquals(thrown, exception.InnerException), "another one");
                }
            }
        }

        [Fact]
        public void AHolderMayRefuse()
        {
            using (var context = Platform.Context())
            using (var signer = new Signer(
                delegate { throw new OperationCanceledException("no PIN"); }))
            using (var identity = WithSigner(context, signer))
            using (var token = Platform.DoctorToken(context))
            using (var sealer = new Sealer(context, identity))
            {
                sealer.AddRecipient(token);
                var exception = Assert.Throws<OperationCanceledException>(
                    () => sealer.Seal(Platform.Letter));
                var inner = Assert.IsType<EteeHostException>(exception.InnerException);
                Assert.Equal(EteeStatus.Cancelled, inner.Code);
                Assert.Equal("no PIN", inner.InnerException.Message);
            }
        }

        [Fact]
        public void ASignerThatReturnsNothingIsOneThatFails()
        {
            using (var context = Platform.Context())
            using (var signer = new Signer((scheme, digest) => null))
            using (var identity = WithSigner(context, signer))
            using (var token = Platform.DoctorToken(context))
            using (var sealer = new Sealer(context, identity))
            {
                sealer.AddRecipient(token);
                Assert.IsType<CryptographicException>(
                    Assert.Throws<EteeHostException>(() => sealer.Seal(Platform.Letter))
                        .InnerException);
            }
        }

        [Fact]
        public void SignaturesOfEcKeysAreWrittenInDer()
        {
            var signature = new byte[64];
            signature[0] = 0x80;
            signature[63] = 1;
            var der = HostKeys.ToDer(signature);
            Assert.Equal(new byte[] { 0x30, 38, 0x02, 33, 0, 0x80 }, Head(der, 6));
            Assert.Equal(new byte[] { 0x02, 1, 1 }, Head(Tail(der, 3), 3));
        }

#if NET8_0_OR_GREATER
        [Theory]
        [InlineData(false, SigningPolicy.EhealthCert)]
        [InlineData(false, SigningPolicy.Eid)]
        [InlineData(true, SigningPolicy.EcCert)]
        public void AKeyOfDotNetSigns(bool elliptic, SigningPolicy policy)
        {
            using var certificate = elliptic ? Elliptic() : Rsa();
            using var context = new EteeContext();
            using var doctor = Platform.Doctor(context);
            using var token = Platform.DoctorToken(context);
            using var identity = Identity.FromCertificate(context, certificate);
            using var sealer = new Sealer(context, identity);
            sealer.SetPolicy(policy);
            sealer.AddRecipient(token);
            using var unsealer = new Unsealer(context, doctor);
            unsealer.ExpectSigner(certificate);
            var result = unsealer.Unseal(sealer.Seal(Platform.Letter));
            Assert.Equal(Platform.Letter, result.Content);
            Assert.Equal(certificate.RawData, result.Report.AuthenticationCertificate.RawData);
        }

        private static X509Certificate2 Rsa()
        {
            using var key = RSA.Create(2048);
            return SelfSigned(new CertificateRequest(
                "CN=card", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        private static X509Certificate2 Elliptic()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return SelfSigned(new CertificateRequest("CN=card", key, HashAlgorithmName.SHA256));
        }

        private static X509Certificate2 SelfSigned(CertificateRequest request)
        {
            request.CertificateExtensions.Add(new X509KeyUsageExtension(
                X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, true));
            return request.CreateSelfSigned(
                DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        }

        [Fact]
        public void AWebKeySignsAndOpens()
        {
            using var key = RSA.Create(2048);
            using var context = new EteeContext();
            using var webKey = WebKey.FromPkcs8(Platform.Noise(20), key.ExportPkcs8PrivateKey());
            using var known = WebKey.FromPublicKey(
                Platform.Noise(20), key.ExportSubjectPublicKeyInfo());
            using var sealer = new Sealer(context, webKey);
            sealer.AddRecipient(known);
            var settings = new EteeSettings();
            settings.SigningPolicies.Add(SigningPolicy.WebAuthn);
            using var accepting = new EteeContext(settings);
            using var unsealer = new Unsealer(accepting);
            unsealer.AddWebKey(webKey);
            unsealer.ExpectSigner(known);
            var result = unsealer.Unseal(sealer.Seal(Platform.Letter));
            Assert.Equal(Platform.Letter, result.Content);
            Assert.Equal(known.GetIdentifier(), result.Report.Outer.GetKeyIdentifier());
        }

        [Fact]
        public void AnIdentityIsMadeOfAKeyAndItsCertificates()
        {
            using var key = RSA.Create(2048);
            using var certificate = SelfSigned(new CertificateRequest(
                "CN=server", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            using var context = new EteeContext();
            using var identity = Identity.FromPkcs8(
                context, key.ExportPkcs8PrivateKey(), new[] { certificate.RawData });
            Assert.Equal(certificate.RawData, identity.AuthenticationCertificate.RawData);
            using var noKey = new X509Certificate2(certificate.RawData);
            Assert.Throws<ArgumentException>(() => Identity.FromCertificate(context, noKey));
        }
#endif

        private static byte[] Head(byte[] octets, int count)
        {
            var head = new byte[count];
            Array.Copy(octets, head, count);
            return head;
        }

        private static byte[] Tail(byte[] octets, int count)
        {
            var tail = new byte[count];
            Array.Copy(octets, octets.Length - count, tail, 0, count);
            return tail;
        }
    }
}
