package etee;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;

/** Java's own HTTP client, which is there from Java 11 on. */
final class JavaSender {
    static HttpSender make(Duration connectTimeout, Duration callTimeout) {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        return request -> send(client, callTimeout, request);
    }

    private static Reply send(HttpClient client, Duration timeout, Request request)
            throws Exception {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(request.url()))
                .timeout(timeout)
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        request.headers().forEach(builder::setHeader);
        HttpResponse<byte[]> response;
        try {
            response = client.send(builder.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the thread was interrupted");
        }
        Reply reply = new Reply(response.statusCode(), response.body());
        response.headers().firstValue("Content-Type")
                .ifPresent(type -> reply.addHeader("Content-Type", type));
        return reply;
    }

    private JavaSender() {}
}
