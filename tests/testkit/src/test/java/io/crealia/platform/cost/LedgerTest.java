package io.crealia.platform.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.message.QueueName;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.RecordingSender;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LedgerTest {
    private static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    private static final StepToken TOKEN = new StepToken(new RunId("wfl_" + ULID), Step.ENRICH, 2);
    private static final Fact CAUSE = new Fact.StepCancelled(new Fact.Header("evt_9", Instant.EPOCH,
            new TenantId("acme"), new AssetId("ast_" + ULID), "correlation-1"), TOKEN);
    private static final Ledger.Entry ENTRY = new Ledger.Entry("enrich", CostKind.ACTUAL, "tokens", 900, 1234);
    private final RecordingSender sender = new RecordingSender();
    private final MovableClock clock = new MovableClock();
    private final Ledger ledger = new Ledger(sender, clock);

    @Test
    void record_twice_tellsTheSameRow() {
        ledger.record(CAUSE, TOKEN, ENTRY);
        clock.advance(Duration.ofHours(1));
        ledger.record(CAUSE, TOKEN, ENTRY);

        assertThat(sender.facts(QueueName.ASSETS)).hasSize(2).allSatisfy(fact -> {
            var row = (Fact.CostRecorded) fact;
            assertThat(row.header().id()).isEqualTo("evt_wfl_" + ULID + ".enrich.2.cost.enrich.ACTUAL");
            assertThat(row.header().tenantId()).isEqualTo(CAUSE.header().tenantId());
            assertThat(row.header().assetId()).isEqualTo(CAUSE.header().assetId());
            assertThat(row.header().correlationId()).isEqualTo("correlation-1");
            assertThat(row.micros()).isEqualTo(1234);
            assertThat(row.quantity()).isEqualTo(900);
            assertThat(row.unit()).isEqualTo("tokens");
        });
    }

    @Test
    void record_senderFails_isTheCallersToRepeat() {
        sender.failNext(1);

        assertThatThrownBy(() -> ledger.record(CAUSE, TOKEN, ENTRY)).isInstanceOf(DependencyException.class);
        assertThat(sender.sent()).isEmpty();
    }
}
