package io.crealia.micro;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.workflow.domain.Decision;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Each benchmark does what it says it measures. How long it takes is nobody's business here. */
class BenchmarksTest {
    @Test
    void run_eachOnce_allAreFoundAndNoneFails() throws RunnerException {
        var options = new OptionsBuilder().include("io\\.crealia\\.micro\\..*").forks(0).warmupIterations(0)
                .measurementIterations(1).mode(org.openjdk.jmh.annotations.Mode.SingleShotTime).shouldFailOnError(true)
                .build();

        assertThat(new Runner(options).run()).extracting(result -> result.getParams().getBenchmark()).map(
                name -> name.substring("io.crealia.micro.".length())).containsExactlyInAnyOrder("DecideBenchmark.open",
                        "DecideBenchmark.stepSucceeded", "PlaylistBenchmark.rewritten", "SignBenchmark.put",
                        "TokenBenchmark.anew", "TokenBenchmark.remembered");
    }

    @Test
    void put_twice_isSignedForAnotherSecondEachTime() {
        var benchmark = new SignBenchmark();

        var first = benchmark.put();
        assertThat(first.toString()).contains("X-Amz-Signature=", "X-Amz-SignedHeaders=content-length");
        assertThat(benchmark.put()).isNotEqualTo(first);
    }

    @Test
    void verify_bothWays_findThePrincipal() throws Exception {
        var benchmark = new TokenBenchmark();
        benchmark.start();
        try {
            for (var i = 0; i < 3; i++) {
                assertThat(benchmark.remembered()).get().extracting(found -> found.tenant().value()).isEqualTo("acme");
                assertThat(benchmark.anew()).get().extracting(found -> found.tenant().value()).isEqualTo("acme");
            }
        } finally {
            benchmark.stop();
        }
    }

    @Test
    void decide_firstStepSucceeded_goesOn() {
        var benchmark = new DecideBenchmark();

        assertThat(benchmark.open().version()).isEqualTo(1);
        assertThat(benchmark.stepSucceeded()).isInstanceOfSatisfying(Decision.Changed.class, decision -> {
            assertThat(decision.next().version()).isEqualTo(2);
            assertThat(decision.effects()).isNotEmpty();
        });
    }

    @Test
    void rewritten_everyAddressIsSigned() {
        var addresses = Pattern.compile("https://media\\.example/[^?]*\\?X-Amz-Algorithm")
                .matcher(new PlaylistBenchmark().rewritten()).results().count();

        assertThat(addresses).isEqualTo(PlaylistBenchmark.SEGMENTS + 1);
    }
}
