package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.crealia.platform.json.Json;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows an asset's log, or the asset as it was at an instant. */
@Command(name = "events", description = "Shows what happened to an asset; with --at, the asset as it was then.", mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Parameters(paramLabel = "ASSET", description = "Id of an asset")
    private String asset;

    @Option(names = "--at", paramLabel = "TIME", description = "An instant that has passed, for example 2026-03-01T12:00:00Z")
    private Optional<String> at = Optional.empty();

    @Override
    public Integer call() {
        var session = Session.join(options.settings());
        if (session.isEmpty()) {
            System.err.println(StatusCommand.NOT_RUNNING);
            return Exit.ENVIRONMENT;
        }
        try (var joined = session.get()) {
            if (at.isPresent()) {
                var then = joined.api().get("/v1/assets/" + asset + "?at="
                        + URLEncoder.encode(at.get(), StandardCharsets.UTF_8));
                // What it was is a whole document: it is printed as such, for people too.
                System.out.println(options.json() ? Json.text(then) : then.toPrettyString());
            } else {
                var events = all(joined.api());
                if (options.json()) {
                    System.out.println(Json.text(Json.object().put("asset", asset).set("events", events)));
                } else {
                    events.forEach(event -> print(System.out, event));
                }
            }
        }
        return Exit.OK;
    }

    private ArrayNode all(ApiClient api) {
        var events = Json.array();
        var query = "?limit=100";
        while (true) {
            var page = api.get("/v1/assets/" + asset + "/events" + query);
            page.path("data").forEach(events::add);
            if (page.path("next_cursor").isNull()) {
                return events;
            }
            query = "?limit=100&cursor=" + page.path("next_cursor").asText();
        }
    }

    static void print(PrintStream out, JsonNode event) {
        out.printf("%5d  %-24s  %-14s %-10s %4s  %s%n", event.path("seq").asLong(), event.path("at").asText(),
                event.path("type").asText(), by(event.path("by")),
                event.has("percent") ? event.path("percent").asInt() + " %" : "",
                event.path("changes").valueStream().map(EventsCommand::change).collect(Collectors.joining(", ")));
    }

    private static String by(JsonNode by) {
        return by.has("reference") ? by.path("reference").asText().substring(0, 8) : by.path("kind").asText();
    }

    private static String change(JsonNode change) {
        var what = change.path("what").asText();
        var name = what.equals("step")
                ? change.path("step").asText() + "#" + change.path("attempt").asInt()
                : what;
        return name + (change.has("state") ? " " + change.path("state").asText() : "")
                + (change.has("reason") ? " (" + change.path("reason").asText() + ")" : "");
    }
}
