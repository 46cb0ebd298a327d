package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Locale;

/** Says what was understood of a video: captions, texts, highlights, reels, costs. What there is none of is not said. */
final class UnderstandingReport {
    private static final double MICROS = 1_000_000.0;

    private UnderstandingReport() {}

    static void print(PrintStream out, JsonNode asset, JsonNode understanding, JsonNode playback) {
        captions(out, understanding);
        texts(out, asset);
        highlights(out, understanding.path("highlights"));
        reels(out, understanding.path("reels"), playback);
        var cost = understanding.path("cost");
        if (cost.path("actual_micros").asLong() + cost.path("estimate_micros").asLong() > 0) {
            out.printf(Locale.ROOT, "cost      %.4f USD at list prices (estimated %.4f)%n",
                    cost.path("actual_micros").asLong() / MICROS, cost.path("estimate_micros").asLong() / MICROS);
        }
    }

    static ObjectNode json(JsonNode asset, JsonNode understanding, JsonNode playback) {
        var json = Json.object();
        json.set("captions", understanding.path("captions").path("data"));
        var script = understanding.path("report").path("ai").path("captions").path("script");
        if (script.isObject()) {
            json.set("script", script);
        }
        for (var text : new String[]{"title", "description", "hashtags", "chapters", "suggestions"}) {
            if (asset.has(text)) {
                json.set(text, asset.path(text));
            }
        }
        json.set("highlights", understanding.path("highlights").path("data"));
        json.set("reels", understanding.path("reels").path("data"));
        json.set("reel_addresses", playback.path("reels"));
        json.set("cost", understanding.path("cost"));
        json.properties().removeIf(member -> member.getValue().isMissingNode());
        return json;
    }

    private static void captions(PrintStream out, JsonNode understanding) {
        for (var track : understanding.path("captions").path("data")) {
            out.printf("captions  %s, %s, %s%n", track.path("language").asText(), track.path("origin").asText(),
                    track.path("state").asText());
        }
        var script = understanding.path("report").path("ai").path("captions").path("script");
        if (script.isObject()) {
            out.printf(Locale.ROOT,
                    "          %d of %d words of the script found in the sound (%.0f %%), the rest timed between%n",
                    script.path("aligned").asInt(), script.path("words").asInt(),
                    script.path("share").asDouble() * 100);
        }
    }

    private static void texts(PrintStream out, JsonNode asset) {
        var draft = asset.path("suggestions").isObject();
        var texts = draft ? asset.path("suggestions") : asset;
        if (texts.path("title").isTextual()) {
            out.printf("title     %s%s%n", texts.path("title").asText(), draft ? "   (suggested; needs review)" : "");
        }
        if (texts.path("hashtags").isArray()) {
            var tags = new ArrayList<String>();
            texts.path("hashtags").forEach(tag -> tags.add(tag.asText()));
            out.printf("hashtags  %s%n", String.join(" ", tags));
        }
        for (var chapter : texts.path("chapters")) {
            out.printf("chapter   %s  %s%n", time(chapter.path("start_ms").asLong()), chapter.path("title").asText());
        }
    }

    private static void highlights(PrintStream out, JsonNode highlights) {
        for (var highlight : highlights.path("data")) {
            out.printf(Locale.ROOT, "highlight %s  %s to %s  score %.2f  \"%s\"%n", highlight.path("name").asText(),
                    time(highlight.path("start_ms").asLong()), time(highlight.path("end_ms").asLong()),
                    highlight.path("score").asDouble(), shortened(highlight.path("text").asText()));
            highlight.path("reasons").forEach(reason -> out.printf("          - %s%n", reason.asText()));
        }
        if (highlights.path("state").asText().equals("skipped")) {
            out.printf("highlight none: %s%n", highlights.path("reason").asText());
        }
    }

    private static void reels(PrintStream out, JsonNode reels, JsonNode playback) {
        for (var reel : reels.path("data")) {
            if (reel.path("state").asText().equals("ready")) {
                out.printf(Locale.ROOT, "reel      %s  %dx%d, %s, %.1f s, enlarged %.2f times, captions %s%n",
                        reel.path("name").asText(), reel.path("width").asInt(), reel.path("height").asInt(),
                        reel.path("layout").asText(), reel.path("duration_ms").asLong() / 1000.0,
                        reel.path("upscale").asDouble(), reel.path("captions").asText().replace('_', ' '));
            } else {
                out.printf("reel      %s  %s: %s%n", reel.path("name").asText(), reel.path("state").asText(),
                        reel.path("reason").asText());
            }
        }
        playback.path("reels").forEach(reel -> out.printf("          %s%n", reel.path("url").asText()));
    }

    private static String time(long millis) {
        return "%d:%04.1f".formatted(millis / 60_000, millis % 60_000 / 1000.0).replace(',', '.');
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, text.lastIndexOf(' ', 57)) + " ...";
    }
}
