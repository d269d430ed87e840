// Made from src/capi by tests/bindings.rs, with `make bless`; not to be changed by hand.
//
// Only scalars, pointers and safe handles cross: nothing is marshalled, and the runtime keeps a
// handle alive as long as a call has it.

using System;
using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(
    DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]

namespace Etee.Interop
{
    internal static class NativeStatus
    {
        internal const int ETEE_OK = 0;
        internal const int ETEE_NULL_POINTER = 101;
        internal const int ETEE_INVALID_ARGUMENT = 102;
        internal const int ETEE_INVALID_UTF8 = 103;
        internal const int ETEE_WRONG_STATE = 104;
        internal const int ETEE_BUSY = 105;
        internal const int ETEE_POISONED = 106;
        internal const int ETEE_OUTPUT_PENDING = 107;
        internal const int ETEE_TOO_SMALL = 108;
        internal const int ETEE_MALFORMED = 201;
        internal const int ETEE_TRUNCATED = 202;
        internal const int ETEE_UNSUPPORTED = 203;
        internal const int ETEE_LIMIT_EXCEEDED = 204;
        internal const int ETEE_STORE_MALFORMED = 301;
        internal const int ETEE_WRONG_PASSWORD = 302;
        internal const int ETEE_KEY_NOT_FOUND = 303;
        internal const int ETEE_KEY_UNSUPPORTED = 304;
        internal const int ETEE_NOT_ADDRESSED = 305;
        internal const int ETEE_UNSEAL_FAILED = 306;
        internal const int ETEE_RECIPIENT_UNSUPPORTED = 307;
        internal const int ETEE_NO_RECIPIENT = 308;
        internal const int ETEE_SIGNATURE_INVALID = 401;
        internal const int ETEE_CERTIFICATE_MISSING = 402;
        internal const int ETEE_CERTIFICATE_UNTRUSTED = 403;
        internal const int ETEE_CERTIFICATE_EXPIRED = 404;
        internal const int ETEE_REFUSED = 405;
        internal const int ETEE_CERTIFICATE_REVOKED = 406;
        internal const int ETEE_SERVICE_UNREACHABLE = 501;
        internal const int ETEE_SERVICE_TIMEOUT = 502;
        internal const int ETEE_SERVICE_REFUSED = 503;
        internal const int ETEE_NOT_FOUND = 504;
        internal const int ETEE_AMBIGUOUS = 505;
        internal const int ETEE_BAD_REPLY = 506;
        internal const int ETEE_CANCELLED = 601;
        internal const int ETEE_HOST_FAILED = 602;
        internal const int ETEE_IO = 603;
        internal const int ETEE_PANIC = 901;
        internal const int ETEE_INTERNAL = 902;
    }

