using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Our own keys, most often from a key store in the eHealth layout (PKCS#12): the authentication
    /// key, the signature key of an eID card, and the decryption keys, old ones included. Immutable;
    /// may be used by many threads at once, and disposed of before what was made with it.
    /// </summary>
    public sealed unsafe class Identity : IDisposable
    {
        internal readonly IdentityHandle Handle;

        /// <summary>The signers that the program supplied; they are kept with what uses them.</summary>
        internal readonly SignerState[] Signers;

        private Identity(IdentityHandle handle, params SignerState[] signers)
        {
            Handle = handle;
            Signers = signers;
        }

        /// <summary>Reads a key store that is in memory. Store and password are not kept.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="store">The PKCS#12 file.</param>
        /// <param name="password">Its password.</param>
        /// <returns>The keys in it. Without an authentication key it can only unseal.</returns>
        /// <exception cref="EteeKeyException">The password is wrong, or the store is no such one.</exception>
        public static Identity FromPkcs12(EteeContext context, byte[] store, string password)
        {
            Need.NotNull(store, nameof(store));
            var text = new Utf8(password);
            fixed (byte* data = store)
            fixed (byte* passwordText = text.Octets)
            {
                var status = NativeMethods.etee_identity_from_pkcs12(
                    Need.Of(context, nameof(context)).Handle,
                    data, (UIntPtr)store.Length, passwordText, text.Length,
                    out var handle, out var error);
                text.Wipe();
                Failure.Check(status, error);
                return new Identity(handle);
            }
        }

        /// <summary>Reads a key store from a file.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="file">The path of the PKCS#12 file.</param>
        /// <param name="password">Its password.</param>
        /// <returns>The keys in it. Without an authentication key it can only unseal.</returns>
        /// <exception cref="EteeKeyException">The password is wrong, or the store is no such one.</exception>
        /// <exception cref="EteeHostException">The file cannot be read.</exception>
        public static Identity FromPkcs12File(EteeContext context, string file, string password)
        {
            var path = new Utf8(file);
            var text = new Utf8(password);
            fixed (byte* pathText = path.Octets)
            fixed (byte* passwordText = text.Octets)
            {
                var status = NativeMethods.etee_identity_from_pkcs12_file(
                    Need.Of(context, nameof(context)).Handle,
                    pathText, path.Length, passwordText, text.Length,
                    out var handle, out var error);
                text.Wipe();
                Failure.Check(status, error);
                return new Identity(handle);
            }
        }

        /// <summary>Makes an identity that signs, of a private key and its certificates.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="key">The authentication key, an unencrypted PKCS #8 PrivateKeyInfo (DER).</param>
        /// <param name="certificates">Its certificate (DER), then those above it.</param>
        /// <param name="signatureKey">The signature key of an eID card, or null.</param>
        /// <param name="signatureCertificates">Its certificate, then those above it, or null.</param>
        /// <returns>An identity that can only sign.</returns>
        /// <exception cref="EteeKeyException">A key is not one, or not that of its certificate.</exception>
        public static Identity FromPkcs8(
            EteeContext context,
            byte[] key,
            IEnumerable<byte[]> certificates,
            byte[] signatureKey = null,
            IEnumerable<byte[]> signatureCertificates = null)
        {
            Need.NotNull(key, nameof(key));
            var chain = Join(certificates);
            var signatureChain = Join(signatureCertificates);
            fixed (byte* keyData = key)
            fixed (byte* chainData = chain)
            fixed (byte* signatureKeyData = signatureKey)
            fixed (byte* signatureChainData = signatureChain)
            {
                Failure.Check(
                    NativeMethods.etee_identity_from_pkcs8(
                        Need.Of(context, nameof(context)).Handle, keyData, (UIntPtr)key.Length,
                        chainData, (UIntPtr)chain.Length,
                        signatureKeyData, (UIntPtr)(signatureKey?.Length ?? 0),
                        signatureChainData, (UIntPtr)signatureChain.Length,
                        out var handle, out var error),
                    error);
                return new Identity(handle);
            }
        }

        /// <summary>Makes an identity that signs with keys that the program keeps.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="signer">The authentication key; it may be disposed of afterwards.</param>
        /// <param name="certificates">Its certificate, then those above it.</param>
        /// <param name="signatureSigner">The signature key of an eID card, or null.</param>
        /// <param name="signatureCertificates">Its certificate, then those above it, or null.</param>
        /// <returns>An identity that can only sign.</returns>
        /// <exception cref="EteeKeyException">A certificate is for a key that cannot be used.</exception>
        public static Identity FromSigner(
            EteeContext context,
            Signer signer,
            IEnumerable<X509Certificate2> certificates,
            Signer signatureSigner = null,
            IEnumerable<X509Certificate2> signatureCertificates = null)
        {
            Need.NotNull(signer, nameof(signer));
            var chain = Join(certificates?.Select(certificate => certificate.RawData));
            var signatureChain = Join(
                signatureCertificates?.Select(certificate => certificate.RawData));
            fixed (byte* chainData = chain)
            fixed (byte* signatureChainData = signatureChain)
            using (var none = new SignerHandle())
            {
                Failure.Check(
                    NativeMethods.etee_identity_from_signer(
                        Need.Of(context, nameof(context)).Handle,
                        Need.Of(signer, nameof(signer)).Handle,
                        chainData, (UIntPtr)chain.Length,
                        signatureSigner?.Handle ?? none,
                        signatureChainData, (UIntPtr)signatureChain.Length,
                        out var handle, out var error),
                    error);
                return new Identity(handle, signer.State, signatureSigner?.State);
            }
        }

        /// <summary>
        /// Makes an identity that signs with the private key of a certificate, wherever that is: in
        /// the store of Windows, on a smart card, in memory.
        /// </summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="certificate">A certificate with its private key. It has to live as long as
        /// the identity and what is made with it.</param>
        /// <param name="chain">The certificates above it.</param>
        /// <returns>An identity that can only sign.</returns>
        /// <exception cref="ArgumentException">The certificate has no private key.</exception>
        public static Identity FromCertificate(
            EteeContext context,
            X509Certificate2 certificate,
            params X509Certificate2[] chain)
        {
            Need.NotNull(certificate, nameof(certificate));
            using (var signer = SignerOf(certificate))
            {
                return FromSigner(context, signer, new[] { certificate }.Concat(chain));
            }
        }

        /// <summary>The certificate of the authentication key, or null without one.</summary>
        public X509Certificate2 AuthenticationCertificate
        {
            get
            {
                using (Handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_identity_authentication_certificate(
                            Handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The certificate of the signature key of an eID card, or null without one.</summary>
        public X509Certificate2 SignatureCertificate
        {
            get
            {
                using (Handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_identity_signature_certificate(Handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The serial numbers, in decimal, of the certificates of the decryption keys.</summary>
        public IReadOnlyList<string> DecryptionKeySerials
        {
            get
            {
                using (Handle.Hold())
                {
                    var count = (int)NativeMethods.etee_identity_decryption_key_count(Handle);
                    var serials = new string[count];
                    for (var index = 0; index < count; index++)
                    {
                        serials[index] = Utf8.At(
                            NativeMethods.etee_identity_decryption_key_serial(
                                Handle, (UIntPtr)index));
                    }
                    return serials;
                }
            }
        }

        /// <summary>
        /// Changes the password of a key store: every key is encrypted anew, and the file is replaced
        /// in one step. On any failure it is as it was.
        /// </summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="file">The path of the PKCS#12 file.</param>
        /// <param name="oldPassword">Its password until now.</param>
        /// <param name="newPassword">Its password from now on.</param>
        /// <exception cref="EteeKeyException">The password is wrong, or the store is no such one.</exception>
        /// <exception cref="EteeHostException">The file cannot be read or written.</exception>
        public static void ChangePassword(
            EteeContext context,
            string file,
            string oldPassword,
            string newPassword)
        {
            var path = new Utf8(file);
            var before = new Utf8(oldPassword);
            var after = new Utf8(newPassword);
            fixed (byte* pathText = path.Octets)
            fixed (byte* beforeText = before.Octets)
            fixed (byte* afterText = after.Octets)
            {
                var status = NativeMethods.etee_identity_change_password(
                    Need.Of(context, nameof(context)).Handle,
                    pathText, path.Length, beforeText, before.Length,
                    afterText, after.Length, out var error);
                before.Wipe();
                after.Wipe();
                Failure.Check(status, error);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private static Signer SignerOf(X509Certificate2 certificate)
        {
            var rsa = certificate.GetRSAPrivateKey();
            if (rsa != null)
            {
                return new Signer(rsa);
            }
            var ecdsa = certificate.GetECDsaPrivateKey();
            if (ecdsa != null)
            {
                return new Signer(ecdsa);
            }
            throw new ArgumentException("The certificate has no private key.", nameof(certificate));
        }

        private static byte[] Join(IEnumerable<byte[]> certificates) =>
            certificates == null
                ? new byte[0]
                : certificates.SelectMany(certificate => certificate).ToArray();
    }
}
