package etee;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The encoding of a digest that RSA signs in RSASSA-PSS (RFC 8017, 9.1.1), with SHA-256, for
 * security providers that have RSA but no PSS for a digest.
 */
final class PssEncoding {
    static final int SALT_LENGTH = 32;
    private static final int DIGEST_LENGTH = 32;

    /** The encoded message for a modulus of so many bits, as long as the modulus. */
    static byte[] encode(byte[] digest, int modulusBits) throws NoSuchAlgorithmException {
        byte[] salt = new byte[SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        sha256.update(new byte[8]);
        sha256.update(digest);
        byte[] hash = sha256.digest(salt);

        int bits = modulusBits - 1;
        int length = (bits + 7) / 8;
        int maskedLength = length - DIGEST_LENGTH - 1;
        byte[] encoded = new byte[length];
        encoded[maskedLength - SALT_LENGTH - 1] = 1;
        System.arraycopy(salt, 0, encoded, maskedLength - SALT_LENGTH, SALT_LENGTH);
        applyMask(encoded, maskedLength, hash);
        encoded[0] &= (byte) (0xff >> (8 * length - bits));
        System.arraycopy(hash, 0, encoded, maskedLength, DIGEST_LENGTH);
        encoded[length - 1] = (byte) 0xbc;
        return length == (modulusBits + 7) / 8 ? encoded : withZeroBefore(encoded);
    }

    /** MGF1 (RFC 8017, B.2.1) over the first octets. */
    private static void applyMask(byte[] octets, int length, byte[] seed)
            throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        for (int start = 0, block = 0; start < length; start += DIGEST_LENGTH, block++) {
            sha256.update(seed);
            byte[] mask = sha256.digest(new byte[] {
                (byte) (block >>> 24), (byte) (block >>> 16), (byte) (block >>> 8), (byte) block
            });
            for (int i = 0; i < mask.length && start + i < length; i++) {
                octets[start + i] ^= mask[i];
            }
        }
    }

    /** For a modulus of a multiple of eight bits plus one, the octet that encoding leaves out. */
    private static byte[] withZeroBefore(byte[] encoded) {
        byte[] longer = Arrays.copyOf(new byte[1], encoded.length + 1);
        System.arraycopy(encoded, 0, longer, 1, encoded.length);
        return longer;
    }

    private PssEncoding() {}
}
