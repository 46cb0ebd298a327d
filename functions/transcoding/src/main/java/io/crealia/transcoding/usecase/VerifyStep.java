package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Step;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.Check;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.ProbeDocument;
import io.crealia.transcoding.port.MediaStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures every output against the plan before anybody may see it. Safe to repeat: measured anew, reported the same. */
public final class VerifyStep {
    private final HlsConformance hls;
    private final FileConformance files;
    private final ReelConformance reels;
    private final ResultDocuments results;

    public VerifyStep(MediaStore store) {
        this.hls = new HlsConformance(store);
        this.files = new FileConformance(store);
        this.reels = new ReelConformance(store);
        this.results = new ResultDocuments(store);
    }

    StepOutcome execute(Fact.StepRequested request) {
        var info = ProbeDocument.read(results.required(request, Step.PROBE));
        var transcode = results.required(request, Step.TRANSCODE);
        var stills = results.required(request, Step.STILLS);
        var duration = DurationRule.of(info);
        var checks = new ArrayList<Check>(hls.measure(transcode, duration, info));
        checks.addAll(files.measure(transcode, stills, duration));
        var failed = checks.stream().filter(check -> !check.ok()).map(Check::name).toList();
        var key = ResultDocuments.key(request);
        // A reel is a gift on top of the stream: one that does not conform is reported, and not a reason to lose both.
        var ofReels = results.ofDegradable(request, Step.REELS).map(reels::measure).orElse(List.of());
        checks.addAll(ofReels);
        report(key, checks, failed.isEmpty());
        return failed.isEmpty()
                ? StepOutcome.done(key)
                : new StepOutcome.Failed(duration.truncated()
                        .map(longest -> FailureCode.TRUNCATED.because("The file says it lasts " + info.durationMs()
                                + " ms, but holds only " + longest + " ms."))
                        .orElseGet(() -> FailureCode.NOT_CONFORMING
                                .because("The outputs do not conform: " + String.join(", ", failed) + ".")));
    }

    private void report(String key, List<Check> checks, boolean ok) {
        var document = Json.object().put("schema", 1).put("ok", ok);
        var list = document.putArray("checks");
        checks.forEach(check -> list.addObject().put("name", check.name()).put("ok", check.ok())
                .put("expected", check.expected()).put("actual", check.actual()));
        var unfit = document.putArray("failed_reels");
        ReelConformance.failed(checks).forEach(unfit::add);
        results.write(key, document);
    }

    /** A ready rendition of a kind, in the plan's order. */
    static List<JsonNode> ready(JsonNode transcode, String kind) {
        var found = new ArrayList<JsonNode>();
        transcode.path("renditions").forEach(rendition -> {
            if (rendition.path("state").asText().equals("ready") && rendition.path("kind").asText().equals(kind)) {
                found.add(rendition);
            }
        });
        return found;
    }

    static Optional<JsonNode> object(JsonNode parent, String name) {
        return Optional.of(parent.path(name)).filter(JsonNode::isObject);
    }
}
