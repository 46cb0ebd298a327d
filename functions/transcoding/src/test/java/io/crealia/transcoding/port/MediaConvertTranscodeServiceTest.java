package io.crealia.transcoding.port;

import io.crealia.local.cloud.Service;
import io.crealia.testkit.MovableClock;
import io.crealia.transcoding.Clip;
import io.crealia.transcoding.adapter.MediaConvertSettings;
import io.crealia.transcoding.adapter.MediaConvertTranscodeService;
import io.crealia.transcoding.adapter.S3MediaStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;

/** The real adapter and the real client, on the embedded MediaConvert. */
final class MediaConvertTranscodeServiceTest extends TranscodeServiceContract {
    private static final String VIDEO = "acme/video/source/original";
    private static final String TEXT = "acme/text/source/original";
    @TempDir
    private static Path directory;
    private static Cloud cloud;
    private static TranscodeService service;

    @BeforeAll
    static void start() {
        cloud = Cloud.start(directory.resolve("cloud"), Service.S3, Service.MEDIACONVERT);
        var clients = cloud.s3Clients();
        var store = new S3MediaStore(clients::s3, Cloud.BUCKET);
        store.put(VIDEO, Clip.in(directory).landscape("640x360", 2), "video/mp4");
        store.put(TEXT, "Once upon a time".repeat(99).getBytes(StandardCharsets.UTF_8), "video/mp4");
        var client = clients.configured(MediaConvertClient.builder(),
                Optional.of(cloud.embedded().endpoints().mediaConvert())).build();
        var settings = new MediaConvertSettings("arn:aws:iam::000000000000:role/media-convert",
                "arn:aws:mediaconvert:" + cloud.embedded().endpoints().region() + ":000000000000:queues/Default",
                Cloud.BUCKET);
        service = new MediaConvertTranscodeService(() -> client, settings, new MovableClock());
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Override
    TranscodeService service() {
        return service;
    }

    @Override
    String video() {
        return VIDEO;
    }

    @Override
    String text() {
        return TEXT;
    }
}
