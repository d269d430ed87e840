using System;
using System.Collections.Generic;
using Etee.Interop;

namespace Etee
{
    /// <summary>The HTTP client of the library, with its settings.</summary>
    public sealed unsafe class BuiltInTransport : Transport
    {
        /// <summary>How long it may take until a connection stands, TLS included.</summary>
        public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

        /// <summary>How long a call may take as a whole.</summary>
        public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(30);

        /// <summary>
        /// Root certificates for TLS, DER or PEM; the system's while it is empty, and not otherwise.
        /// </summary>
        public ICollection<byte[]> TrustRoots { get; } = new List<byte[]>();

        /// <summary>A proxy for HTTPS, such as "http://proxy.example.be:3128", or null.</summary>
        public string Proxy { get; set; }

        /// <summary>The name of the calling software, which the platform wants to know, or null.</summary>
        public string Product { get; set; }

        /// <summary>Its version; needed with <see cref="Product"/>.</summary>
        public string ProductVersion { get; set; }

        /// <summary>An e-mail address for emergencies, or null.</summary>
        public string Contact { get; set; }

        internal override TransportHandle Make()
        {
            EteeLibrary.Load();
            Failure.Check(NativeMethods.etee_transport_new(out var handle, out var error), error);
            try
            {
                Apply(handle);
                return handle;
            }
            catch
            {
                handle.Dispose();
                throw;
            }
        }

        private void Apply(TransportHandle handle)
        {
            var connect = checked((uint)ConnectTimeout.TotalMilliseconds);
            var call = checked((uint)CallTimeout.TotalMilliseconds);
            Failure.Check(
                NativeMethods.etee_transport_set_timeouts(handle, connect, call, out var error),
                error);
            foreach (var root in TrustRoots)
            {
                fixed (byte* data = root)
                {
                    Failure.Check(
                        NativeMethods.etee_transport_add_trust_root(
                            handle, data, (UIntPtr)root.Length, out error),
                        error);
                }
            }
            ApplyNames(handle);
        }

        private void ApplyNames(TransportHandle handle)
        {
            var proxy = new Utf8(Proxy);
            var product = new Utf8(Product);
            var version = new Utf8(ProductVersion);
            var contact = new Utf8(Contact);
            IntPtr error;
            fixed (byte* proxyText = proxy.Octets)
            fixed (byte* productText = product.Octets)
            fixed (byte* versionText = version.Octets)
            fixed (byte* contactText = contact.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_transport_set_proxy(
                        handle, proxyText, proxy.Length, out error),
                    error);
                if (Product != null)
                {
                    Failure.Check(
                        NativeMethods.etee_transport_set_software(
                            handle, productText, product.Length, versionText, version.Length,
                            out error),
                        error);
                }
                if (Contact != null)
                {
                    Failure.Check(
                        NativeMethods.etee_transport_set_contact(
                            handle, contactText, contact.Length, out error),
                        error);
                }
            }
        }
    }
}
