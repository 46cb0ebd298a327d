package io.crealia.workflow.adapter;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunDiff;
import io.crealia.workflow.domain.RunDiff.Difference;
import io.crealia.workflow.domain.RunDiff.FileDiff;
import io.crealia.workflow.domain.RunDiff.StepDiff;
import io.crealia.workflow.domain.RunEvidence.FileMark;
import java.util.List;
import java.util.Optional;

/** A comparison of two runs as the API shows it. */
public final class DiffView {
    /** The most files of a step that are named. */
    private static final int MAX_NAMED = 50;

    private DiffView() {}

    public static ObjectNode json(RunDiff diff) {
        var json = Json.object().put("asset_id", diff.run().order().assetId().value());
        json.set("run", run(diff.run()));
        json.set("against", run(diff.against()));
        json.put("same", diff.same());
        differences(json.putArray("differences"), diff.differences());
        var steps = json.putArray("steps");
        diff.steps().forEach(step -> step(steps.addObject(), step));
        return json;
    }

    private static ObjectNode run(Run run) {
        var json = Json.object().put("id", run.id().value()).put("state", run.state().wireName())
                .put("template", run.order().template()).put("preset", run.order().parameters().preset())
                .put("created_at", run.createdAt().toString());
        run.order().retryOf().ifPresent(id -> json.put("retry_of", id.value()));
        return json;
    }

    private static void step(ObjectNode json, StepDiff step) {
        json.put("name", step.step().wireName()).put("same", step.same()).put("taken_over", step.takenOver());
        differences(json.putArray("differences"), step.differences());
        var files = json.putObject("files").put("same", step.sameFiles()).put("different", step.files().size())
                .put("complete", step.complete());
        var named = files.putArray("data");
        step.files().stream().limit(MAX_NAMED).forEach(file -> file(named.addObject(), file));
    }

    private static void differences(ArrayNode array, List<Difference> differences) {
        differences.forEach(one -> {
            var json = array.addObject().put("what", one.what());
            one.run().ifPresentOrElse(value -> json.put("run", value), () -> json.putNull("run"));
            one.against().ifPresentOrElse(value -> json.put("against", value), () -> json.putNull("against"));
        });
    }

    private static void file(ObjectNode json, FileDiff file) {
        json.put("name", file.name());
        mark(json, "run", file.run());
        mark(json, "against", file.against());
    }

    private static void mark(ObjectNode json, String side, Optional<FileMark> mark) {
        mark.ifPresentOrElse(one -> {
            var object = json.putObject(side).put("size_bytes", one.sizeBytes());
            one.sha256().ifPresent(hash -> object.put("sha256", hash));
        }, () -> json.putNull(side));
    }
}
