package etee;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.ProviderException;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Cipher;

/**
 * Signs digests with a key of Java's cryptography, which has no one name for that: providers call
 * the same thing by different names, or have only the raw operation of RSA. They are tried in the
 * order in which the provider has most of the work.
 */
final class PrivateKeyFunction implements SigningFunction {
    /** The DigestInfo of a SHA-256 digest up to the digest (RFC 8017, 9.2). */
    private static final byte[] SHA256_PREFIX = {
        0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, (byte) 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02,
        0x01, 0x05, 0x00, 0x04, 0x20
    };

    private final PrivateKey key;

    PrivateKeyFunction(PrivateKey key) {
        this.key = key;
    }

    /** One way to sign. */
    private interface Way {
        byte[] sign() throws GeneralSecurityException;
    }

    @Override
    public byte[] sign(SignatureScheme scheme, byte[] digest) throws GeneralSecurityException {
        switch (scheme) {
            case RSA_PSS_SHA256:
                return firstOf(() -> signPss(digest),
                        () -> encrypt("RSA/ECB/NoPadding", PssEncoding.encode(digest, bits())));
            case RSA_PKCS1_SHA256:
                byte[] info = withPrefix(digest);
                return firstOf(() -> sign("NONEwithRSA", info),
                        () -> encrypt("RSA/ECB/PKCS1Padding", info));
            default:
                return sign("NONEwithECDSA", digest);
        }
    }

    /** What the first way that works gives; the failure of the first one, with the others. */
    private static byte[] firstOf(Way first, Way second) throws GeneralSecurityException {
        try {
            return first.sign();
        } catch (GeneralSecurityException | ProviderException failure) {
            try {
                return second.sign();
            } catch (GeneralSecurityException | ProviderException other) {
                failure.addSuppressed(other);
                throw failure;
            }
        }
    }

    private byte[] sign(String algorithm, byte[] octets) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(octets);
        return signature.sign();
    }

    private byte[] signPss(byte[] digest) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("NONEwithRSASSA-PSS");
        signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256,
                PssEncoding.SALT_LENGTH, 1));
        signature.initSign(key);
        signature.update(digest);
        return signature.sign();
    }

    private byte[] encrypt(String transformation, byte[] octets) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(transformation);
        cipher.init(Cipher.ENCRYPT_MODE, key);
        return cipher.doFinal(octets);
    }

    private int bits() throws GeneralSecurityException {
        if (key instanceof RSAKey) {
            return ((RSAKey) key).getModulus().bitLength();
        }
        throw new java.security.InvalidKeyException("the length of the RSA key is not known");
    }

    private static byte[] withPrefix(byte[] digest) {
        byte[] info = new byte[SHA256_PREFIX.length + digest.length];
        System.arraycopy(SHA256_PREFIX, 0, info, 0, SHA256_PREFIX.length);
        System.arraycopy(digest, 0, info, SHA256_PREFIX.length, digest.length);
        return info;
    }
}
