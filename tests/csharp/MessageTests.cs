using System;
using System.Linq;
using Xunit;

namespace Etee.Tests
{
    /// <summary>Messages that are in memory.</summary>
    public sealed class MessageTests : IDisposable
    {
        private readonly EteeContext context = Platform.Context();
        private readonly Sealer sealer;
        private readonly Unsealer unsealer;

        public MessageTests()
        {
            sealer = Platform.Sealer(context);
            unsealer = Platform.Unsealer(context);
        }

        public void Dispose()
        {
            unsealer.Dispose();
            sealer.Dispose();
            context.Dispose();
        }

        [Theory]
        [InlineData(0)]
        [InlineData(1)]
        [InlineData(1024)]
        [InlineData(1000003)]
        public void WhatIsSealedIsUnsealed(int length)
        {
            var content = Platform.Noise(length);
            var result = unsealer.Unseal(sealer.Seal(content));
            Assert.Equal(content, result.Content);
            Assert.True(result.Report.Released);
            Assert.Equal(length, result.Report.ContentLength);
        }

        [Fact]
        public void WhatIsMissingIsNamed()
        {
            var nothing = Assert.Throws<ArgumentNullException>(() => new Unsealer(null));
            Assert.Equal("context", nothing.ParamName);
            nothing = Assert.Throws<ArgumentNullException>(() => new Sealer(context, (Identity)null));
            Assert.Equal("identity", nothing.ParamName);
        }

        [Fact]
        public void APartOfAnArrayIsSealedAndUnsealed()
        {
            var letter = Platform.Letter;
            var message = sealer.Seal(letter, 5, 9);
            var padded = new byte[3].Concat(message).Concat(new byte[4]).ToArray();
            var result = unsealer.Unseal(padded, 3, message.Length);
            Assert.Equal(letter.Skip(5).Take(9).ToArray(), result.Content);
            Assert.Throws<ArgumentOutOfRangeException>(() => sealer.Seal(letter, 5, letter.Length));
            Assert.Throws<ArgumentNullException>(() => sealer.Seal((byte[])null));
        }

#if NET8_0_OR_GREATER
        [Fact]
        public void SpansAreSealedAndUnsealed()
        {
            ReadOnlySpan<byte> content = "A span."u8;
            ReadOnlySpan<byte> message = sealer.Seal(content);
            Assert.Equal(content.ToArray(), unsealer.Unseal(message).Content);
            Assert.Equal(new byte[0], unsealer.Unseal(sealer.Seal(ReadOnlySpan<byte>.Empty)).Content);
        }
#endif

        [Fact]
        public void TheReportTellsWhoAndWhen()
        {
            var report = unsealer.Unseal(sealer.Seal(Platform.Letter)).Report;
            Assert.Equal(Judgement.Strict, report.Judgement);
            Assert.Null(report.Fatal);
            Assert.Empty(report.Errors);
            Assert.Contains("71000040", report.AuthenticationSubject);
            Assert.Equal(report.AuthenticationSubject, report.Outer.Subject);
            Assert.Equal("EHEALTH_CERT", report.Outer.Policy);
            Assert.Equal(Validity.Good, report.Outer.Validity);
            Assert.Equal(Validity.Good, report.Outer.Trust);
            Assert.Equal(Validity.Good, report.Inner.Validity);
            Assert.Equal(Validity.Good, report.Encryption.Validity);
            Assert.True(report.SigningTime > DateTimeOffset.UtcNow.AddMinutes(-5));
            Assert.Contains("\"released\":true", report.Json);
            Assert.True(report.GetText(Language.Dutch).Length > 20);
            Assert.Equal(256, report.GetSignature().Length);
            using (var certificate = report.AuthenticationCertificate)
            using (var hospital = Platform.Hospital(context))
            using (var ours = hospital.AuthenticationCertificate)
            {
                Assert.Equal(ours.RawData, certificate.RawData);
            }
        }

        [Fact]
        public void AChangedMessageIsRefused()
        {
            var message = sealer.Seal(Platform.Noise(4096));
            message[message.Length / 4] ^= 1;
            var exception = Assert.Throws<EteeTrustException>(() => unsealer.Unseal(message));
            Assert.Equal(EteeStatus.SignatureInvalid, exception.Code);
            Assert.False(exception.Report.Released);
            Assert.Contains(
                "OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED",
                exception.Report.Errors.Concat(new[] { exception.Report.Fatal }));
            Assert.True(Finding.Text("OUTER_SIGNATURE_COULD_NOT_BE_VERIFIED", Language.French).Length > 9);
            Assert.Equal(Platform.Letter, unsealer.Unseal(sealer.Seal(Platform.Letter)).Content);
        }

        [Fact]
        public void SomebodyElseCannotUnseal()
        {
            using (var colleague = Platform.Colleague(context))
            using (var other = new Unsealer(context, colleague))
            {
                var exception = Assert.Throws<EteeKeyException>(
                    () => other.Unseal(sealer.Seal(Platform.Letter)));
                Assert.Equal(EteeStatus.NotAddressed, exception.Code);
                Assert.Equal("DECRYPTION_PRIVATE_KEY_NOT_FOUND", exception.Report.Fatal);
            }
        }

        [Fact]
        public void WhatIsNoMessageIsRefused()
        {
            var exception = Assert.Throws<EteeDataException>(
                () => unsealer.Unseal(Platform.Letter));
            Assert.Equal(EteeStatus.Malformed, exception.Code);
            Assert.True(exception.Message.Length > 10);
            Assert.Throws<EteeDataException>(() => unsealer.Unseal(new byte[0]));
        }

