package io.crealia.transcoding.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.testkit.SequentialIds;
import io.crealia.transcoding.domain.EncodePolicy;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.Planner;
import io.crealia.transcoding.port.TranscodeService.Probing;
import io.crealia.transcoding.port.TranscodeService.Submission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every transcode service does. */
abstract class TranscodeServiceContract {
    private static final SequentialIds IDS = new SequentialIds();
    private static final Set<JobEvent.Status> ALIVE = EnumSet.of(JobEvent.Status.SUBMITTED,
            JobEvent.Status.STATUS_UPDATE, JobEvent.Status.COMPLETE);

    abstract TranscodeService service();

    /** Key of a source of {@link #width} x {@link #height} and {@link #durationMs}, with sound. */
    abstract String video();

    int width() {
        return 640;
    }

    int height() {
        return 360;
    }

    long durationMs() {
        return 2_000;
    }

    /** Key of a source that is text. */
    abstract String text();

    private final StepToken token = new StepToken(new RunId(RunId.PREFIX + IDS.ulid()), Step.TRANSCODE, 1);

    @Test
    void probe_video_isReadable() {
        assertThat(info().video().orElseThrow().width()).isEqualTo(width());
        assertThat(info().video().orElseThrow().height()).isEqualTo(height());
        assertThat(info().audio()).isPresent();
        assertThat(info().durationMs()).isBetween(durationMs() - 100, durationMs() + 200);
    }

    @Test
    void probe_text_isUnreadableWithAReason() {
        assertThat(service().probe(text())).isInstanceOfSatisfying(Probing.Unreadable.class,
                unreadable -> assertThat(unreadable.reason()).isNotBlank());
    }

    @Test
    void submit_thenAsk_isThere() {
        var id = submitted();
        assertThat(service().find(JobKey.whole(token), video())).contains(id);
        var status = service().status(JobKey.whole(token), id).orElseThrow();
        assertThat(status.key()).isEqualTo(JobKey.whole(token));
        assertThat(status.jobId()).isEqualTo(id);
        assertThat(status.status()).isIn(ALIVE);
    }

    @Test
    void find_partOfAnAttempt_isNotAnotherPart() {
        submitted();
        assertThat(service().find(new JobKey(token, "h1"), video())).isEmpty();
    }

    @Test
    void find_anotherTokenOrSource_isEmpty() {
        submitted();
        assertThat(service().find(JobKey.whole(new StepToken(token.runId(), Step.TRANSCODE, 2)), video())).isEmpty();
        assertThat(service().find(JobKey.whole(token), "acme/none/source/original")).isEmpty();
    }

    @Test
    void status_unknownJob_isEmpty() {
        assertThat(service().status(JobKey.whole(token), "1234567890123-abcdef")).isEmpty();
    }

    @Test
    void cancel_running_isCanceledAndRepeatable() {
        var id = submitted();
        service().cancel(id);
        Awaitility.await().atMost(Duration.ofSeconds(20))
                .until(() -> service().status(JobKey.whole(token), id).orElseThrow()
                        .status() == JobEvent.Status.CANCELED);
        service().cancel(id);
    }

    @Test
    void cancel_unknownJob_doesNothing() {
        service().cancel("1234567890123-abcdef");
        assertThat(service().status(JobKey.whole(token), "1234567890123-abcdef")).isEmpty();
    }

    final String submitted() {
        return ((Submission.Accepted) service().submit(order(token))).jobId();
    }

    final MediaInfo info() {
        return ((Probing.Readable) service().probe(video())).info();
    }

    final TranscodeOrder order(StepToken of) {
        var plan = new Planner(EncodePolicy.of(Duration.ofHours(4), 8192L * 4320)).plan(info(), List.of());
        return new TranscodeOrder(of, new AssetId(AssetId.PREFIX + of.runId().ulid()), "correlation", video(),
                new OutputLayout("acme/out/" + of.value() + "/"), plan);
    }
}
