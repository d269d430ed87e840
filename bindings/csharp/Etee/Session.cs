using System;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// What the platform vouches for about a caller, bound to a key of his. Calls that need it renew it
    /// when it comes to its end, once for all threads. May be used by many threads at once.
    /// </summary>
    public sealed unsafe class Session : IDisposable
    {
        internal readonly SessionHandle Handle;

        internal Session(SessionHandle handle) => Handle = handle;

        /// <summary>From when on it is valid.</summary>
        public DateTimeOffset NotBefore =>
            DateTimeOffset.FromUnixTimeSeconds(NativeMethods.etee_session_not_before(Handle));

        /// <summary>From when on it is no longer valid, unless it is renewed.</summary>
        public DateTimeOffset NotOnOrAfter =>
            DateTimeOffset.FromUnixTimeSeconds(NativeMethods.etee_session_not_on_or_after(Handle));

        /// <summary>Whether it is valid now.</summary>
        public bool IsValid => NativeMethods.etee_session_is_valid(Handle) != 0;

        /// <summary>
        /// What the platform vouches for: an array of JSON with the members "namespace", "name" and
        /// "values". It is personal data.
        /// </summary>
        public string Attributes
        {
            get
            {
                Failure.Check(
                    NativeMethods.etee_session_attributes(Handle, out var buffer, out var error),
                    error);
                return Octets.TakeText(buffer);
            }
        }

        /// <summary>
        /// The present assertion as the service signed it, to be kept and taken up again by
        /// <see cref="TokenService.Load"/>. It is personal data.
        /// </summary>
        /// <returns>SAML 1.1, UTF-8.</returns>
        public byte[] Export()
        {
            Failure.Check(
                NativeMethods.etee_session_export(Handle, out var buffer, out var error), error);
            return Octets.Take(buffer);
        }

        /// <summary>Renews the session if it comes to its end, as calls that need it do.</summary>
        /// <exception cref="EteeServiceException">The service refuses, or does not answer.</exception>
        public void Refresh() =>
            Failure.Check(NativeMethods.etee_session_refresh(Handle, out var error), error);

        /// <summary>Renews the session now. If that fails, it stays as it is.</summary>
        /// <exception cref="EteeServiceException">The service refuses, or does not answer.</exception>
        public void Renew() =>
            Failure.Check(NativeMethods.etee_session_renew(Handle, out var error), error);

        /// <summary>Frees the session. Nobody is logged off: the platform knows no such thing.</summary>
        public void Dispose() => Handle.Dispose();
    }
}