    internal static class NativeConstants
    {
        internal const uint ETEE_ABI_MAJOR = 0;
        internal const uint ETEE_ABI_MINOR = 1;
        internal const int ETEE_JUDGEMENT_STRICT = 1;
        internal const int ETEE_JUDGEMENT_PARITY = 2;
        internal const int ETEE_SIGNING_POLICY_EHEALTH_CERT = 1;
        internal const int ETEE_SIGNING_POLICY_EID = 2;
        internal const int ETEE_SIGNING_POLICY_WEB_AUTHN = 3;
        internal const int ETEE_SIGNING_POLICY_EC_CERT = 4;
        internal const int ETEE_OCSP_POLICY_NONE = 1;
        internal const int ETEE_OCSP_POLICY_SENDER_OPTIONAL = 2;
        internal const int ETEE_OCSP_POLICY_RECEIVER_OPTIONAL = 3;
        internal const int ETEE_OCSP_POLICY_SENDER_MANDATORY = 4;
        internal const int ETEE_OCSP_POLICY_RECEIVER_MANDATORY = 5;
        internal const int ETEE_LIMIT_ELEMENT_SIZE = 1;
        internal const int ETEE_LIMIT_CERTIFICATES = 2;
        internal const int ETEE_LIMIT_RECIPIENTS = 3;
        internal const int ETEE_LIMIT_MESSAGE_SIZE = 4;
        internal const int ETEE_LIMIT_SPOOL_MEMORY = 5;
        internal const int ETEE_LIMIT_PENDING_OUTPUT = 6;
        internal const int ETEE_LIMIT_STORE_SIZE = 7;
        internal const int ETEE_LIMIT_PASSWORD_ITERATIONS = 8;
        internal const int ETEE_LIMIT_TOKEN_SIZE = 9;
        internal const int ETEE_LIMIT_REPLY_SIZE = 10;
        internal const int ETEE_SIGNATURE_RSA_PSS_SHA256 = 1;
        internal const int ETEE_SIGNATURE_RSA_PKCS1_SHA256 = 2;
        internal const int ETEE_SIGNATURE_ECDSA_SHA256 = 3;
        internal const int ETEE_SIGNATURE_ECDSA_SHA384 = 4;
        internal const int ETEE_SIGNATURE_SIZE = 1024;
        internal const int ETEE_KEY_USE_SIGNATURE = 1;
        internal const int ETEE_KEY_USE_ENCRYPTION = 2;
        internal const int ETEE_WEB_KEY_RSA = 1;
        internal const int ETEE_WEB_KEY_EC = 2;
        internal const int ETEE_WEB_KEY_EC_P384 = 3;
        internal const ulong ETEE_LENGTH_UNKNOWN = ulong.MaxValue;
        internal const int ETEE_LANGUAGE_ENGLISH = 1;
        internal const int ETEE_LANGUAGE_DUTCH = 2;
        internal const int ETEE_LANGUAGE_FRENCH = 3;
        internal const int ETEE_LANGUAGE_GERMAN = 4;
        internal const int ETEE_LAYER_OUTER = 1;
        internal const int ETEE_LAYER_ENCRYPTION = 2;
        internal const int ETEE_LAYER_INNER = 3;
        internal const int ETEE_VALIDITY_NOT_JUDGED = 0;
        internal const int ETEE_VALIDITY_GOOD = 1;
        internal const int ETEE_VALIDITY_BAD = 2;
        internal const int ETEE_RECIPIENT_KEY_TRANSPORT = 1;
        internal const int ETEE_RECIPIENT_KEY_AGREEMENT = 2;
        internal const int ETEE_RECIPIENT_SECRET_KEY = 3;
        internal const int ETEE_ENVIRONMENT_INTEGRATION = 1;
        internal const int ETEE_ENVIRONMENT_ACCEPTANCE = 2;
        internal const int ETEE_ENVIRONMENT_PRODUCTION = 3;
        internal const int ETEE_ACCESS_TOKEN_SIZE = 65536;
        internal const int ETEE_DEPOT_REST = 1;
        internal const int ETEE_DEPOT_SOAP = 2;
        internal const int ETEE_KEY_USE_ANY = 0;
        internal const int ETEE_TOKEN_SERVICE_WS_TRUST = 1;
        internal const int ETEE_TOKEN_SERVICE_SAML = 2;
        internal const int ETEE_SIMULATOR_UNAVAILABLE = 1;
        internal const int ETEE_SIMULATOR_DROP_CONNECTION = 2;
        internal const int ETEE_SIMULATOR_GARBAGE = 3;
        internal const int ETEE_SIMULATOR_TRUNCATED = 4;
        internal const int ETEE_SIMULATOR_OVERSIZED = 5;
        internal const int ETEE_SIMULATOR_NOT_FOUND = 6;
        internal const int ETEE_SIMULATOR_DELAY = 7;
        internal const int ETEE_SIMULATOR_WRONG_CONTENT = 8;
        internal const int ETEE_SIMULATOR_SERVER_ERROR = 9;
        internal const int ETEE_SIMULATOR_BAD_SIGNATURE = 10;
        internal const int ETEE_SIMULATOR_EXPIRED = 11;
        internal const int ETEE_SIMULATOR_NOT_AUTHENTICATED = 12;
        internal const int ETEE_SIMULATOR_NOT_AUTHORISED = 13;
        internal const int ETEE_SIMULATOR_ANY = 0;
        internal const int ETEE_SIMULATOR_DEPOT_SOAP = 1;
        internal const int ETEE_SIMULATOR_DEPOT_REST = 2;
        internal const int ETEE_SIMULATOR_KGSS = 3;
        internal const int ETEE_SIMULATOR_WS_TRUST = 4;
        internal const int ETEE_SIMULATOR_SAML = 5;
        internal const int ETEE_SIMULATOR_KGSS_REST = 6;
        internal const int ETEE_SIMULATOR_KEY_DEPOT = 7;
        internal const int ETEE_SIMULATOR_CONNECT = 8;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct TransportTable
    {
        internal UIntPtr StructSize;
        internal IntPtr User;
        internal IntPtr Send;
        internal IntPtr Release;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int TransportSend(IntPtr user, IntPtr request, IntPtr reply);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate void TransportRelease(IntPtr user);

    [StructLayout(LayoutKind.Sequential)]
    internal struct SignerTable
    {
        internal UIntPtr StructSize;
        internal IntPtr User;
        internal IntPtr Sign;
        internal IntPtr Release;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int SignerSign(IntPtr user, int scheme, byte* digest, UIntPtr digestLen, byte* signature, UIntPtr* signatureLen);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate void SignerRelease(IntPtr user);

    [StructLayout(LayoutKind.Sequential)]
    internal struct AccessTokenTable
    {
        internal UIntPtr StructSize;
        internal IntPtr User;
        internal IntPtr Supply;
        internal IntPtr Release;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate int AccessTokenSupply(IntPtr user, byte* token, UIntPtr* tokenLen);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    internal unsafe delegate void AccessTokenRelease(IntPtr user);

    internal sealed class BufferHandle : NativeHandle
    {
        internal BufferHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_buffer_free(pointer);
    }

    internal sealed class ReplyHandle : NativeHandle
    {
        internal ReplyHandle() : base(true) { }

        /// <summary>One that the library lends; it is not freed.</summary>
        internal ReplyHandle(IntPtr lent) : base(false) { SetHandle(lent); }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_reply_free(pointer);
    }

    internal sealed class TransportHandle : NativeHandle
    {
        internal TransportHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_transport_free(pointer);
    }

    internal sealed class ContextHandle : NativeHandle
    {
        internal ContextHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_context_free(pointer);
    }

    internal sealed class SignerHandle : NativeHandle
    {
        internal SignerHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_signer_free(pointer);
    }

    internal sealed class IdentityHandle : NativeHandle
    {
        internal IdentityHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_identity_free(pointer);
    }

    internal sealed class TokenReportHandle : NativeHandle
    {
        internal TokenReportHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_token_report_free(pointer);
    }

    internal sealed class TokenHandle : NativeHandle
    {
        internal TokenHandle() : base(true) { }

        /// <summary>One of several that were handed out.</summary>
        internal static TokenHandle Own(IntPtr pointer)
        {
            var handle = new TokenHandle();
            handle.SetHandle(pointer);
            return handle;
        }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_token_free(pointer);
    }

    internal sealed class JwkHandle : NativeHandle
    {
        internal JwkHandle() : base(true) { }

        /// <summary>One of several that were handed out.</summary>
        internal static JwkHandle Own(IntPtr pointer)
        {
            var handle = new JwkHandle();
            handle.SetHandle(pointer);
            return handle;
        }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_jwk_free(pointer);
    }

    internal sealed class SecretKeyHandle : NativeHandle
    {
        internal SecretKeyHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_secret_key_free(pointer);
    }

    internal sealed class WebKeyHandle : NativeHandle
    {
        internal WebKeyHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_web_key_free(pointer);
    }

    internal sealed class SealerHandle : NativeHandle
    {
        internal SealerHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_sealer_free(pointer);
    }

    internal sealed class BatchHandle : NativeHandle
    {
        internal BatchHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_batch_free(pointer);
    }

    internal sealed class ReportHandle : NativeHandle
    {
        internal ReportHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_report_free(pointer);
    }

    internal sealed class AddressingHandle : NativeHandle
    {
        internal AddressingHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_addressing_free(pointer);
    }

    internal sealed class UnsealerHandle : NativeHandle
    {
        internal UnsealerHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_unsealer_free(pointer);
    }

    internal sealed class CheckerHandle : NativeHandle
    {
        internal CheckerHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_checker_free(pointer);
    }

    internal sealed class SessionHandle : NativeHandle
    {
        internal SessionHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_session_free(pointer);
    }

    internal sealed class KeyHolderHandle : NativeHandle
    {
        internal KeyHolderHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_key_holder_free(pointer);
    }

    internal sealed class RegisteredKeyHandle : NativeHandle
    {
        internal RegisteredKeyHandle() : base(true) { }

        /// <summary>One of several that were handed out.</summary>
        internal static RegisteredKeyHandle Own(IntPtr pointer)
        {
            var handle = new RegisteredKeyHandle();
            handle.SetHandle(pointer);
            return handle;
        }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_registered_key_free(pointer);
    }

    internal sealed class AttestationHandle : NativeHandle
    {
        internal AttestationHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_attestation_free(pointer);
    }

    internal sealed class ExchangeHandle : NativeHandle
    {
        internal ExchangeHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_exchange_free(pointer);
    }

    internal sealed class RestInterfaceHandle : NativeHandle
    {
        internal RestInterfaceHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_rest_interface_free(pointer);
    }

    internal sealed class AccessTokensHandle : NativeHandle
    {
        internal AccessTokensHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_access_tokens_free(pointer);
    }

    internal sealed class DepotHandle : NativeHandle
    {
        internal DepotHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_depot_free(pointer);
    }

    internal sealed class RegistrationHandle : NativeHandle
    {
        internal RegistrationHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_registration_free(pointer);
    }

    internal sealed class KeyInformationHandle : NativeHandle
    {
        internal KeyInformationHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_key_information_free(pointer);
    }

    internal sealed class KeyDepotHandle : NativeHandle
    {
        internal KeyDepotHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_key_depot_free(pointer);
    }

    internal sealed class LogOnHandle : NativeHandle
    {
        internal LogOnHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_log_on_free(pointer);
    }

    internal sealed class TokenServiceHandle : NativeHandle
    {
        internal TokenServiceHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_token_service_free(pointer);
    }

    internal sealed class AccessListHandle : NativeHandle
    {
        internal AccessListHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_access_list_free(pointer);
    }

    internal sealed class KgssHandle : NativeHandle
    {
        internal KgssHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_kgss_free(pointer);
    }

    internal sealed class KgssRestHandle : NativeHandle
    {
        internal KgssRestHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_kgss_rest_free(pointer);
    }

    internal sealed class SimulatorHandle : NativeHandle
    {
        internal SimulatorHandle() : base(true) { }

        protected override void Free(IntPtr pointer) => NativeMethods.etee_simulator_free(pointer);
    }

    internal static unsafe class NativeMethods
    {
        internal const string Library = "etee";

        // The version of the library

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_version();

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern uint etee_abi_version();

        // The status that every fallible function answers with

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_status_name(int status);

        // The error object that a failed call can hand out

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_error_code(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_error_message(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr etee_error_cause(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_error_service_code(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_error_http_status(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_error_system_code(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_error_is_retryable(IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_error_free(IntPtr error);

        // Octets that the library hands out

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_buffer_data(BufferHandle buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_buffer_len(BufferHandle buffer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_buffer_free(IntPtr buffer);

        // Request: what the library has a host's HTTP client send

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_request_method(IntPtr request);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_request_url(IntPtr request);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_request_header_count(IntPtr request);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_request_header_name(IntPtr request, UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_request_header_value(IntPtr request, UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_request_body(IntPtr request, out UIntPtr len);

        // Reply: what a host's HTTP client got

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_reply_new(out ReplyHandle reply, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_reply_set_status(
            ReplyHandle reply,
            int httpStatus,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_reply_add_header(
            ReplyHandle reply,
            byte* name,
            UIntPtr nameLen,
            byte* value,
            UIntPtr valueLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_reply_append(
            ReplyHandle reply,
            byte* body,
            UIntPtr bodyLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_reply_free(IntPtr reply);

        // Transport: how requests reach the services

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_transport_new(
            out TransportHandle transport,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_transport_from_table(
            TransportTable* functions,
            out TransportHandle transport,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_transport_set_timeouts(
            TransportHandle transport,
            uint connect,
            uint call,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_transport_add_trust_root(
            TransportHandle transport,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_transport_set_proxy(
            TransportHandle transport,
            byte* url,
            UIntPtr urlLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_transport_set_software(
            TransportHandle transport,
            byte* product,
            UIntPtr productLen,
            byte* version,
            UIntPtr versionLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_transport_set_contact(
            TransportHandle transport,
            byte* address,
            UIntPtr addressLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_transport_free(IntPtr transport);

        // Context: what a host decides once

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_new(out ContextHandle context, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_limit(
            ContextHandle context,
            int limit,
            ulong value,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_clock(
            ContextHandle context,
            long seconds,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_spool_directory(
            ContextHandle context,
            byte* directory,
            UIntPtr directoryLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_parallelism(
            ContextHandle context,
            UIntPtr threads,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_judgement(
            ContextHandle context,
            int judgement,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_add_signing_policy(
            ContextHandle context,
            int policy,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_ocsp_policy(
            ContextHandle context,
            int policy,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_ocsp_uri(
            ContextHandle context,
            byte* uri,
            UIntPtr uriLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_clock_skew(
            ContextHandle context,
            long skew,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_signing_time_expiration(
            ContextHandle context,
            long expiration,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_trust_signing_time(
            ContextHandle context,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_require_non_repudiation(
            ContextHandle context,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_add_trust_anchor(
            ContextHandle context,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_add_legacy_trust_anchor(
            ContextHandle context,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_add_time_stamp_anchor(
            ContextHandle context,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_add_registration_authority_anchor(
            ContextHandle context,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_empty_trust_store(
            ContextHandle context,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_allow_revocation_host(
            ContextHandle context,
            byte* host,
            UIntPtr hostLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_context_set_transport(
            ContextHandle context,
            TransportHandle transport,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_context_free(IntPtr context);

        // Signer: a private key that the host keeps

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_signer_from_table(
            SignerTable* functions,
            out SignerHandle signer,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_signer_free(IntPtr signer);

        // Identity: our own keys

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_identity_from_pkcs12(
            ContextHandle context,
            byte* store,
            UIntPtr storeLen,
            byte* password,
            UIntPtr passwordLen,
            out IdentityHandle identity,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_identity_from_pkcs12_file(
            ContextHandle context,
            byte* file,
            UIntPtr fileLen,
            byte* password,
            UIntPtr passwordLen,
            out IdentityHandle identity,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_identity_from_pkcs8(
            ContextHandle context,
            byte* authenticationKey,
            UIntPtr authenticationKeyLen,
            byte* authenticationCertificates,
            UIntPtr authenticationCertificatesLen,
            byte* signatureKey,
            UIntPtr signatureKeyLen,
            byte* signatureCertificates,
            UIntPtr signatureCertificatesLen,
            out IdentityHandle identity,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_identity_from_signer(
            ContextHandle context,
            SignerHandle authentication,
            byte* authenticationCertificates,
            UIntPtr authenticationCertificatesLen,
            SignerHandle signature,
            byte* signatureCertificates,
            UIntPtr signatureCertificatesLen,
            out IdentityHandle identity,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_identity_authentication_certificate(
            IdentityHandle identity,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_identity_signature_certificate(
            IdentityHandle identity,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_identity_decryption_key_count(IdentityHandle identity);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_identity_decryption_key_serial(
            IdentityHandle identity,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_identity_change_password(
            ContextHandle context,
            byte* file,
            UIntPtr fileLen,
            byte* oldPassword,
            UIntPtr oldPasswordLen,
            byte* newPassword,
            UIntPtr newPasswordLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_identity_free(IntPtr identity);

        // Token report: what was checked in an encryption token, and what was found

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_report_judgement(TokenReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_report_is_good(TokenReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_report_fatal(TokenReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_token_report_error_count(TokenReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_report_error(
            TokenReportHandle report,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_token_report_warning_count(TokenReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_report_warning(
            TokenReportHandle report,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_report_authentication_certificate(
            TokenReportHandle report,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_report_json(TokenReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_token_report_free(IntPtr report);

        // Token: somebody's encryption token (ETK)

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_from_bytes(
            ContextHandle context,
            byte* data,
            UIntPtr dataLen,
            out TokenHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_from_base64(
            ContextHandle context,
            byte* base64,
            UIntPtr base64Len,
            out TokenHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_check(
            ContextHandle context,
            TokenHandle token,
            out TokenReportHandle report,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_bytes(TokenHandle token, out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_encryption_certificate(
            TokenHandle token,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_authentication_certificate(
            TokenHandle token,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_identifier_type(TokenHandle token);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_identifier(TokenHandle token);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_token_application(TokenHandle token);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_token_free(IntPtr token);

        // JSON web key: a key as the REST services write it

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_from_json(
            ContextHandle context,
            byte* json,
            UIntPtr jsonLen,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_from_certificate(
            byte* certificate,
            UIntPtr certificateLen,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_to_json(
            JwkHandle jwk,
            out BufferHandle json,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_to_private_json(
            JwkHandle jwk,
            out BufferHandle json,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_jwk_key_id(JwkHandle jwk);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_jwk_use(JwkHandle jwk);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_jwk_algorithm(JwkHandle jwk);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_jwk_type(JwkHandle jwk);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_jwk_thumbprint(JwkHandle jwk);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_is_private(JwkHandle jwk);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_jwk_certificate(
            JwkHandle jwk,
            UIntPtr index,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_sign(
            JwkHandle jwk,
            byte* algorithm,
            UIntPtr algorithmLen,
            byte* payload,
            UIntPtr payloadLen,
            out BufferHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_verify(
            ContextHandle context,
            JwkHandle jwk,
            byte* algorithms,
            UIntPtr algorithmsLen,
            byte* token,
            UIntPtr tokenLen,
            out BufferHandle payload,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_encrypt(
            JwkHandle jwk,
            byte* algorithm,
            UIntPtr algorithmLen,
            byte* cipher,
            UIntPtr cipherLen,
            byte* clear,
            UIntPtr clearLen,
            out BufferHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_jwk_decrypt(
            ContextHandle context,
            JwkHandle jwk,
            byte* algorithms,
            UIntPtr algorithmsLen,
            byte* token,
            UIntPtr tokenLen,
            out BufferHandle clear,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_jwk_free(IntPtr jwk);

        // Secret key: a key of the KGSS, for recipients who are not known beforehand

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_secret_key_from_bytes(
            byte* identifier,
            UIntPtr identifierLen,
            byte* key,
            UIntPtr keyLen,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_secret_key_from_base64(
            byte* identifier,
            UIntPtr identifierLen,
            byte* key,
            UIntPtr keyLen,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_secret_key_from_jwk(
            JwkHandle jwk,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_secret_key_to_jwk(
            SecretKeyHandle secretKey,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_secret_key_identifier(
            SecretKeyHandle secretKey,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_secret_key_free(IntPtr secretKey);

        // Web key: a key that messages name by an identifier instead of a certificate

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_web_key_from_spki(
            byte* identifier,
            UIntPtr identifierLen,
            byte* spki,
            UIntPtr spkiLen,
            out WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_web_key_from_pkcs8(
            byte* identifier,
            UIntPtr identifierLen,
            byte* pkcs8,
            UIntPtr pkcs8Len,
            out WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_web_key_generate(
            int kind,
            out WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_web_key_from_jwk(
            JwkHandle jwk,
            out WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_web_key_to_jwk(
            WebKeyHandle webKey,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_web_key_to_private_jwk(
            WebKeyHandle webKey,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_web_key_identifier(WebKeyHandle webKey, out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_web_key_free(IntPtr webKey);

        // Sealer: a content becomes a message for its recipients

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_new(
            ContextHandle context,
            IdentityHandle identity,
            out SealerHandle sealer,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_new_with_web_key(
            ContextHandle context,
            WebKeyHandle webKey,
            out SealerHandle sealer,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_set_policy(
            SealerHandle sealer,
            int policy,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_accept(
            SealerHandle sealer,
            byte* name,
            UIntPtr nameLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_allow_key_agreement(
            SealerHandle sealer,
            int allowed,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_add_recipient(
            SealerHandle sealer,
            TokenHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_add_web_key(
            SealerHandle sealer,
            WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_add_secret_key(
            SealerHandle sealer,
            SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_seal(
            SealerHandle sealer,
            byte* data,
            UIntPtr dataLen,
            out BufferHandle @sealed,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_seal_file(
            SealerHandle sealer,
            byte* input,
            UIntPtr inputLen,
            byte* output,
            UIntPtr outputLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_begin(
            SealerHandle sealer,
            ulong length,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_write(
            SealerHandle sealer,
            byte* data,
            UIntPtr dataLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_finish(SealerHandle sealer, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_read(
            SealerHandle sealer,
            byte* @sealed,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_sealer_discard(SealerHandle sealer, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_sealer_free(IntPtr sealer);

        // Batch: many messages, sealed on several threads

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_batch_seal(
            ContextHandle context,
            IntPtr* sealers,
            byte** contents,
            UIntPtr* contentLens,
            UIntPtr count,
            out BatchHandle batch,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_batch_seal_each(
            ContextHandle context,
            SealerHandle sealer,
            byte* data,
            UIntPtr dataLen,
            out BatchHandle batch,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_batch_count(BatchHandle batch);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_batch_take(
            BatchHandle batch,
            UIntPtr index,
            out BufferHandle @sealed,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_batch_free(IntPtr batch);

        // Finding: the official names in plain words

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_finding_text(byte* name, UIntPtr nameLen, int language);

        // Report: what was checked in a message, and what was found

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_report_judgement(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_report_released(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_fatal(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_report_error_count(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_error(ReportHandle report, UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_report_warning_count(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_warning(ReportHandle report, UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern ulong etee_report_content_length(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_signing_time(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_signing_time_source(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_authentication_subject(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_signature_subject(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_authentication_certificate(
            ReportHandle report,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_signature_certificate(
            ReportHandle report,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_report_layer_validity(ReportHandle report, int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_report_layer_trust(ReportHandle report, int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_report_layer_error_count(
            ReportHandle report,
            int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_error(
            ReportHandle report,
            int layer,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_report_layer_warning_count(
            ReportHandle report,
            int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_warning(
            ReportHandle report,
            int layer,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_policy(ReportHandle report, int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_certificate(
            ReportHandle report,
            int layer,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_subject(ReportHandle report, int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_issuer(ReportHandle report, int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_serial(ReportHandle report, int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_key_identifier(
            ReportHandle report,
            int layer,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_layer_signing_time(ReportHandle report, int layer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_signature(ReportHandle report, out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_json(ReportHandle report);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_report_text(ReportHandle report, int language);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_report_free(IntPtr report);

        // Addressing: whom a message was sealed for, before it is unsealed

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_addressing_read(
            ContextHandle context,
            byte* data,
            UIntPtr dataLen,
            out AddressingHandle addressing,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_addressing_read_head(
            ContextHandle context,
            byte* data,
            UIntPtr dataLen,
            out AddressingHandle addressing,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_addressing_read_file(
            ContextHandle context,
            byte* file,
            UIntPtr fileLen,
            out AddressingHandle addressing,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_addressing_read_whole_file(
            ContextHandle context,
            byte* file,
            UIntPtr fileLen,
            out AddressingHandle addressing,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_addressing_secret_key_count(
            AddressingHandle addressing);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_addressing_secret_key_identifier(
            AddressingHandle addressing,
            UIntPtr index,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_addressing_secret_key_identifier_base64(
            AddressingHandle addressing,
            byte** identifier,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_addressing_recipient_count(AddressingHandle addressing);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_addressing_recipient_kind(
            AddressingHandle addressing,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_addressing_recipient_issuer(
            AddressingHandle addressing,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_addressing_recipient_serial(
            AddressingHandle addressing,
            UIntPtr index);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_addressing_recipient_key_identifier(
            AddressingHandle addressing,
            UIntPtr index,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_addressing_sender_key_identifier(
            AddressingHandle addressing,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_addressing_free(IntPtr addressing);

        // Unsealer: a message is opened, judged, and released

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_new(
            ContextHandle context,
            out UnsealerHandle unsealer,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_add_identity(
            UnsealerHandle unsealer,
            IdentityHandle identity,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_add_secret_key(
            UnsealerHandle unsealer,
            SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_expect_signer(
            UnsealerHandle unsealer,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_accept(
            UnsealerHandle unsealer,
            byte* name,
            UIntPtr nameLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_set_trusted_time(
            UnsealerHandle unsealer,
            long seconds,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_clear_trusted_time(
            UnsealerHandle unsealer,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_unseal(
            UnsealerHandle unsealer,
            byte* data,
            UIntPtr dataLen,
            out BufferHandle clear,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_unseal_file(
            UnsealerHandle unsealer,
            byte* input,
            UIntPtr inputLen,
            byte* output,
            UIntPtr outputLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_write(
            UnsealerHandle unsealer,
            byte* data,
            UIntPtr dataLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_finish(UnsealerHandle unsealer, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_read(
            UnsealerHandle unsealer,
            byte* clear,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_report(
            UnsealerHandle unsealer,
            out ReportHandle report,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_discard(UnsealerHandle unsealer, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_unsealer_free(IntPtr unsealer);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_add_web_key(
            UnsealerHandle unsealer,
            WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_unsealer_expect_web_key(
            UnsealerHandle unsealer,
            WebKeyHandle webKey,
            out IntPtr error);

        // Checker: the seal of a message, checked and added to without the key that opens it

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_new(
            ContextHandle context,
            out CheckerHandle checker,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_expect_signer(
            CheckerHandle checker,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_expect_web_key(
            CheckerHandle checker,
            WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_accept(
            CheckerHandle checker,
            byte* name,
            UIntPtr nameLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_set_trusted_time(
            CheckerHandle checker,
            long seconds,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_clear_trusted_time(
            CheckerHandle checker,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_validate(
            CheckerHandle checker,
            byte* data,
            UIntPtr dataLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_validate_file(
            CheckerHandle checker,
            byte* input,
            UIntPtr inputLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_write(
            CheckerHandle checker,
            byte* data,
            UIntPtr dataLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_finish(CheckerHandle checker, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_discard(CheckerHandle checker, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_inject(
            CheckerHandle checker,
            byte* data,
            UIntPtr dataLen,
            out BufferHandle message,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_inject_file(
            CheckerHandle checker,
            byte* input,
            UIntPtr inputLen,
            byte* output,
            UIntPtr outputLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_stamp(
            CheckerHandle checker,
            byte* data,
            UIntPtr dataLen,
            byte* token,
            UIntPtr tokenLen,
            out BufferHandle message,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_stamp_file(
            CheckerHandle checker,
            byte* input,
            UIntPtr inputLen,
            byte* output,
            UIntPtr outputLen,
            byte* token,
            UIntPtr tokenLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_checker_report(
            CheckerHandle checker,
            out ReportHandle report,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_checker_free(IntPtr checker);

        // Environment: which of the platform's

        // Session: what the platform vouches for about a caller, for a while

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long etee_session_not_before(SessionHandle session);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long etee_session_not_on_or_after(SessionHandle session);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_session_is_valid(SessionHandle session);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_session_export(
            SessionHandle session,
            out BufferHandle exported,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_session_attributes(
            SessionHandle session,
            out BufferHandle attributes,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_session_refresh(SessionHandle session, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_session_renew(SessionHandle session, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_session_free(IntPtr session);

        // Key holder: whose a public key is

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_key_holder_identifier_type(KeyHolderHandle holder);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_key_holder_identifier(KeyHolderHandle holder);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_key_holder_name(KeyHolderHandle holder);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_key_holder_first_name(KeyHolderHandle holder);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_key_holder_free(IntPtr holder);

        // Registered key: a public key of the KeyDepot

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_registered_key_web_key(
            RegisteredKeyHandle key,
            out WebKeyHandle webKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_registered_key_jwk(
            RegisteredKeyHandle key,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_registered_key_id(RegisteredKeyHandle key);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_registered_key_application(RegisteredKeyHandle key);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_registered_key_label(RegisteredKeyHandle key);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long etee_registered_key_expiry(RegisteredKeyHandle key);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_registered_key_free(IntPtr key);

        // Attestation: what an authenticator says about a key that it made

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_attestation_format(AttestationHandle attestation);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_attestation_object(
            AttestationHandle attestation,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_attestation_client_data(
            AttestationHandle attestation,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_attestation_model(
            AttestationHandle attestation,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_attestation_certificate(
            AttestationHandle attestation,
            UIntPtr index,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_attestation_key(
            AttestationHandle attestation,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_attestation_is_user_verified(AttestationHandle attestation);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern long etee_attestation_registered_at(AttestationHandle attestation);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_attestation_free(IntPtr attestation);

        // Exchange: a call of a service in two halves, sent by the host

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern IntPtr etee_exchange_request(ExchangeHandle exchange);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_answer(
            ExchangeHandle exchange,
            ReplyHandle reply,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_fail(
            ExchangeHandle exchange,
            int reason,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_token(
            ExchangeHandle exchange,
            out TokenHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_tokens(
            ExchangeHandle exchange,
            IntPtr* tokens,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_matches(
            ExchangeHandle exchange,
            out BufferHandle matches,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_secret_key(
            ExchangeHandle exchange,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_session(
            ExchangeHandle exchange,
            out SessionHandle session,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_access_token(
            ExchangeHandle exchange,
            out BufferHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_jwk(
            ExchangeHandle exchange,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_jwks(
            ExchangeHandle exchange,
            IntPtr* jwks,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_key_holder(
            ExchangeHandle exchange,
            out KeyHolderHandle holder,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_challenge(
            ExchangeHandle exchange,
            out BufferHandle options,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_registered_key(
            ExchangeHandle exchange,
            out RegisteredKeyHandle key,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_registered_keys(
            ExchangeHandle exchange,
            IntPtr* keys,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_take_attestation(
            ExchangeHandle exchange,
            out AttestationHandle attestation,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_exchange_finish(ExchangeHandle exchange, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_exchange_free(IntPtr exchange);

        // REST interface: the names that REST services use

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_rest_interface_new(
            out RestInterfaceHandle restInterface,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_rest_interface_set(
            RestInterfaceHandle restInterface,
            byte* name,
            UIntPtr nameLen,
            byte* value,
            UIntPtr valueLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_rest_interface_name(UIntPtr index, UIntPtr field);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_rest_interface_free(IntPtr restInterface);

        // Access tokens: what REST services know a caller by

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_new(
            ContextHandle context,
            int environment,
            byte* clientId,
            UIntPtr clientIdLen,
            IdentityHandle identity,
            out AccessTokensHandle accessTokens,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_new_at(
            ContextHandle context,
            byte* realmUrl,
            UIntPtr realmUrlLen,
            byte* clientId,
            UIntPtr clientIdLen,
            IdentityHandle identity,
            out AccessTokensHandle accessTokens,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_from_table(
            AccessTokenTable* functions,
            out AccessTokensHandle accessTokens,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_set_scope(
            AccessTokensHandle accessTokens,
            byte* scope,
            UIntPtr scopeLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_use_pss(
            AccessTokensHandle accessTokens,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_skip_discovery(
            AccessTokensHandle accessTokens,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_set_interface(
            AccessTokensHandle accessTokens,
            RestInterfaceHandle restInterface,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_token(
            AccessTokensHandle accessTokens,
            out BufferHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_tokens_begin_token(
            AccessTokensHandle accessTokens,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_access_tokens_free(IntPtr accessTokens);

        // Depot: the look-up of encryption tokens

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_new(
            ContextHandle context,
            int protocol,
            int environment,
            out DepotHandle depot,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_new_at(
            ContextHandle context,
            int protocol,
            byte* url,
            UIntPtr urlLen,
            out DepotHandle depot,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_token(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            out TokenHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_tokens(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            IntPtr* tokens,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_own_token(
            DepotHandle depot,
            IdentityHandle identity,
            out TokenHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_begin_token(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_begin_tokens(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_matches(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            out BufferHandle matches,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_begin_matches(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_keys(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            int keyUse,
            long moment,
            IntPtr* jwks,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_key(
            DepotHandle depot,
            byte* keyId,
            UIntPtr keyIdLen,
            out JwkHandle jwk,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_key_holder(
            DepotHandle depot,
            byte* keyId,
            UIntPtr keyIdLen,
            out KeyHolderHandle holder,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_begin_keys(
            DepotHandle depot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            int keyUse,
            long moment,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_begin_key(
            DepotHandle depot,
            byte* keyId,
            UIntPtr keyIdLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_begin_key_holder(
            DepotHandle depot,
            byte* keyId,
            UIntPtr keyIdLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_set_access_tokens(
            DepotHandle depot,
            AccessTokensHandle accessTokens,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_set_interface(
            DepotHandle depot,
            RestInterfaceHandle restInterface,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_set_trusted_keys(
            DepotHandle depot,
            IntPtr* jwks,
            UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_forget(DepotHandle depot, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_depot_set_cache(
            DepotHandle depot,
            UIntPtr entries,
            uint timeToLive,
            uint staleIfError,
            uint negative,
            byte* file,
            UIntPtr fileLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_depot_free(IntPtr depot);

        // Registration: what is said about a key when it is registered

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_registration_new(
            int keyUse,
            out RegistrationHandle registration,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_registration_set_application(
            RegistrationHandle registration,
            byte* application,
            UIntPtr applicationLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_registration_set_attestation(
            RegistrationHandle registration,
            byte* @object,
            UIntPtr objectLen,
            byte* clientData,
            UIntPtr clientDataLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_registration_free(IntPtr registration);

        // Key information: what the holder of a registered key changes about it

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_information_new(
            out KeyInformationHandle information,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_information_set_application(
            KeyInformationHandle information,
            byte* application,
            UIntPtr applicationLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_information_set_label(
            KeyInformationHandle information,
            byte* label,
            UIntPtr labelLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_information_set_expiry(
            KeyInformationHandle information,
            long expiry,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_information_set_attestation(
            KeyInformationHandle information,
            byte* @object,
            UIntPtr objectLen,
            byte* clientData,
            UIntPtr clientDataLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_key_information_free(IntPtr information);

        // KeyDepot: public keys without certificates

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_new(
            ContextHandle context,
            int environment,
            out KeyDepotHandle keyDepot,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_new_at(
            ContextHandle context,
            byte* url,
            UIntPtr urlLen,
            out KeyDepotHandle keyDepot,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_set_access_tokens(
            KeyDepotHandle keyDepot,
            AccessTokensHandle accessTokens,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_set_interface(
            KeyDepotHandle keyDepot,
            RestInterfaceHandle restInterface,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_set_trusted_keys(
            KeyDepotHandle keyDepot,
            IntPtr* jwks,
            UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_set_relying_party(
            KeyDepotHandle keyDepot,
            byte* host,
            UIntPtr hostLen,
            byte* origins,
            UIntPtr originsLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_challenge(
            KeyDepotHandle keyDepot,
            out BufferHandle options,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_register(
            KeyDepotHandle keyDepot,
            WebKeyHandle webKey,
            RegistrationHandle registration,
            out RegisteredKeyHandle key,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_add_information(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            KeyInformationHandle information,
            out RegisteredKeyHandle key,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_key(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out RegisteredKeyHandle key,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_keys(
            KeyDepotHandle keyDepot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            int keyUse,
            long moment,
            IntPtr* keys,
            UIntPtr capacity,
            out UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_attestation(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out AttestationHandle attestation,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_key_holder(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out KeyHolderHandle holder,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_delete(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_delete_all(
            KeyDepotHandle keyDepot,
            byte** keyIds,
            UIntPtr* keyIdLens,
            UIntPtr count,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_challenge(
            KeyDepotHandle keyDepot,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_register(
            KeyDepotHandle keyDepot,
            WebKeyHandle webKey,
            RegistrationHandle registration,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_add_information(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            KeyInformationHandle information,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_key(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_keys(
            KeyDepotHandle keyDepot,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            int keyUse,
            long moment,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_attestation(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_key_holder(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_delete(
            KeyDepotHandle keyDepot,
            byte* keyId,
            UIntPtr keyIdLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_key_depot_begin_delete_all(
            KeyDepotHandle keyDepot,
            byte** keyIds,
            UIntPtr* keyIdLens,
            UIntPtr count,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_key_depot_free(IntPtr keyDepot);

        // Log-on: what is asked of the secure token service

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_new(
            IdentityHandle identity,
            out LogOnHandle logOn,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_for_person(
            IdentityHandle identity,
            byte* ssin,
            UIntPtr ssinLen,
            out LogOnHandle logOn,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_for_professional(
            IdentityHandle identity,
            byte* profession,
            UIntPtr professionLen,
            byte* ssin,
            UIntPtr ssinLen,
            out LogOnHandle logOn,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_for_organization(
            IdentityHandle identity,
            byte* kind,
            UIntPtr kindLen,
            byte* nihii,
            UIntPtr nihiiLen,
            out LogOnHandle logOn,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_set_identification(
            LogOnHandle logOn,
            IdentityHandle identity,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_add_attribute(
            LogOnHandle logOn,
            byte* @namespace,
            UIntPtr namespaceLen,
            byte* name,
            UIntPtr nameLen,
            byte* value,
            UIntPtr valueLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_add_designator(
            LogOnHandle logOn,
            byte* @namespace,
            UIntPtr namespaceLen,
            byte* name,
            UIntPtr nameLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_log_on_set_validity(
            LogOnHandle logOn,
            uint seconds,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_log_on_free(IntPtr logOn);

        // Token service: where sessions are opened

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_service_new(
            ContextHandle context,
            int protocol,
            int environment,
            out TokenServiceHandle service,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_service_new_at(
            ContextHandle context,
            int protocol,
            byte* url,
            UIntPtr urlLen,
            out TokenServiceHandle service,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_service_add_trust_anchor(
            TokenServiceHandle service,
            byte* certificate,
            UIntPtr certificateLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_service_allow_sha1(
            TokenServiceHandle service,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_service_log_on(
            TokenServiceHandle service,
            LogOnHandle logOn,
            out SessionHandle session,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_service_begin_log_on(
            TokenServiceHandle service,
            LogOnHandle logOn,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_token_service_load(
            TokenServiceHandle service,
            byte* exported,
            UIntPtr exportedLen,
            LogOnHandle logOn,
            out SessionHandle session,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_token_service_free(IntPtr service);

        // Access list: who may get a key of the KGSS

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_list_new(
            out AccessListHandle list,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_list_allow(
            AccessListHandle list,
            byte* @namespace,
            UIntPtr namespaceLen,
            byte* name,
            UIntPtr nameLen,
            byte* value,
            UIntPtr valueLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_list_exclude(
            AccessListHandle list,
            byte* @namespace,
            UIntPtr namespaceLen,
            byte* name,
            UIntPtr nameLen,
            byte* value,
            UIntPtr valueLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_access_list_set_deletion_strategy(
            AccessListHandle list,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_access_list_free(IntPtr list);

        // KGSS: keys for recipients who are not known beforehand

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_new(
            ContextHandle context,
            int environment,
            DepotHandle depot,
            IdentityHandle identity,
            out KgssHandle kgss,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_new_at(
            ContextHandle context,
            byte* url,
            UIntPtr urlLen,
            DepotHandle depot,
            IdentityHandle identity,
            out KgssHandle kgss,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_set_service(
            KgssHandle kgss,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_set_token(
            KgssHandle kgss,
            TokenHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_set_cache(
            KgssHandle kgss,
            UIntPtr keys,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_new_key(
            KgssHandle kgss,
            AccessListHandle list,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_key(
            KgssHandle kgss,
            byte* identifier,
            UIntPtr identifierLen,
            SessionHandle session,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_begin_new_key(
            KgssHandle kgss,
            AccessListHandle list,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_begin_key(
            KgssHandle kgss,
            byte* identifier,
            UIntPtr identifierLen,
            SessionHandle session,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_forget(KgssHandle kgss, out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_kgss_free(IntPtr kgss);

        // KGSS over REST: the same keys by the other door

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_new(
            ContextHandle context,
            int environment,
            AccessTokensHandle accessTokens,
            out KgssRestHandle kgssRest,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_new_at(
            ContextHandle context,
            byte* url,
            UIntPtr urlLen,
            AccessTokensHandle accessTokens,
            out KgssRestHandle kgssRest,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_set_interface(
            KgssRestHandle kgssRest,
            RestInterfaceHandle restInterface,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_encrypt_answers(
            KgssRestHandle kgssRest,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_new_key(
            KgssRestHandle kgssRest,
            AccessListHandle list,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_key(
            KgssRestHandle kgssRest,
            byte* identifier,
            UIntPtr identifierLen,
            out SecretKeyHandle secretKey,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_delete_key(
            KgssRestHandle kgssRest,
            byte* identifier,
            UIntPtr identifierLen,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_begin_new_key(
            KgssRestHandle kgssRest,
            AccessListHandle list,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_begin_key(
            KgssRestHandle kgssRest,
            byte* identifier,
            UIntPtr identifierLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_kgss_rest_begin_delete_key(
            KgssRestHandle kgssRest,
            byte* identifier,
            UIntPtr identifierLen,
            out ExchangeHandle exchange,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_kgss_rest_free(IntPtr kgssRest);

        // Simulator: the platform's services on loopback
        // (only in libraries that were built with the simulator)

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_simulator_start(
            out SimulatorHandle simulator,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_simulator_start_in(
            byte* folder,
            UIntPtr folderLen,
            out SimulatorHandle simulator,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_rest_url(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_soap_url(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_kgss_url(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_ws_trust_url(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_saml_url(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_realm_url(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_user_realm_url(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_simulator_user_token(
            SimulatorHandle simulator,
            byte* ssin,
            UIntPtr ssinLen,
            out BufferHandle token,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_password(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern UIntPtr etee_simulator_holder_count(SimulatorHandle simulator);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_holder(
            SimulatorHandle simulator,
            UIntPtr index,
            UIntPtr field);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_simulator_store(
            SimulatorHandle simulator,
            byte* identifierType,
            UIntPtr identifierTypeLen,
            byte* identifier,
            UIntPtr identifierLen,
            byte* application,
            UIntPtr applicationLen,
            out BufferHandle store,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_simulator_card(
            SimulatorHandle simulator,
            byte* ssin,
            UIntPtr ssinLen,
            out BufferHandle store,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_token_service_certificate(
            SimulatorHandle simulator,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern byte* etee_simulator_trust_anchor(
            SimulatorHandle simulator,
            UIntPtr index,
            out UIntPtr len);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern int etee_simulator_set_fault(
            SimulatorHandle simulator,
            int service,
            int fault,
            uint times,
            out IntPtr error);

        [DllImport(Library, CallingConvention = CallingConvention.Cdecl, ExactSpelling = true)]
        internal static extern void etee_simulator_free(IntPtr simulator);
    }
}
