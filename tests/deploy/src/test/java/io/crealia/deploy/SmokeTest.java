package io.crealia.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cli.DeveloperToken;
import io.crealia.local.cli.EditionSettings;
import io.crealia.local.cli.LocalEdition;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smoke test's requests, answered by the real functions: only AWS is a stub here. */
class SmokeTest {
    @TempDir
    private Path folder;

    @Test
    void smokeTest_ofTheRealFunctions_passes() {
        var settings = new EditionSettings(Path.of(System.getProperty("crealia.root")), folder.resolve("home"), 0,
                Map.of());
        try (var edition = LocalEdition.start(settings)) {
            var stage = new Stage(folder);
            Scenario.running(stage, edition.api());
            var token = DeveloperToken.issue(settings, edition.issuer());

            var ran = stage.deploy("--yes", "--smoke-within", "60", "--smoke-token-command", "printf " + token);

            assertThat(ran.exit()).as(ran.out() + ran.err()).isZero();
            assertThat(ran.out()).contains("GET /health/ready: 200", "GET /v1/uploads without a token: 401",
                    "POST /v1/uploads: 201 upl_", "and called off: 204", "\"result\": \"deployed\"")
                    .doesNotContain(token);
        }
    }
}
