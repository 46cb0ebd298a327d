package io.crealia.ai.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.port.InMemoryMediaStore;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.RunId;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StepReuseTest {
    private static final String ULID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final Fact.StepRequested REQUEST = new Fact.StepRequested(
            new Fact.Header("evt_1", Instant.EPOCH, new TenantId("acme"), new AssetId(AssetId.PREFIX + ULID), "c"),
            new StepToken(new RunId(RunId.PREFIX + ULID), Step.CAPTIONS, 2), new SourceObject("b", "k", "e", 1, "mp4"),
            Map.of());
    private static final String INPUTS = new InputHash().add("a", "b").hex();

    private final InMemoryMediaStore store = new InMemoryMediaStore();
    private final StepReuse reuse = new StepReuse(store);
    private final String key = ResultDocuments.key(REQUEST);

    @Test
    void find_remembered_isTheEarlierResult() {
        assertThat(reuse.find(REQUEST, INPUTS)).isEmpty();
        new ResultDocuments(store).write(key, Json.object().put("schema", 1).put("skipped_reason", "No sound."));
        reuse.remember(REQUEST, INPUTS, key);
        assertThat(reuse.find(REQUEST, INPUTS))
                .contains(new StepOutcome.Succeeded(key, Optional.of("No sound.")));
        assertThat(reuse.find(REQUEST, new InputHash().add("a", "c").hex())).isEmpty();
    }

    @Test
    void find_documentGone_isNone() {
        reuse.remember(REQUEST, INPUTS, key);
        assertThat(reuse.find(REQUEST, INPUTS)).isEmpty();
    }

    @Test
    void find_pointerOfAnotherAssetOrDamaged_isNone() {
        store.put("other/result.json", "{\"schema\":1}".getBytes(StandardCharsets.UTF_8), "application/json");
        reuse.remember(REQUEST, INPUTS, "other/result.json");
        assertThat(reuse.find(REQUEST, INPUTS)).isEmpty();
        store.put(MediaKeys.reuse(REQUEST.header().tenantId(), REQUEST.header().assetId(), Step.CAPTIONS, INPUTS),
                "{".getBytes(StandardCharsets.UTF_8), "application/json");
        assertThat(reuse.find(REQUEST, INPUTS)).isEmpty();
    }

    @Test
    void hex_samePartsCutElsewhere_differs() {
        assertThat(new InputHash().add("a", "bc").hex()).isNotEqualTo(new InputHash().add("ab", "c").hex())
                .isNotEqualTo(new InputHash().add("a", "b").add("c", "").hex()).hasSize(64);
    }
}
