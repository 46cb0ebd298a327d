package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.platform.json.Json;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the load command makes of the generator's figures. */
class LoadReportTest {
    private static final Duration BEGAN = Duration.ofHours(3);
    private static final LoadResult.Times NONE = new LoadResult.Times(0, 0, 0, 0, 0);

    private static LoadResult result(String name, int seconds, long served, Map<String, Long> answers) {
        return new LoadResult(name, 100, Duration.ZERO, Duration.ofSeconds(seconds),
                new LoadResult.Times(served, 7, 20, 31, 90), NONE,
                0, answers, Map.of("read", 60L, "list", 40L), List.of(), List.of(), Duration.ofSeconds(15),
                Duration.ofSeconds(5));
    }

    private static LoadResult overload(double perSecond, LoadResult.Times refused, long withoutRetryAfter) {
        return new LoadResult("overload", 0, BEGAN, Duration.ofSeconds(20),
                new LoadResult.Times((long) (perSecond * 20), 1, 2, 3, 4), refused, withoutRetryAfter,
                Map.of("200", (long) (perSecond * 20), "429", refused.count()), Map.of(), List.of(), List.of(),
                Duration.ZERO, Duration.ZERO);
    }

    private static LoadResult after(List<Integer> served, List<Integer> refused) {
        return after(Duration.ZERO, served, refused);
    }

    /** @param drained from the overload's last request on */
    private static LoadResult after(Duration drained, List<Integer> served, List<Integer> refused) {
        return new LoadResult("after", 100, BEGAN.plusSeconds(22).plus(drained), Duration.ofSeconds(served.size()),
                new LoadResult.Times(served.stream().mapToInt(Integer::intValue).sum(), 1, 2, 3, 4), NONE, 0,
                Map.of("200", 1L), Map.of(), served, refused, Duration.ZERO, Duration.ZERO);
    }

    private static final LoadResult PEAK = result("100 connections", 10, 10_000, Map.of("200", 10_000L));
    private static final LoadResult.Times PROMPT = new LoadResult.Times(82_000, 2, 9, 50, 80);

    private static LoadOverload verdict(double served, LoadResult.Times refused, int withoutRetryAfter,
            Integer... servedAfter) {
        return new LoadOverload(PEAK, overload(served, refused, withoutRetryAfter),
                after(Arrays.asList(servedAfter), Collections.nCopies(servedAfter.length, 0)));
    }

    @Test
    void lines_result_standsBesideTheOldSystem() {
        var lines = LoadTable.lines(List.of(result("100 connections", 10, 10_000,
                Map.of("200", 8_000L, "201", 2_000L, "404", 3L, "429", 5L, "503", 7L, "socket", 2L))));

        assertThat(lines).hasSize(4);
        assertThat(lines.get(2)).contains("34.14", "1000 (mean)");
        assertThat(lines.get(3)).isEqualTo("| 100 connections | 10017 | 1000 | 29 | 7 | 20 | 31 | 0 | 404: 3 | 2 | 7"
                + " | 1.50 | 0.50 | 1.50 |");
        assertThat(lines).allSatisfy(line -> assertThat(line.chars().filter(c -> c == '|').count()).isEqualTo(15));
    }

    @Test
    void clean_anyErrorButARefusal_isNot() {
        assertThat(result("a", 1, 1, Map.of("200", 1L, "429", 9L)).clean()).isTrue();
        for (var error : List.of("socket", "500", "503", "404", "400")) {
            assertThat(result("a", 1, 1, Map.of("200", 1L, error, 1L)).clean()).as(error).isFalse();
        }
    }

    @Test
    void mix_isInPercent() {
        assertThat(LoadTable.mix(List.of(PEAK, PEAK))).isEqualTo("list 40.0 %, read 60.0 %");
        assertThat(LoadTable.mix(List.of())).isEmpty();
    }

    @Test
    void json_ofTheGenerator_comesThrough() {
        var json = Json
                .parse("""
                        {"name":"10 connections","connections":10,"began_ms":7,"duration_ms":2000,"server_cpu_ms":900,"generator_cpu_ms":300,
                         "served":{"count":50,"p50_ms":1,"p95_ms":2,"p99_ms":3,"max_ms":4},
                         "refused":{"count":6,"p50_ms":5,"p95_ms":6,"p99_ms":7,"max_ms":8,"without_retry_after":2},
                         "answers":{"200":50,"429":6,"socket":1},"requests_by_kind":{"read":57},
                         "served_per_second":[20,30],"refused_per_second":[6,0]}""");
        var result = LoadResult.of(json);

        assertThat(result.began()).isEqualTo(Duration.ofMillis(7));
        assertThat(result.served()).isEqualTo(new LoadResult.Times(50, 1, 2, 3, 4));
        assertThat(result.refused()).isEqualTo(new LoadResult.Times(6, 5, 6, 7, 8));
        assertThat(result.refusedWithoutRetryAfter()).isEqualTo(2);
        assertThat(result.requests()).isEqualTo(57);
        assertThat(result.servedEachSecond()).isEqualTo(25);
        assertThat(result.servedPerSecond()).containsExactly(20, 30);
        assertThat(LoadTable.json(result).path("answers").toString()).isEqualTo(json.path("answers").toString());
        assertThat(LoadTable.json(result).path("socket_errors").asInt()).isEqualTo(1);
    }

