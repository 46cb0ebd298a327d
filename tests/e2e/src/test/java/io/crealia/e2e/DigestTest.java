package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.lambda.isolated.DeploymentPackage;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the isolated runs run are the bytes that are deployed. */
class DigestTest {
    @TempDir
    private Path folder;

    @Test
    void isolatedEdition_runsTheZipsThatMavenMade() throws IOException {
        try (var edition = Edition.isolated(folder.resolve("home"), Map.of())) {
            var runtime = edition.local().runtime();
            var zips = runtime.template().functions().stream().map(FunctionDefinition::codeUri)
                    .collect(Collectors.toSet());

            assertThat(runtime.packages().keySet()).isEqualTo(zips);
            for (var each : runtime.packages().entrySet()) {
                var zip = Edition.ROOT.resolve(each.getKey());
                assertThat(each.getValue().sha256()).isEqualTo(DeploymentPackage.sha256(zip));
                assertThat(each.getValue().taskRoot().getFileName().toString()).isEqualTo(each.getValue().sha256());
                assertThat(each.getValue().taskRoot().resolve("lib")).isDirectory();
                System.out.println(each.getValue().sha256() + "  " + each.getKey());
            }
        }
    }
}
