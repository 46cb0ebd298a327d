package io.crealia.workflow.adapter;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.platform.json.Json;
import io.crealia.workflow.domain.Announcement;
import io.crealia.workflow.domain.Run;
import java.time.Duration;

/** A run as the API shows it. */
public final class RunView {
    private RunView() {}

    public static ObjectNode json(Run run) {
        var order = run.order();
        var json = Json.object().put("id", run.id().value()).put("asset_id", order.assetId().value())
                .put("template", order.template()).put("preset", order.parameters().preset())
                .put("state", run.state().wireName());
        order.parameters().language().ifPresent(language -> json.put("language", language));
        order.uploadId().ifPresent(id -> json.put("upload_id", id.value()));
        order.retryOf().ifPresent(id -> json.put("retry_of", id.value()));
        run.state().reason().ifPresent(
                reason -> json.putObject("reason").put("code", reason.code()).put("detail", reason.detail()));
        json.put("percent", run.percent()).put("version", run.version()).put("created_at", run.createdAt().toString())
                .put("deadline_at", run.deadlineAt().toString());
        run.endedAt().ifPresent(at -> json.put("ended_at", at.toString()));
        var steps = json.putArray("steps");
        Announcement.reports(run).forEach(report -> step(report, steps.addObject()));
        return json;
    }

    private static void step(StepReport report, ObjectNode json) {
        json.put("name", report.step().wireName()).put("state", report.state()).put("attempt", report.attempt());
        report.startedAt().ifPresent(started -> {
            json.put("started_at", started.toString());
            report.endedAt().ifPresent(ended -> json.put("ended_at", ended.toString()).put("duration_ms",
                    Duration.between(started, ended).toMillis()));
        });
        report.reason().ifPresent(reason -> json.put("reason", reason));
    }
}
