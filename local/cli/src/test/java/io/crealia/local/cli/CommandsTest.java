package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a person types them, on free ports and a folder of their own. */
class CommandsTest {
    @TempDir
    static Path home;

    /** What a command printed and how it ended. */
    private record Ran(int exit, String out, String err) {
        JsonNode json() {
            return Json.parse(out.lines().reduce((_, last) -> last).orElseThrow());
        }
    }

    private static Ran run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outBefore = System.out;
        var errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            var exit = Main.run(all.toArray(String[]::new));
            return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    private static String file(String name, String content) throws IOException {
        return Files.writeString(home.resolve(name), content).toString();
    }

    private static void assertOneClearLine(Ran ran, String... parts) {
        assertThat(ran.err().lines().filter(line -> line.startsWith("crealia:"))).hasSize(1);
        assertThat(ran.err()).contains(parts);
    }

    @Test
    void demo_json_endsWithOneObjectAndStatesEveryStep() {
        var ran = run("demo", "--seconds", "1", "--json", "--port", "0");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out().strip().lines()).hasSize(1);
        var json = ran.json();
        assertThat(json.path("state").asText()).isEqualTo("ready");
        assertThat(json.path("asset").asText()).startsWith("ast_");
        assertThat(json.path("reason").isNull()).isTrue();
        assertThat(json.path("playback").path("hls").asText()).contains("/play/" + json.path("asset").asText());
        assertThat(json.path("steps").findValuesAsText("name")).containsExactly("upload", "probe", "transcode",
                "stills", "captions", "enrich", "verify", "publish");
        assertThat(json.path("steps")).allSatisfy(step -> assertThat(step.path("ms").isIntegralNumber()).isTrue());
        assertThat(RunFile.read(home)).isEmpty();
    }

    @Test
    void demo_speaking_tellsWhatWasUnderstoodAndWritesAPicture() throws IOException {
        var ran = run("demo", "--port", "0");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("captions  en, script, published", "words of the script found in the sound",
                "title     ", "hashtags  #", "chapter   0:00.0", "highlight h1", "          - ",
                "reel      h1  720x1280",
                "captions burned in", "at list prices", "a frame of the reel");
        var picture = ImageIO.read(home.resolve("sample/reel.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(720);
        assertThat(picture.getHeight()).isEqualTo(1280);
    }

    @Test
    void process_scriptThatIsNotThere_isAUsageFault() throws IOException {
        var ran = run("process", file("clip.mp4", "x"), "--script", home.resolve("no.txt").toString(), "--port", "0");

        assertThat(ran.exit()).isEqualTo(Exit.USAGE);
        assertOneClearLine(ran, "--script", "no.txt", "no such file");
    }

    @Test
    void process_unknownTemplate_isRefusedByNameOfTheField() throws IOException {
        var ran = run("process", file("clip.mp4", "x"), "--template", "everything", "--port", "0");

        assertThat(ran.exit()).isNotZero();
        assertOneClearLine(ran, "template", "auto-reels");
    }

    @Test
    void benchSpeech_withoutReference_isAUsageFault() throws IOException {
        assertOneClearLine(run("bench-speech", file("clip.wav", "x")), "--reference");
    }

    @Test
    void process_text_isRefusedInOneLine() throws IOException {
        var ran = run("process", file("story.mp4", "Once upon a time. ".repeat(100)), "--port", "0");

        assertThat(ran.exit()).isEqualTo(Exit.NOT_READY);
        assertOneClearLine(ran, "story.mp4", "upload.not_media");
    }

    @Test
    void process_empty_isRefusedBeforeAnythingStarts() throws IOException {
        var ran = run("process", file("empty.mp4", ""), "--port", "0");

        assertThat(ran.exit()).isEqualTo(Exit.NOT_READY);
        assertOneClearLine(ran, "empty.mp4", "empty");
    }

    @Test
    void process_missingOrFolder_isAUsageFault() {
        var missing = run("process", home.resolve("nowhere.mp4").toString());
        assertThat(missing.exit()).isEqualTo(Exit.USAGE);
        assertOneClearLine(missing, "nowhere.mp4", "no such file");
        assertThat(run("process", home.toString()).exit()).isEqualTo(Exit.USAGE);
    }

    @Test
    void up_portTaken_saysWhichAndWhatToDo() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ran = run("up", "--port", String.valueOf(taken.getLocalPort()));

            assertThat(ran.exit()).isEqualTo(Exit.ENVIRONMENT);
            assertOneClearLine(ran, String.valueOf(taken.getLocalPort()), "--port");
        }
    }

    @Test
    void up_secondOnTheSameFolder_isRefused() {
        try (var _ = LocalEdition.start(new EditionSettings(Options.root(), home, 0, Map.of()))) {
            var ran = run("up", "--port", "0");

            assertThat(ran.exit()).isEqualTo(Exit.ENVIRONMENT);
            assertOneClearLine(ran, home.toString());

            assertThat(run("status", "--json").json().path("running").asBoolean()).isTrue();
            assertThat(run("token").out().strip().split("\\.")).hasSize(3);
        }
    }

    @Test
    void status_nothingRuns_saysHowToStart() {
        var ran = run("status");

        assertThat(ran.exit()).isEqualTo(Exit.ENVIRONMENT);
        assertOneClearLine(ran, "./crealia up");
    }

    @Test
    void doctor_json_listsFindings() {
        var ran = run("doctor", "--json", "--port", "0");

        assertThat(ran.json().path("findings").findValuesAsText("what")).containsExactly("java", "ffmpeg", "template",
                "data folder", "ports");
    }

    @Test
    void port_outOfRange_isAUsageFault() {
        assertOneClearLine(run("up", "--port", "70000"), "--port");
    }
}
