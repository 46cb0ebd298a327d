package io.crealia.operations.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.operations.domain.QueueLevel;
import io.crealia.operations.domain.Report;
import io.crealia.operations.fake.FakePushTarget;
import io.crealia.operations.fake.InMemoryTotals;
import io.crealia.operations.port.RunBacklog;
import io.crealia.operations.usecase.PushMetrics.Result;
import io.crealia.platform.error.DependencyException;
import io.crealia.testkit.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PushMetricsTest {
    private static final String STARTED = "crealia_uploads_started_total";
    private final MovableClock clock = new MovableClock();
    private final InMemoryTotals totals = new InMemoryTotals();
    private final FakePushTarget target = new FakePushTarget();
    private final Map<String, QueueLevel> levels = new HashMap<>();
    private boolean mongoAway;
    private PushMetrics push = exporter();

    private PushMetrics exporter() {
        return new PushMetrics(totals,
                new MeasureQueues(queue -> Optional.ofNullable(levels.get(queue)), totals, clock), new RunBacklog() {
                    @Override
                    public long open() {
                        if (mongoAway) {
                            throw new DependencyException("MongoDB is away", null);
                        }
                        return 4;
                    }

                    @Override
                    public Duration oldestOverdue(Instant now) {
                        return Duration.ofSeconds(90);
                    }
                }, target, clock);
    }

    private void count(long more) {
        totals.fields.merge(STARTED, more, Long::sum);
    }

    @Test
    void execute_newSeries_zeroTwiceThenItsValue() {
        count(7);
        for (var expected : new double[]{0, 0, 7}) {
            assertThat(push.execute()).isInstanceOf(Result.Pushed.class);
            assertThat(target.last(STARTED)).isEqualTo(expected);
        }
    }

    @Test
    void execute_gauges_areThere() {
        totals.reports.add(new Report("uploads-api", 100, 1000, 10));
        totals.reports.add(new Report("uploads-api", 150, 1000, 20));
        push.execute();

        assertThat(target.last("crealia_function_memory_bytes{function=\"uploads-api\"}")).isEqualTo(250);
        assertThat(target.last("crealia_function_memory_limit_bytes{function=\"uploads-api\"}")).isEqualTo(2000);
        assertThat(target.last("crealia_function_environments{function=\"uploads-api\"}")).isEqualTo(2);
        assertThat(target.last("crealia_function_disk_used_bytes{function=\"uploads-api\"}")).isEqualTo(30);
        assertThat(target.last("crealia_workflow_open_runs")).isEqualTo(4);
        assertThat(target.last("crealia_workflow_oldest_overdue_seconds")).isEqualTo(90);
        assertThat(target.last("crealia_metrics_exporter_last_push_timestamp_seconds"))
                .isEqualTo(clock.instant().getEpochSecond());
        assertThat(target.last("crealia_metrics_series"))
                .isEqualTo(target.texts.getLast().lines().filter(line -> !line.startsWith("#")).count());
    }

    @Test
    void execute_mongoAway_onlyItsGaugesAreMissing() {
        count(1);
        mongoAway = true;

        assertThat(push.execute()).isInstanceOf(Result.Pushed.class);
        assertThat(target.last("crealia_workflow_open_runs")).isNaN();
        assertThat(target.last(STARTED)).isZero();
    }

    @Test
    void execute_pushgatewayAway_isTriedAgainAndLosesNothing() {
        count(7);
        push.execute();
        push.execute();
        target.away = true;
        count(3);
        assertThat(push.execute()).isEqualTo(new Result.Unreachable());
        target.away = false;

        push.execute();
        push.execute();
        assertThat(target.last(STARTED)).isEqualTo(10);
    }

    @Test
    void execute_answerLost_isNoReset() {
        count(7);
        push.execute();
        push.execute();
        push.execute();
        target.losesAnswers = true;
        count(1);
        assertThat(push.execute()).isEqualTo(new Result.Unreachable());
        target.losesAnswers = false;
        count(1);

        push.execute();
        assertThat(target.last(STARTED)).isEqualTo(9);
    }

    @Test
    void execute_exporterRestarted_goesOn() {
        count(7);
        push.execute();
        push.execute();
        push.execute();
        push = exporter();
        count(2);

        push.execute();
        assertThat(target.last(STARTED)).isEqualTo(9);
    }

    @Test
    void execute_totalsLost_looksAsAResetOfAll() {
        count(7);
        push.execute();
        push.execute();
        push.execute();
        totals.fields.clear();
        totals.since = 500;
        totals.fields.put(STARTED, 2L);

        for (var expected : new double[]{0, 0, 2}) {
            push.execute();
            assertThat(target.last(STARTED)).isEqualTo(expected);
        }
    }

    @Test
    void execute_totalsWentBackALittle_beginAnewAndNeverShowAValueBelowTheLast() {
        count(100);
        push.execute();
        push.execute();
        push.execute();
        totals.fields.put(STARTED, 98L);

        push.execute();
        assertThat(target.last(STARTED)).isZero();
        assertThat(totals.fields).isEmpty();
        count(4);
        push.execute();
        push.execute();
        assertThat(target.last(STARTED)).isEqualTo(4);
    }

    @Test
    void execute_somebodyElsePushes_leavesItToHim() {
        totals.claimed = true;

        assertThat(push.execute()).isEqualTo(new Result.Busy());
        assertThat(target.texts).isEmpty();
    }

    @Test
    void execute_totalsAway_isTriedAgain() {
        totals.away = true;
        assertThat(push.execute()).isEqualTo(new Result.Unreachable());
        totals.away = false;
        assertThat(push.execute()).isInstanceOf(Result.Pushed.class);
        assertThat(totals.claimed).isFalse();
    }

    @Test
    void execute_queueWithMessages_ageIsSinceItWasSeenEmptyOrTheNewestWasSent() {
        var age = "crealia_queue_oldest_message_age_seconds{queue=\"workflow-facts\"}";
        levels.put("workflow-facts", new QueueLevel(0, 1, 0));
        push.execute();
        assertThat(target.last(age)).isZero();

        levels.put("workflow-facts", new QueueLevel(3, 1, 2));
        clock.advance(Duration.ofSeconds(60));
        push.execute();
        assertThat(target.last(age)).isEqualTo(60);
        assertThat(target.last("crealia_queue_messages{queue=\"workflow-facts\",state=\"visible\"}")).isEqualTo(3);
        assertThat(target.last("crealia_queue_messages{queue=\"workflow-facts\",state=\"in_flight\"}")).isEqualTo(1);
        assertThat(target.last("crealia_queue_messages{queue=\"workflow-facts\",state=\"delayed\"}")).isEqualTo(2);

        totals.marks.put("sent|workflow-facts", clock.millis() - 5_000);
        clock.advance(Duration.ofSeconds(10));
        push.execute();
        assertThat(target.last(age)).isEqualTo(15);
    }

    @Test
    void execute_deadLetters_countThoseInFlightToo() {
        levels.put("enrich-steps-dlq", new QueueLevel(2, 1, 0));
        push.execute();

        assertThat(target.last("crealia_dead_letter_messages{queue=\"enrich-steps-dlq\"}")).isEqualTo(3);
    }
}
