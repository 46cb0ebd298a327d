package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.transcoding.Pictures;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.Jpeg;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.PosterScore;
import io.crealia.transcoding.domain.Size;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class StillsStepTest {
    @Test
    void execute_frames_makesPosterAndStoryboard() {
        var world = transcoded(Sources.landscape720());
        world.drive(Step.STILLS);
        var poster = world.result(Step.STILLS).path("poster");
        var image = Jpeg.decode(bytes(world, poster.path("key").asText()));
        assertThat(new Size(image.getWidth(), image.getHeight())).isEqualTo(new Size(1280, 720));
        assertThat(PosterScore.of(image).black()).isFalse();
        assertThat(poster.path("score").asDouble()).isPositive();
        var board = world.result(Step.STILLS).path("storyboard");
        assertThat(Jpeg.size(bytes(world, board.path("sprite").asText()))).isEqualTo(new Size(800, 900));
        assertThat(new String(bytes(world, board.path("vtt").asText()), StandardCharsets.UTF_8))
                .contains("00:00:09.800 --> 00:00:10.000\nstoryboard.jpg#xywh=640,810,160,90");
        assertThat(board.path("tiles").asInt()).isEqualTo(50);
    }

    @Test
    void execute_portrait_posterIsAtMost1280Wide() {
        var world = transcoded(Sources.portrait(90));
        world.drive(Step.STILLS);
        assertThat(world.result(Step.STILLS).path("poster").path("width").asInt()).isEqualTo(720);
        assertThat(world.result(Step.STILLS).path("storyboard").path("tile_width").asInt()).isEqualTo(90);
    }

    @Test
    void execute_largerFrame_isScaledDown() {
        var world = transcoded(Sources.landscape720());
        world.store.put(World.layout().posterPrefix() + "0000000.jpg", Jpeg.encode(Pictures.busy(1920, 1080, 3)), "");
        for (int i = 1; i < 10; i++) {
            world.store.put("%s%07d.jpg".formatted(World.layout().posterPrefix(), i),
                    Jpeg.encode(Pictures.plain(1920, 1080, Color.BLACK)), "");
        }
        world.drive(Step.STILLS);
        var poster = world.result(Step.STILLS).path("poster");
        assertThat(Jpeg.size(bytes(world, poster.path("key").asText()))).isEqualTo(new Size(1280, 720));
    }

    @Test
    void execute_soundOnly_isSkippedWithAReason() {
        var world = transcoded(Sources.soundOnly());
        world.drive(Step.STILLS);
        assertThat(world.facts(Fact.StepSucceeded.class)).last()
                .satisfies(fact -> assertThat(fact.skippedReason()).contains("The source has no picture."));
        assertThat(world.result(Step.STILLS).path("skipped_reason").asText()).isNotBlank();
    }

    @Test
    void execute_noFramesLeft_isPermanent() {
        var world = World.probed(Sources.landscape720());
        world.drive(Step.TRANSCODE);
        world.encode(Sources.landscape720(), 10_000);
        world.store.list(World.layout().posterPrefix(), 100).forEach(entry -> world.store.delete(entry.key()));
        world.apply.execute(world.event(JobEvent.Status.COMPLETE, 100));
        world.drive(Step.TRANSCODE);
        world.drive(Step.STILLS);
        assertThat(world.facts(Fact.StepFailed.class)).singleElement()
                .satisfies(fact -> assertThat(fact.code()).isEqualTo("stills.no_frames"));
    }

    @Test
    void execute_again_tellsTheSame() {
        var world = transcoded(Sources.landscape720());
        world.drive(Step.STILLS);
        world.store.list(World.layout().posterPrefix(), 100).forEach(entry -> world.store.delete(entry.key()));
        world.drive(Step.STILLS);
        assertThat(world.sender.sent().getLast()).isEqualTo(world.sender.sent().get(world.sender.sent().size() - 2));
        assertThat(world.store.size(MediaKeys.result(World.TENANT, World.ASSET, World.token(Step.STILLS)))).isPresent();
    }

    private static World transcoded(MediaInfo info) {
        var world = World.probed(info);
        world.transcode(info, 10_000);
        return world;
    }

    private static byte[] bytes(World world, String key) {
        return world.store.get(key, 10_000_000).orElseThrow();
    }
}
