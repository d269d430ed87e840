using Etee.Interop;

namespace Etee
{
    /// <summary>A limit of a context.</summary>
    public enum Limit
    {
        /// <summary>
        /// Octets that one part of a message, such as a certificate, may have. Default 131072.
        /// </summary>
        ElementSize = NativeConstants.ETEE_LIMIT_ELEMENT_SIZE,

        /// <summary>Certificates that one layer of a message may have. Default 64.</summary>
        Certificates = NativeConstants.ETEE_LIMIT_CERTIFICATES,

        /// <summary>Recipients that a message may have. Default 4096.</summary>
        Recipients = NativeConstants.ETEE_LIMIT_RECIPIENTS,

        /// <summary>
        /// Octets that a message, or the clear text in it, may have. Default 2^40.
        /// </summary>
        MessageSize = NativeConstants.ETEE_LIMIT_MESSAGE_SIZE,

        /// <summary>
        /// Octets of clear text that the stream style of an unsealer keeps in memory before it goes
        /// to an encrypted temporary file. Default 4194304.
        /// </summary>
        SpoolMemory = NativeConstants.ETEE_LIMIT_SPOOL_MEMORY,

        /// <summary>
        /// Octets of output of the stream style of a sealer that may wait to be read before more is
        /// refused. Default 1048576.
        /// </summary>
        PendingOutput = NativeConstants.ETEE_LIMIT_PENDING_OUTPUT,

        /// <summary>Octets that a key store may have. Default 4194304.</summary>
        StoreSize = NativeConstants.ETEE_LIMIT_STORE_SIZE,

        /// <summary>
        /// Iterations of key derivation that a key store may ask for. Default 5000000.
        /// </summary>
        PasswordIterations = NativeConstants.ETEE_LIMIT_PASSWORD_ITERATIONS,

        /// <summary>Octets that an encryption token may have. Default 1048576.</summary>
        TokenSize = NativeConstants.ETEE_LIMIT_TOKEN_SIZE,

        /// <summary>Octets that the answer of a service may have. Default 8388608.</summary>
        ReplySize = NativeConstants.ETEE_LIMIT_REPLY_SIZE,
    }
}
