using System;
using System.Security.Cryptography.X509Certificates;

namespace Etee.Interop
{
    /// <summary>Certificates that the library hands out.</summary>
    internal static unsafe class Certificates
    {
        /// <summary>The certificate (DER) at an address; null for none.</summary>
        internal static X509Certificate2 At(byte* data, UIntPtr length)
        {
            var der = Octets.At(data, length);
#if NET9_0_OR_GREATER
            return der == null ? null : X509CertificateLoader.LoadCertificate(der);
#else
            return der == null ? null : new X509Certificate2(der);
#endif
        }
    }
}
