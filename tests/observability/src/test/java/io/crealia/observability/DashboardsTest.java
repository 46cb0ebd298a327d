package io.crealia.observability;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.observability.dashboard.Dashboard;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Grafana is not run: its dashboards are held against what its JSON model needs. */
class DashboardsTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int COLUMNS = 24;

    @Test
    void dashboards_areTheFour_andNothingIsEmpty() {
        var dashboards = Dashboard.in(Project.DASHBOARDS);
        assertThat(dashboards).extracting(Dashboard::uid).containsExactly("crealia-service-health", "crealia-pipeline",
                "crealia-security", "crealia-business");
        assertThat(dashboards).allSatisfy(dashboard -> assertThat(dashboard.panels()).hasSizeGreaterThan(10)
                .allSatisfy(panel -> {
                    assertThat(panel.title()).isNotEmpty();
                    assertThat(panel.section()).isNotEmpty();
                    assertThat(panel.targets()).isNotEmpty();
                }));
    }

    @Test
    void panels_haveOwnIdsAndPlaces_andTheProvisionedSource() throws IOException {
        var sources = sources();
        for (var file : Project.files(Project.DASHBOARDS, ".json")) {
            var json = JSON.readTree(Project.text(file));
            var ids = new HashSet<Integer>();
            var taken = new HashSet<List<Integer>>();
            for (var panel : json.path("panels")) {
                var where = file.getFileName() + ", " + panel.path("title").asText();
                assertThat(ids.add(panel.path("id").asInt())).as(where + ": id").isTrue();
                for (var cell : cells(panel.path("gridPos"))) {
                    assertThat(cell.getFirst()).as(where).isBetween(0, COLUMNS - 1);
                    assertThat(taken.add(cell)).as(where + " lies over another").isTrue();
                }
                if (!panel.path("type").asText().equals("row")) {
                    assertThat(sources).as(where).contains(panel.path("datasource").path("uid").asText());
                }
            }
            assertThat(json.path("refresh").asText()).isNotEmpty();
            assertThat(json.path("templating").path("list").path(0).path("name").asText()).isEqualTo("stage");
        }
    }

    private static List<String> sources() {
        var file = Project.FOLDER.resolve("grafana/provisioning/datasources/crealia.yaml");
        return Rules.list(Rules.map(Project.yaml(file)).get("datasources")).stream()
                .map(source -> (String) Rules.map(source).get("uid")).toList();
    }

    private static List<List<Integer>> cells(JsonNode place) {
        var cells = new ArrayList<List<Integer>>();
        for (int x = 0; x < place.path("w").asInt(); x++) {
            for (int y = 0; y < place.path("h").asInt(); y++) {
                cells.add(List.of(place.path("x").asInt() + x, place.path("y").asInt() + y));
            }
        }
        return cells;
    }

    @Test
    void provisionedFolder_isWhereComposePutsTheDashboards() {
        var provider = Rules.map(Rules.list(Rules.map(Project.yaml(
                Project.FOLDER.resolve("grafana/provisioning/dashboards/crealia.yaml"))).get("providers")).getFirst());
        var folder = (String) Rules.map(provider.get("options")).get("path");
        assertThat(Compose.read().service("grafana").volumes()).anyMatch(
                volume -> volume.startsWith("./grafana/dashboards:" + folder));
    }
}
