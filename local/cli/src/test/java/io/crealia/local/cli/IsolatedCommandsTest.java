package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.crealia.local.lambda.isolated.DeploymentPackage;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about deployable zips, as a person types them. */
class IsolatedCommandsTest {
    @TempDir
    static Path home;

    private record Ran(int exit, String out, String err) {}

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
            return new Ran(Main.run(all.toArray(String[]::new)), out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    @Test
    void digest_printsTheDigestOfEachZip() throws IOException {
        var ran = run("digest");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).hasSizeGreaterThanOrEqualTo(8).allSatisfy(line -> {
            var words = line.split("\\s+");
            var zip = Options.root().resolve(words[2]);
            assertThat(words[0]).isEqualTo(DeploymentPackage.sha256(zip));
            assertThat(Long.parseLong(words[1])).isEqualTo(Files.size(zip));
        });
    }

    @Test
    void digest_json_namesTheFunctionsOfEachZip() {
        var json = Json.parse(run("digest", "--json").out());

        assertThat(json.path("packages").findValuesAsText("path"))
                .contains("functions/uploads/target/crealia-uploads.zip");
        assertThat(json.path("packages")).anySatisfy(each -> assertThat(each.path("functions").toString())
                .contains("UploadsApi", "UploadsOnObjectCreated", "UploadsSweeper"));
    }

    @Test
    void invoke_docsPage_printsTheAnswerAndAReport() {
        assumeThat(System.getProperty("os.name")).as("AWS's runtime interface client runs on").isEqualTo("Linux");
        var ran = run("invoke", "docs-api", "-e", event("docs-api/openapi.json"), "--port", "0", "--times", "2");

        assertThat(ran.exit()).as(ran.err()).isZero();
        assertThat(ran.out().lines()).hasSize(2).allSatisfy(line -> {
            var answer = Json.parse(line);
            assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
            assertThat(Json.parse(answer.path("body").asText()).path("openapi").asText()).startsWith("3.");
        });
        assertThat(ran.err().lines().filter(line -> line.startsWith("REPORT DocsApi"))).hasSize(2);
        assertThat(ran.err()).contains("Restore Duration", "Memory Size: 1024 MB");
    }

    @Test
    void invoke_noSuchFunction_listsThoseThatExist() {
        var ran = run("invoke", "upload-api", "-e", event("docs-api/openapi.json"), "--port", "0");

        assertThat(ran.exit()).isEqualTo(Exit.USAGE);
        assertThat(ran.err()).contains("FUNCTION", "upload-api", "UploadsApi");
    }

    @Test
    void invoke_noSuchFile_namesItAndWhatWasExpected() {
        var ran = run("invoke", "docs-api", "-e", "none.json", "--port", "0");

        assertThat(ran.exit()).isEqualTo(Exit.USAGE);
        assertThat(ran.err()).contains("--event", "none.json", "JSON");
    }

    @Test
    void options_outOfRange_areNamed() {
        assertThat(run("invoke", "docs-api", "-e", "x", "--times", "0").err()).contains("--times", "1 to 10000");
        assertThat(run("bench", "cold", "--runs", "0").err()).contains("--runs", "1 to 99");
        assertThat(run("bench", "cold", "--function", "None").err()).contains("--function", "None");
        assertThat(run("bench", "warm", "--invocations", "1").err()).contains("--invocations", "80 to 100000");
        assertThat(run("up", "--no-snapstart").err()).contains("--no-snapstart", "--isolated");
    }

    private static String event(String name) {
        return Options.root().resolve("events").resolve(name).toString();
    }
}
