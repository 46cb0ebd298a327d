package io.crealia.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.RunId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.TestTokens;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.port.RunFiles;
import io.crealia.workflow.usecase.CompareRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DiffRoutesTest {
    private static final String READER = TestTokens.token("acme", "workflows:read");

    private final InMemoryRunRepository runs = new InMemoryRunRepository();
    private final Fixture fixture = new Fixture(runs);
    private final HttpEdge edge = new HttpEdge(
            new DiffRoutes(new CompareRuns(runs, new NoFiles(), (_, _, _) -> Map.of())).list(), new TestTokens(),
            new Idempotency(new InMemoryIdempotencyStore(), fixture.clock));

    @Test
    void diff_runWithItself_isTheSame() {
        fixture.accept(Samples.accepted(1));

        var answer = diff(READER, Fixture.id(1), Fixture.id(1).value());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("same").asBoolean()).isTrue();
        assertThat(answer.json().path("asset_id").asText()).isEqualTo(Samples.asset(1).value());
        assertThat(answer.json().path("run")).isEqualTo(answer.json().path("against"));
        assertThat(answer.json().path("run").path("id").asText()).isEqualTo(Fixture.id(1).value());
    }

    @Test
    void diff_unknownOrForeignRun_isNotFound() {
        fixture.accept(Samples.accepted(1));

        assertThat(diff(READER, Fixture.id(2), Fixture.id(1).value()).status()).isEqualTo(404);
        assertThat(diff(TestTokens.token("globex", "workflows:read"), Fixture.id(1), Fixture.id(1).value()).status())
                .isEqualTo(404);
    }

    @Test
    void diff_againstNoRunOfTheAsset_namesTheParameter() {
        fixture.accept(Samples.accepted(1));
        fixture.accept(Samples.accepted(2));

        for (var against : Map.of("", "format", "wfl_1", "format", Fixture.id(3).value(), "unknown",
                Fixture.id(2).value(), "unknown").entrySet()) {
            var answer = diff(READER, Fixture.id(1), against.getKey());
            assertThat(answer.status()).as(against.getKey()).isGreaterThanOrEqualTo(400).isLessThan(500);
            assertThat(answer.json().path("errors").path(0)).isEqualTo(Json.parse("""
                    {"pointer":"query:against","code":"%s","expected":"the id of another run over the same asset"}"""
                    .formatted(against.getValue())));
        }
    }

    @Test
    void diff_withoutPermission_isForbidden() {
        fixture.accept(Samples.accepted(1));
        assertThat(diff(TestTokens.token("acme", "assets:read"), Fixture.id(1), Fixture.id(1).value()).status())
                .isEqualTo(403);
    }

    private ApiCall.Answer diff(String token, RunId run, String against) {
        var call = ApiCall.of("GET", "/v1/workflows/{workflow_id}/diff").path("workflow_id", run.value()).as(token);
        return (against.isEmpty() ? call : call.query("against", against)).send(edge::handle);
    }

    private static final class NoFiles implements RunFiles {
        @Override
        public List<Listed> list(String folder, int limit) {
            return List.of();
        }

        @Override
        public Optional<String> sha256(String key) {
            return Optional.empty();
        }
    }
}
