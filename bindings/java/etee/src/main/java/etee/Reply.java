package etee;

import static etee.Natives.NATIVE;

import java.util.LinkedHashMap;
import java.util.Map;

/** The answer to a {@link Request}. */
public final class Reply {
    private final int status;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] body;

    /** An answer with an HTTP status and a body, without headers yet. */
    public Reply(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    /** Adds a header; Content-Type is the only one that the library reads today. */
    public Reply addHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** Fills an etee_reply. */
    void write(long reply) {
        Call.perform(call -> NATIVE.etee_reply_set_status(reply, status, call.error()));
        headers.forEach((name, value) -> Call.perform(call -> {
            Call.Octets key = call.text(name);
            Call.Octets text = call.text(value);
            return NATIVE.etee_reply_add_header(reply, key.address, key.length, text.address,
                    text.length, call.error());
        }));
        Call.perform(call -> {
            Call.Octets octets = call.octets(body);
            return NATIVE.etee_reply_append(reply, octets.address, octets.length, call.error());
        });
    }
}
