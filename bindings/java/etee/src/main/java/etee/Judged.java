package etee;

import java.util.function.Supplier;

/** Gives the exceptions of refused messages their reports. */
final class Judged {
    static <T> T run(Supplier<T> judging, Supplier<Report> report) {
        try {
            return judging.get();
        } catch (MalformedException | KeysException | TrustException refusal) {
            attach(refusal, report);
            throw refusal;
        }
    }

    private static void attach(EteeException refusal, Supplier<Report> report) {
        try {
            refusal.attach(report.get());
        } catch (UsageException notJudged) {
            // The message was discarded before it came to a judgement.
        }
    }

    private Judged() {}
}