        [Fact]
        public void AMessageNeedsARecipient()
        {
            using (var hospital = Platform.Hospital(context))
            using (var nobody = new Sealer(context, hospital))
            {
                var exception = Assert.Throws<EteeKeyException>(() => nobody.Seal(Platform.Letter));
                Assert.Equal(EteeStatus.NoRecipient, exception.Code);
            }
        }

        [Fact]
        public void ASignerCanBeExpected()
        {
            using (var doctor = Platform.Doctor(context))
            using (var certificate = doctor.AuthenticationCertificate)
            using (var strict = new Unsealer(context, doctor))
            {
                strict.ExpectSigner(certificate);
                Assert.ThrowsAny<EteeException>(() => strict.Unseal(sealer.Seal(Platform.Letter)));
            }
        }

        [Fact]
        public void ASecretKeyOpensItsMessages()
        {
            using (var hospital = Platform.Hospital(context))
            using (var forKey = new Sealer(context, hospital))
            using (var withKey = new Unsealer(context))
            using (var key = new SecretKey(Platform.Noise(20), Platform.Noise(16)))
            {
                forKey.AddRecipient(key);
                withKey.AddSecretKey(key);
                var message = forKey.Seal(Platform.Letter);
                Assert.Equal(Platform.Letter, withKey.Unseal(message).Content);
                using (var addressing = Addressing.Read(context, message))
                {
                    Assert.Equal(key.GetIdentifier(), addressing.SecretKeyIdentifiers.Single());
                    Assert.Equal(key.IdentifierBase64, addressing.SecretKeyIdentifierBase64);
                    Assert.Equal(RecipientKind.SecretKey, addressing.Recipients.Single().Kind);
                }
            }
        }

        [Fact]
        public void TheAddressingNamesTheKeyToLoad()
        {
            var message = sealer.Seal(Platform.Letter);
            using (var addressing = Addressing.Read(context, message))
            using (var doctor = Platform.Doctor(context))
            {
                Assert.Null(addressing.SecretKeyIdentifierBase64);
                Assert.Null(addressing.GetSenderKeyIdentifier());
                var serials = addressing.Recipients.Select(recipient => recipient.Serial);
                Assert.Contains(doctor.DecryptionKeySerials.First(), serials);
            }
        }

        [Fact]
        public void ABatchSealsEachForItself()
        {
            using (var colleague = Platform.Depot(context).Token("SSIN", "63020301469", ""))
            {
                sealer.AddRecipient(colleague);
            }
            var settings = Platform.Settings();
            settings.Parallelism = 2;
            using (var two = new EteeContext(settings))
            using (var each = SealedBatch.SealEach(two, sealer, Platform.Letter))
            using (var batch = SealedBatch.Seal(
                two, new[] { sealer, sealer }, new[] { Platform.Letter, Platform.Noise(9) }))
            {
                Assert.Equal(2, each.Count);
                Assert.Equal(Platform.Letter, unsealer.Unseal(each.Take(0)).Content);
                Assert.Throws<EteeKeyException>(() => unsealer.Unseal(each.Take(1)));
                Assert.Throws<EteeUsageException>(() => each.Take(0));
                Assert.Equal(Platform.Noise(9), unsealer.Unseal(batch.Take(1)).Content);
            }
        }

        [Fact]
        public void AMailboxChecksWhatItCannotOpen()
        {
            var message = sealer.Seal(Platform.Letter);
            using (var checker = new SealChecker(context))
            {
                Assert.Equal(Validity.Good, checker.Validate(message).Outer.Validity);
                message[message.Length / 4] ^= 1;
                var exception = Assert.Throws<EteeTrustException>(() => checker.Validate(message));
                Assert.NotNull(exception.Report);
            }
        }

        [Fact]
        public void TokensAreReadAndJudged()
        {
            using (var token = Platform.DoctorToken(context))
            using (var again = EncryptionToken.FromBytes(context, token.GetEncoded()))
            using (var base64 = EncryptionToken.FromBase64(
                context, Convert.ToBase64String(token.GetEncoded())))
            using (var report = again.Check(context))
            {
                Assert.Equal("NIHII", again.IdentifierType);
                Assert.Equal("10001490", base64.Identifier);
                Assert.Equal("", again.Application);
                Assert.True(report.IsGood, report.Json);
                Assert.Null(report.Fatal);
                Assert.Empty(report.Errors);
                Assert.True(again.EncryptionCertificate.RawData.Length > 500);
                Assert.Throws<EteeDataException>(
                    () => EncryptionToken.FromBytes(context, Platform.Letter));
            }
        }

        [Fact]
        public void AnIdentityNeedsItsPassword()
        {
            var store = Platform.Simulator.Store("NIHII", "10001490");
            var exception = Assert.Throws<EteeKeyException>(
                () => Identity.FromPkcs12(context, store, "wrong"));
            Assert.Equal(EteeStatus.WrongPassword, exception.Code);
            Assert.Throws<EteeKeyException>(
                () => Identity.FromPkcs12(context, Platform.Letter, "wrong"));
            using (var card = Identity.FromPkcs12(
                context, Platform.Simulator.Card("85010100115"), Platform.Simulator.Password))
            {
                Assert.NotNull(card.SignatureCertificate);
            }
        }

        [Fact]
        public void HandlesAreOfNoUseAfterwards()
        {
            sealer.Dispose();
            Assert.Throws<ObjectDisposedException>(() => sealer.Seal(Platform.Letter));
            var report = unsealer.Unseal(Platform.Sealer(context).Seal(Platform.Letter)).Report;
            report.Dispose();
            Assert.Throws<ObjectDisposedException>(() => report.GetText(Language.English));
        }
    }
}
