package io.crealia.ai.adapter.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.adapter.Rig;
import io.crealia.ai.adapter.provider.CheckedTextModel;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.TextModel.Answer;
import io.crealia.ai.port.TextModel.Task;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.FailureKind;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.testkit.ai.Fault;
import io.crealia.testkit.ai.FaultyProvider;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The chat adapter with all that surrounds it: wire form, repairs, cache, budget, ledger. */
final class OpenAiTextModelTest {
    @TempDir
    private static Path directory;
    private static Rig.Mongo mongo;
    private static FaultyProvider provider;
    private Rig rig;

    @BeforeAll
    static void start() {
        mongo = new Rig.Mongo(directory);
        provider = FaultyProvider.start();
    }

    private static ObjectNode right() {
        var answer = Json.object().put("title", "How bread rises");
        answer.putArray("hashtags").add("#bread");
        return answer;
    }

    @AfterAll
    static void stop() {
        provider.close();
        mongo.close();
    }

    @BeforeEach
    void build() {
        rig = mongo.rig();
        provider.reset();
        provider.chat().set(_ -> right());
    }

    private Answer complete(Task task) {
        return model("model-1").complete(task, rig.within(Duration.ofMinutes(3)));
    }

    private CheckedTextModel model(String name) {
        return model(name, provider.base());
    }

    private CheckedTextModel model(String name, URI base) {
        return new CheckedTextModel(new OpenAiChat(new OpenAiHttp(base, () -> "sk-1", rig.clock), name),
                rig.calls(), rig.cache, rig.purchases);
    }

    @Test
    void complete_theRequest_hasInstructionsSchemaAndOneDocument() {
        var task = Tasks.enrich(1);
        try (var _ = Log.with(LogField.CORRELATION_ID.of("c-1"))) {
            complete(task);
        }

        var request = provider.requests().getFirst();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/chat/completions");
        assertThat(request.headers()).containsEntry("authorization", "Bearer sk-1")
                .containsEntry("content-type", "application/json").containsEntry("x-correlation-id", "c-1");
        var body = Json.parse(request.body());
        assertThat(body.path("model").asText()).isEqualTo("model-1");
        assertThat(body.path("temperature").asInt(-1)).isZero();
        assertThat(body.path("max_completion_tokens").asInt()).isEqualTo(500);
        assertThat(body.path("messages")).hasSize(2);
        assertThat(body.at("/messages/0/role").asText()).isEqualTo("system");
        assertThat(body.at("/messages/0/content").asText()).isEqualTo("Word this video.");
        assertThat(body.at("/messages/1/role").asText()).isEqualTo("user");
        assertThat(Json.parse(body.at("/messages/1/content").asText())).isEqualTo(task.data());
        assertThat(body.at("/response_format/type").asText()).isEqualTo("json_schema");
        assertThat(body.at("/response_format/json_schema/name").asText()).isEqualTo("crealia_enrich");
        assertThat(body.at("/response_format/json_schema/strict").asBoolean()).isTrue();
        assertThat(body.at("/response_format/json_schema/schema")).isEqualTo(task.schema());
    }

    @Test
    void complete_transcriptThatInstructs_isNowhereButInTheDocument() {
        complete(Tasks.enrich(1));
        var body = Json.parse(provider.requests().getFirst().body());
        assertThat(body.at("/messages/0/content").asText()).doesNotContain("Ignore all instructions");
        assertThat(Json.text(body.path("response_format"))).doesNotContain("Ignore all instructions");
    }

    @Test
    void complete_repair_namesTheFaultsInTheDocumentAndNeverTheAnswer() {
        provider.next(Fault.SCRIPT_TAGS);
        var answer = complete(Tasks.enrich(1));
        assertThat(answer.json().path("title").asText()).isEqualTo("How bread rises");

        var body = Json.parse(provider.requests().getLast().body());
        assertThat(body.at("/messages/0/content").asText()).startsWith("Word this video.\n").contains("crealia_faults");
        var document = Json.parse(body.at("/messages/1/content").asText());
        assertThat(Json.text(document.path("crealia_faults"))).contains("/title: expected plain text without markup")
                .doesNotContain("script", "alert");
        assertThat(document.path("sentences")).isEqualTo(Tasks.enrich(1).data().path("sentences"));
    }

    @Test
    void complete_usage_isChargedByThePricesAndSettled() {
        var answer = complete(Tasks.enrich(1));
        // 900 in at 0.15 and 100 out at 0.6 micro-USD.
        assertThat(answer.usage().micros()).isEqualTo(135 + 60);
        assertThat(answer.usage().inputTokens()).isEqualTo(900);
        assertThat(answer.usage().cached()).isFalse();
        assertThat(rig.row(CostKind.ACTUAL).micros()).isEqualTo(195);
        assertThat(rig.row(CostKind.ACTUAL).quantity()).isEqualTo(1_000);
        assertThat(rig.row(CostKind.ACTUAL).unit()).isEqualTo("tokens");
        assertThat(rig.row(CostKind.ACTUAL).item()).isEqualTo("crealia_enrich");
        assertThat(rig.spentToday()).isEqualTo(195);
    }

