package etee;

import static etee.Natives.NATIVE;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * The judgement on one encryption token, in the words of the official library. Immutable. Subjects
 * are personal data: a report is not for logs, its names of findings are.
 */
public final class TokenReport extends Handle {
    TokenReport(long address) {
        super(address, NATIVE::etee_token_report_free);
    }

    /** How the token was judged. */
    public Judgement judgement() {
        return Judgement.of(number(NATIVE::etee_token_report_judgement));
    }

    /** Whether nothing was found wrong with the token. */
    public boolean isGood() {
        return isTrue(NATIVE::etee_token_report_is_good);
    }

    /** The official name of what ended the judgement, or null. */
    public @Nullable String fatal() {
        return text(NATIVE::etee_token_report_fatal);
    }

    /** The official names of the errors, in the order of the checks. */
    public List<String> errors() {
        return texts(NATIVE::etee_token_report_error_count, NATIVE::etee_token_report_error);
    }

    /** The official names of the warnings, in the order of the checks. */
    public List<String> warnings() {
        return texts(NATIVE::etee_token_report_warning_count, NATIVE::etee_token_report_warning);
    }

    /** The certificate that was judged as the holder's, or null. */
    public @Nullable X509Certificate authenticationCertificate() {
        return certificate(NATIVE::etee_token_report_authentication_certificate);
    }

    /** The whole report as JSON in one line. */
    public String json() {
        return text(NATIVE::etee_token_report_json);
    }
}
