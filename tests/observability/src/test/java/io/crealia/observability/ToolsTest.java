package io.crealia.observability;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.observability.promql.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the makers' own tools say of the shipped files. */
class ToolsTest {
    @TempDir
    Path folder;

    @Test
    void promtool_takesConfigurationAndRules() throws IOException, InterruptedException {
        var promtool = Tool.orSkip("promtool");
        var said = promtool.run(Project.FOLDER.resolve("prometheus"), "check", "config", "prometheus.yml");
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("2 rule files found", "SUCCESS").doesNotContain("FAILED");
    }

    @Test
    void promtool_unitTestsOfEveryAlert_pass() throws IOException, InterruptedException {
        var promtool = Tool.orSkip("promtool");
        var arguments = new ArrayList<>(List.of("test", "rules"));
        Project.files(Project.RULE_TESTS, ".yml").forEach(file -> arguments.add(file.getFileName().toString()));
        var said = promtool.run(Project.RULE_TESTS, arguments.toArray(String[]::new));
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text().lines().filter(line -> line.strip().equals("SUCCESS"))).hasSize(arguments.size() - 2);
    }

    @Test
    void promtool_wrongThreshold_isCaughtByTheUnitTest() throws IOException, InterruptedException {
        var promtool = Tool.orSkip("promtool");
        copyWith("CrealiaErrorRateHigh.yml", "rate3m > 0.05", "rate3m > 0.04");
        assertThat(promtool.run(folder.resolve("tests"), "test", "rules", "CrealiaErrorRateHigh.yml").exit())
                .isNotZero();
        copyWith("CrealiaErrorRateHigh.yml", "rate3m > 0.05", "rate3m > 0.07");
        assertThat(promtool.run(folder.resolve("tests"), "test", "rules", "CrealiaErrorRateHigh.yml").exit())
                .isNotZero();
        copyWith("CrealiaErrorRateHigh.yml", "increase3m >= 20", "increase3m >= 0");
        assertThat(promtool.run(folder.resolve("tests"), "test", "rules", "CrealiaErrorRateHigh.yml").exit())
                .isNotZero();
    }

    private void copyWith(String test, String before, String after) throws IOException {
        Files.createDirectories(folder.resolve("tests"));
        Files.createDirectories(folder.resolve("rules"));
        Files.writeString(folder.resolve("tests").resolve(test), Project.text(Project.RULE_TESTS.resolve(test)));
        for (var file : Project.files(Project.RULES, ".yml")) {
            Files.writeString(folder.resolve("rules").resolve(file.getFileName().toString()),
                    Project.text(file).replace(before, after));
        }
    }

    @Test
    void promtool_agreesWithTheParser() throws IOException, InterruptedException {
        var promtool = Tool.orSkip("promtool");
        var rules = folder.resolve("taken.yml");
        Files.writeString(rules, rules(Samples.TAKEN));
        var taken = promtool.run(folder, "check", "rules", rules.toString());
        assertThat(taken.exit()).as(taken.text()).isZero();
        Files.writeString(rules, rules(Samples.REFUSED));
        var refused = promtool.run(folder, "check", "rules", rules.toString()).text();
        for (int i = 0; i < Samples.REFUSED.size(); i++) {
            assertThat(refused).as(Samples.REFUSED.get(i)).contains("\"sample:" + i + "\"");
        }
    }

    private static String rules(List<String> expressions) {
        var yaml = new StringBuilder("groups:\n  - name: samples\n    rules:\n");
        for (int i = 0; i < expressions.size(); i++) {
            yaml.append("      - record: sample:").append(i).append("\n        expr: '")
                    .append(expressions.get(i).replace("'", "''").replace("\n", "\n\n")).append("'\n");
        }
        return yaml.toString();
    }

    /** {@code url_file} came with Alertmanager 0.26; an older tool is given an address instead. */
    @Test
    void amtool_takesTheConfiguration() throws IOException, InterruptedException {
        var amtool = Tool.orSkip("amtool");
        var text = Project.text(Project.FOLDER.resolve("alertmanager/alertmanager.yml"));
        var version = amtool.run(folder, "--version").text();
        var file = folder.resolve("alertmanager.yml");
        Files.writeString(file, version.matches("(?s)amtool, version 0\\.(1?\\d|2[0-5])\\..*")
                ? text.replaceAll("url_file: .*", "url: http://127.0.0.1:9/")
                : text);
        var said = amtool.run(folder, "check-config", file.toString());
        assertThat(said.exit()).as(said.text()).isZero();
        assertThat(said.text()).contains("2 inhibit rules", "1 receivers");
    }
}
