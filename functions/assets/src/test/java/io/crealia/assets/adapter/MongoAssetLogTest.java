package io.crealia.assets.adapter;

import static io.crealia.assets.Samples.ACME;
import static io.crealia.assets.Samples.ASSET;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import io.crealia.assets.Samples;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.Overrides;
import io.crealia.assets.domain.StepResult;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Step;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MongoAssetLogTest extends AssetLogContract {
    private static EmbeddedCloud cloud;
    private static MongoConnection mongo;
    private static int collections;

    private final SubjectVault vault = new SubjectVault(name -> mongo.collection(name + collections),
            () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), new SequentialIds(), new MovableClock());

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
    Stores stores() {
        var log = new MongoAssetLog(mongo.collection("history" + ++collections), vault);
        return new Stores(new MongoAssetRepository(mongo.collection("assets" + collections), log, vault), log);
    }

    private static Edits titled(String title) {
        return Edits.NONE.with(
                new Overrides(Optional.of(title), Optional.empty(), Optional.empty(), Optional.empty()));
    }

    @Test
    void append_whatIsPersonal_isSealedAndGoneWithItsOwner() {
        var stores = stores();
        var subject = vault.register(ACME, "anna@example.org", ASSET);
        var change = Samples.change(1, AssetState.PREPARING, 0, Map.of(Step.PROBE, Samples.PROBE_KEY));
        var first = Samples.first(change,
                Map.of(Step.PROBE, new StepResult(Samples.PROBE_KEY, Json.parse(Samples.PROBE))));
        var edited = Samples.edited(first, titled("Annas Geburtstag"));
        stores.assets().insert(first);
        stores.assets().replace(first, edited);
        stores.assets().replace(edited, Samples.edited(edited, Edits.NONE));

        assertThat(stored(1).toJson() + stored(2).toJson()).contains(Samples.PROBE_KEY, Samples.PERSON)
                .doesNotContain("Geburtstag", "h264", "anna");
        assertThat(stores.log().read(ACME, ASSET, 2, 2).getFirst().event())
                .isEqualTo(edited.newest().orElseThrow());

        vault.destroy(ACME, subject);
        assertThat(stores.log().read(ACME, ASSET, 1, 2)).hasSize(2);
        assertThat(stores.log().read(ACME, ASSET, 2, 2).toString()).doesNotContain("Geburtstag");
    }

    /** A restored backup may hold events of a future that is no more. */
    @Test
    void append_otherEventOfTheSameNumber_takesItsPlace() {
        var stores = stores();
        var first = Samples.first(Samples.change(1, AssetState.PREPARING, 0, Map.of()), Map.of());
        stores.assets().insert(first);
        var before = Samples.edited(first, titled("before"));
        stores.assets().replace(first, before);
        stores.assets().replace(before, Samples.edited(before, Edits.NONE));
        var documents = mongo.collection("assets" + collections);
        documents.delete(Filters.eq("_id", ASSET.value()));
        stores.assets().insert(first);

        var after = Samples.next(Optional.of(first), Samples.change(2, AssetState.READY, 100, Map.of()), Map.of());
        stores.assets().replace(first, after);
        stores.assets().replace(after, Samples.edited(after, titled("after")));

        assertThat(stores.log().page(ACME, ASSET, 1, 3, 9)).containsExactly(after.newest().orElseThrow().head());
    }

    private static Document stored(int sequence) {
        DocumentStore history = mongo.collection("history" + collections);
        return history.find(ASSET + ".%010d".formatted(sequence)).orElseThrow();
    }
}
