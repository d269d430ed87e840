using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Etee.Interop;
using Xunit;

namespace Etee.Tests
{
    /// <summary>The numbers of the native library, and what stands for them here.</summary>
    public sealed class StatusTests
    {
        private static readonly Dictionary<int, Type> Families = new Dictionary<int, Type>
        {
            [1] = typeof(EteeUsageException),
            [2] = typeof(EteeDataException),
            [3] = typeof(EteeKeyException),
            [4] = typeof(EteeTrustException),
            [5] = typeof(EteeServiceException),
            [6] = typeof(EteeHostException),
            [9] = typeof(EteeInternalException),
        };

        /// <summary>The beginnings of constants, and the enumerations that have them.</summary>
        private static readonly Dictionary<string, Type[]> Enumerations = new Dictionary<string, Type[]>
        {
            ["ETEE_JUDGEMENT_"] = new[] { typeof(Judgement) },
            ["ETEE_SIGNING_POLICY_"] = new[] { typeof(SigningPolicy) },
            ["ETEE_OCSP_POLICY_"] = new[] { typeof(OcspPolicy) },
            ["ETEE_LIMIT_"] = new[] { typeof(Limit) },
            ["ETEE_SIGNATURE_"] = new[] { typeof(SignatureScheme) },
            ["ETEE_LANGUAGE_"] = new[] { typeof(Language) },
            ["ETEE_LAYER_"] = new[] { typeof(Layer) },
            ["ETEE_VALIDITY_"] = new[] { typeof(Validity) },
            ["ETEE_RECIPIENT_"] = new[] { typeof(RecipientKind) },
            ["ETEE_ENVIRONMENT_"] = new[] { typeof(PlatformEnvironment) },
            ["ETEE_DEPOT_"] = new[] { typeof(DepotProtocol) },
            ["ETEE_TOKEN_SERVICE_"] = new[] { typeof(TokenServiceProtocol) },
            ["ETEE_KEY_USE_"] = new[] { typeof(KeyUse) },
            ["ETEE_WEB_KEY_"] = new[] { typeof(WebKeyKind) },
            ["ETEE_SIMULATOR_"] = new[] { typeof(SimulatorFault), typeof(SimulatorService) },
        };

        private static readonly string[] Plain =
        {
            "ETEE_ABI_MAJOR", "ETEE_ABI_MINOR", "ETEE_LENGTH_UNKNOWN", "ETEE_SIGNATURE_SIZE",
            "ETEE_ACCESS_TOKEN_SIZE",
        };

        [Fact]
        public void EveryStatusHasItsNameAndItsException()
        {
            var statuses = Constants(typeof(NativeStatus));
            Assert.True(statuses.Count > 30, "too few statuses");
            foreach (var status in statuses)
            {
                var number = Convert.ToInt32(status.Value);
                Assert.Equal(Pascal(status.Key.Substring(5)), ((EteeStatus)number).ToString());
                if (number == 0)
                {
                    continue;
                }
                var exception = Failure.Take(number, IntPtr.Zero, null, null);
                if (number == NativeStatus.ETEE_CANCELLED)
                {
                    exception = Assert.IsType<OperationCanceledException>(exception).InnerException;
                }
                Assert.Equal(Families[number / 100], exception.GetType());
                Assert.Equal(number, (int)((EteeException)exception).Code);
            }
            Assert.Equal(statuses.Count, Enum.GetValues(typeof(EteeStatus)).Length);
        }

        [Fact]
        public void UnknownStatusesKeepTheirNumber()
        {
            var exception = (EteeException)Failure.Take(899, IntPtr.Zero, null, null);
            Assert.Equal(typeof(EteeException), exception.GetType());
            Assert.Equal(899, (int)exception.Code);
        }

        [Fact]
        public void EveryConstantIsInItsEnumeration()
        {
            var constants = Constants(typeof(NativeConstants));
            var listed = 0;
            foreach (var constant in constants.Where(each => !Plain.Contains(each.Key)))
            {
                var prefix = Enumerations.Keys.Single(
                    key => constant.Key.StartsWith(key, StringComparison.Ordinal));
                var name = Pascal(constant.Key.Substring(prefix.Length));
                var type = Enumerations[prefix].Single(each => Enum.GetNames(each).Contains(name));
                Assert.Equal(
                    Convert.ToInt64(constant.Value), Convert.ToInt64(Enum.Parse(type, name)));
                listed++;
            }
            var values = Enumerations.Values.SelectMany(types => types)
                .Sum(type => Enum.GetValues(type).Length);
            Assert.Equal(values, listed);
        }

        [Fact]
        public void ALibraryOfAnotherVersionIsRefusedWithARemedy()
        {
            EteeLibrary.CheckVersion(1);
            var exception = Assert.Throws<EteeLibraryException>(() => EteeLibrary.CheckVersion(2));
            Assert.Contains("expected", exception.Message);
            Assert.Contains("0.1", exception.Message);
            Assert.Contains("found 0.2", exception.Message);
            Assert.Contains("libetee.so", exception.Message);
            Assert.Contains("same version", exception.Message);
            Assert.Throws<EteeLibraryException>(() => EteeLibrary.CheckVersion(0x10001));
        }

        [Fact]
        public void TheLibraryTellsItsVersion()
        {
            Assert.Contains("0.1.", EteeLibrary.Version);
            Assert.Throws<InvalidOperationException>(() => EteeLibrary.Path = "late");
        }

        private static Dictionary<string, object> Constants(Type type) => type
            .GetFields(BindingFlags.Static | BindingFlags.NonPublic)
            .ToDictionary(field => field.Name, field => field.GetRawConstantValue());

        private static string Pascal(string name) => string.Concat(
            name.Split('_').Select(word => word[0] + word.Substring(1).ToLowerInvariant()));
    }
}
