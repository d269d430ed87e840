package etee;

import static etee.Natives.NATIVE;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * The judgement on one message, in the words of the official library. Immutable; any number of
 * threads may use it. Subjects are personal data: a report is not for logs, its names of findings
 * are.
 */
public final class Report extends Handle {
    Report(long address) {
        super(address, NATIVE::etee_report_free);
    }

    /** How the message was judged. */
    public Judgement judgement() {
        return Judgement.of(number(NATIVE::etee_report_judgement));
    }

    /** Whether the content was released. */
    public boolean isReleased() {
        return isTrue(NATIVE::etee_report_released);
    }

    /** The official name of what ended the judgement, or null. */
    public @Nullable String fatal() {
        return text(NATIVE::etee_report_fatal);
    }

    /** The official names of the errors, in the order of the checks. */
    public List<String> errors() {
        return texts(NATIVE::etee_report_error_count, NATIVE::etee_report_error);
    }

    /** The official names of the warnings, in the order of the checks. */
    public List<String> warnings() {
        return texts(NATIVE::etee_report_warning_count, NATIVE::etee_report_warning);
    }

    /** Octets of clear text; 0 if nothing was released. */
    public long contentLength() {
        return longNumber(NATIVE::etee_report_content_length);
    }

    /** When the message was signed, as far as is known; {@link #signingTimeSource} says who says so. */
    public @Nullable Instant signingTime() {
        return instant(text(NATIVE::etee_report_signing_time));
    }

    /** Who says when the message was signed: "signer", "time-stamp", "caller", "clock", or null. */
    public @Nullable String signingTimeSource() {
        return text(NATIVE::etee_report_signing_time_source);
    }

    /** The subject of the certificate of the outer signature, or null. */
    public @Nullable String authenticationSubject() {
        return text(NATIVE::etee_report_authentication_subject);
    }

    /** The subject of the certificate of the inner signature, if it has one of its own; or null. */
    public @Nullable String signatureSubject() {
        return text(NATIVE::etee_report_signature_subject);
    }

    /** The certificate of the outer signature, or null. */
    public @Nullable X509Certificate authenticationCertificate() {
        return certificate(NATIVE::etee_report_authentication_certificate);
    }

    /** The certificate of the inner signature, or null. */
    public @Nullable X509Certificate signatureCertificate() {
        return certificate(NATIVE::etee_report_signature_certificate);
    }

    /** Whether a layer is right in itself. */
    public Validity validity(Layer layer) {
        return Validity.of(
                number(self -> NATIVE.etee_report_layer_validity(self, layer.number)));
    }

    /** Whether the signer of a layer is to be trusted. */
    public Validity trust(Layer layer) {
        return Validity.of(number(self -> NATIVE.etee_report_layer_trust(self, layer.number)));
    }

    /** The official names of the errors of a layer. */
    public List<String> errors(Layer layer) {
        return texts(self -> NATIVE.etee_report_layer_error_count(self, layer.number),
                (self, i) -> NATIVE.etee_report_layer_error(self, layer.number, i));
    }

    /** The official names of the warnings of a layer. */
    public List<String> warnings(Layer layer) {
        return texts(self -> NATIVE.etee_report_layer_warning_count(self, layer.number),
                (self, i) -> NATIVE.etee_report_layer_warning(self, layer.number, i));
    }

    /** The signing policy that a layer was judged under, or null. */
    public @Nullable SigningPolicy policy(Layer layer) {
        String name = text(self -> NATIVE.etee_report_layer_policy(self, layer.number));
        return name == null ? null : SigningPolicy.valueOf(name);
    }

    /** The certificate of the signer of a layer, or null. */
    public @Nullable X509Certificate certificate(Layer layer) {
        return certificate((self, length) ->
                NATIVE.etee_report_layer_certificate(self, layer.number, length));
    }

    /** The subject of that certificate, or null. */
    public @Nullable String subject(Layer layer) {
        return text(self -> NATIVE.etee_report_layer_subject(self, layer.number));
    }

    /** The issuer of that certificate, or null. */
    public @Nullable String issuer(Layer layer) {
        return text(self -> NATIVE.etee_report_layer_issuer(self, layer.number));
    }

    /** The serial number of that certificate in decimal, or null; see the C header for envelopes. */
    public @Nullable String serial(Layer layer) {
        return text(self -> NATIVE.etee_report_layer_serial(self, layer.number));
    }

    /** The identifier of the key of a layer, where no certificate is named; or null. */
    public byte @Nullable [] keyIdentifier(Layer layer) {
        return octets((self, length) ->
                NATIVE.etee_report_layer_key_identifier(self, layer.number, length));
    }

    /** When the signer of a layer says that it signed, or null. Nobody else vouches for it. */
    public @Nullable Instant signingTime(Layer layer) {
        return instant(text(self ->
                NATIVE.etee_report_layer_signing_time(self, layer.number)));
    }

    /** The outer signature: the octets that a time-stamp is made for; or null. */
    public byte @Nullable [] signature() {
        return octets(NATIVE::etee_report_signature);
    }

    /** The whole report as JSON in one line. */
    public String json() {
        return text(NATIVE::etee_report_json);
    }

    /** The report in a few lines for the person at the desk. It holds personal data. */
    public String text(Language language) {
        return text(self -> NATIVE.etee_report_text(self, language.number));
    }

    private static Instant instant(String text) {
        return text == null ? null : Instant.parse(text);
    }
}
