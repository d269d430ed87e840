using System;
using System.Security.Cryptography.X509Certificates;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// Somebody's encryption token (ETK): who it is for, and the certificate to encrypt to.
    /// Immutable; may be used by many threads at once.
    /// </summary>
    public sealed unsafe class EncryptionToken : IDisposable
    {
        internal readonly TokenHandle Handle;

        internal EncryptionToken(TokenHandle handle) => Handle = handle;

        /// <summary>Reads a token as the depot gives it.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="encoded">The token, BER or DER.</param>
        /// <returns>The token; <see cref="Check"/> tells whether it is valid.</returns>
        /// <exception cref="EteeDataException">It is no token.</exception>
        public static EncryptionToken FromBytes(EteeContext context, byte[] encoded)
        {
            Need.NotNull(encoded, nameof(encoded));
            fixed (byte* data = encoded)
            {
                Failure.Check(
                    NativeMethods.etee_token_from_bytes(
                        Need.Of(context, nameof(context)).Handle,
                        data, (UIntPtr)encoded.Length, out var handle, out var error),
                    error);
                return new EncryptionToken(handle);
            }
        }

        /// <summary>Reads a token from base64 text; white space is skipped.</summary>
        /// <param name="context">What the program decided.</param>
        /// <param name="base64">The token.</param>
        /// <returns>The token; <see cref="Check"/> tells whether it is valid.</returns>
        /// <exception cref="EteeDataException">It is no token.</exception>
        public static EncryptionToken FromBase64(EteeContext context, string base64)
        {
            Need.NotNull(base64, nameof(base64));
            var text = new Utf8(base64);
            fixed (byte* data = text.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_token_from_base64(
                        Need.Of(context, nameof(context)).Handle,
                        data, text.Length, out var handle, out var error),
                    error);
                return new EncryptionToken(handle);
            }
        }

        /// <summary>
        /// Judges the token at the present moment: signatures, usages, validity, and whether the holder
        /// is to be trusted.
        /// </summary>
        /// <param name="context">The rules to judge by.</param>
        /// <returns>What was found.</returns>
        public TokenReport Check(EteeContext context)
        {
            Failure.Check(
                NativeMethods.etee_token_check(
                    Need.Of(context, nameof(context)).Handle, Handle, out var report, out var error),
                error);
            return new TokenReport(report);
        }

        /// <summary>The token as it was read.</summary>
        /// <returns>A copy.</returns>
        public byte[] GetEncoded()
        {
            using (Handle.Hold())
            {
                return Octets.At(NativeMethods.etee_token_bytes(Handle, out var length), length);
            }
        }

        /// <summary>The certificate to encrypt to.</summary>
        public X509Certificate2 EncryptionCertificate
        {
            get
            {
                using (Handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_token_encryption_certificate(Handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The certificate by which the holder vouches for the encryption certificate.</summary>
        public X509Certificate2 AuthenticationCertificate
        {
            get
            {
                using (Handle.Hold())
                {
                    return Certificates.At(
                        NativeMethods.etee_token_authentication_certificate(Handle, out var length),
                        length);
                }
            }
        }

        /// <summary>The type of the holder's identifier, such as "NIHII"; "" if none is named.</summary>
        public string IdentifierType
        {
            get
            {
                using (Handle.Hold())
                {
                    return Utf8.At(NativeMethods.etee_token_identifier_type(Handle));
                }
            }
        }

        /// <summary>The holder's identifier; "" if none is named.</summary>
        public string Identifier
        {
            get
            {
                using (Handle.Hold())
                {
                    return Utf8.At(NativeMethods.etee_token_identifier(Handle));
                }
            }
        }

        /// <summary>The application that the token is for; "" for none.</summary>
        public string Application
        {
            get
            {
                using (Handle.Hold())
                {
                    return Utf8.At(NativeMethods.etee_token_application(Handle));
                }
            }
        }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();
    }
}
