package io.crealia.chaos.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.lambda.CloudAccess;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AppPlanTest {
    private static final AppPlan PLAN = new AppPlan(Path.of("/project/template.yaml"), 3000,
            new CloudAccess("eu-central-1", "000000000000", "id", "secret", URI.create("http://127.0.0.1:1"),
                    URI.create("http://127.0.0.1:2"), Optional.of(URI.create("http://127.0.0.1:3"))),
            Map.of("CREALIA_X", "y"), Duration.ofSeconds(15), Map.of("sweeper", Duration.ofSeconds(5)));

    @TempDir
    Path folder;

    @Test
    void written_isReadAsItWas_andOnlyByItsOwner() throws Exception {
        var file = folder.resolve("plan.json");

        PLAN.write(file);
        PLAN.write(file);

        assertThat(AppPlan.read(file)).isEqualTo(PLAN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void settings_areThoseOfThePlan() {
        var settings = PLAN.settings();

        assertThat(settings.apiPort()).isEqualTo(3000);
        assertThat(settings.environment()).containsEntry("CREALIA_X", "y");
        assertThat(settings.visibilityOverride()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.rates()).containsEntry("sweeper", Duration.ofSeconds(5));
    }

    @Test
    void classPath_hasJarsOnly_andInThemWhatFoldersHad() throws Exception {
        var entries = ClassPath.ofJars(folder).split(java.io.File.pathSeparator, -1);

        assertThat(entries).allSatisfy(entry -> assertThat(Path.of(entry)).isRegularFile());
        var own = false;
        for (var entry : entries) {
            try (var jar = new JarFile(entry)) {
                own |= jar.getEntry("io/crealia/chaos/app/AppMain.class") != null;
            }
        }
        assertThat(own).isTrue();
    }

    @Test
    void applicationThatCannotStart_saysWhereItsLogIs() throws Exception {
        try (var application = new Application(folder.resolve("no-such-plan.json"), folder)) {
            org.assertj.core.api.Assertions.assertThatIllegalStateException().isThrownBy(application::start)
                    .withMessageContaining("application.err");
        }
        assertThat(folder.resolve("application.err")).content().contains("no-such-plan.json");
    }
}
