package io.crealia.chaos.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.local.cloud.events.BusEvent;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

class TranscoderTest {
    private static final String SOURCE = "s3://media/acme/a1/source/original";

    @TempDir
    Path folder;
    private final List<BusEvent> events = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private EmbeddedCloud cloud;
    private HttpServer real;
    private S3Client s3;
    private Transcoder transcoder;

    @BeforeEach
    void start() throws IOException {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(folder).only(Service.S3));
        cloud.createBucket("media");
        var at = cloud.endpoints();
        s3 = S3Client.builder().endpointOverride(at.s3()).forcePathStyle(true).region(Region.of(at.region()))
                .credentialsProvider(StaticCredentialsProvider
                        .create(AwsBasicCredentials.create(at.accessKeyId(), at.secretAccessKey())))
                .httpClient(UrlConnectionHttpClient.create()).build();
        s3.putObject(put -> put.bucket("media").key("acme/a1/source/original"), RequestBody.fromString("12345"));
        real = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        real.createContext("/", exchange -> {
            var body = "{\"job\":{\"id\":\"real-1\"},\"real\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(exchange.getRequestURI().getPath().endsWith("missing") ? 404 : 201,
                    body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        real.start();
        transcoder = new Transcoder(URI.create("http://127.0.0.1:" + real.getAddress().getPort()), s3,
                size -> size == 5
                        ? Optional.of(new Recording(Map.of("hls/index.m3u8", "list".getBytes(StandardCharsets.UTF_8))))
                        : Optional.empty(),
                events::add);
    }

    @AfterEach
    void stop() {
        transcoder.close();
        real.stop(0);
        s3.close();
        cloud.close();
        client.close();
    }

    private JsonNode call(String method, String path, String body) throws Exception {
        return Json.parse(client.send(HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + transcoder.address().getPort() + "/2017-08-29/" + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString()).body());
    }

    private static String job(String source, String token) {
        var job = Json.object().put("clientRequestToken", token).put("queue", "q");
        job.putObject("userMetadata").put("token", "run1.transcode.1");
        job.putObject("settings").put("destination", "s3://media/acme/a1/run1/transcode/1/").putArray("inputs")
                .addObject().put("fileInput", source);
        return Json.text(job);
    }

    @Test
    void recordedSource_outputsAreWrittenAndTheEventIsSent() throws Exception {
        var id = call("POST", "jobs", job(SOURCE, "t1")).at("/job/id").asText();

        await().until(() -> events.size() == 1);

        assertThat(s3.getObjectAsBytes(get -> get.bucket("media").key("acme/a1/run1/transcode/1/hls/index.m3u8"))
                .asUtf8String()).isEqualTo("list");
        assertThat(events.getFirst().detail().path("jobId").asText()).isEqualTo(id);
        assertThat(events.getFirst().detail().at("/userMetadata/token").asText()).isEqualTo("run1.transcode.1");
        assertThat(call("GET", "jobs/" + id, "").at("/job/status").asText()).isEqualTo("COMPLETE");
    }

    @Test
    void sameToken_isTheSameJob_andAnotherIsASecond() throws Exception {
        var first = call("POST", "jobs", job(SOURCE, "t1")).at("/job/id").asText();

        assertThat(call("POST", "jobs", job(SOURCE, "t1")).at("/job/id").asText()).isEqualTo(first);
        assertThat(call("POST", "jobs", job(SOURCE, "t2")).at("/job/id").asText()).isNotEqualTo(first);
        assertThat(transcoder.created()).hasSize(2)
                .allSatisfy(job -> assertThat(job.key()).isEqualTo("run1.transcode.1"));
    }

    @Test
    void search_findsRecordedJobsByTheirInput() throws Exception {
        var id = call("POST", "jobs", job(SOURCE, "t1")).at("/job/id").asText();
        var query = "search?inputFile=" + URLEncoder.encode(SOURCE, StandardCharsets.UTF_8);

        assertThat(call("GET", query, "").at("/jobs/0/id").asText()).isEqualTo(id);
        assertThat(call("GET", "search?inputFile=other", "").path("real").asBoolean()).isTrue();
    }

    @Test
    void whatIsNotRecorded_isPassedOn() throws Exception {
        s3.putObject(put -> put.bucket("media").key("acme/a2/source/original"), RequestBody.fromString("123456"));

        assertThat(call("POST", "jobs", job("s3://media/acme/a2/source/original", "t3")).at("/job/id").asText())
                .isEqualTo("real-1");
        assertThat(call("POST", "probe", "{}").path("real").asBoolean()).isTrue();
        assertThat(transcoder.created()).containsExactly(new Transcoder.Created("real-1", "run1.transcode.1", true));
    }
}
