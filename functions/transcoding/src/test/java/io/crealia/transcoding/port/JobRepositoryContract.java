package io.crealia.transcoding.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.TranscodingJob;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every job repository does. */
abstract class JobRepositoryContract {
    private static final SequentialIds IDS = new SequentialIds();
    private static final Instant NOW = MovableClock.START;
    private static final OutboxMessage FACT = new OutboxMessage("evt_1", QueueName.FACTS, "{\"a\":1}");

    abstract JobRepository jobs();

    private final StepToken token = new StepToken(new RunId(RunId.PREFIX + IDS.ulid()), Step.TRANSCODE, 1);
    private final JobKey key = JobKey.whole(token);
    private final TranscodingJob claimed = TranscodingJob.claimed(key, new TenantId("acme"),
            new AssetId(AssetId.PREFIX + IDS.ulid()), "correlation", NOW, "{\"schema\":1}");

    @Test
    void find_unknown_isEmpty() {
        assertThat(jobs().find(key)).isEmpty();
    }

    @Test
    void insert_thenFind_isTheSame() {
        assertThat(jobs().insert(claimed)).isTrue();
        assertThat(jobs().find(key)).contains(claimed);
    }

    @Test
    void insert_partsOfOneAttempt_areApart() {
        var part = TranscodingJob.claimed(new JobKey(token, "h1"), claimed.tenantId(), claimed.assetId(), "c", NOW,
                "{}");
        var other = TranscodingJob.claimed(new JobKey(token, "h2"), claimed.tenantId(), claimed.assetId(), "c", NOW,
                "{}");
        assertThat(jobs().insert(claimed)).isTrue();
        assertThat(jobs().insert(part)).isTrue();
        assertThat(jobs().insert(other)).isTrue();
        assertThat(jobs().find(part.key())).contains(part);
        assertThat(jobs().find(other.key())).contains(other);
        assertThat(jobs().find(key)).contains(claimed);
    }

    @Test
    void insert_again_isRefusedAndChangesNothing() {
        jobs().insert(claimed);
        assertThat(jobs().insert(TranscodingJob.canceled(key, claimed.tenantId(), claimed.assetId(), "other", NOW)))
                .isFalse();
        assertThat(jobs().find(key)).contains(claimed);
    }

    @Test
    void replace_nextVersion_keepsEverything() {
        jobs().insert(claimed);
        var event = new JobEvent(key, "job-1", JobEvent.Status.STATUS_UPDATE, NOW.plusSeconds(3), 42, 0, "", 0);
        var heard = claimed.heard(event, Optional.of(FACT));
        assertThat(jobs().replace(heard)).isTrue();
        assertThat(jobs().find(key)).contains(heard);
        var ended = heard.ended(JobState.COMPLETE, Optional.of("job-1"), NOW.plusSeconds(9), Optional.of(FACT));
        assertThat(jobs().replace(ended)).isTrue();
        assertThat(jobs().find(key)).contains(ended);
    }

    @Test
    void replace_staleOrUnknownVersion_isRefused() {
        assertThat(jobs().replace(claimed.submitted("job-1", NOW))).isFalse();
        jobs().insert(claimed);
        assertThat(jobs().replace(claimed.submitted("job-1", NOW))).isTrue();
        assertThat(jobs().replace(claimed.submitted("job-2", NOW))).isFalse();
        assertThat(jobs().find(key).flatMap(TranscodingJob::jobId)).contains("job-1");
    }

    @Test
    void replace_lateWriteAfterItsRecordWasErasedAndFenced_isRefused() {
        var fence = TranscodingJob.canceled(key, claimed.tenantId(), claimed.assetId(), "c", NOW);
        jobs().insert(fence);
        assertThat(jobs().replace(claimed.submitted("job-1", NOW))).isFalse();
        assertThat(jobs().find(key)).contains(fence);
    }

    @Test
    void acknowledge_sent_emptiesTheOutboxAndKeepsVersionAndOutcome() {
        jobs().insert(claimed);
        var ended = claimed.ended(JobState.ERROR, Optional.empty(), NOW, Optional.of(FACT));
        jobs().replace(ended);
        jobs().acknowledge(key, List.of("evt_1", "evt_unknown"));
        var stored = jobs().find(key).orElseThrow();
        assertThat(stored.outbox()).isEmpty();
        assertThat(stored.outcome()).contains(FACT);
        assertThat(stored.version()).isEqualTo(ended.version());
    }
}
