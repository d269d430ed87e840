package etee;

import java.time.Duration;

/** Java's own HTTP client. The jar holds another class of this name for Java 11 and later. */
final class JavaSender {
    static HttpSender make(Duration connectTimeout, Duration callTimeout) {
        throw new UnsupportedOperationException("java.net.http comes with Java 11 and later");
    }

    private JavaSender() {}
}
