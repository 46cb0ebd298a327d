package io.crealia.transcoding.port;

import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.simulation.cloud.Media;
import io.crealia.testkit.MovableClock;
import io.crealia.transcoding.adapter.MediaConvertSettings;
import io.crealia.transcoding.adapter.MediaConvertTranscodeService;
import java.nio.charset.StandardCharsets;

/** The real adapter on the simulated MediaConvert, whose films are small. */
final class SimulatedTranscodeServiceTest extends TranscodeServiceContract {
    private final CalmCloud cloud = new CalmCloud();
    private final TranscodeService service = new MediaConvertTranscodeService(cloud::mediaConvert,
            new MediaConvertSettings("arn:aws:iam::000000000000:role/media-convert", "arn:simulated", "media"),
            new MovableClock());

    SimulatedTranscodeServiceTest() {
        put(video(), Media.FILM.head());
        put(text(), "Once upon a time".getBytes(StandardCharsets.UTF_8));
    }

    private void put(String key, byte[] content) {
        cloud.s3().store("media", key, content, content.length, "");
    }

    @Override
    TranscodeService service() {
        return service;
    }

    @Override
    String video() {
        return "acme/video/source/original";
    }

    @Override
    String text() {
        return "acme/text/source/original";
    }

    @Override
    int width() {
        return 40;
    }

    @Override
    int height() {
        return 40;
    }

    @Override
    long durationMs() {
        return 1_463;
    }
}
