package io.crealia.assets.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.assets.Samples;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StepStatusTest {
    private static StepReport report(String state) {
        return new StepReport(Step.REELS, state, 1, Optional.empty(), Optional.empty(), Optional.of("why"));
    }

    @ParameterizedTest
    @CsvSource({"pending,queued", "running,preparing", "waiting,preparing", "succeeded,preparing", "skipped,skipped",
            "failed,errored", "cancelled,errored"})
    void of_noResult_isAsInTheNewestRun(String step, String shown) {
        var asset = Asset.first(Samples.change(1, AssetState.PREPARING, 0, Map.of(), report(step)), Map.of());

        var status = StepStatus.of(asset, Step.REELS);

        assertThat(status.state()).isEqualTo(shown);
        assertThat(status.reason()).contains("why");
        assertThat(status.document().isMissingNode()).isTrue();
    }

    @Test
    void of_resultOfAnOlderRun_isReadyWhileANewOneWorks() {
        var result = new StepResult("k", Json.parse("{\"reels\":[]}"));
        var asset = Asset.first(Samples.ready(9), Map.of(Step.REELS, result)).after(
                Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of(), report("running")), Map.of());

        assertThat(StepStatus.of(asset, Step.REELS).state()).isEqualTo("ready");
        assertThat(StepStatus.of(asset, Step.HIGHLIGHTS).state()).isEqualTo("not_requested");
    }

    @Test
    void of_stepThatOnlyTheNewRunHas_isThatRuns() {
        var asset = Asset.first(Samples.ready(9), Map.of()).after(
                Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of(), report("pending")), Map.of());

        assertThat(StepStatus.of(asset, Step.REELS).state()).isEqualTo("queued");
    }
}
