package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.Mp4Bytes;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class ProbeStepTest {
    private final World world = new World();

    @Test
    void execute_video_writesWhatItIsAndSucceeds() {
        world.service.holds(World.SOURCE, Sources.landscape1080());
        world.drive(Step.PROBE);
        assertThat(world.facts()).singleElement().isInstanceOfSatisfying(Fact.StepSucceeded.class, fact -> {
            assertThat(fact.resultKey()).isEqualTo(MediaKeys.result(World.TENANT, World.ASSET, fact.token()));
            assertThat(fact.header().correlationId()).isEqualTo("correlation-1");
        });
        var media = world.result(Step.PROBE).path("media");
        assertThat(media.path("duration_ms").asLong()).isEqualTo(10_000);
        assertThat(media.path("video").path("width").asInt()).isEqualTo(1920);
    }

    @Test
    void execute_again_tellsTheSameAndAsksNobody() {
        world.service.holds(World.SOURCE, Sources.landscape1080());
        world.drive(Step.PROBE);
        world.service.holds(World.SOURCE, Sources.lasting(0));
        world.drive(Step.PROBE);
        assertThat(world.sender.sent()).hasSize(2);
        assertThat(world.sender.sent().get(1)).isEqualTo(world.sender.sent().get(0));
    }

    @Test
    void execute_unreadable_isRejected() {
        world.drive(Step.PROBE);
        assertThat(failure().code()).isEqualTo("media.unreadable");
        assertThat(failure().failure()).isEqualTo(FailureKind.REJECT);
        assertThat(failure().detail()).isEqualTo("The file is not media.");
    }

    @Test
    void execute_tooLong_isRejectedWithBothLengths() {
        world.service.holds(World.SOURCE, Sources.lasting(20_000_000));
        world.drive(Step.PROBE);
        assertThat(failure().code()).isEqualTo("media.too_long");
        assertThat(failure().detail()).contains("20000 s").contains("14400 s");
    }

    @Test
    void execute_storeDoesNotAnswer_isRetried() {
        world.service.holds(World.SOURCE, Sources.landscape1080());
        world.store.failNext(1);
        world.drive(Step.PROBE);
        assertThat(failure().failure()).isEqualTo(FailureKind.RETRY);
        assertThat(failure().code()).isEqualTo("step.dependency");
    }

    @Test
    void execute_fileCutOff_isRejectedWithoutAskingAnybody() {
        var file = Mp4Bytes.join(Mp4Bytes.box("ftyp"), Mp4Bytes.box("moov", Mp4Bytes.mvhd(600, 900)),
                Mp4Bytes.box("mdat", new byte[2_000_000]));
        world.store.put(World.SOURCE, Arrays.copyOf(file, 1_000_000), "video/mp4");
        world.drive(Step.PROBE);
        assertThat(failure().code()).isEqualTo("media.truncated");
        assertThat(failure().failure()).isEqualTo(FailureKind.REJECT);
    }

    @Test
    void execute_rubbishAtTheEnd_isNoTruncation() {
        world.service.holds(World.SOURCE, Sources.landscape1080());
        var file = Mp4Bytes.join(Mp4Bytes.box("ftyp"), Mp4Bytes.box("mdat", new byte[999_968]), Mp4Bytes.rubbish());
        world.store.put(World.SOURCE, file, "video/mp4");
        world.drive(Step.PROBE);
        assertThat(world.facts(Fact.StepSucceeded.class)).hasSize(1);
    }

    private Fact.StepFailed failure() {
        return world.facts(Fact.StepFailed.class).getFirst();
    }
}
