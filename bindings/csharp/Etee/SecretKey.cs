using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// A symmetric key that the KGSS keeps under an identifier, and gives to those who meet its
    /// conditions. Immutable; may be used by many threads at once; wiped when nothing needs it.
    /// </summary>
    public sealed unsafe class SecretKey : IDisposable
    {
        internal readonly SecretKeyHandle Handle;

        internal SecretKey(SecretKeyHandle handle) => Handle = handle;

        /// <summary>Takes an identifier and a key.</summary>
        /// <param name="identifier">1 to 1024 octets.</param>
        /// <param name="key">16, 24 or 32 octets; the caller's array is the caller's to wipe.</param>
        /// <exception cref="EteeException">One of them is of another length.</exception>
        public SecretKey(byte[] identifier, byte[] key)
        {
            Need.NotNull(identifier, nameof(identifier));
            Need.NotNull(key, nameof(key));
            EteeLibrary.Load();
            fixed (byte* identifierData = identifier)
            fixed (byte* keyData = key)
            {
                Failure.Check(
                    NativeMethods.etee_secret_key_from_bytes(
                        identifierData, (UIntPtr)identifier.Length, keyData, (UIntPtr)key.Length,
                        out Handle, out var error),
                    error);
            }
        }

        /// <summary>Takes an identifier and a key in base64, as the KGSS gives them.</summary>
        /// <param name="identifier">The identifier.</param>
        /// <param name="key">The key.</param>
        /// <exception cref="EteeException">One of them is of another length, or no base64.</exception>
        public SecretKey(string identifier, string key)
        {
            Need.NotNull(identifier, nameof(identifier));
            Need.NotNull(key, nameof(key));
            EteeLibrary.Load();
            var identifierText = new Utf8(identifier);
            var keyText = new Utf8(key);
            fixed (byte* identifierData = identifierText.Octets)
            fixed (byte* keyData = keyText.Octets)
            {
                var status = NativeMethods.etee_secret_key_from_base64(
                    identifierData, identifierText.Length, keyData, keyText.Length,
                    out Handle, out var error);
                keyText.Wipe();
                Failure.Check(status, error);
            }
        }

        /// <summary>Takes a symmetric JSON web key, whose name ("kid") is the identifier.</summary>
        /// <param name="jwk">The key.</param>
        /// <returns>The key.</returns>
        /// <exception cref="EteeException">It has no such name, or is of another type.</exception>
        public static SecretKey FromJwk(JsonWebKey jwk)
        {
            Failure.Check(
                NativeMethods.etee_secret_key_from_jwk(Need.Of(jwk, nameof(jwk)).Handle,
                out var handle, out var error),
                error);
            return new SecretKey(handle);
        }

        /// <summary>The key as a symmetric JSON web key.</summary>
        /// <returns>A key, to be disposed of.</returns>
        public JsonWebKey ToJwk()
        {
            Failure.Check(
                NativeMethods.etee_secret_key_to_jwk(Handle, out var jwk, out var error), error);
            return new JsonWebKey(jwk);
        }

        /// <summary>The identifier of the key.</summary>
        /// <returns>A copy.</returns>
        public byte[] GetIdentifier()
        {
            using (Handle.Hold())
            {
                return Octets.At(
                    NativeMethods.etee_secret_key_identifier(Handle, out var length), length);
            }
        }

        /// <summary>The identifier of the key in base64.</summary>
        public string IdentifierBase64 => Convert.ToBase64String(GetIdentifier());

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();
    }
}
