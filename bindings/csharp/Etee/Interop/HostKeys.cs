using System;
using System.Security.Cryptography;

namespace Etee.Interop
{
    /// <summary>Signs with the keys of .NET, in the schemes of the library.</summary>
    internal static class HostKeys
    {
        internal static Func<SignatureScheme, byte[], byte[]> Sign(RSA key)
        {
            if (key == null)
            {
                throw new ArgumentNullException(nameof(key));
            }
            return (scheme, digest) => key.SignHash(digest, HashAlgorithmName.SHA256, Padding(scheme));
        }

        internal static Func<SignatureScheme, byte[], byte[]> Sign(ECDsa key)
        {
            if (key == null)
            {
                throw new ArgumentNullException(nameof(key));
            }
            return (scheme, digest) =>
            {
                if (scheme != SignatureScheme.EcdsaSha256 && scheme != SignatureScheme.EcdsaSha384)
                {
                    throw new NotSupportedException("An EC key does not sign with " + scheme + ".");
                }
                return ToDer(key.SignHash(digest));
            };
        }

        private static RSASignaturePadding Padding(SignatureScheme scheme)
        {
            if (scheme == SignatureScheme.RsaPssSha256)
            {
                return RSASignaturePadding.Pss;
            }
            if (scheme == SignatureScheme.RsaPkcs1Sha256)
            {
                return RSASignaturePadding.Pkcs1;
            }
            throw new NotSupportedException("An RSA key does not sign with " + scheme + ".");
        }

        /// <summary>.NET writes r and s one after the other; DER has each as an INTEGER.</summary>
        internal static byte[] ToDer(byte[] signature)
        {
            var half = signature.Length / 2;
            var first = Integer(signature, 0, half);
            var second = Integer(signature, half, half);
            var length = first.Length + second.Length;
            // Two numbers of at most 48 octets each are never longer than 127 by P-384.
            var der = new byte[2 + length];
            der[0] = 0x30;
            der[1] = checked((byte)length);
            first.CopyTo(der, 2);
            second.CopyTo(der, 2 + first.Length);
            return der;
        }

        private static byte[] Integer(byte[] from, int start, int count)
        {
            while (count > 1 && from[start] == 0)
            {
                start++;
                count--;
            }
            var pad = from[start] >= 0x80 ? 1 : 0;
            var der = new byte[2 + pad + count];
            der[0] = 0x02;
            der[1] = (byte)(pad + count);
            Array.Copy(from, start, der, 2 + pad, count);
            return der;
        }
    }
}
