package io.crealia.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.chaos.check.Violations;
import io.crealia.chaos.cloud.ChaosCloud.InFlight;
import io.crealia.chaos.cloud.CrashPoints;
import io.crealia.chaos.cloud.CrashPoints.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KillsTest {
    @Test
    void eachPointHasItsTurn_andSomeKillsComeAtAnyMoment() {
        var kills = new Kills(new Random(1));
        var points = new ArrayList<Point>();
        var anywhere = 0;
        while (points.size() < CrashPoints.all().size()) {
            var next = kills.next();
            next.ifPresent(points::add);
            anywhere += next.isEmpty() ? 1 : 0;
        }

        assertThat(points).containsExactlyInAnyOrderElementsOf(CrashPoints.all());
        assertThat(anywhere).isPositive();
    }

    @Test
    void evenAShortRun_hasAPointOfEachKind() {
        var kills = new Kills(new Random(2));
        var points = new ArrayList<String>();
        while (points.size() < 4) {
            kills.next().ifPresent(point -> points.add(point.operation().substring(0, point.operation().indexOf('.'))));
        }

        assertThat(points).containsExactlyInAnyOrder("upload", "mediaconvert", "ai", "webhook");
    }

    @Test
    void aPointThatWasNotReached_comesAgain() {
        var kills = new Kills(new Random(1));
        var first = kills.next();
        while (first.isEmpty()) {
            first = kills.next();
        }
        kills.again(first.get());
        var points = new ArrayList<Point>();
        while (points.size() < CrashPoints.all().size()) {
            kills.next().ifPresent(points::add);
        }

        assertThat(points.getLast()).isEqualTo(first.get());
    }

    @Test
    void report_namesKillsFaultsStatesAndViolations() {
        var violations = new Violations();
        violations.add("NO_LOSS", "something is lost");
        var report = new Report(List.of(new Report.Kill("s3.CopyObject.after", new InFlight(1, 2, 3, 4)),
                new Report.Kill("any moment", new InFlight(1, 0, 0, 0))), Map.of("DELAY mongo.find.runs", 5),
                Map.of("ready", 6), 1_500, -1, 10, 3, 7, violations);

        assertThat(report.good()).isFalse();
        assertThat(report.text()).contains("kills: 2 at 2 places", "s3.CopyObject.after", "faults of lines: 5",
                "uploads                                      2 (2)", "assets by end state: 6",
                "all assets had their end after 1.5 s, not: nothing was left to do", "violation NO_LOSS: 1",
                "something is lost");
    }
}
