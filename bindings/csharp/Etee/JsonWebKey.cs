using System;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// A JSON web key (RFC 7517): RSA, EC on P-256, P-384 or P-521, or symmetric; public or private.
    /// Immutable; may be used by many threads at once; wiped when it is disposed of.
    /// </summary>
    public sealed unsafe class JsonWebKey : IDisposable
    {
        internal readonly JwkHandle Handle;

        internal JsonWebKey(JwkHandle handle) => Handle = handle;

        /// <summary>Reads a key, strictly. Nothing that it points to is ever fetched.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="json">The key.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">It is no key, or one that cannot be used.</exception>
        public static JsonWebKey FromJson(EteeContext context, string json)
        {
            var text = new Utf8(json);
            fixed (byte* data = text.Octets)
            {
                var status = NativeMethods.etee_jwk_from_json(
                    Need.Of(context, nameof(context)).Handle,
                    data, text.Length, out var handle, out var error);
                text.Wipe();
                Failure.Check(status, error);
                return new JsonWebKey(handle);
            }
        }

        /// <summary>Takes the public key of a certificate, with the labels of the ETK depot.</summary>
        /// <param name="certificate">The certificate.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">It has a key that cannot be used.</exception>
        public static JsonWebKey FromCertificate(X509Certificate2 certificate)
        {
            Need.NotNull(certificate, nameof(certificate));
            EteeLibrary.Load();
            var der = certificate.RawData;
            fixed (byte* data = der)
            {
                Failure.Check(
                    NativeMethods.etee_jwk_from_certificate(
                        data, (UIntPtr)der.Length, out var handle, out var error),
                    error);
                return new JsonWebKey(handle);
            }
        }

        /// <summary>The public part of the key.</summary>
        /// <returns>JSON.</returns>
        /// <exception cref="EteeUsageException">The key is symmetric and has none.</exception>
        public string ToJson()
        {
            Failure.Check(
                NativeMethods.etee_jwk_to_json(Handle, out var json, out var error), error);
            return Octets.TakeText(json);
        }

        /// <summary>
        /// The whole key, with its private part if that is there: for whoever keeps it as private keys
        /// are kept.
        /// </summary>
        /// <returns>JSON in UTF-8; the caller's to wipe.</returns>
        public byte[] ToPrivateJson()
        {
            Failure.Check(
                NativeMethods.etee_jwk_to_private_json(Handle, out var json, out var error), error);
            return Octets.Take(json);
        }

        /// <summary>The name of the key ("kid"), or null.</summary>
        public string KeyId => Text(NativeMethods.etee_jwk_key_id);

        /// <summary>What the key is for, as its owner says: "sig" or "enc", or null.</summary>
        public string Use => Text(NativeMethods.etee_jwk_use);

        /// <summary>The one algorithm that the key is for ("alg"), or null.</summary>
        public string Algorithm => Text(NativeMethods.etee_jwk_algorithm);

        /// <summary>"RSA", "EC" or "oct".</summary>
        public string Type => Text(NativeMethods.etee_jwk_type);

        /// <summary>The thumbprint with SHA-256 (RFC 7638); null of a symmetric key.</summary>
        public string Thumbprint => Text(NativeMethods.etee_jwk_thumbprint);

        /// <summary>Whether the private part is there, as it always is of a symmetric key.</summary>
        public bool IsPrivate => NativeMethods.etee_jwk_is_private(Handle) != 0;

        /// <summary>A certificate that came with the key, that of the key first.</summary>
        /// <param name="index">From 0.</param>
        /// <returns>A certificate that nobody has judged; null beyond the last.</returns>
        public X509Certificate2 Certificate(int index)
        {
            using (Handle.Hold())
            {
                return Certificates.At(
                    NativeMethods.etee_jwk_certificate(
                        Handle, (UIntPtr)checked((uint)index), out var length),
                    length);
            }
        }

        /// <summary>Signs a payload with this private key, under its name.</summary>
        /// <param name="algorithm">"PS256", "RS256", "ES256" or "ES384".</param>
        /// <param name="payload">What to sign.</param>
        /// <returns>A signed token in the compact form (RFC 7515).</returns>
        /// <exception cref="EteeException">The key does not sign so.</exception>
        public string Sign(string algorithm, byte[] payload)
        {
            Need.NotNull(payload, nameof(payload));
            var name = new Utf8(algorithm);
            fixed (byte* nameText = name.Octets)
            fixed (byte* data = payload)
            {
                Failure.Check(
                    NativeMethods.etee_jwk_sign(
                        Handle, nameText, name.Length, data, (UIntPtr)payload.Length,
                        out var token, out var error),
                    error);
                return Octets.TakeText(token);
            }
        }

        /// <summary>
        /// The payload of a signed token, if this public key signed it. Whom its claims are for, and
        /// until when, is for the caller to read.
        /// </summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="token">The token.</param>
        /// <param name="algorithms">Names, separated by spaces; null for any that fits the key.</param>
        /// <returns>The payload.</returns>
        /// <exception cref="EteeException">The signature is wrong, or the algorithm is another.</exception>
        public byte[] Verify(EteeContext context, string token, string algorithms = null)
        {
            var names = new Utf8(algorithms);
            var text = new Utf8(token);
            fixed (byte* namesText = names.Octets)
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_jwk_verify(
                        Need.Of(context, nameof(context)).Handle,
                        Handle, namesText, names.Length, data, text.Length,
                        out var payload, out var error),
                    error);
                return Octets.Take(payload);
            }
        }

        /// <summary>Encrypts for the holder of this key, under its name.</summary>
        /// <param name="algorithm">"RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW" or "ECDH-ES+A256KW" for a
        /// public key, "A128KW", "A256KW" or "dir" for a symmetric one.</param>
        /// <param name="cipher">"A128GCM", "A256GCM" or "A128CBC-HS256".</param>
        /// <param name="clear">What to encrypt.</param>
        /// <returns>An encrypted token in the compact form (RFC 7516).</returns>
        /// <exception cref="EteeException">The key does not go with them.</exception>
        public string Encrypt(string algorithm, string cipher, byte[] clear)
        {
            Need.NotNull(clear, nameof(clear));
            var name = new Utf8(algorithm);
            var cipherName = new Utf8(cipher);
            fixed (byte* nameText = name.Octets)
            fixed (byte* cipherText = cipherName.Octets)
            fixed (byte* data = clear)
            {
                Failure.Check(
                    NativeMethods.etee_jwk_encrypt(
                        Handle, nameText, name.Length, cipherText, cipherName.Length,
                        data, (UIntPtr)clear.Length, out var token, out var error),
                    error);
                return Octets.TakeText(token);
            }
        }

        /// <summary>The clear text of a token that is encrypted for this key.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="token">The token.</param>
        /// <param name="algorithms">Names, separated by spaces; null for any that fits the key.</param>
        /// <returns>The clear text; the caller's to wipe.</returns>
        /// <exception cref="EteeException">It is for another key, or cannot be decrypted.</exception>
        public byte[] Decrypt(EteeContext context, string token, string algorithms = null)
        {
            var names = new Utf8(algorithms);
            var text = new Utf8(token);
            fixed (byte* namesText = names.Octets)
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_jwk_decrypt(
                        Need.Of(context, nameof(context)).Handle,
                        Handle, namesText, names.Length, data, text.Length,
                        out var clear, out var error),
                    error);
                return Octets.Take(clear);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private delegate byte* TextOf(JwkHandle handle);

        private string Text(TextOf text)
        {
            using (Handle.Hold())
            {
                return Utf8.At(text(Handle));
            }
        }
    }
}
