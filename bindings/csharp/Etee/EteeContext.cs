using System;
using System.Collections.Generic;
using Etee.Interop;

namespace Etee
{
    /// <summary>
    /// What a program decides once: limits, clock, trust, transport. Immutable; may be used by many
    /// threads at once, and disposed of before what was made with it.
    /// </summary>
    public sealed unsafe class EteeContext : IDisposable
    {
        internal readonly ContextHandle Handle;

        /// <summary>Makes a context.</summary>
        /// <param name="settings">The settings; null for the defaults. They are copied.</param>
        /// <exception cref="EteeLibraryException">The native library is missing or does not fit.</exception>
        /// <exception cref="EteeException">A setting is not one.</exception>
        public EteeContext(EteeSettings settings = null)
        {
            EteeLibrary.Load();
            Failure.Check(NativeMethods.etee_context_new(out Handle, out var error), error);
            try
            {
                Apply(settings ?? new EteeSettings());
            }
            catch
            {
                Handle.Dispose();
                throw;
            }
        }

        /// <summary>How services are reached, where the program has its own way; else null.</summary>
        internal HttpClientTransport HttpClient { get; private set; }

        /// <inheritdoc/>
        public void Dispose() => Handle.Dispose();

        private void Apply(EteeSettings settings)
        {
            ApplyLimits(settings);
            ApplyJudgement(settings);
            ApplyTimes(settings);
            ApplyTrust(settings);
            ApplyRevocation(settings);
            ApplyTransport(settings);
        }

        private void ApplyLimits(EteeSettings settings)
        {
            IntPtr error;
            foreach (var limit in settings.Limits)
            {
                Failure.Check(
                    NativeMethods.etee_context_set_limit(
                        Handle, (int)limit.Key, limit.Value, out error),
                    error);
            }
            var directory = new Utf8(settings.SpoolDirectory);
            fixed (byte* text = directory.Octets)
            {
                Failure.Check(
                    NativeMethods.etee_context_set_spool_directory(
                        Handle, text, directory.Length, out error),
                    error);
            }
            var threads = (UIntPtr)checked((uint)settings.Parallelism);
            Failure.Check(
                NativeMethods.etee_context_set_parallelism(Handle, threads, out error), error);
        }

        private void ApplyJudgement(EteeSettings settings)
        {
            Failure.Check(
                NativeMethods.etee_context_set_judgement(
                    Handle, (int)settings.Judgement, out var error),
                error);
            foreach (var policy in settings.SigningPolicies)
            {
                Failure.Check(
                    NativeMethods.etee_context_add_signing_policy(Handle, (int)policy, out error),
                    error);
            }
            if (settings.RequireNonRepudiation)
            {
                Failure.Check(
                    NativeMethods.etee_context_require_non_repudiation(Handle, out error), error);
            }
        }

        private void ApplyTimes(EteeSettings settings)
        {
            IntPtr error;
            if (settings.Clock is DateTimeOffset clock)
            {
                var seconds = clock.ToUnixTimeSeconds();
                Failure.Check(
                    NativeMethods.etee_context_set_clock(Handle, seconds, out error), error);
            }
            if (settings.ClockSkew is TimeSpan skew)
            {
                var seconds = (long)skew.TotalSeconds;
                Failure.Check(
                    NativeMethods.etee_context_set_clock_skew(Handle, seconds, out error), error);
            }
            if (settings.SigningTimeExpiration is TimeSpan expiration)
            {
                var seconds = (long)expiration.TotalSeconds;
                Failure.Check(
                    NativeMethods.etee_context_set_signing_time_expiration(
                        Handle, seconds, out error),
                    error);
            }
            if (settings.TrustSigningTime)
            {
                Failure.Check(
                    NativeMethods.etee_context_trust_signing_time(Handle, out error), error);
            }
        }

        private delegate int AddAnchor(
            ContextHandle context, byte* certificate, UIntPtr length, out IntPtr error);

        private void ApplyTrust(EteeSettings settings)
        {
            Add(settings.TrustAnchors, NativeMethods.etee_context_add_trust_anchor);
            Add(settings.LegacyTrustAnchors, NativeMethods.etee_context_add_legacy_trust_anchor);
            Add(settings.TimeStampAnchors, NativeMethods.etee_context_add_time_stamp_anchor);
            Add(
                settings.RegistrationAuthorityAnchors,
                NativeMethods.etee_context_add_registration_authority_anchor);
            if (settings.EmptyTrustStore)
            {
                Failure.Check(
                    NativeMethods.etee_context_set_empty_trust_store(Handle, out var error), error);
            }
        }

        private void Add(IEnumerable<byte[]> certificates, AddAnchor add)
        {
            foreach (var certificate in certificates)
            {
                fixed (byte* data = certificate)
                {
                    Failure.Check(
                        add(Handle, data, (UIntPtr)certificate.Length, out var error), error);
                }
            }
        }

        private void ApplyRevocation(EteeSettings settings)
        {
            Failure.Check(
                NativeMethods.etee_context_set_ocsp_policy(
                    Handle, (int)settings.OcspPolicy, out var error),
                error);
            if (settings.OcspUri != null)
            {
                var uri = new Utf8(settings.OcspUri);
                fixed (byte* text = uri.Octets)
                {
                    Failure.Check(
                        NativeMethods.etee_context_set_ocsp_uri(
                            Handle, text, uri.Length, out error),
                        error);
                }
            }
            foreach (var name in settings.RevocationHosts)
            {
                var host = new Utf8(name);
                fixed (byte* text = host.Octets)
                {
                    Failure.Check(
                        NativeMethods.etee_context_allow_revocation_host(
                            Handle, text, host.Length, out error),
                        error);
                }
            }
        }

        private void ApplyTransport(EteeSettings settings)
        {
            HttpClient = settings.Transport as HttpClientTransport;
            if (settings.Transport == null)
            {
                return;
            }
            using (var transport = settings.Transport.Make())
            {
                Failure.Check(
                    NativeMethods.etee_context_set_transport(Handle, transport, out var error),
                    error);
            }
        }
    }
}
