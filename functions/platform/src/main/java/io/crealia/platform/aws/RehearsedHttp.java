package io.crealia.platform.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The HTTP client below every AWS client. While a function rehearses, it answers by itself: whatever is read is not
 * there, whatever is written or sent is thanked for and dropped. So a rehearsal may run the whole path, and changes
 * nothing. Only Secrets Manager is asked for real, because the stores cannot be reached without it.
 *
 * <p>Each host is knocked at once with a bare {@code HEAD}, without credentials, so that the snapshot holds the classes
 * of the way there too, TLS among them.
 */
final class RehearsedHttp implements SdkHttpClient {
    private final SdkHttpClient network;
    private final Set<String> knocked = new HashSet<>();
    private volatile boolean rehearsing;

    RehearsedHttp(SdkHttpClient network) {
        this.network = network;
    }

    void rehearsing(boolean now) {
        rehearsing = now;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        var target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
        if (!rehearsing || target.startsWith("secretsmanager.")) {
            return network.prepareRequest(request);
        }
        knock(request.httpRequest());
        var answer = RehearsedAnswer.to(request, target);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                var response = SdkHttpResponse.builder().statusCode(answer.status())
                        .putHeader("Content-Type", answer.type())
                        .putHeader("Content-Length", Integer.toString(answer.body().length())).build();
                var body = new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8));
                return HttpExecuteResponse.builder().response(response)
                        .responseBody(AbortableInputStream.create(body)).build();
            }

            @Override
            public void abort() {
                // There is nothing under way.
            }
        };
    }

    private void knock(SdkHttpRequest request) {
        if (!knocked.add(request.host())) {
            return;
        }
        var door = SdkHttpRequest.builder().method(SdkHttpMethod.HEAD)
                .uri(URI.create(request.protocol() + "://" + request.host() + ":" + request.port() + "/"))
                .putHeader("Connection", "close").build();
        try {
            network.prepareRequest(HttpExecuteRequest.builder().request(door).build()).call().responseBody()
                    .ifPresent(RehearsedHttp::close);
        } catch (IOException _) {
            // Whether anybody opens the door does not matter.
        }
    }

    private static void close(AbortableInputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String clientName() {
        return network.clientName();
    }

    @Override
    public void close() {
        network.close();
    }
}
