package io.crealia.platform.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FactCodecTest {
    private static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final Fact.Header HEADER = new Fact.Header("evt_1", Instant.parse("2026-03-01T12:00:00.123Z"),
            new TenantId("acme"), new AssetId("ast_" + ULID), "correlation-1");
    private static final StepToken TOKEN = new StepToken(new RunId("wfl_" + ULID), Step.TRANSCODE, 3);
    private static final SourceObject SOURCE = new SourceObject("media", "acme/a/source/original", "d41d8-2",
            53_687_091_200L, "mp4");
    private static final Map<Step, String> RESULTS = Map.of(Step.PROBE, "k1", Step.TRANSCODE, "k2");

    private static final RunParameters PARAMETERS = new RunParameters("auto-reels", "promotional", Optional.of("en"),
            Optional.of("acme/a/inputs/script.txt"));

    static Stream<Fact> facts() {
        var at = HEADER.at();
        return Stream.of(new Fact.UploadAccepted(HEADER, new UploadId("upl_" + ULID), SOURCE),
                new Fact.UploadRejected(HEADER, new UploadId("upl_" + ULID), "upload.not_media",
                        "Quote \" and \\ and ü"),
                new Fact.UploadAccepted(HEADER, new UploadId("upl_" + ULID), SOURCE, PARAMETERS),
                new Fact.StepRequested(HEADER, TOKEN, SOURCE, RESULTS),
                new Fact.StepRequested(HEADER, TOKEN, SOURCE, RESULTS, PARAMETERS),
                new Fact.CostRecorded(HEADER, TOKEN, "transcode", Fact.CostKind.ESTIMATE, "output_ms", 60_000,
                        1L << 40),
                new Fact.StepRequested(HEADER, TOKEN, SOURCE, Map.of()), new Fact.StepCancelled(HEADER, TOKEN),
                new Fact.DeletionRequested(HEADER), new Fact.AssetDeleting(HEADER), new Fact.AssetErased(HEADER),
                new Fact.StepProgressed(HEADER, TOKEN, 0), new Fact.StepProgressed(HEADER, TOKEN, 100),
                new Fact.StepSucceeded(HEADER, TOKEN, "key", Optional.empty()),
                new Fact.StepSucceeded(HEADER, TOKEN, "key", Optional.of("audio only")),
                new Fact.StepFailed(HEADER, TOKEN, FailureKind.RETRY, "media.transient", "again"),
                new Fact.AssetChanged(HEADER, TOKEN.runId(), 1L << 40, AssetState.READY_DEGRADED,
                        Optional.of(new Fact.Reason("captions.failed", "No speech.")), 100, true,
                        List.of(new Fact.StepReport(Step.PROBE, "succeeded", 2, Optional.of(at), Optional.of(at),
                                Optional.of("retried")),
                                new Fact.StepReport(Step.VERIFY, "waiting", 0, Optional.empty(), Optional.empty(),
                                        Optional.empty())),
                        RESULTS),
                new Fact.AssetChanged(HEADER, TOKEN.runId(), 1, AssetState.PREPARING, Optional.empty(), 0, false,
                        List.of(), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void decode_encoded_isEqual(Fact fact) {
        assertThat(FactCodec.decode(FactCodec.encode(fact))).isEqualTo(fact);
    }

    /** In each process the same, whatever order the results were given in: what is read of them is read in this order. */
    @Test
    void encode_resultsInAnotherOrder_areInTheOrderOfTheSteps() {
        var reversed = new LinkedHashMap<Step, String>();
        Arrays.stream(Step.values()).toList().reversed().forEach(step -> reversed.put(step, "k"));
        var fact = new Fact.StepRequested(HEADER, TOKEN, SOURCE, reversed);
        assertThat(fact.results().keySet()).containsExactly(Step.values());
        assertThat(Json.parse(FactCodec.encode(fact)).path("data").path("results").fieldNames()).toIterable()
                .containsExactly(Arrays.stream(Step.values()).map(Step::wireName).toArray(String[]::new));
        assertThatThrownBy(() -> fact.results().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void decode_withoutParameters_meansTheDefault() {
        var json = (ObjectNode) Json.parse(FactCodec.encode(new Fact.StepRequested(HEADER, TOKEN, SOURCE, RESULTS,
                PARAMETERS)));
        ((ObjectNode) json.path("data")).remove("parameters");

        assertThat(FactCodec.decode(Json.text(json)))
                .isEqualTo(new Fact.StepRequested(HEADER, TOKEN, SOURCE, RESULTS, RunParameters.DEFAULT));
    }

    @Test
    void facts_ofThisTest_areAllThereAre() {
        assertThat(facts().map(Fact::getClass).distinct()).containsExactlyInAnyOrderElementsOf(
                Arrays.stream(Fact.class.getPermittedSubclasses()).<Class<? extends Fact>>map(
                        type -> type.asSubclass(Fact.class)).toList());
    }

    @Test
    void encode_envelope_isAsDocumented() {
        assertThat(FactCodec.encode(new Fact.StepProgressed(HEADER, TOKEN, 42))).isEqualTo(
                "{\"id\":\"evt_1\",\"type\":\"StepProgressed\",\"version\":1,\"at\":\"2026-03-01T12:00:00.123Z\","
                        + "\"tenant_id\":\"acme\",\"asset_id\":\"ast_" + ULID
                        + "\",\"correlation_id\":\"correlation-1\","
                        + "\"data\":{\"token\":\"wfl_" + ULID + ".transcode.3\",\"percent\":42}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "1", "\"x\"", "{}", "not json", "{\"version\":1}",
            "{\"type\":\"UploadAccepted\"}"})
    void decode_notAFact_isUnknown(String text) {
        assertThatThrownBy(() -> FactCodec.decode(text)).isInstanceOf(UnknownFactException.class);
    }

    @Test
    void decode_otherTypeOrVersion_isUnknown() {
        var text = FactCodec.encode(new Fact.StepCancelled(HEADER, TOKEN));

        assertThatThrownBy(() -> FactCodec.decode(text.replace("StepCancelled", "AssetRenamed")))
                .isInstanceOf(UnknownFactException.class);
        assertThatThrownBy(() -> FactCodec.decode(text.replace("\"version\":1", "\"version\":2")))
                .isInstanceOf(UnknownFactException.class).hasMessageContaining("version 2");
    }

    /** Whatever a member is replaced by, the outcome is a fact or an unknown fact: never another failure, never null. */
    @ParameterizedTest
    @MethodSource("facts")
    void decode_anyMemberMissingOrOfAnotherType_isUnknownOrAFact(Fact fact) {
        var json = (ObjectNode) Json.parse(FactCodec.encode(fact));
        var nodes = JsonNodeFactory.instance;
        for (var pointer : pointers(json, "")) {
            for (var other : new JsonNode[]{null, nodes.nullNode(), nodes.numberNode(-1), nodes.textNode(""),
                    nodes.textNode("../x"), nodes.booleanNode(true), nodes.arrayNode().add(1),
                    nodes.objectNode().put("a", 1)}) {
                var changed = json.deepCopy();
                replace(changed, pointer, other);
                try {
                    assertThat(FactCodec.decode(Json.text(changed))).isNotNull();
                } catch (UnknownFactException e) {
                    assertThat(e.getMessage()).as("what a log says of " + pointer).isNotBlank()
                            .doesNotContain("../x");
                }
            }
        }
    }

    /** A member that decides what happens may not fall back to a default. */
    @ParameterizedTest
    @ValueSource(strings = {"/id", "/at", "/tenant_id", "/asset_id", "/correlation_id", "/data/run_id",
            "/data/run_version", "/data/state", "/data/percent", "/data/playable", "/data/steps", "/data/results",
            "/data/steps/0/step", "/data/steps/0/state", "/data/steps/0/attempt", "/data/results/probe"})
    void decode_assetChangedWithoutAMember_isUnknown(String pointer) {
        var fact = facts().filter(f -> f instanceof Fact.AssetChanged changed && !changed.steps().isEmpty())
                .findFirst();
        var json = (ObjectNode) Json.parse(FactCodec.encode(fact.orElseThrow()));
        replace(json, pointer, pointer.equals("/data/results/probe") ? JsonNodeFactory.instance.nullNode() : null);

        assertThatThrownBy(() -> FactCodec.decode(Json.text(json))).isInstanceOf(UnknownFactException.class);
    }

    private static void replace(ObjectNode json, String pointer, JsonNode value) {
        int cut = pointer.lastIndexOf('/');
        var parent = json.at(pointer.substring(0, cut));
        var name = pointer.substring(cut + 1);
        if (parent instanceof ObjectNode object) {
            if (value == null) {
                object.remove(name);
            } else {
                object.set(name, value);
            }
        }
    }

    private static List<String> pointers(JsonNode node, String at) {
        var all = new ArrayList<String>();
        node.properties().forEach(entry -> {
            all.add(at + "/" + entry.getKey());
            all.addAll(pointers(entry.getValue(), at + "/" + entry.getKey()));
        });
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            all.addAll(pointers(node.get(i), at + "/" + i));
        }
        return all;
    }
}
