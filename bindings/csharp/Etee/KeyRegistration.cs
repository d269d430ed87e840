using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// What is said about a key when it is registered at the KeyDepot. It is read by the call that takes
    /// it and can be used again. One thread at a time.
    /// </summary>
    public sealed unsafe class KeyRegistration : IDisposable
    {
        internal readonly RegistrationHandle Handle;

        /// <summary>Begins the registration of a key for a use.</summary>
        /// <param name="use">Messages are sealed for RSA keys only; whoever signs them and receives
        /// others registers two keys.</param>
        public KeyRegistration(KeyUse use)
        {
            EteeLibrary.Load();
            Failure.Check(
                NativeMethods.etee_registration_new((int)use, out Handle, out var error), error);
        }

        /// <summary>Registers the key for an application of the holder.</summary>
        /// <param name="application">The application.</param>
        public void SetApplication(string application)
        {
            var text = new Utf8(application);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_registration_set_application(
                        Handle, data, text.Length, out var error),
                    error);
            }
        }

        /// <summary>
        /// Adds what an authenticator said when it made the key, in answer to
        /// <see cref="KeyDepot.Challenge"/>. It stands for the proof that the caller has the private key.
        /// </summary>
        /// <param name="attestationObject">The attestation object (CBOR).</param>
        /// <param name="clientData">The clientDataJSON.</param>
        public void SetAttestation(byte[] attestationObject, byte[] clientData)
        {
            Need.NotNull(attestationObject, nameof(attestationObject));
            Need.NotNull(clientData, nameof(clientData));
            fixed (byte* data = attestationObject)
            fixed (byte* client = clientData)
            {
                Failure.Check(
                    NativeMethods.etee_registration_set_attestation(
                        Handle, data, (UIntPtr)attestationObject.Length,
                        client, (UIntPtr)clientData.Length, out var error),
                    error);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();
    }
}
