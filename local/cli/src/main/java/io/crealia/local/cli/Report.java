package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.io.PrintStream;

/** Prints how a journey ended, for a person or as one JSON object. */
final class Report {
    private Report() {}

    static ObjectNode json(Journey.Outcome outcome) {
        var json = Json.object().put("asset", outcome.assetId()).put("upload", outcome.uploadId())
                .put("state", outcome.state());
        if (!outcome.code().isEmpty()) {
            json.putObject("reason").put("code", outcome.code()).put("detail", outcome.detail());
        } else {
            json.putNull("reason");
        }
        json.set("playback", outcome.playback().isEmpty() ? Json.object().nullNode() : outcome.playback());
        var steps = json.putArray("steps");
        steps.addObject().put("name", "upload").put("state", "succeeded").put("ms", outcome.uploadMillis());
        for (var step : outcome.asset().path("steps")) {
            var row = steps.addObject().put("name", step.path("name").asText()).put("state",
                    step.path("state").asText());
            if (step.has("duration_ms")) {
                row.put("ms", step.path("duration_ms").asLong());
            }
        }
        json.put("total_ms", outcome.totalMillis());
        if (!outcome.understanding().isEmpty()) {
            json.set("understanding",
                    UnderstandingReport.json(outcome.asset(), outcome.understanding(), outcome.playback()));
        }
        return json;
    }

    static void print(PrintStream out, Journey.Outcome outcome) {
        out.printf("%nasset     %s   %s%n", outcome.assetId(), outcome.state());
        if (!outcome.code().isEmpty()) {
            out.printf("reason    %s: %s%n", outcome.code(), outcome.detail());
        }
        renditions(out, outcome.asset());
        for (var name : new String[]{"hls", "mp4", "poster", "storyboard"}) {
            var address = outcome.playback().path(name);
            if (address.isTextual()) {
                out.printf("%-9s %s%n", name, address.asText());
            }
        }
        UnderstandingReport.print(out, outcome.asset(), outcome.understanding(), outcome.playback());
        out.printf("%nstep            ms%n");
        out.printf("%-10s %8d%n", "upload", outcome.uploadMillis());
        for (var step : outcome.asset().path("steps")) {
            out.printf("%-10s %8s %s%n", step.path("name").asText(), step.path("duration_ms").asText("-"),
                    step.path("state").asText().equals("succeeded") ? "" : step.path("state").asText());
        }
        out.printf("%-10s %8d%n", "total", outcome.totalMillis());
    }

    private static void renditions(PrintStream out, JsonNode asset) {
        var video = asset.path("video");
        if (video.isObject()) {
            out.printf("source    %dx%d, %.1f s%n", video.path("width").asInt(), video.path("height").asInt(),
                    asset.path("duration_ms").asLong() / 1000.0);
        }
    }
}
