package io.crealia.assets.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.assets.Samples;
import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.Edits;
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
import io.crealia.platform.store.MongoConnection;
import java.nio.file.Path;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MongoAssetRepositoryTest extends AssetRepositoryContract {
    private static EmbeddedCloud cloud;
    private static MongoConnection mongo;
    private static int collections;

    @BeforeAll
    static void start(@TempDir Path directory) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
        mongo = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "test");
    }

    @AfterAll
    static void stop() {
        mongo.close();
        cloud.close();
    }

    @Override
    AssetRepository repository() {
        return new MongoAssetRepository(mongo.collection("assets" + ++collections));
    }

    @Override
    PublicAssets publicAssets() {
        return new MongoPublicAssets(mongo.collection("assets" + collections));
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
            var assets = new MongoAssetRepository(nowhere.collection("assets"));

            assertThatThrownBy(() -> assets.find(Samples.ACME, Samples.ASSET)).isInstanceOf(DependencyException.class)
                    .hasMessageContaining("assets");
        }
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
        var assets = new MongoAssetRepository(documents);

        var asset = assets.find(Samples.ACME, Samples.ASSET).orElseThrow();

        assertThat(asset.shown().state()).isEqualTo(AssetState.READY);
        assertThat(asset.edits()).isEqualTo(Edits.NONE);
        var later = asset.after(Samples.change(Samples.LATER_RUN, 1, AssetState.PREPARING, 0, Map.of()), Map.of());
        assertThat(assets.replace(later)).isTrue();
        assertThat(assets.find(Samples.ACME, Samples.ASSET).orElseThrow().shown().playable()).isTrue();
    }
}
