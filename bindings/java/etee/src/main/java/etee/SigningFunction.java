package etee;

/** A private key that signs, wherever it is kept. Several threads use it at once. */
@FunctionalInterface
public interface SigningFunction {
    /**
     * Signs a digest of 32 octets, or of 48 with SHA-384.
     *
     * @throws Exception if it does not: a CancellationException means that the holder refused. It
     *     is the cause of the exception that the caller gets.
     */
    byte[] sign(SignatureScheme scheme, byte[] digest) throws Exception;
}
