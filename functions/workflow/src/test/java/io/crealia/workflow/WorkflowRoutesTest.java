package io.crealia.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.ApiCall;
import io.crealia.testkit.InMemoryIdempotencyStore;
import io.crealia.testkit.TestTokens;
import io.crealia.workflow.adapter.InMemoryRunRepository;
import io.crealia.workflow.domain.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkflowRoutesTest {
    private static final String WRITER = TestTokens.token("acme", "workflows:read", "workflows:write");
    private static final String READER = TestTokens.token("acme", "workflows:read");
    private static final String STRANGER = TestTokens.token("globex", "workflows:read", "workflows:write");

    private final InMemoryRunRepository runs = new InMemoryRunRepository();
    private final Fixture fixture = new Fixture(runs);
    private final HttpEdge edge = new HttpEdge(fixture.routes().list(), new TestTokens(),
            new Idempotency(new InMemoryIdempotencyStore(), fixture.clock));

    @Test
    void get_runningRun_showsStateAndSteps() {
        fixture.accept(Samples.accepted(1));
        fixture.clock.advance(Duration.ofMillis(1500));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.PROBE, 1));

        var answer = get(READER, 1);

        assertThat(answer.status()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.path("id").asText()).isEqualTo(Fixture.id(1).value());
        assertThat(json.path("asset_id").asText()).isEqualTo(Samples.asset(1).value());
        assertThat(json.path("upload_id").asText()).isEqualTo(Samples.upload(1).value());
        assertThat(json.path("template").asText()).isEqualTo("stream");
        assertThat(json.path("state").asText()).isEqualTo("running");
        assertThat(json.path("percent").asInt()).isEqualTo(2);
        assertThat(json.path("created_at").asText()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(json.path("steps").findValuesAsText("name")).containsExactly("probe", "transcode", "stills",
                "verify", "publish");
        assertThat(json.path("steps").path(0)).isEqualTo(Json.parse("""
                {"name":"probe","state":"succeeded","attempt":1,"started_at":"2026-03-01T12:00:00Z",
                "ended_at":"2026-03-01T12:00:01.500Z","duration_ms":1500}"""));
        assertThat(json.path("steps").path(4)).isEqualTo(
                Json.parse("{\"name\":\"publish\",\"state\":\"pending\",\"attempt\":0}"));
    }

    @Test
    void anyRoute_otherTenantOrMalformedId_isNotFound() {
        fixture.accept(Samples.accepted(1));
        for (var call : new ApiCall[]{run("GET", "", 1), run("POST", "/cancel", 1), run("POST", "/retry", 1)}) {
            var answer = call.as(STRANGER).send(edge::handle);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.json().path("code").asText()).isEqualTo("resource.not_found");
        }
        var malformed = ApiCall.of("GET", "/v1/workflows/{workflow_id}").path("workflow_id", "wfl_1").as(READER);
        assertThat(malformed.send(edge::handle).status()).isEqualTo(404);
        assertThat(start(STRANGER, 1, null).status()).isEqualTo(404);
    }

    @Test
    void list_ofAnAssetOrOfAll_isTheTenantsOwnNewestFirst() {
        fixture.accept(Samples.accepted(1));
        fixture.accept(Samples.accepted(2));
        var all = list(READER).send(edge::handle).json();
        var ofOne = list(READER).query("asset_id", Samples.asset(1).value()).send(edge::handle).json();
        var first = list(READER).query("limit", "1").send(edge::handle).json();

        assertThat(all.path("data").findValuesAsText("asset_id")).containsExactly(Samples.asset(2).value(),
                Samples.asset(1).value());
        assertThat(all.path("data").path(1)).isEqualTo(get(READER, 1).json());
        assertThat(ofOne.path("data").findValuesAsText("asset_id")).containsExactly(Samples.asset(1).value());
        assertThat(list(READER).query("limit", "1").query("cursor", first.path("next_cursor").asText())
                .send(edge::handle).json().path("data")).hasSize(1).first().isEqualTo(all.path("data").path(1));
        assertThat(list(STRANGER).send(edge::handle).text()).isEqualTo("{\"data\":[],\"next_cursor\":null}");
        assertThat(list(READER).query("asset_id", "ast_1").send(edge::handle).json().path("errors").path(0)
                .path("pointer").asText()).isEqualTo("query:asset_id");
        assertThat(list(READER).query("asset_id", Samples.asset(1).value())
                .query("cursor", first.path("next_cursor").asText()).send(edge::handle).status())
                .as("a cursor of another list").isEqualTo(422);
    }

    private static ApiCall list(String token) {
        return ApiCall.of("GET", "/v1/workflows").as(token);
    }

    @Test
    void anyRoute_missingScope_isForbidden() {
        fixture.accept(Samples.accepted(1));
        assertThat(start(READER, 1, null).status()).isEqualTo(403);
        assertThat(run("POST", "/cancel", 1).as(READER).send(edge::handle).status()).isEqualTo(403);
        assertThat(run("POST", "/retry", 1).as(READER).send(edge::handle).status()).isEqualTo(403);
        assertThat(run("GET", "", 1).as(TestTokens.token("acme", "workflows:write")).send(edge::handle).status())
                .isEqualTo(403);
    }

    @Test
    void start_faultyBody_namesEveryField() {
        var body = Json.object().put("asset_id", "ast_1").put("template", "no-such").put("preset", "loud")
                .put("language", "english").put("speed", 3);
        var answer = ApiCall.of("POST", "/v1/workflows").json(body).as(WRITER).send(edge::handle);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("errors").findValuesAsText("pointer")).containsExactlyInAnyOrder("/asset_id",
                "/template", "/preset", "/language", "/speed");
        assertThat(answer.json().path("errors").toString()).contains("one of [auto-reels, frugal, stream]");
    }

    @Test
    void start_overAnEndedRun_makesANewerRunOverTheSameSource() {
        failed(1);
        fixture.sender.clear();

        var answer = start(WRITER, 1, "key-1");

        assertThat(answer.status()).isEqualTo(201);
        var id = answer.json().path("id").asText();
        assertThat(answer.header("Location")).contains("/v1/workflows/" + id);
        assertThat(id).isGreaterThan(Fixture.id(1).value());
        assertThat(fixture.sender.facts(QueueName.STEPS)).singleElement()
                .isInstanceOfSatisfying(Fact.StepRequested.class, fact -> {
                    assertThat(fact.source()).isEqualTo(Samples.source(1));
                    assertThat(fact.token().runId().value()).isEqualTo(id);
                    assertThat(fact.token().step()).isEqualTo(Step.PROBE);
                });
    }

    @Test
    void start_sameKey_makesOneRunAndGivesTheSameAnswer() {
        failed(1);
        failed(2);
        var first = start(WRITER, 1, "key-1");
        fixture.clock.advance(Duration.ofMinutes(3));
        fixture.sweep.execute();
        var second = start(WRITER, 1, "key-1");

        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(runs.all()).hasSize(3);

        var other = start(WRITER, 2, "key-1");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.json().path("code").asText()).isEqualTo("idempotency.mismatch");
        assertThat(runs.all()).hasSize(3);
    }

    @Test
    void start_runAtWork_isRefused() {
        fixture.accept(Samples.accepted(1));
        var answer = start(WRITER, 1, null);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("workflow.busy");
        assertThat(answer.json().path("detail").asText()).contains(Fixture.id(1).value());
    }

    @Test
    void start_rejectedUpload_isRefused() {
        fixture.accept(new Fact.UploadRejected(Samples.header("evt", 1), Samples.upload(1), "upload.not_media", "No."));
        var answer = start(WRITER, 1, null);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("workflow.no_source");
        var run = get(READER, 1).json();
        assertThat(run.path("state").asText()).isEqualTo("rejected");
        assertThat(run.path("reason")).isEqualTo(Json.parse("{\"code\":\"upload.not_media\",\"detail\":\"No.\"}"));
    }

    @Test
    void cancel_runningRun_fencesTheStepAndSaysSo() {
        fixture.accept(Samples.accepted(1));
        fixture.sender.clear();

        var answer = run("POST", "/cancel", 1).as(WRITER).send(edge::handle);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("state").asText()).isEqualTo("cancelled");
        assertThat(fixture.sender.facts(QueueName.STEPS)).singleElement().isInstanceOfSatisfying(
                Fact.StepCancelled.class,
                fact -> assertThat(fact.token()).isEqualTo(new StepToken(Fixture.id(1), Step.PROBE, 1)));
        fixture.apply(1, Samples.succeeded(Samples.started(1), Step.PROBE, 1));
        assertThat(get(READER, 1).json().path("state").asText()).isEqualTo("cancelled");
        assertThat(run("POST", "/cancel", 1).as(WRITER).send(edge::handle).status()).isEqualTo(200);
    }

    @Test
    void cancel_endedRun_isRefused() {
        failed(1);
        var answer = run("POST", "/cancel", 1).as(WRITER).send(edge::handle);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("workflow.ended");
    }

    @Test
    void retry_failedRun_takesUpWhereItFailed() {
        failed(1);
        fixture.sender.clear();

        var answer = run("POST", "/retry", 1).header("Idempotency-Key", "key-2").as(WRITER).send(edge::handle);

        assertThat(answer.status()).isEqualTo(201);
        var json = answer.json();
        assertThat(json.path("retry_of").asText()).isEqualTo(Fixture.id(1).value());
        assertThat(states(json)).isEqualTo("succeeded running pending pending pending");
        assertThat(fixture.sender.facts(QueueName.STEPS)).singleElement()
                .isInstanceOfSatisfying(Fact.StepRequested.class, fact -> {
                    assertThat(fact.token().step()).isEqualTo(Step.TRANSCODE);
                    assertThat(fact.results().get(Step.PROBE)).contains(Fixture.id(1).value());
                });
        assertThat(get(READER, 1).json().path("state").asText()).isEqualTo("failed");

        var again = run("POST", "/retry", 1).header("Idempotency-Key", "key-2").as(WRITER).send(edge::handle);
        assertThat(again.text()).isEqualTo(answer.text());
        assertThat(runs.all()).hasSize(2);
        var newer = run("POST", "/retry", 1).as(WRITER).send(edge::handle);
        assertThat(newer.status()).isEqualTo(409);
        assertThat(newer.json().path("code").asText()).isEqualTo("workflow.not_retryable");
    }

    @Test
    void retry_namedStep_startsThereIfItsInputsExist() {
        failed(1);
        for (var step : new String[]{"verify", "publish", "polish"}) {
            var refused = run("POST", "/retry", 1).json(Json.object().put("step", step)).as(WRITER)
                    .send(edge::handle);
            assertThat(refused.status()).as(step).isEqualTo(422);
            assertThat(refused.json().path("errors").path(0).path("pointer").asText()).isEqualTo("/step");
        }
        var answer = run("POST", "/retry", 1).json(Json.object().put("step", "probe")).as(WRITER).send(edge::handle);
        assertThat(states(answer.json())).isEqualTo("running pending pending pending pending");
    }

    @Test
    void start_withChoice_keepsTheRestOfTheRunBefore() {
        failed(1);
        fixture.sender.clear();
        var body = Json.object().put("asset_id", Samples.asset(1).value()).put("template", "auto-reels")
                .put("preset", "storytelling");

        var answer = ApiCall.of("POST", "/v1/workflows").json(body).as(WRITER).send(edge::handle);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("template").asText()).isEqualTo("auto-reels");
        assertThat(answer.json().path("preset").asText()).isEqualTo("storytelling");
        assertThat(answer.json().path("language").asText()).isEqualTo("en");
        assertThat(fixture.sender.facts(QueueName.STEPS)).singleElement()
                .isInstanceOfSatisfying(Fact.StepRequested.class, fact -> assertThat(fact.parameters())
                        .isEqualTo(new RunParameters("auto-reels", "storytelling", Optional.of("en"),
                                Samples.parameters("x").scriptKey())));
    }

    @Test
    void startAndRetry_withoutBudget_areRefused() {
        failed(1);
        fixture.withinBudget = false;

        for (var answer : List.of(start(WRITER, 1, null), run("POST", "/retry", 1).as(WRITER).send(edge::handle))) {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.json().path("code").asText()).isEqualTo("budget.exhausted");
        }
        assertThat(runs.all()).hasSize(1);
    }

    @Test
    void start_repeatedAfterTheBudgetWasSpent_isAnsweredAsBefore() {
        failed(1);
        var first = start(WRITER, 1, "key-9");
        fixture.withinBudget = false;

        assertThat(start(WRITER, 1, "key-9").text()).isEqualTo(first.text());
        assertThat(runs.all()).hasSize(2);
    }

    @Test
    void retry_readyRun_needsANamedStep() {
        fixture.accept(Samples.accepted(1));
        for (var step : List.of(Step.PROBE, Step.TRANSCODE, Step.STILLS, Step.VERIFY)) {
            fixture.apply(1, Samples.succeeded(Samples.started(1), step, 1));
        }
        assertThat(get(READER, 1).json().path("state").asText()).isEqualTo("ready");

        assertThat(run("POST", "/retry", 1).as(WRITER).send(edge::handle).json().path("code").asText())
                .isEqualTo("workflow.not_retryable");
        var answer = run("POST", "/retry", 1).json(Json.object().put("step", "stills")).as(WRITER).send(edge::handle);
        assertThat(answer.status()).isEqualTo(201);
        assertThat(states(answer.json())).isEqualTo("succeeded succeeded running pending pending");
    }

    @Test
    void retry_runningRun_isRefused() {
        fixture.accept(Samples.accepted(1));
        var answer = run("POST", "/retry", 1).as(WRITER).send(edge::handle);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("code").asText()).isEqualTo("workflow.not_retryable");
    }

    private void failed(int number) {
        fixture.accept(Samples.accepted(number));
        fixture.apply(number, Samples.succeeded(Samples.started(number), Step.PROBE, 1));
        fixture.apply(number, new Event.StepFailed("x", new StepToken(Fixture.id(number), Step.TRANSCODE, 1),
                FailureKind.PERMANENT, "transcode.settings", "Refused."));
    }

    private ApiCall.Answer start(String token, int number, String key) {
        ObjectNode body = Json.object().put("asset_id", Samples.asset(number).value());
        var call = ApiCall.of("POST", "/v1/workflows").json(body).as(token);
        return (key == null ? call : call.header("Idempotency-Key", key)).send(edge::handle);
    }

    private ApiCall.Answer get(String token, int number) {
        return run("GET", "", number).as(token).send(edge::handle);
    }

    private static ApiCall run(String method, String suffix, int number) {
        return ApiCall.of(method, "/v1/workflows/{workflow_id}" + suffix).path("workflow_id",
                Fixture.id(number).value());
    }

    private static String states(JsonNode json) {
        return String.join(" ", json.path("steps").findValuesAsText("state"));
    }
}
