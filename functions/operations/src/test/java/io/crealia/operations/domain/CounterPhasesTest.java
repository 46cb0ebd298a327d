package io.crealia.operations.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.metrics.Metric;
import io.crealia.metrics.Series;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CounterPhasesTest {
    private static final Series STARTED = new Series(Metric.UPLOADS_STARTED, List.of());
    private static final Series COMPLETED = new Series(Metric.UPLOADS_COMPLETED, List.of());
    private CounterPhases phases = new CounterPhases();
    private Shown shown = Shown.NOTHING;

    private static Totals totals(long since, long started, long completed) {
        return Totals.of(since, Map.of(STARTED.text(), started, COMPLETED.text(), completed));
    }

    /** A push that Pushgateway takes. @return what it shows then */
    private Map<Series, Double> push(Totals totals) {
        var next = phases.next(shown, totals);
        shown = new Shown(next.points().stream().collect(Collectors.toMap(Point::series, Point::count)),
                Optional.of(totals.since()));
        phases.pushed(next);
        return shown.counts();
    }

    @Test
    void next_newSeries_showsZeroTwice() {
        assertThat(push(totals(1, 5, 2))).containsEntry(STARTED, 0.0).containsEntry(COMPLETED, 0.0);
        assertThat(push(totals(1, 6, 2))).containsEntry(STARTED, 0.0);
        assertThat(push(totals(1, 7, 2))).containsEntry(STARTED, 7.0).containsEntry(COMPLETED, 2.0);
        assertThat(push(totals(1, 9, 2))).containsEntry(STARTED, 9.0);
    }

    @Test
    void next_failedPush_isNotCountedAsOneOfTheTwo() {
        push(totals(1, 5, 2));
        phases.next(shown, totals(1, 5, 2));

        assertThat(push(totals(1, 5, 2))).containsEntry(STARTED, 0.0);
        assertThat(push(totals(1, 5, 2))).containsEntry(STARTED, 5.0);
    }

    @Test
    void next_exporterRestarted_goesOnWithWhatIsShown() {
        push(totals(1, 5, 2));
        push(totals(1, 5, 2));
        push(totals(1, 5, 2));
        phases = new CounterPhases();

        assertThat(push(totals(1, 8, 2))).containsEntry(STARTED, 8.0);
    }

    @Test
    void next_totalsLost_allBeginAnewTogether() {
        push(totals(1, 5, 2));
        push(totals(1, 5, 2));
        push(totals(1, 5, 2));

        var lost = Totals.of(2, Map.of(STARTED.text(), 3L));
        assertThat(phases.wentBack(shown, lost)).isFalse();
        assertThat(push(lost)).containsEntry(STARTED, 0.0).containsEntry(COMPLETED, 0.0);
        assertThat(push(lost)).containsEntry(STARTED, 0.0).containsEntry(COMPLETED, 0.0);
        assertThat(push(lost)).containsEntry(STARTED, 3.0).containsEntry(COMPLETED, 0.0);
    }

    @Test
    void wentBack_sameTotalsWithLess_isNoticed() {
        push(totals(1, 5, 2));
        push(totals(1, 5, 2));
        push(totals(1, 5, 2));

        assertThat(phases.wentBack(shown, totals(1, 5, 1))).isTrue();
        assertThat(phases.wentBack(shown, totals(1, 5, 2))).isFalse();
        assertThat(phases.wentBack(shown, Totals.of(1, Map.of(STARTED.text(), 9L)))).isTrue();
    }
}
