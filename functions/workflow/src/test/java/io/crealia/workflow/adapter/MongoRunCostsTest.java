package io.crealia.workflow.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import io.crealia.workflow.Fixture;
import io.crealia.workflow.Samples;
import io.crealia.workflow.port.RunCosts.Amounts;
import java.nio.file.Path;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MongoRunCostsTest {
    private static final AssetId ASSET = Samples.asset(1);
    private static final RunId RUN = Fixture.id(1);

    @TempDir
    private Path directory;

    @Test
    void of_rowsOfManyRuns_addsUpItsOwnStepByStep() {
        try (var cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
                var connection = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "costs")) {
            var ledger = connection.collection("costs");
            buy(ledger, Samples.TENANT, ASSET, new StepToken(RUN, Step.TRANSCODE, 1), "job", "ESTIMATE", 500);
            buy(ledger, Samples.TENANT, ASSET, new StepToken(RUN, Step.TRANSCODE, 1), "job", "ACTUAL", 420);
            buy(ledger, Samples.TENANT, ASSET, new StepToken(RUN, Step.TRANSCODE, 2), "job", "ACTUAL", 30);
            buy(ledger, Samples.TENANT, ASSET, new StepToken(RUN, Step.ENRICH, 1), "words", "ACTUAL", 7);
            buy(ledger, Samples.TENANT, ASSET, new StepToken(Fixture.id(2), Step.ENRICH, 1), "words", "ACTUAL", 1000);
            buy(ledger, Samples.TENANT, Samples.asset(2), new StepToken(RUN, Step.ENRICH, 1), "words", "ACTUAL", 2000);
            buy(ledger, new TenantId("globex"), ASSET, new StepToken(RUN, Step.ENRICH, 1), "words", "ACTUAL", 4000);

            var costs = new MongoRunCosts(ledger);

            assertThat(costs.of(Samples.TENANT, ASSET, RUN)).isEqualTo(
                    Map.of(Step.TRANSCODE, new Amounts(500, 450), Step.ENRICH, new Amounts(0, 7)));
            assertThat(costs.of(Samples.TENANT, ASSET, Fixture.id(3))).isEmpty();
        }
    }

    /** A row as the assets feature writes it, of what is read here. */
    private static void buy(DocumentStore ledger, TenantId tenant, AssetId asset, StepToken token, String item,
            String kind, long micros) {
        ledger.insert(new Document("_id", tenant.value() + "/" + asset.value() + "/" + token.value() + "." + item + "."
                + kind).append("v", 1L).append("token", token.value()).append("kind", kind).append("micros", micros));
    }
}
