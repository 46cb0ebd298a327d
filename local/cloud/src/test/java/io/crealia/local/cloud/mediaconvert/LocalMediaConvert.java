package io.crealia.local.cloud.mediaconvert;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cloud.ffmpeg.TestFfmpeg;
import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.store.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;
import software.amazon.awssdk.services.mediaconvert.model.Job;

/** A server over a folder of objects, and the real client for it. */
final class LocalMediaConvert implements AutoCloseable {
    static final String BUCKET = "media";

    final Path folder;
    final Path objects;
    final List<JsonNode> events = new CopyOnWriteArrayList<>();
    final MediaConvertServer server;
    final MediaConvertClient client;

    LocalMediaConvert(Path folder) throws IOException {
        this(folder, UnaryOperator.identity());
    }

    LocalMediaConvert(Path folder, UnaryOperator<MediaConvertSettings> change) throws IOException {
        this.folder = folder;
        this.objects = folder.resolve("objects");
        Files.createDirectories(objects.resolve(BUCKET));
        var settings = MediaConvertSettings.defaults(folder.resolve("data")).withFfmpeg(TestFfmpeg.locator())
                .withStatusUpdate(Duration.ofMillis(100));
        server = MediaConvertServer.start(change.apply(settings), new FileObjectStore(objects), events::add);
        client = client(server);
    }

    static MediaConvertClient client(MediaConvertServer server) {
        return MediaConvertClient.builder().endpointOverride(server.endpoint()).region(Region.EU_WEST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .build();
    }

    /** Stores a clip; the address for a job. */
    String put(Path clip, String key) {
        try {
            var uri = new ObjectUri(BUCKET, key);
            new FileObjectStore(objects).put(clip, uri, "video/mp4");
            return uri.toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Path object(String key) {
        return objects.resolve(BUCKET).resolve(key);
    }

    List<String> keys(String prefix) throws IOException {
        return new FileObjectStore(objects).list(BUCKET, prefix);
    }

    Job finished(String id) {
        return Awaitility.await("job " + id).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(50))
                .until(() -> client.getJob(request -> request.id(id)).job(),
                        job -> List.of("COMPLETE", "ERROR", "CANCELED")
                                .contains(job.statusAsString()));
    }

    /** The event of a job with a status; waits for it. */
    JsonNode event(String jobId, String status) {
        return Awaitility.await(status + " of " + jobId).atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> events.stream().filter(event -> event.at("/detail/jobId").asText().equals(jobId)
                        && event.at("/detail/status").asText().equals(status)).findFirst().orElse(null),
                        event -> event != null);
    }

    List<String> statuses(String jobId) {
        return events.stream().filter(event -> event.at("/detail/jobId").asText().equals(jobId))
                .map(event -> event.at("/detail/status").asText()).toList();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
