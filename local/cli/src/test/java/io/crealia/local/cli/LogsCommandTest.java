package io.crealia.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogsCommandTest {
    private static final String ONE = "ast_01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final String TWO = "ast_01KAX3D8G07Q9T5ZK2W8X4Y6ZZ";

    @TempDir
    private Path home;
    private Path file;

    @BeforeEach
    void folder() throws IOException {
        file = Files.createDirectories(home.resolve("logs")).resolve("functions.jsonl");
    }

    private static String line(int second, String level, String function, String message, String asset,
            String correlation) {
        var json = Json.object().put("level", level).put("message", message)
                .put("function_name", "crealia-local-" + function).put("service", "crealia")
                .put("timestamp", "2026-03-01T12:00:%02d.000Z".formatted(second));
        if (!asset.isEmpty()) {
            json.put("asset_id", asset);
        }
        if (!correlation.isEmpty()) {
            json.put("correlation_id", correlation);
        }
        return Json.text(json) + "\n";
    }

    private void write(String... lines) throws IOException {
        Files.writeString(file, String.join("", lines), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private List<String> run(String... options) {
        var arguments = new ArrayList<>(List.of("logs", "--home", home.toString()));
        arguments.addAll(List.of(options));
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        try (var out = new PrintStream(printed, true, UTF_8)) {
            System.setOut(out);
            assertThat(Main.run(arguments.toArray(String[]::new))).isEqualTo(Exit.OK);
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8).lines().toList();
    }

    private List<String> messages(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--json");
        return run(all.toArray(String[]::new)).stream().map(Json::parse).map(line -> line.path("message").asText())
                .toList();
    }

    @Test
    void asset_story_beginsWithTheCallAndIsInOrder() throws IOException {
        write(line(3, "INFO", "workflow-on-fact", "third", ONE, "c-1"),
                line(1, "INFO", "uploads-api", "first", "", "c-1"),
                line(2, "INFO", "uploads-api", "second", ONE, "c-1"), line(2, "INFO", "uploads-api", "x", TWO, "c-2"),
                line(2, "INFO", "uploads-api", "y", "", "c-2"), line(4, "WARN", "webhooks-sweeper", "z", "", ""),
                line(5, "INFO", "assets-api", "later call", ONE, "c-3"), "{\"cut off");

        assertThat(messages("--asset", ONE)).containsExactly("first", "second", "third", "later call");
        assertThat(messages("--asset", TWO)).containsExactly("x", "y");
        assertThat(messages("--correlation", "c-1")).containsExactly("first", "second", "third");
        assertThat(messages("--level", "warn")).containsExactly("z");
        assertThat(messages("--function", "uploads-API")).containsExactly("first", "second", "x", "y");
        assertThat(messages("--asset", ONE, "--function", "workflow")).containsExactly("third");
        assertThat(messages("--asset", "ast_01KAX3D8G07Q9T5ZK2W8X4Y6QQ")).isEmpty();
    }

    /** A caller may give two uploads the same correlation id; its own lines could then be of either. */
    @Test
    void asset_correlationSharedByAnother_showsNoLineOfTheOther() throws IOException {
        write(line(1, "INFO", "uploads-api", "either's", "", "c-1"), line(2, "INFO", "uploads-api", "one", ONE, "c-1"),
                line(3, "INFO", "uploads-api", "two", TWO, "c-1"));

        assertThat(messages("--asset", ONE)).containsExactly("one");
    }

    @Test
    void asset_rolledFiles_areReadFirst() throws IOException {
        write(line(3, "INFO", "uploads-api", "third", ONE, "c-1"));
        for (int number : new int[]{2, 1, 10}) {
            try (var out = new GZIPOutputStream(Files.newOutputStream(home.resolve(
                    "logs/functions-" + number + ".jsonl.gz")))) {
                out.write(line(1, "INFO", "uploads-api", "rolled " + number, ONE, "c-1").getBytes(UTF_8));
            }
        }

        assertThat(messages("--asset", ONE)).containsExactly("rolled 1", "rolled 2", "rolled 10", "third");
    }

    @Test
    void columns_areForPeople() throws IOException {
        write(line(1, "INFO", "uploads-api", "an upload was started", ONE, "c-1"));

        assertThat(run("--asset", ONE)).singleElement().asString()
                .matches("2026-03-01T12:00:01.000Z +INFO +uploads-api +an upload was started +asset_id=" + ONE
                        + " correlation_id=c-1");
    }

    @Test
    void nothingLogged_saysSo() {
        assertThat(Main.run("logs", "--home", home.toString())).isEqualTo(Exit.ENVIRONMENT);
    }

    @Test
    void tail_linesThatAreAdded_areGivenOnceAndWhole() throws IOException {
        write(line(1, "INFO", "uploads-api", "before", ONE, "c-1"));
        var tail = new LogFiles.Tail(file, Files.size(file));
        var seen = new ArrayList<JsonNode>();

        var next = line(2, "INFO", "uploads-api", "after", ONE, "c-1");
        write(next.substring(0, 20));
        tail.read(seen::add);
        assertThat(seen).isEmpty();
        write(next.substring(20));
        tail.read(seen::add);
        tail.read(seen::add);
        assertThat(seen).extracting(line -> line.path("message").asText()).containsExactly("after");

        // Rolled over: the file begins anew.
        Files.writeString(file, line(3, "INFO", "a", "anew", ONE, "c-1"));
        tail.read(seen::add);
        assertThat(seen).extracting(line -> line.path("message").asText()).containsExactly("after", "anew");
    }

    @Test
    void level_unknown_isShown() {
        var story = new LogStory(Optional.empty(), Optional.empty(), Optional.of(LogStory.Level.ERROR),
                Optional.empty());

        assertThat(story.tells(Json.object().put("level", "FATAL"), Set.of())).isTrue();
        assertThat(story.tells(Json.object().put("level", "INFO"), Set.of())).isFalse();
    }
}