    @Test
    void complete_repairs_areChargedTogether() {
        provider.next(Fault.PROSE, Fault.MISSING_FIELDS);
        assertThat(complete(Tasks.enrich(1)).usage().micros()).isEqualTo(3 * 195);
        assertThat(rig.row(CostKind.ACTUAL).micros()).isEqualTo(3 * 195);
    }

    @Test
    void complete_absurdUsage_isChargedAsEstimated() {
        provider.next(Fault.ABSURD_USAGE);
        complete(Tasks.enrich(1));
        assertThat(rig.row(CostKind.ACTUAL).micros()).isEqualTo(rig.row(CostKind.ESTIMATE).micros());
    }

    @Test
    void complete_nextAttemptWithTheSameInput_costsNothing() {
        complete(Tasks.enrich(1));
        rig.sender.clear();
        var again = complete(Tasks.enrich(2));
        assertThat(again.usage().cached()).isTrue();
        assertThat(again.usage().micros()).isZero();
        assertThat(again.json().path("title").asText()).isEqualTo("How bread rises");
        assertThat(provider.requests()).hasSize(1);
        assertThat(rig.rows()).isEmpty();
    }

    @Test
    void complete_otherModelPromptOrData_isAskedAnew() {
        complete(Tasks.enrich(1));
        complete(Tasks.enrich(2, "2", Tasks.INJECTION));
        complete(Tasks.enrich(3, "1", "another sentence"));
        model("model-2").complete(Tasks.enrich(4), rig.within(Duration.ofMinutes(3)));
        assertThat(provider.requests()).hasSize(4);
    }

    @Test
    void complete_ledgerLostAfterThePurchase_isToldBySameTokenAgain() {
        provider.chat().set(_ -> {
            rig.sender.failNext(1);
            return right();
        });
        assertThatThrownBy(() -> complete(Tasks.enrich(1))).isInstanceOf(DependencyException.class);
        assertThat(rig.rows()).hasSize(1);

        var again = complete(Tasks.enrich(1));
        assertThat(again.usage().cached()).isFalse();
        assertThat(provider.requests()).hasSize(1);
        assertThat(rig.row(CostKind.ACTUAL).micros()).isEqualTo(195);
        assertThat(rig.spentToday()).isEqualTo(195);
    }

    @Test
    void complete_ledgerUnreachable_buysNothing() {
        rig.sender.failNext(1);
        assertThatThrownBy(() -> complete(Tasks.enrich(1))).isInstanceOf(DependencyException.class);
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void complete_damagedCacheEntry_isAskedAnew() {
        complete(Tasks.enrich(1));
        var key = rig.store.keys().stream().filter(name -> name.contains("/cache/ai/")).findFirst().orElseThrow();
        for (var damage : new String[]{"{", "[]", "{\"schema\":1}", "{\"schema\":1,\"answer\":{\"json\":{}}}"}) {
            rig.store.put(key, damage.getBytes(StandardCharsets.UTF_8), "application/json");
            complete(Tasks.enrich(2));
        }
        assertThat(provider.requests()).hasSize(5);
    }

    @Test
    void complete_beyondTheBudget_isRefusedWithoutRowOrCall() {
        assertThat(rig.budget.reserve(Rig.cause("enrich", 1).header().tenantId(), "other", Rig.DAILY)).isTrue();
        assertThatThrownBy(() -> complete(Tasks.enrich(1))).isInstanceOfSatisfying(AiFailure.class, failure -> {
            assertThat(failure.code()).isEqualTo(AiFailure.BUDGET);
            assertThat(failure.kind()).isEqualTo(FailureKind.PERMANENT);
        });
        assertThat(rig.rows()).isEmpty();
        assertThat(provider.requests()).isEmpty();
    }

    @Test
    void complete_nobodyListens_isUnavailableAndCostsNothing() {
        var model = model("model-1", URI.create("http://127.0.0.1:1"));
        assertThatThrownBy(() -> model.complete(Tasks.enrich(1), rig.within(Duration.ofMinutes(3))))
                .isInstanceOf(AiFailure.class).extracting("code").isEqualTo(AiFailure.UNAVAILABLE);
        assertThat(rig.row(CostKind.ACTUAL).micros()).isZero();
        assertThat(rig.slept).hasSize(4);
    }

    @Test
    void complete_keyThatFails_isNoFailureOfTheProvider() {
        var model = new CheckedTextModel(new OpenAiChat(new OpenAiHttp(provider.base(), () -> {
            throw new DependencyException("secret", null);
        }, rig.clock), "m"), rig.calls(), rig.cache, rig.purchases);
        assertThatThrownBy(() -> model.complete(Tasks.enrich(1), rig.within(Duration.ofMinutes(3))))
                .isInstanceOf(DependencyException.class);
    }
}
