package io.crealia.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The scripts as text: what shellcheck says, and nothing that bash 3.2 of macOS does not have. */
class ScriptsTest {
    private static final Path ROOT = Path.of(System.getProperty("crealia.root"));
    private static final Pattern NEWER_BASH = Pattern
            .compile(
                    "declare -A|local -A|\\bmapfile\\b|\\breadarray\\b|\\$\\{\\w+(,,|\\^\\^)|&>>|\\|&|wait -n|local -n |\\[-1\\]\\}|EPOCHSECONDS");

    private static List<Path> scripts() throws IOException {
        var all = new ArrayList<>(List.of(ROOT.resolve("deploy.sh"), ROOT.resolve("crealia")));
        try (var files = Files.list(ROOT.resolve("deploy/lib"))) {
            files.sorted().forEach(all::add);
        }
        assertThat(all).hasSizeGreaterThan(8);
        return all;
    }

    @Test
    void scripts_useNothingThatBash32LacksAndStaySmall() throws IOException {
        assertThat(scripts()).allSatisfy(script -> {
            var text = Stage.read(script);
            assertThat(NEWER_BASH.matcher(text).results().map(match -> match.group()).toList()).as(script.toString())
                    .isEmpty();
            assertThat(text.lines()).as(script.toString()).hasSizeLessThan(400);
        });
        assertThat(Files.isExecutable(ROOT.resolve("deploy.sh"))).isTrue();
    }

    @Test
    void newerBash_isFound() {
        assertThat(NEWER_BASH.matcher("declare -A x; y=${x,,}").results()).hasSize(2);
    }

    @Test
    void shellcheck_findsNothing() throws Exception {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "shellcheck"))),
                "shellcheck is not installed");
        var command = new ArrayList<>(List.of("shellcheck"));
        scripts().forEach(script -> command.add(script.toString()));

        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }
}
