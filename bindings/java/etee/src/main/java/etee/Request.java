package etee;

import static etee.Natives.NATIVE;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP request to a service of the platform. It may hold personal data: do not log it. */
public final class Request {
    private final String method;
    private final String url;
    private final Map<String, String> headers;
    private final byte[] body;

    private Request(String method, String url, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
    }

    /** A copy of a request that the library lends. */
    static Request read(long request) {
        Map<String, String> headers = new LinkedHashMap<>();
        long count = NATIVE.etee_request_header_count(request);
        for (long i = 0; i < count; i++) {
            headers.put(Texts.read(NATIVE.etee_request_header_name(request, i)),
                    Texts.read(NATIVE.etee_request_header_value(request, i)));
        }
        try (Call call = new Call()) {
            long body = NATIVE.etee_request_body(request, call.count());
            return new Request(Texts.read(NATIVE.etee_request_method(request)),
                    Texts.read(NATIVE.etee_request_url(request)),
                    Collections.unmodifiableMap(headers),
                    Call.copy(body, NATIVE.getLong(call.count())));
        }
    }

    /** "GET" or "POST". */
    public String method() {
        return method;
    }

    /** The URL with its query. */
    public String url() {
        return url;
    }

    /** The headers, without those that every HTTP client sets itself. */
    public Map<String, String> headers() {
        return headers;
    }

    /** The body; empty for a GET. */
    public byte[] body() {
        return body.clone();
    }
}
