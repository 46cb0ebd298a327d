package io.crealia.transcoding.port;

import io.crealia.testkit.MovableClock;
import io.crealia.transcoding.Sources;

final class FakeTranscodeServiceTest extends TranscodeServiceContract {
    private final FakeTranscodeService service = new FakeTranscodeService(new MovableClock());

    FakeTranscodeServiceTest() {
        service.holds(video(), Sources.of(Sources.video(640, 360), 2000));
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
}
