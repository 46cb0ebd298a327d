package io.crealia.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.lambda.isolated.DeploymentPackage;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipFile;
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
                assertThat(each.getValue().taskRoot().resolve("io/crealia/platform")).isDirectory();
                System.out.println(each.getValue().sha256() + "  " + each.getKey());
            }
        }
    }

    /** Log4j, which the local edition prints through, would come back unseen by way of any dependency (docs/decisions/0018). */
    @Test
    void everyZip_printsLogLinesThroughOurProviderAlone() throws IOException {
        List<Path> zips;
        try (var paths = Files.find(Edition.ROOT.resolve("functions"), 3,
                (path, _) -> path.toString().endsWith(".zip") && path.getParent().endsWith("target"))) {
            zips = paths.toList();
        }
        assertThat(zips).hasSize(8);
        for (var zip : zips) {
            try (var file = new ZipFile(zip.toFile())) {
                var provider = file.getEntry("META-INF/services/org.slf4j.spi.SLF4JServiceProvider");
                assertThat(provider).as(zip.toString()).isNotNull();
                assertThat(file.getInputStream(provider)).asString(StandardCharsets.UTF_8)
                        .isEqualToIgnoringNewLines("io.crealia.logging.LambdaLogs");
                assertThat(file.stream().map(entry -> entry.getName())).as(zip.toString())
                        .doesNotHaveDuplicates().noneMatch(name -> name.endsWith(".jar"))
                        .noneMatch(name -> name.matches(
                                "(org/apache/(logging|log4j)|ch/qos/logback|software/amazon/lambda/powertools/logging"
                                        + "|org/slf4j/(impl|jul|simple|nop|reload4j))/.+"));
            }
        }
    }
}
