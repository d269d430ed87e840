package etee;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** Java's certificates in DER and back. */
final class Certificates {
    static X509Certificate decode(byte[] der) {
        if (der == null) {
            return null;
        }
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            return (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException unreadable) {
            throw new IllegalStateException("Java cannot read a certificate that the library can",
                    unreadable);
        }
    }

    /** One after the other. */
    static byte[] encode(X509Certificate... certificates) {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        for (X509Certificate certificate : certificates) {
            try {
                byte[] der = certificate.getEncoded();
                encoded.write(der, 0, der.length);
            } catch (CertificateEncodingException unencodable) {
                throw new IllegalArgumentException("a certificate has no encoding", unencodable);
            }
        }
        return encoded.toByteArray();
    }

    private Certificates() {}
}
