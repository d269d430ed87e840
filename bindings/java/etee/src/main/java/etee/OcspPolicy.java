package etee;

/** Where it is learnt whether a certificate was revoked. */
public enum OcspPolicy {
    /** Revocation is not looked at. */
    NONE(Constants.OCSP_POLICY_NONE),
    /** From the message if it is there; a warning if not. */
    SENDER_OPTIONAL(Constants.OCSP_POLICY_SENDER_OPTIONAL),
    /** From the message if it is there, else from the responder. */
    RECEIVER_OPTIONAL(Constants.OCSP_POLICY_RECEIVER_OPTIONAL),
    /** From the message; an error if it is not there. */
    SENDER_MANDATORY(Constants.OCSP_POLICY_SENDER_MANDATORY),
    /** From the responder, whatever is in the message. */
    RECEIVER_MANDATORY(Constants.OCSP_POLICY_RECEIVER_MANDATORY);

    final int number;

    OcspPolicy(int number) {
        this.number = number;
    }
}
