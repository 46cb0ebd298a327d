package io.crealia.ai.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.ai.adapter.provider.Prices;
import io.crealia.ai.adapter.provider.ProviderCalls;
import io.crealia.ai.adapter.provider.Purchases;
import io.crealia.ai.adapter.provider.ResultCache;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.InMemoryMediaStore;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.message.QueueName;
import io.crealia.platform.store.MongoConnection;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/** What stands around a provider: bucket, ledger, budget in a real store, a clock that sleeping moves. */
public final class Rig {
    public static final long DAILY = 1_000_000;
    public static final Prices PRICES = new Prices(6_000, 150_000, 600_000);

    public final MovableClock clock = new MovableClock();
    public final InMemoryMediaStore store = new InMemoryMediaStore();
    public final RecordingSender sender = new RecordingSender();
    public final List<Duration> slept = new ArrayList<>();
    public final RandomGenerator random = new Random(7);
    public final Budget budget;
    public final Purchases purchases;
    public final ResultCache cache = new ResultCache(store);

    private Rig(MongoConnection mongo, String name) {
        budget = new Budget(mongo.collection(name + "_days"), mongo.collection(name + "_grants"), clock, DAILY);
        purchases = new Purchases(budget, new Ledger(sender, clock), PRICES);
    }

    /** A MongoDB for a test class. */
    public static final class Mongo implements AutoCloseable {
        private final EmbeddedCloud cloud;
        private final MongoConnection connection;
        private int rigs;

        public Mongo(Path directory) {
            cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
            connection = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "test");
        }

        public Rig rig() {
            return new Rig(connection, "rig" + ++rigs);
        }

        @Override
        public void close() {
            connection.close();
            cloud.close();
        }
    }

    public ProviderCalls calls() {
        return calls(ProviderCalls.Limits.within(Duration.ofMinutes(2)));
    }

    public ProviderCalls calls(ProviderCalls.Limits limits) {
        return new ProviderCalls("provider", limits, clock, this::sleep, random);
    }

    public void sleep(Duration duration) {
        slept.add(duration);
        clock.advance(duration);
    }

    public Deadline within(Duration duration) {
        return new Deadline(clock.instant().plus(duration));
    }

    public static Fact.StepRequested cause(String step, int attempt) {
        var header = new Fact.Header("evt_1", MovableClock.START, new TenantId("acme"),
                new AssetId("ast_01J9ZQ4M5N6P7R8S9T0V1W2X3Y"), "corr");
        return new Fact.StepRequested(header,
                StepToken.parse("wfl_01J9ZQ4M5N6P7R8S9T0V1W2X3Y." + step + "." + attempt),
                new SourceObject("media", "acme/source", "etag", 1, "mp4"), Map.of());
    }

    public List<Fact.CostRecorded> rows() {
        return sender.facts(QueueName.ASSETS).stream().map(Fact.CostRecorded.class::cast).toList();
    }

    /** The ledger as its reader keeps it: the first row of an id counts. */
    public Fact.CostRecorded row(CostKind kind) {
        var rows = rows().stream().filter(row -> row.kind() == kind).toList();
        assertThat(rows).as("rows of " + kind).isNotEmpty();
        assertThat(rows.stream().map(row -> row.header().id()).distinct()).hasSize(1);
        // Told again it must be told alike, or the order of messages would decide.
        assertThat(rows.stream().map(Fact.CostRecorded::micros).distinct()).hasSize(1);
        return rows.getFirst();
    }

    public long spentToday() {
        return DAILY - budget.remaining(new TenantId("acme"));
    }
}
