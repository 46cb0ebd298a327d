package io.crealia.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every alert must have, and the four that are given. */
class AlertsTest {
    private static final List<String> SECTIONS = List.of("## What it means", "## Impact", "## How to look",
            "## How to mend", "## How to know that it is mended");

    @Test
    void seedAlerts_haveTheirThresholdsAndTimes() {
        var alerts = Rules.alerts().stream().collect(Collectors.toMap(Rules.Alert::name, alert -> alert));
        assertSeed(alerts.get("CrealiaCpuHigh"), "crealia:function_cpu_utilisation:rate3m > 0.8", "5m");
        assertSeed(alerts.get("CrealiaMemoryHigh"), "crealia:function_memory_bytes:sum > 8e9", "5m");
        assertSeed(alerts.get("CrealiaLatencyHigh"), "crealia:http_request_duration_seconds:p95_3m > 0.5", "2m");
        assertSeed(alerts.get("CrealiaErrorRateHigh"), "crealia:http_error_ratio:rate3m > 0.05", "2m");
        assertThat(alerts.get("CrealiaErrorRateHigh").expression())
                .endsWith("and\ncrealia:http_requests:increase3m >= 20");
    }

    private static void assertSeed(Rules.Alert alert, String beginning, String pending) {
        assertThat(alert.expression()).startsWith(beginning);
        assertThat(alert.pending()).isEqualTo(pending);
    }

    @Test
    void everyAlert_saysWhatItIsAndHowBad() {
        assertThat(Rules.alerts()).hasSizeGreaterThanOrEqualTo(13).allSatisfy(alert -> {
            assertThat(alert.name()).startsWith("Crealia");
            assertThat(alert.labels().get("severity")).as(alert.name()).isIn("critical", "warning");
            assertThat(alert.annotations()).as(alert.name()).containsOnlyKeys("summary", "description", "runbook");
            assertThat(alert.annotations().get("runbook"))
                    .isEqualTo("observability/runbooks/" + alert.name() + ".md");
        });
    }

    @Test
    void everyAlert_hasARunbookWithItsSections_andNoOtherPageIsThere() {
        for (var alert : Rules.alerts()) {
            var page = Project.text(Project.ROOT.resolve(alert.annotations().get("runbook")));
            assertThat(page).as(alert.name()).startsWith("# " + alert.name() + "\n");
            assertThat(page.lines().filter(line -> line.startsWith("## "))).as(alert.name())
                    .containsExactlyElementsOf(SECTIONS);
            for (var section : page.split("(?m)^## .*$")) {
                assertThat(section.strip()).as(alert.name() + ": empty section").isNotEmpty();
            }
        }
        assertThat(names(Project.files(Project.RUNBOOKS, ".md")))
                .containsExactlyInAnyOrderElementsOf(Rules.alerts().stream().map(Rules.Alert::name).toList());
    }

    @Test
    void everyAlert_hasUnitTests_firesAndResolves_justBelow_withoutTraffic() {
        for (var alert : Rules.alerts()) {
            var file = Project.RULE_TESTS.resolve(alert.name() + ".yml");
            assertThat(Rules.caseNames(file)).as(file.getFileName().toString())
                    .anyMatch(name -> name.matches(alert.name() + " fires .*and resolves"))
                    .anyMatch(name -> name.startsWith(alert.name() + " is silent just below"))
                    .anyMatch(name -> name.startsWith(alert.name() + " is silent without traffic"))
                    .allMatch(name -> name.startsWith(alert.name()));
            assertThat(expectations(file, alert.name(), true)).as(file + ": it fires").isPositive();
            assertThat(expectations(file, alert.name(), false)).as(file + ": it is silent").isGreaterThan(3);
        }
        assertThat(names(Project.files(Project.RULE_TESTS, ".yml")))
                .containsExactlyInAnyOrderElementsOf(Rules.alerts().stream().map(Rules.Alert::name).toList());
    }

    private static long expectations(java.nio.file.Path file, String alert, boolean firing) {
        return Rules.list(Rules.map(Project.yaml(file)).get("tests")).stream()
                .flatMap(test -> Rules.list(Rules.map(test).get("alert_rule_test")).stream()).map(Rules::map)
                .filter(check -> alert.equals(check.get("alertname")))
                .filter(check -> Rules.list(check.get("exp_alerts")).isEmpty() != firing).count();
    }

    @Test
    void routes_tellOnCallOfEveryAlert_andInhibitOnlyAlertsThatExist() {
        var file = Rules.map(Project.yaml(Project.FOLDER.resolve("alertmanager/alertmanager.yml")));
        var names = Rules.alerts().stream().map(Rules.Alert::name).toList();
        assertThat(Rules.map(file.get("route"))).containsEntry("receiver", "on-call");
        for (var rule : Rules.list(file.get("inhibit_rules"))) {
            for (var end : List.of("source_matchers", "target_matchers")) {
                var matcher = (String) Rules.list(Rules.map(rule).get(end)).getFirst();
                assertThat(names).containsAll(List.of(matcher.replaceAll("alertname=~?\"(.*)\"", "$1").split("\\|")));
            }
        }
        var receiver = Rules.map(Rules.list(file.get("receivers")).getFirst());
        assertThat(Rules.map(Rules.list(receiver.get("webhook_configs")).getFirst()))
                .containsEntry("url_file", "/run/secrets/alert_webhook_url").doesNotContainKey("url");
    }

    private static List<String> names(List<java.nio.file.Path> files) {
        return files.stream().map(file -> file.getFileName().toString().replaceAll("\\.[a-z]+$", "")).toList();
    }

}
