using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// What the holder of a registered key changes about it; what is not set stays as it is. It is read
    /// by the call that takes it and can be used again. One thread at a time.
    /// </summary>
    public sealed unsafe class KeyInformation : IDisposable
    {
        internal readonly KeyInformationHandle Handle;

        /// <summary>Begins with nothing to change.</summary>
        public KeyInformation()
        {
            EteeLibrary.Load();
            Failure.Check(NativeMethods.etee_key_information_new(out Handle, out var error), error);
        }

        /// <summary>Sets the application of the holder that the key is for.</summary>
        /// <param name="application">The application; null for none.</param>
        public void SetApplication(string application) =>
            Set(NativeMethods.etee_key_information_set_application, application);

        /// <summary>Sets what the holder calls the key.</summary>
        /// <param name="label">The words; null for none.</param>
        public void SetLabel(string label) =>
            Set(NativeMethods.etee_key_information_set_label, label);

        /// <summary>Sets when the key ends.</summary>
        /// <param name="expiry">The moment; null for never.</param>
        public void SetExpiry(DateTimeOffset? expiry) => Failure.Check(
            NativeMethods.etee_key_information_set_expiry(
                Handle, Moments.OrZero(expiry), out var error),
            error);

        /// <summary>Adds what an authenticator said when it made the key.</summary>
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
                    NativeMethods.etee_key_information_set_attestation(
                        Handle, data, (UIntPtr)attestationObject.Length,
                        client, (UIntPtr)clientData.Length, out var error),
                    error);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private delegate int SetText(
            KeyInformationHandle handle, byte* text, UIntPtr length, out IntPtr error);

        private void Set(SetText set, string value)
        {
            var text = new Utf8(value);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(set(Handle, data, text.Length, out var error), error);
            }
        }
    }
}
