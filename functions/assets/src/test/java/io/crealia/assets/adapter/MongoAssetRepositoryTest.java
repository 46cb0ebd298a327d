package io.crealia.assets.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.crealia.assets.Samples;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.Overrides;
import io.crealia.assets.domain.StepResult;
import io.crealia.assets.port.AssetRepository;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Step;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.assets.port.PublicAssets;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MongoAssetRepositoryTest extends AssetRepositoryContract {
    private static EmbeddedCloud cloud;
    private static MongoConnection mongo;
    private static final Secret MASTER = new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
    private static final String TITLE = "Annas Geburtstag";
    private static SubjectVault vault;
    private static int collections;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
        mongo = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "test");
        vault = new SubjectVault(mongo::collection, () -> MASTER, new SequentialIds(), new MovableClock());
        vault.register(Samples.ACME, "anna@example.org", Samples.ASSET);
    }

    @AfterAll
    static void stop() {
        mongo.close();
        cloud.close();
    }

    @Override
    AssetRepository repository() {
        return repository(mongo.collection("assets" + ++collections));
    }

    private static MongoAssetRepository repository(DocumentStore documents) {
        return new MongoAssetRepository(documents, new MongoAssetLog(mongo.collection("history" + collections), vault),
                vault);
    }

    @Override
    PublicAssets publicAssets() {
        return new MongoPublicAssets(mongo.collection("assets" + collections), vault);
    }

    @Test
    void insert_documentWithOperatorAsField_isRefused() {
        var results = Map.of(Step.PROBE, new StepResult(Samples.PROBE_KEY, Json.parse("{\"a\":{\"$where\":1}}")));

        assertThatThrownBy(() -> repository().insert(Asset.first(Samples.ready(1), results)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("$where");
    }

    @Test
    void find_serverAway_isDependencyFailure() {
        try (var nowhere = new MongoConnection(() -> "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=100", "test")) {
            var assets = new MongoAssetRepository(nowhere.collection("assets"),
                    new MongoAssetLog(nowhere.collection("history"), vault), vault);

            assertThatThrownBy(() -> assets.find(Samples.ACME, Samples.ASSET)).isInstanceOf(DependencyException.class)
                    .hasMessageContaining("assets");
        }
    }

    @Test
    void show_eventThatCannotBeRead_isNotReadEither() {
        var documents = mongo.collection("unread");
        var assets = repository(documents);
        assets.insert(Samples.first(Samples.ready(7), Map.of()));
        documents.update(Filters.eq("_id", Samples.ASSET.value()), Updates.set("event.fact", "no fact"));

        assertThatThrownBy(() -> assets.find(Samples.ACME, Samples.ASSET)).isInstanceOf(RuntimeException.class);
        assertThat(assets.show(Samples.ACME, Samples.ASSET)).isPresent();
    }

    /** Documents from before an older run was kept have none of the later fields. */
    @Test
    void find_documentOfTheFirstShape_isShownAsItWas() {
        var documents = mongo.collection("old");
        documents.insert(Document.parse("""
                {"_id":"%s","tenantId":"acme","v":{"$numberLong":"4"},"runId":"%s","runVersion":{"$numberLong":"9"},
                 "shape":"s","state":"ready","percent":100,"playable":true,
                 "createdAt":{"$date":"2026-03-01T12:00:00Z"},"updatedAt":{"$date":"2026-03-01T12:00:00Z"},
                 "results":{"probe":{"key":"k","document":{"media":{"duration_ms":5}}}},"steps":[],"events":[]}"""
                .formatted(Samples.ASSET, Samples.RUN)));
        var assets = repository(documents);

        var asset = assets.find(Samples.ACME, Samples.ASSET).orElseThrow();

        assertThat(asset.shown().state()).isEqualTo(AssetState.READY);
        assertThat(asset.edits()).isEqualTo(Edits.NONE);
        var later = asset.after(Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of()), Map.of());
        assertThat(assets.replace(asset, later)).isTrue();
        assertThat(assets.find(Samples.ACME, Samples.ASSET).orElseThrow().shown().playable()).isTrue();
    }

    @Test
    void replace_keepsNeitherEditsNorResultsInPlain() {
        var documents = mongo.collection("sealed");
        var asset = edited(repository(documents));

        var text = documents.find(asset.id().value()).orElseThrow().toJson();

        assertThat(text).contains(Samples.PROBE_KEY, "\"ready\"").doesNotContain(TITLE, "Geburtstag", "duration_ms",
                "h264", "anna");
        assertThat(repository(documents).list(Samples.ACME, Optional.empty(), Optional.empty(), 1)
                .getFirst().probe()).isPresent();
    }

    @Test
    void find_ownerWasForgotten_hasNeitherEditsNorResults() {
        var documents = mongo.collection("forgotten");
        var own = new SubjectVault(name -> mongo.collection("forgotten-" + name), () -> MASTER,
                new SequentialIds(), new MovableClock());
        var subject = own.register(Samples.ACME, "anna@example.org", Samples.ASSET);
        var assets = new MongoAssetRepository(documents, new MongoAssetLog(mongo.collection("forgotten-log"), own),
                own);
        edited(assets);

        own.destroy(Samples.ACME, subject);

        var left = assets.find(Samples.ACME, Samples.ASSET).orElseThrow();
        assertThat(left.edits()).isEqualTo(Edits.NONE);
        assertThat(left.state()).isEqualTo(AssetState.READY);
        assertThat(left.results().get(Step.PROBE).document()).isEqualTo(Json.object());
        assertThat(AssetJson.asset(left).path("state").asText()).isEqualTo("ready");
        assertThat(AssetJson.summary(assets.list(Samples.ACME, Optional.empty(), Optional.empty(), 1).getFirst())
                .has("video")).isFalse();
        // What comes late is sealed for nobody.
        var late = Samples.edited(left, edits());
        assertThat(assets.replace(left, late)).isTrue();
        assertThat(assets.find(Samples.ACME, Samples.ASSET).orElseThrow().edits()).isEqualTo(Edits.NONE);
        assertThat(documents.find(Samples.ASSET.value()).orElseThrow().toJson()).doesNotContain(TITLE);
    }

    @Test
    void find_resultOfAnotherStep_isRefused() {
        var documents = mongo.collection("moved");
        var assets = repository(documents);
        assets.insert(Asset.first(Samples.ready(1), Map.of(Step.PROBE, probe(), Step.STILLS, probe())));
        var row = documents.find(Samples.ASSET.value()).orElseThrow();
        var results = row.get("results", Document.class);
        results.append("stills", results.get("probe"));
        documents.compareAndSet(Samples.ASSET.value(), row.getLong("v"), row.append("v", row.getLong("v") + 1));

        assertThatThrownBy(() -> assets.find(Samples.ACME, Samples.ASSET)).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another place");
    }

    private static Asset edited(MongoAssetRepository assets) {
        var asset = Samples.first(Samples.ready(1), Map.of(Step.PROBE, probe()));
        assertThat(assets.insert(asset)).isTrue();
        var edited = Samples.edited(asset, edits());
        assertThat(assets.replace(asset, edited)).isTrue();
        assertThat(assets.find(Samples.ACME, Samples.ASSET).orElseThrow().edits()).isEqualTo(edits());
        return edited;
    }

    private static StepResult probe() {
        return new StepResult(Samples.PROBE_KEY, Json.parse(Samples.PROBE));
    }

    private static Edits edits() {
        return new Edits(new Overrides(Optional.of(TITLE), Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(), Map.of());
    }
}
