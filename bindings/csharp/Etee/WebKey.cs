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

        private WebKey(WebKeyHandle handle) => Handle = handle;

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
