package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows how two runs over an asset differ. */
@Command(name = "diff", description = "Says step by step how two runs over an asset differ.", mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
    private static final int HASH_SHOWN = 12;

    @Mixin
    private Options options;

    @Parameters(index = "0", paramLabel = "RUN", description = "Id of a run")
    private String run;

    @Parameters(index = "1", paramLabel = "RUN", description = "Id of another run over the same asset")
    private String against;

    @Override
    public Integer call() {
        var session = Session.join(options.settings());
        if (session.isEmpty()) {
            System.err.println(StatusCommand.NOT_RUNNING);
            return Exit.ENVIRONMENT;
        }
        try (var joined = session.get()) {
            var diff = joined.api().get("/v1/workflows/" + run + "/diff?against="
                    + URLEncoder.encode(against, StandardCharsets.UTF_8));
            if (options.json()) {
                System.out.println(Json.text(diff));
            } else {
                print(System.out, diff);
            }
        }
        return Exit.OK;
    }

    static void print(PrintStream out, JsonNode diff) {
        out.printf("asset  %s%n< %s%n> %s%n", diff.path("asset_id").asText(), run(diff.path("run")),
                run(diff.path("against")));
        if (diff.path("same").asBoolean()) {
            out.println("nothing differs");
            return;
        }
        diff.path("differences").forEach(difference -> line(out, difference));
        for (var step : diff.path("steps")) {
            var files = step.path("files");
            out.printf("%n%s%s%n", step.path("name").asText(), step.path("same").asBoolean()
                    ? "  nothing differs" + (step.path("taken_over").asBoolean() ? ": the result was taken over" : "")
                    : "");
            step.path("differences").forEach(difference -> line(out, difference));
            files.path("data").forEach(file -> out.printf("  %-44s %26s  %26s%n", file.path("name").asText(),
                    mark(file.path("run")), mark(file.path("against"))));
            if (files.path("different").asInt() > 0) {
                out.printf("  %d files differ, %d are equal%s%n", files.path("different").asInt(),
                        files.path("same").asInt(),
                        files.path("complete").asBoolean() ? "" : "; there are more that were not looked at");
            }
        }
    }

    private static String run(JsonNode run) {
        return "%s  %s  %s  %s  %s".formatted(run.path("id").asText(), run.path("created_at").asText(),
                run.path("template").asText(), run.path("preset").asText(), run.path("state").asText());
    }

    private static void line(PrintStream out, JsonNode difference) {
        out.printf("  %-44s %26s  %26s%n", difference.path("what").asText(), value(difference.path("run")),
                value(difference.path("against")));
    }

    private static String value(JsonNode value) {
        var text = value.asText("-");
        return value.isNull() ? "-" : text.length() == 64 ? text.substring(0, HASH_SHOWN) : text;
    }

    private static String mark(JsonNode file) {
        if (file.isNull()) {
            return "-";
        }
        return file.path("size_bytes").asLong() + " "
                + (file.has("sha256") ? file.path("sha256").asText().substring(0, HASH_SHOWN) : "not read");
    }
}
