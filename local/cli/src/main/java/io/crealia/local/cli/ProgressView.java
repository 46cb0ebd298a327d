package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** Shows where a journey is. */
sealed interface ProgressView {
    void upload(int percent);

    /** @param asset as the API shows it */
    void steps(JsonNode asset);

    void finish();

    /** Redraws one line, for a person at a terminal. */
    record Bar(PrintStream out) implements ProgressView {
        private static final int WIDTH = 30;

        @Override
        public void upload(int percent) {
            draw("upload", percent);
        }

        @Override
        public void steps(JsonNode asset) {
            var current = "";
            for (var step : asset.path("steps")) {
                if (step.path("state").asText().equals("running")) {
                    current = step.path("name").asText();
                }
            }
            draw(current.isEmpty() ? asset.path("state").asText() : current,
                    asset.path("progress").path("percent").asInt());
        }

        @Override
        public void finish() {
            out.print("\r\033[K");
            out.flush();
        }

        private void draw(String what, int percent) {
            var full = WIDTH * Math.clamp(percent, 0, 100) / 100;
            out.printf("\r\033[K  %-10s [%s%s] %3d %%", what, "#".repeat(full), ".".repeat(WIDTH - full), percent);
            out.flush();
        }
    }

    /** A line for each change, for logs and pipes. */
    final class Lines implements ProgressView {
        private final PrintStream out;
        private final Map<String, String> seen = new HashMap<>();
        private int shown = -1;

        Lines(PrintStream out) {
            this.out = out;
        }

        @Override
        public void upload(int percent) {
            change("upload", percent >= 100 ? "sent" : "sending", percent >= 100 ? "" : "...");
        }

        @Override
        public void steps(JsonNode asset) {
            for (var step : asset.path("steps")) {
                var state = step.path("state").asText();
                if (!state.equals("pending")) {
                    change(step.path("name").asText(), state,
                            step.has("duration_ms") ? step.path("duration_ms").asLong() + " ms" : "");
                }
            }
            var tens = asset.path("progress").path("percent").asInt() / 10 * 10;
            if (tens > shown) {
                shown = tens;
                out.println("  progress   " + tens + " %");
            }
        }

        @Override
        public void finish() {
            out.flush();
        }

        private void change(String what, String state, String detail) {
            if (!state.equals(seen.put(what, state))) {
                out.printf("  %-10s %s %s%n", what, state, detail);
            }
        }
    }

    /** Says nothing, for {@code --json}. */
    record Silent() implements ProgressView {
        @Override
        public void upload(int percent) {}

        @Override
        public void steps(JsonNode asset) {}

        @Override
        public void finish() {}
    }
}
