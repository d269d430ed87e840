using System;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// An attestation (Web Authentication) that was verified: an authenticator made this key. In the
    /// format "none" nobody has signed it. Immutable; may be used by many threads at once.
    /// </summary>
    public sealed unsafe class Attestation : IDisposable
    {
        private readonly AttestationHandle handle;

        internal Attestation(AttestationHandle handle) => this.handle = handle;

        private delegate byte* OctetsOf(AttestationHandle handle, out UIntPtr length);

        /// <summary>"packed" or "none".</summary>
        public string Format
        {
            get
            {
                using (handle.Hold())
                {
                    return Utf8.At(NativeMethods.etee_attestation_format(handle));
                }
            }
        }

        /// <summary>Whether the authenticator says that it made sure who its user was.</summary>
        public bool IsUserVerified =>
            NativeMethods.etee_attestation_is_user_verified(handle) != 0;

        /// <summary>When the key was registered; null if the depot does not say.</summary>
        public DateTimeOffset? RegisteredAt =>
            Moments.OrNull(NativeMethods.etee_attestation_registered_at(handle));

        /// <summary>The attestation object (CBOR) as it came.</summary>
        /// <returns>A copy.</returns>
        public byte[] GetObject() => Copy(NativeMethods.etee_attestation_object);

        /// <summary>What the client saw of the registration (clientDataJSON) as it came.</summary>
        /// <returns>A copy.</returns>
        public byte[] GetClientData() => Copy(NativeMethods.etee_attestation_client_data);

        /// <summary>The model of the authenticator (AAGUID); all zero if it does not say.</summary>
        /// <returns>16 octets.</returns>
        public byte[] GetModel() => Copy(NativeMethods.etee_attestation_model);

        /// <summary>A certificate of the authenticator's maker, that of the signer first.</summary>
        /// <param name="index">From 0.</param>
        /// <returns>A certificate that nobody has judged; null beyond the last.</returns>
        public X509Certificate2 Certificate(int index)
        {
            using (handle.Hold())
            {
                return Certificates.At(
                    NativeMethods.etee_attestation_certificate(
                        handle, (UIntPtr)checked((uint)index), out var length),
                    length);
            }
        }

        /// <summary>The public key that the authenticator made.</summary>
        /// <returns>A key, to be disposed of.</returns>
        public JsonWebKey ToJwk()
        {
            Failure.Check(
                NativeMethods.etee_attestation_key(handle, out var key, out var error), error);
            return new JsonWebKey(key);
        }

        /// <inheritdoc/>
        public void Dispose() => handle.Dispose();

        private byte[] Copy(OctetsOf octets)
        {
            using (handle.Hold())
            {
                return Octets.At(octets(handle, out var length), length);
            }
        }
    }
}
