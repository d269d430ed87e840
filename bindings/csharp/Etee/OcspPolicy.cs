using Etee.Interop;

namespace Etee
{
    /// <summary>Where it is learnt whether a certificate was revoked.</summary>
    public enum OcspPolicy
    {
        /// <summary>Revocation is not looked at. The default.</summary>
        None = NativeConstants.ETEE_OCSP_POLICY_NONE,

        /// <summary>From the message if it is there; a warning if not.</summary>
        SenderOptional = NativeConstants.ETEE_OCSP_POLICY_SENDER_OPTIONAL,

        /// <summary>From the message if it is there, else from the responder.</summary>
        ReceiverOptional = NativeConstants.ETEE_OCSP_POLICY_RECEIVER_OPTIONAL,

        /// <summary>From the message; an error if it is not there.</summary>
        SenderMandatory = NativeConstants.ETEE_OCSP_POLICY_SENDER_MANDATORY,

        /// <summary>From the responder, whatever is in the message.</summary>
        ReceiverMandatory = NativeConstants.ETEE_OCSP_POLICY_RECEIVER_MANDATORY,
    }
}
