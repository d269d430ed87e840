using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// A public key, or a key pair, that messages name by an identifier instead of a certificate. The
    /// identifier is what both sides agree on. Immutable; may be used by many threads at once.
    /// </summary>
    public sealed unsafe class WebKey : IDisposable
    {
        internal readonly WebKeyHandle Handle;

        internal WebKey(WebKeyHandle handle) => Handle = handle;

        /// <summary>Takes an identifier and a public key.</summary>
        /// <param name="identifier">1 to 1024 octets.</param>
        /// <param name="subjectPublicKeyInfo">The key as SubjectPublicKeyInfo (DER).</param>
        /// <returns>A key that messages are sealed for and checked with.</returns>
        /// <exception cref="EteeException">It is no such key, or no such identifier.</exception>
        public static WebKey FromPublicKey(byte[] identifier, byte[] subjectPublicKeyInfo)
        {
            Need.NotNull(identifier, nameof(identifier));
            Need.NotNull(subjectPublicKeyInfo, nameof(subjectPublicKeyInfo));
            EteeLibrary.Load();
            fixed (byte* identifierData = identifier)
            fixed (byte* data = subjectPublicKeyInfo)
            {
                Failure.Check(
                    NativeMethods.etee_web_key_from_spki(
                        identifierData, (UIntPtr)identifier.Length,
                        data, (UIntPtr)subjectPublicKeyInfo.Length,
                        out var handle, out var error),
                    error);
                return new WebKey(handle);
            }
        }

        /// <summary>Takes an identifier and a private key.</summary>
        /// <param name="identifier">1 to 1024 octets.</param>
        /// <param name="pkcs8">The key as an unencrypted PKCS #8 PrivateKeyInfo (DER).</param>
        /// <returns>A key that signs messages and opens them.</returns>
        /// <exception cref="EteeException">It is no such key, or no such identifier.</exception>
        public static WebKey FromPkcs8(byte[] identifier, byte[] pkcs8)
        {
            Need.NotNull(identifier, nameof(identifier));
            Need.NotNull(pkcs8, nameof(pkcs8));
            EteeLibrary.Load();
            fixed (byte* identifierData = identifier)
            fixed (byte* data = pkcs8)
            {
                Failure.Check(
                    NativeMethods.etee_web_key_from_pkcs8(
                        identifierData, (UIntPtr)identifier.Length, data, (UIntPtr)pkcs8.Length,
                        out var handle, out var error),
                    error);
                return new WebKey(handle);
            }
        }

        /// <summary>
        /// Makes a key pair, named by the identifier that the platform computes of it. The private key is
        /// nowhere but here, until <see cref="ToPrivateJwk"/> hands it out to be kept.
        /// </summary>
        /// <param name="kind">Which.</param>
        /// <returns>A key that signs messages and, with RSA, opens them.</returns>
        public static WebKey Generate(WebKeyKind kind)
        {
            EteeLibrary.Load();
            Failure.Check(
                NativeMethods.etee_web_key_generate((int)kind, out var handle, out var error),
                error);
            return new WebKey(handle);
        }

        /// <summary>Takes a JSON web key, whose name ("kid") is the identifier.</summary>
        /// <param name="jwk">A public or private key.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">It has no such name, or cannot be used.</exception>
        public static WebKey FromJwk(JsonWebKey jwk)
        {
            Failure.Check(
                NativeMethods.etee_web_key_from_jwk(Need.Of(jwk, nameof(jwk)).Handle,
                out var handle, out var error),
                error);
            return new WebKey(handle);
        }

        /// <summary>The public key as a JSON web key.</summary>
        /// <returns>A key, to be disposed of.</returns>
        public JsonWebKey ToJwk()
        {
            Failure.Check(
                NativeMethods.etee_web_key_to_jwk(Handle, out var jwk, out var error), error);
            return new JsonWebKey(jwk);
        }

        /// <summary>The whole key pair, for whoever keeps it as private keys are kept.</summary>
        /// <returns>A key, to be disposed of.</returns>
        /// <exception cref="EteeKeyException">The private key is not known.</exception>
        public JsonWebKey ToPrivateJwk()
        {
            Failure.Check(
                NativeMethods.etee_web_key_to_private_jwk(Handle, out var jwk, out var error),
                error);
            return new JsonWebKey(jwk);
        }

        /// <summary>The identifier of the key.</summary>
        /// <returns>A copy.</returns>
        public byte[] GetIdentifier()
        {
            using (Handle.Hold())
            {
                return Octets.At(
                    NativeMethods.etee_web_key_identifier(Handle, out var length), length);
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();
    }
}
