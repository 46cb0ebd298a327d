package io.crealia.local.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalConfigurationTest {
    private static final Path PROJECT = Path.of(System.getProperty("crealia.root"), "observability");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path home;

    @Test
    void prometheus_scrapesThisMachineOnly_withTheShippedRules() throws IOException {
        var settings = ObservabilitySettings.in(home, PROJECT, ObservabilityPorts.from(3017));
        var file = JSON.readTree(Files.readString(LocalConfiguration.prometheus(settings, settings.ports())));

        assertThat(file.findValuesAsText("targets")).isNotNull();
        assertThat(file.path("scrape_configs").findValues("targets")).extracting(Object::toString)
                .containsExactly("[\"127.0.0.1:3018\"]", "[\"127.0.0.1:3017\"]", "[\"127.0.0.1:3019\"]");
        assertThat(file.path("scrape_configs").path(0).path("honor_labels").asBoolean()).isTrue();
        assertThat(file.path("global").path("scrape_interval").asText()).isEqualTo("5000ms");
        assertThat(file.path("rule_files").path(0).asText())
                .isEqualTo(PROJECT.toAbsolutePath().normalize() + "/prometheus/rules/*.yml");
    }

    @Test
    void alertmanager_keepsRoutesAndInhibition_andTellsNobodyUnlessSaid() throws IOException {
        var quiet = ObservabilitySettings.in(home, PROJECT, ObservabilityPorts.free());
        var file = JSON.readTree(Files.readString(LocalConfiguration.alertmanager(quiet)));
        assertThat(file.path("receivers")).hasSize(1);
        assertThat(file.path("receivers").path(0).has("webhook_configs")).isFalse();
        assertThat(file.path("route").path("group_wait").asText()).isEqualTo("30s");
        assertThat(file.path("inhibit_rules")).hasSize(2);

        var told = quiet.withAlertsTo(URI.create("http://127.0.0.1:9/hook"));
        var receiver = JSON.readTree(Files.readString(LocalConfiguration.alertmanager(told))).path("receivers").path(0);
        assertThat(receiver.path("name").asText()).isEqualTo("on-call");
        assertThat(receiver.path("webhook_configs").path(0).path("url").asText()).isEqualTo("http://127.0.0.1:9/hook");
        assertThat(receiver.toString()).doesNotContain("url_file");
    }

    @Test
    void settings_badValues_areRefusedByName() {
        var settings = ObservabilitySettings.in(home, PROJECT, ObservabilityPorts.free());
        assertThatThrownBy(() -> settings.withAlertsTo(URI.create("ftp://x/"))).hasMessageStartingWith("--alerts-to");
        assertThatThrownBy(() -> settings.withAlertsTo(URI.create("http:/x"))).hasMessageStartingWith("--alerts-to");
        assertThatThrownBy(() -> ObservabilityPorts.from(65_534)).hasMessageContaining("port of alertmanager");
    }
}
