package io.crealia.uploads.usecase;

import static io.crealia.uploads.fake.Samples.ACME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.testkit.Counted;
import io.crealia.uploads.fake.Bench;
import io.crealia.uploads.fake.Samples;
import org.junit.jupiter.api.Test;

/** What uploads count, however often their messages come. */
final class UploadMeasuresTest {
    private final Bench bench = new Bench();

    @Test
    void execute_acceptedTenTimes_countsOnce() {
        var content = Samples.mp4(1000, 1);
        var counted = Counted.during(() -> {
            var session = bench.announce(content);
            bench.buckets.put(session.incomingKey(), content);
            for (var i = 0; i < 10; i++) {
                bench.accept.execute(ACME, session.id());
            }
        });

        assertThat(counted).containsEntry("crealia_uploads_started_total", 1L)
                .containsEntry("crealia_uploads_completed_total", 1L)
                .containsEntry("crealia_uploads_bytes_total", (long) content.length)
                .doesNotContainKey("crealia_media_rejected_total|upload.not_media");
    }

    @Test
    void execute_notMedia_countsItsReasonOnce() {
        var content = "no video at all".getBytes(UTF_8);
        var counted = Counted.during(() -> {
            var session = bench.announce(content);
            bench.buckets.put(session.incomingKey(), content);
            bench.accept.execute(ACME, session.id());
            bench.accept.execute(ACME, session.id());
        });

        assertThat(counted).containsEntry("crealia_media_rejected_total|upload.not_media", 1L)
                .doesNotContainKey("crealia_uploads_completed_total");
    }
}
