package io.crealia.platform.cost;

import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.contracts.StepToken;
import io.crealia.platform.message.FactCodec;
import io.crealia.platform.message.MessageSender;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import java.time.InstantSource;

/** Tells the asset's ledger what an attempt of a step costs. A row's id is made of its meaning, so a repeat is no row. */
public final class Ledger {
    private final MessageSender sender;
    private final InstantSource clock;

    public Ledger(MessageSender sender, InstantSource clock) {
        this.sender = sender;
        this.clock = clock;
    }

    /**
     * @param item what is bought, for example {@code transcode}
     * @param unit of the quantity, for example {@code output_ms}
     * @param micros millionths of a US dollar
     */
    public record Entry(String item, CostKind kind, String unit, long quantity, long micros) {}

    /**
     * @param cause whose tenant, asset and correlation id the row carries
     * @throws io.crealia.platform.error.DependencyException if the queue did not take it: tell it again
     */
    public void record(Fact cause, StepToken token, Entry entry) {
        sender.send(message(cause, token, entry));
    }

    /** The same as a message for an outbox. */
    public OutboxMessage message(Fact cause, StepToken token, Entry entry) {
        return message(cause.header(), token, entry);
    }

    /** As {@link #message(Fact, StepToken, Entry)}; only tenant, asset and correlation id of the header are taken. */
    public OutboxMessage message(Fact.Header cause, StepToken token, Entry entry) {
        var id = "evt_" + token + ".cost." + entry.item() + "." + entry.kind();
        var header = new Fact.Header(id, clock.instant(), cause.tenantId(), cause.assetId(), cause.correlationId());
        return new OutboxMessage(id, QueueName.ASSETS, FactCodec.encode(new Fact.CostRecorded(header, token,
                entry.item(), entry.kind(), entry.unit(), entry.quantity(), entry.micros())));
    }
}
