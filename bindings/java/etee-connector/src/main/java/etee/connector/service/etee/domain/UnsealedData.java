package etee.connector.service.etee.domain;

import etee.Report;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/** What was in a message, and who signed it. */
public class UnsealedData {
    private final byte[] content;
    private final X509Certificate authenticationCertificate;
    private final X509Certificate signatureCertificate;
    private final byte[] signature;
    private final Instant signingTime;

    /** A content and what its report says. */
    public UnsealedData(byte[] content, Report report) {
        this.content = content;
        authenticationCertificate = report.authenticationCertificate();
        signatureCertificate = report.signatureCertificate();
        signature = report.signature();
        signingTime = report.signingTime();
    }

    /** The content. */
    public InputStream getContent() {
        return new ByteArrayInputStream(content);
    }

    /** The content. */
    public byte[] getContentAsByte() {
        return content.clone();
    }

    /** The certificate of the outer signature. */
    public X509Certificate getAuthenticationCert() {
        return authenticationCertificate;
    }

    /** The certificate of the inner signature. */
    public X509Certificate getSignatureCert() {
        return signatureCertificate;
    }

    /** The outer signature. */
    public byte[] getSignature() {
        return signature == null ? null : signature.clone();
    }

    /** When the message was signed; null if that is not known. */
    public Date getSigningTime() {
        return signingTime == null ? null : Date.from(signingTime);
    }
}
