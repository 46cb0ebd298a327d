package io.crealia.transcoding.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.Step;
import io.crealia.testkit.Counted;
import io.crealia.transcoding.Sources;
import io.crealia.transcoding.domain.JobEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What jobs count, however often their events come. */
final class JobMeasuresTest {
    private final World world = World.probed();

    @BeforeEach
    void submitted() {
        world.drive(Step.TRANSCODE);
        world.encode(Sources.landscape720(), 10_000);
    }

    @Test
    void execute_completeThreeTimes_countsOnce() {
        var counted = Counted.during(() -> {
            for (var i = 0; i < 3; i++) {
                world.apply.execute(world.event(JobEvent.Status.COMPLETE, 100));
            }
        });

        assertThat(counted).containsEntry("crealia_transcodes_total|succeeded", 1L)
                .containsEntry("crealia_transcoded_media_seconds_total", 10_000_000L);
    }

    @Test
    void execute_cancelledByOthers_isNoSuccess() {
        var counted = Counted.during(() -> {
            world.apply.execute(world.event(JobEvent.Status.CANCELED, 0));
            world.apply.execute(world.event(JobEvent.Status.COMPLETE, 100));
        });

        assertThat(counted).containsEntry("crealia_transcodes_total|cancelled", 1L)
                .doesNotContainKey("crealia_transcodes_total|succeeded");
    }
}
