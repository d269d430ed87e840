using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// The platform's services on a port of this machine, with test keys; only in native libraries that
    /// were built with it, for development and tests. May be used by many threads at once.
    /// </summary>
    public sealed unsafe class Simulator : IDisposable
    {
        internal readonly SimulatorHandle Handle;

        private Simulator(SimulatorHandle handle) => Handle = handle;

        /// <summary>Makes the test keys and starts the services; takes about a second.</summary>
        /// <param name="folder">Keeps what an earlier start in it made; null for fresh keys.</param>
        /// <returns>The running services.</returns>
        /// <exception cref="NotSupportedException">The native library has no simulator.</exception>
        /// <exception cref="EteeHostException">There is no port, or the folder cannot be used.</exception>
        public static Simulator Start(string folder = null)
        {
            EteeLibrary.Load();
            try
            {
                return folder == null ? StartAnew() : StartIn(folder);
            }
            catch (EntryPointNotFoundException exception)
            {
                throw new NotSupportedException(
                    "The native library was built without the simulator.", exception);
            }
        }

        /// <summary>The base URL of the depot over REST.</summary>
        public string RestUrl => Text(NativeMethods.etee_simulator_rest_url);

        /// <summary>The URL of the depot over SOAP.</summary>
        public string SoapUrl => Text(NativeMethods.etee_simulator_soap_url);

        /// <summary>The URL of the KGSS.</summary>
        public string KgssUrl => Text(NativeMethods.etee_simulator_kgss_url);

        /// <summary>The URL of the token service that speaks WS-Trust.</summary>
        public string WsTrustUrl => Text(NativeMethods.etee_simulator_ws_trust_url);

        /// <summary>The URL of the token service that speaks the SAML 1.1 protocol.</summary>
        public string SamlUrl => Text(NativeMethods.etee_simulator_saml_url);

        /// <summary>
        /// The URL of the realm of I.AM Connect where software logs on, each holder as a client by the
        /// type of the identifier, the identifier and the application, in lower case with hyphens:
        /// "cbe-0200000142-labx".
        /// </summary>
        public string RealmUrl => Text(NativeMethods.etee_simulator_realm_url);

        /// <summary>The URL of the realm of I.AM Connect where people log on.</summary>
        public string UserRealmUrl => Text(NativeMethods.etee_simulator_user_realm_url);

        /// <summary>The access token of a person, as if he had just logged on in his browser.</summary>
        /// <param name="ssin">The person's SSIN.</param>
        /// <returns>The token.</returns>
        /// <exception cref="EteeServiceException">There is no such person.</exception>
        public string UserToken(string ssin)
        {
            var text = new Utf8(ssin);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_simulator_user_token(
                        Handle, data, text.Length, out var token, out var error),
                    error);
                return Octets.TakeText(token);
            }
        }

        /// <summary>The password of the key stores.</summary>
        public string Password => Text(NativeMethods.etee_simulator_password);

        /// <summary>The certificate with which the token service signs assertions.</summary>
        public X509Certificate2 TokenServiceCertificate
        {
            get
            {
                using (Handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_simulator_token_service_certificate(
                            Handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The root certificates that the simulator's certificates lead to.</summary>
        public IReadOnlyList<X509Certificate2> TrustAnchors
        {
            get
            {
                using (Handle.Hold())
                {
                    var anchors = new List<X509Certificate2>();
                    for (var index = 0; ; index++)
                    {
                        var anchor = Certificates.At(
                            NativeMethods.etee_simulator_trust_anchor(
                                Handle, (UIntPtr)index, out var length),
                            length);
                        if (anchor == null)
                        {
                            return anchors;
                        }
                        anchors.Add(anchor);
                    }
                }
            }
        }

        /// <summary>The holders that there are stores and tokens for.</summary>
        public IReadOnlyList<SimulatorHolder> Holders
        {
            get
            {
                using (Handle.Hold())
                {
                    var count = (int)NativeMethods.etee_simulator_holder_count(Handle);
                    var holders = new SimulatorHolder[count];
                    for (var index = 0; index < count; index++)
                    {
                        holders[index] = new SimulatorHolder(
                            Fact(index, 0), Fact(index, 1), Fact(index, 2), Fact(index, 3));
                    }
                    return holders;
                }
            }
        }

        /// <summary>The key store (PKCS#12) of a holder.</summary>
        /// <param name="identifierType">The type of the identifier.</param>
        /// <param name="identifier">Its value.</param>
        /// <param name="application">The application; "" for none.</param>
        /// <returns>The store, with <see cref="Password"/>.</returns>
        /// <exception cref="EteeServiceException">There is no such holder.</exception>
        public byte[] Store(string identifierType, string identifier, string application = "")
        {
            var type = new Utf8(identifierType);
            var value = new Utf8(identifier);
            var name = new Utf8(application);
            fixed (byte* typeText = type.Octets)
            fixed (byte* valueText = value.Octets)
            fixed (byte* nameText = name.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_simulator_store(
                        Handle, typeText, type.Length, valueText, value.Length,
                        nameText, name.Length, out var store, out var error),
                    error);
                return Octets.Take(store);
            }
        }

        /// <summary>
        /// What stands for the eID card of a person: a key store (PKCS#12) with an authentication key
        /// and a signature key.
        /// </summary>
        /// <param name="ssin">The person's SSIN.</param>
        /// <returns>The store, with <see cref="Password"/>.</returns>
        /// <exception cref="EteeServiceException">There is no such person.</exception>
        public byte[] Card(string ssin)
        {
            var text = new Utf8(ssin);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_simulator_card(
                        Handle, data, text.Length, out var store, out var error),
                    error);
                return Octets.Take(store);
            }
        }

        /// <summary>Lets the next requests to a service meet a fault; 0 times ends it.</summary>
        /// <param name="service">The service.</param>
        /// <param name="fault">What it does wrong.</param>
        /// <param name="times">How often.</param>
        public void SetFault(SimulatorService service, SimulatorFault fault, int times) =>
            Failure.Check(
                NativeMethods.etee_simulator_set_fault(
                    Handle, (int)service, (int)fault, checked((uint)times), out var error),
                error);

        /// <summary>Ends the services.</summary>
        public void Dispose() => Handle.Dispose();

        private static Simulator StartAnew()
        {
            Failure.Check(
                NativeMethods.etee_simulator_start(out var handle, out var error), error);
            return new Simulator(handle);
        }

        private static Simulator StartIn(string folder)
        {
            var text = new Utf8(folder);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_simulator_start_in(
                        data, text.Length, out var handle, out var error),
                    error);
                return new Simulator(handle);
            }
        }

        private delegate byte* TextOf(SimulatorHandle handle);

        private string Text(TextOf text)
        {
            using (Handle.Hold())
            {
                return Utf8.At(text(Handle));
            }
        }

        private string Fact(int index, int field) => Utf8.At(
            NativeMethods.etee_simulator_holder(Handle, (UIntPtr)index, (UIntPtr)field));
    }
}
