package io.crealia.assets.domain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.Step;
import java.util.Optional;

/**
 * How far one step is for who looks at the asset: {@code ready} or {@code skipped} where its result is shown, else
 * {@code queued}, {@code preparing}, {@code skipped} or {@code errored} as in the newest run, or {@code not_requested}
 * where neither run has it.
 *
 * @param document the result, missing unless {@code ready} or {@code skipped}
 */
public record StepStatus(String state, Optional<String> reason, JsonNode document) {
    public static StepStatus of(Asset asset, Step step) {
        var result = Optional.ofNullable(asset.shown().results().get(step)).map(StepResult::document);
        if (result.isPresent()) {
            var skipped = Optional.ofNullable(result.get().path("skipped_reason").textValue());
            return new StepStatus(skipped.isPresent() ? "skipped" : "ready", skipped, result.get());
        }
        return asset.steps().stream().filter(report -> report.step() == step).findFirst()
                .map(report -> new StepStatus(state(report), report.reason(), MissingNode.getInstance()))
                .orElseGet(() -> new StepStatus("not_requested", Optional.empty(), MissingNode.getInstance()));
    }

    // A result of the newest run is not shown before that run is published.
    private static String state(StepReport report) {
        return switch (report.state()) {
            case "pending" -> "queued";
            case "running", "waiting", "succeeded" -> "preparing";
            case "skipped" -> "skipped";
            default -> "errored";
        };
    }
}
