package io.crealia.transcoding.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.StepToken;
import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.MovableClock;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.EncodePolicy;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.port.TranscodeOrder;
import io.crealia.transcoding.port.TranscodeService;
import io.crealia.transcoding.port.TranscodeService.Submission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;

/** What the adapter makes of the service's refusals, by the real client. */
final class MediaConvertErrorsTest {
    private static final StepToken TOKEN = StepToken.parse("wfl_01J9ZQ4M5N6P7R8S9T0V1W2X3Y.transcode.1");
    private HttpServer server;
    private MediaConvertClient client;
    private TranscodeService service;
    private volatile int status;
    private volatile String error;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("X-Amzn-ErrorType", error);
                var body = "{\"message\":\"said the service\"}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        client = MediaConvertClient.builder().region(Region.EU_CENTRAL_1)
                .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(client -> client.retryStrategy(DefaultRetryStrategy.doNotRetry())).build();
        service = new MediaConvertTranscodeService(() -> client, new MediaConvertSettings("role", "queue", "media"),
                new MovableClock());
    }

    @AfterEach
    void stop() {
        client.close();
        server.stop(0);
    }

    @Test
    void submit_badRequest_isRefusedWithTheServicesWords() {
        answer(400, "BadRequestException");
        assertThat(submit()).isEqualTo(new Submission.Refused("said the service"));
    }

    @Test
    void submit_forbidden_isForbidden() {
        answer(403, "ForbiddenException");
        assertThat(submit()).isEqualTo(new Submission.Forbidden("said the service"));
    }

    @Test
    void submit_tooManyRequests_isThrottled() {
        answer(429, "TooManyRequestsException");
        assertThat(submit()).isEqualTo(new Submission.Throttled());
    }

    @Test
    void submit_serverError_isADependencysFault() {
        answer(500, "InternalServerErrorException");
        assertThatThrownBy(this::submit).isInstanceOf(DependencyException.class).hasMessageContaining(TOKEN.value());
    }

    @Test
    void everyOtherCall_serverError_isADependencysFault() {
        answer(503, "ServiceUnavailable");
        assertThatThrownBy(() -> service.find(JobKey.whole(TOKEN), "key")).isInstanceOf(DependencyException.class);
        assertThatThrownBy(() -> service.status(JobKey.whole(TOKEN), "id")).isInstanceOf(DependencyException.class);
        assertThatThrownBy(() -> service.cancel("id")).isInstanceOf(DependencyException.class);
        assertThatThrownBy(() -> service.probe("key")).isInstanceOf(DependencyException.class);
    }

    @Test
    void probe_tooManyRequests_isADependencysFault() {
        answer(429, "TooManyRequestsException");
        assertThatThrownBy(() -> service.probe("key")).isInstanceOf(DependencyException.class);
    }

    @Test
    void cancel_jobThatEnded_doesNothing() {
        answer(409, "ConflictException");
        service.cancel("id");
        answer(404, "NotFoundException");
        service.cancel("id");
        assertThat(service.status(JobKey.whole(TOKEN), "id")).isEmpty();
    }

    private void answer(int newStatus, String newError) {
        status = newStatus;
        error = newError;
    }

    private Submission submit() {
        var plan = new Planner(EncodePolicy.of(Duration.ofHours(4), 8192L * 4320)).plan(Sources.landscape720(),
                List.of());
        return service.submit(new TranscodeOrder(TOKEN, new AssetId("ast_01J9ZQ4M5N6P7R8S9T0V1W2X3Y"), "c", "key",
                new OutputLayout("out/"), plan));
    }
}