    @Test
    void overload_allReached_missesNothing() {
        var verdict = verdict(800, PROMPT, 0, 900, 1000, 1000, 3);

        assertThat(verdict.missed()).isEmpty();
        assertThat(verdict.normalAfterSeconds()).isZero();
        assertThat(verdict.goodput()).isEqualTo(0.8);
        assertThat(verdict.json().path("missed")).isEmpty();
    }

    @Test
    void overload_tooLittleServed_isSaid() {
        assertThat(verdict(500, PROMPT, 0, 1000, 1000).missed())
                .containsExactly("served 50 % of the peak, aimed at 80 %");
    }

    @Test
    void overload_lateOrSilentRefusals_areSaid() {
        var late = new LoadResult.Times(10, 1, 2, 51, 60);

        assertThat(verdict(900, late, 0, 1000, 1000).missed()).singleElement().asString().contains("within 51 ms");
        assertThat(verdict(900, PROMPT, 4, 1000, 1000).missed()).singleElement().asString()
                .contains("4 refusals without Retry-After");
    }

    @Test
    void normalAfter_countsToTheLastSecondThatIsNotAsBefore() {
        assertThat(verdict(900, PROMPT, 0, 10, 900, 700, 900, 900, 0).normalAfterSeconds()).isEqualTo(3);
        assertThat(verdict(900, PROMPT, 0, 900, 900, 10, 0).normalAfterSeconds()).isEqualTo(-1);
        var refusing = new LoadOverload(PEAK, overload(900, PROMPT, 0),
                after(List.of(1000, 1000, 1000, 0), List.of(9, 1, 0, 0)));
        assertThat(refusing.normalAfterSeconds()).isEqualTo(2);
    }

    @Test
    void normalAfter_theOverloadsLastAnswersCount() {
        var all = List.of(1000, 1000, 1000);
        var none = List.of(0, 0, 0);
        assertThat(new LoadOverload(PEAK, overload(900, PROMPT, 0), after(Duration.ofMillis(2_001), all, none))
                .normalAfterSeconds()).isEqualTo(3);
        assertThat(new LoadOverload(PEAK, overload(900, PROMPT, 0), after(Duration.ofMillis(-50), all, none))
                .normalAfterSeconds()).isZero();
        assertThat(new LoadOverload(PEAK, overload(900, PROMPT, 0),
                after(Duration.ofSeconds(2), List.of(0, 1000, 1000), none)).normalAfterSeconds()).isEqualTo(3);
    }

    @Test
    void processors_areHalved() {
        assertThat(Processors.halves(1)).isEmpty();
        assertThat(Processors.halves(2)).contains(new Processors("0-1", "0", "1"));
        assertThat(Processors.halves(5)).contains(new Processors("0-4", "0-1", "2-4"));
        assertThat(Processors.halves(8).orElseThrow().generatorCommand()).containsExactly("taskset", "-c", "4-7");
    }

    @Test
    void normalAfter_tooLateOrNever_isSaid() {
        var late = new Integer[15];
        Arrays.fill(late, 1000);
        late[10] = 0;

        assertThat(verdict(900, PROMPT, 0, late).missed()).containsExactly("not as before within 10 s");
        assertThat(verdict(900, PROMPT, 0, 0, 0, 0).missed()).containsExactly("not as before within 10 s");
    }

    @Test
    void phases_overload_isFiveTimesThePeakAndOpen() {
        var phases = LoadOverload.phases(PEAK);

        assertThat(phases).extracting(LoadPhase::name).containsExactly("before", "overload", "after");
        assertThat(phases.get(0).ratePerSecond()).isEqualTo(800);
        assertThat(phases.get(0).json().path("open").asBoolean()).isTrue();
        assertThat(phases.get(1).ratePerSecond()).isEqualTo(5_000);
        assertThat(phases.get(1).json().path("open").asBoolean()).isTrue();
        assertThat(phases.get(2).connections()).isEqualTo(100);
        assertThat(phases.get(2).ramp()).isZero();
        assertThat(phases.get(2).json().path("open").asBoolean()).isFalse();
    }

    @Test
    void of_results_judgesTheOverloadAndWhatFollows() {
        var before = result("before", 1, 800, Map.of());
        var after = result("after", 100, 1_000, Map.of());
        var verdict = LoadOverload.of(PEAK, List.of(before, PEAK, after));

        assertThat(verdict.overload()).isSameAs(PEAK);
        assertThat(verdict.after()).isSameAs(after);
    }

    @Test
    void peakOf_isTheStepThatServedMost() {
        assertThat(LoadOverload.peakOf(List.of(result("a", 10, 5, Map.of()), PEAK, result("b", 10, 9, Map.of()))))
                .isSameAs(PEAK);
    }

    @Test
    void openFiles_tooFew_saysHowManyAndWhatToDo() {
        new OpenFiles(2_000).require(1_000);
        assertThatThrownBy(() -> new OpenFiles(1_024).require(1_000)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may open 1024 files").hasMessageContaining("\"ulimit -n 2000\"")
                .hasMessageContaining("fewer connections");
    }
}
