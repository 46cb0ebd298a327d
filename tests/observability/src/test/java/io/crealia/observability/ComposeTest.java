package io.crealia.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Docker is not run: the compose file is read. */
class ComposeTest {
    /** A whole version, and perhaps a digest. */
    private static final Pattern PINNED = Pattern
            .compile("[a-z0-9./-]+:v?[0-9]+\\.[0-9]+\\.[0-9]+(-[a-z0-9.]+)?(@sha256:[0-9a-f]{64})?");
    /** Reads the host's control groups. */
    private static final Set<String> MAY_BE_ROOT = Set.of("cadvisor");

    private final Compose compose = Compose.read();

    @Test
    void containers_areTheWholeStack() {
        assertThat(compose.containers()).extracting(Compose.Container::name).containsExactlyInAnyOrder("pushgateway",
                "prometheus", "alertmanager", "grafana", "loki", "alloy", "cadvisor", "nginx");
    }

    @Test
    void images_arePinned() {
        assertThat(compose.containers())
                .allSatisfy(each -> assertThat(each.text("image")).as(each.name()).matches(PINNED));
        assertThat("grafana/grafana:latest").doesNotMatch(PINNED);
        assertThat("grafana/grafana").doesNotMatch(PINNED);
        assertThat("grafana/grafana:12").doesNotMatch(PINNED);
    }

    @Test
    void containers_haveFewRightsAndLimits() {
        assertThat(compose.containers()).allSatisfy(each -> {
            if (!MAY_BE_ROOT.contains(each.name())) {
                assertThat(each.text("user")).as(each.name() + ": user").matches("[1-9][0-9]*:[0-9]+");
            }
            assertThat(each.text("read_only")).as(each.name() + ": read_only").isEqualTo("true");
            assertThat(each.text("cap_drop")).as(each.name() + ": cap_drop").isEqualTo("[ALL]");
            assertThat(each.text("privileged")).as(each.name() + ": privileged").isEmpty();
            assertThat(each.text("security_opt")).as(each.name()).contains("no-new-privileges:true");
            assertThat(each.text("restart")).as(each.name() + ": restart").isEqualTo("unless-stopped");
            var limits = Rules.map(Rules.map(Rules.map(each.value("deploy").orElseThrow()).get("resources"))
                    .get("limits"));
            assertThat(limits).as(each.name()).containsKeys("cpus", "memory", "pids");
            assertThat(Rules.map(each.value("healthcheck").orElseThrow())).as(each.name()).containsKey("test");
        });
    }

    @Test
    void ports_areNginxOnly_andLocalUnlessSaidOtherwise() {
        assertThat(compose.containers()).filteredOn(each -> each.value("ports").isPresent())
                .extracting(Compose.Container::name).containsExactly("nginx");
        assertThat(Rules.list(compose.service("nginx").value("ports").orElseThrow())).allSatisfy(
                port -> assertThat((String) port).matches("\\$\\{CREALIA_[A-Z_]+:-127\\.0\\.0\\.1}:\\d+:\\d+"));
        assertThat(Rules.map(Rules.map(compose.file().get("networks")).get("inside"))).containsEntry("internal", true);
    }

    @Test
    void data_lieInVolumesThatExist_andMountedFilesAreThere() {
        var volumes = Rules.map(compose.file().get("volumes")).keySet();
        for (var each : compose.containers()) {
            for (var volume : each.volumes()) {
                var source = volume.split(":")[0];
                if (source.startsWith("./")) {
                    assertThat(Files.exists(Project.FOLDER.resolve(source))).as(volume).isTrue();
                    assertThat(volume).as(each.name()).endsWith(":ro");
                } else if (source.matches("[a-z]+")) {
                    assertThat(volumes).as(each.name()).contains(source);
                }
            }
        }
        for (var name : List.of("prometheus", "alertmanager", "pushgateway", "grafana", "loki", "alloy")) {
            assertThat(compose.service(name).volumes()).as(name).anyMatch(volume -> volume.startsWith(name + ":"));
        }
    }

    @Test
    void retention_isBounded() {
        assertThat(compose.service("prometheus").text("command")).contains("--storage.tsdb.retention.time=30d",
                "--storage.tsdb.retention.size=20GB");
        var loki = Rules.map(Project.yaml(Project.FOLDER.resolve("loki/loki.yaml")));
        assertThat(Rules.map(loki.get("limits_config"))).containsEntry("retention_period", "720h");
        assertThat(Rules.map(loki.get("compactor"))).containsEntry("retention_enabled", true);
    }

    @Test
    void secrets_areFilesOutsideGit() {
        assertThat(Rules.map(compose.file().get("secrets")).values())
                .allSatisfy(secret -> assertThat((String) Rules.map(secret).get("file")).startsWith("./secrets/"));
        assertThat(Project.text(Project.FOLDER.resolve(".gitignore"))).contains("/secrets/");
    }

    @Test
    void nginx_hardensEveryAnswer_andSpeaksNewTlsOnly() {
        var nginx = Project.text(Project.FOLDER.resolve("nginx/nginx.conf"));
        assertThat(nginx).contains("ssl_protocols TLSv1.2 TLSv1.3;", "server_tokens off;");
        for (var header : List.of("Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options",
                "Referrer-Policy", "Content-Security-Policy", "Permissions-Policy")) {
            assertThat(nginx).containsPattern("(?m)^  add_header " + header + " .* always;$");
        }
        // A header set in an inner block would hide all of these.
        assertThat(nginx).doesNotContainPattern("(?m)^ {4,}add_header");
    }

    @Test
    void prometheus_scrapesWhatComposeStarts() {
        var jobs = Rules.list(Rules.map(Project.yaml(Project.FOLDER.resolve("prometheus/prometheus.yml")))
                .get("scrape_configs"));
        assertThat(jobs).extracting(job -> Rules.map(job).get("job_name")).containsExactlyInAnyOrder("pushgateway",
                "prometheus", "alertmanager", "grafana", "loki", "alloy", "cadvisor");
        assertThat(Rules.map(jobs.getFirst())).containsEntry("job_name", "pushgateway").containsEntry("honor_labels",
                true);
    }
}
