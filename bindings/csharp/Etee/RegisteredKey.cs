using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// A public key of the KeyDepot with what its holder says about it. Immutable; may be used by many
    /// threads at once.
    /// </summary>
    public sealed unsafe class RegisteredKey : IDisposable
    {
        private readonly RegisteredKeyHandle handle;

        internal RegisteredKey(RegisteredKeyHandle handle) => this.handle = handle;

        /// <summary>The name of the key ("kid"): its identifier in base64url.</summary>
        public string Id => Text(NativeMethods.etee_registered_key_id);

        /// <summary>The application of the holder that the key is for, or null.</summary>
        public string Application => Text(NativeMethods.etee_registered_key_application);

        /// <summary>What the holder calls the key, or null.</summary>
        public string Label => Text(NativeMethods.etee_registered_key_label);

        /// <summary>When the key ends; null if it does not.</summary>
        public DateTimeOffset? Expiry =>
            Moments.OrNull(NativeMethods.etee_registered_key_expiry(handle));

        /// <summary>The key as messages are sealed for it, or verified with it.</summary>
        /// <returns>A web key, to be disposed of.</returns>
        /// <exception cref="EteeKeyException">Messages cannot have such a key.</exception>
        public WebKey ToWebKey()
        {
            Failure.Check(
                NativeMethods.etee_registered_key_web_key(handle, out var key, out var error),
                error);
            return new WebKey(key);
        }

        /// <summary>The key as a JSON web key.</summary>
        /// <returns>A key, to be disposed of.</returns>
        public JsonWebKey ToJwk()
        {
            Failure.Check(
                NativeMethods.etee_registered_key_jwk(handle, out var key, out var error), error);
            return new JsonWebKey(key);
        }

        /// <inheritdoc/>
        public void Dispose() => handle.Dispose();

        private delegate byte* TextOf(RegisteredKeyHandle handle);

        private string Text(TextOf text)
        {
            using (handle.Hold())
            {
                return Utf8.At(text(handle));
            }
        }
    }
}
