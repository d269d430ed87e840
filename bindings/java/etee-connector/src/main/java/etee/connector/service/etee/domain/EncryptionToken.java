package etee.connector.service.etee.domain;

import static etee.connector.exception.TechnicalConnectorExceptionValues.INVALID_TOKEN;

import etee.EteeException;
import etee.connector.config.Library;
import etee.connector.exception.Failures;
import etee.connector.exception.TechnicalConnectorException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;

/** Somebody's encryption token (ETK). */
public class EncryptionToken {
    private final etee.EncryptionToken token;

    /** A token of the library. */
    public EncryptionToken(etee.EncryptionToken token) {
        this.token = token;
    }

    /** A token as the depot gives it. */
    public EncryptionToken(byte[] encoded) throws TechnicalConnectorException {
        token = read(() -> etee.EncryptionToken.of(Library.context(), encoded));
    }

    /** A token in base64. */
    public EncryptionToken(String base64) throws TechnicalConnectorException {
        token = read(() -> etee.EncryptionToken.ofBase64(Library.context(), base64));
    }

    /** A token in a file. */
    public EncryptionToken(File file) throws TechnicalConnectorException {
        token = read(() ->
                etee.EncryptionToken.of(Library.context(), Files.readAllBytes(file.toPath())));
    }

    /** A token from a stream, which is read to its end. */
    public EncryptionToken(InputStream stream) throws TechnicalConnectorException {
        token = read(() -> etee.EncryptionToken.of(Library.context(), readAll(stream)));
    }

    private interface Reading {
        etee.EncryptionToken read() throws IOException, TechnicalConnectorException;
    }

    private static etee.EncryptionToken read(Reading reading)
            throws TechnicalConnectorException {
        try {
            return reading.read();
        } catch (EteeException failure) {
            throw Failures.of(failure, INVALID_TOKEN);
        } catch (IOException failure) {
            throw new TechnicalConnectorException(INVALID_TOKEN, failure);
        }
    }

    private static byte[] readAll(InputStream stream) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        byte[] chunk = new byte[8192];
        for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
            octets.write(chunk, 0, count);
        }
        return octets.toByteArray();
    }

    /** The token as the depot gives it. */
    public byte[] getEncoded() {
        return token.encoded();
    }

    /** The token in base64. */
    public byte[] getBase64Encoded() {
        return Base64.getEncoder().encode(token.encoded());
    }

    /** The certificate to encrypt to. */
    public X509Certificate getCertificate() {
        return token.certificate();
    }

    /** The certificate by which the holder vouches for that one. */
    public X509Certificate getAuthenticationCertificate() {
        return token.authenticationCertificate();
    }

    /** The token of the library. */
    public etee.EncryptionToken getEtk() {
        return token;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptionToken
                && Arrays.equals(getEncoded(), ((EncryptionToken) other).getEncoded());
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(getEncoded());
    }
}
