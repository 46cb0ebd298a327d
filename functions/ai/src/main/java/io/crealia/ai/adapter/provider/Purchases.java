package io.crealia.ai.adapter.provider;

import io.crealia.ai.port.AiFailure;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.CostKind;
import io.crealia.platform.cost.Budget;
import io.crealia.platform.cost.Ledger;

/** The tenant's budget and the asset's ledger around a purchase. Every method may be repeated: the first one counts. */
public final class Purchases {
    private final Budget budget;
    private final Ledger ledger;
    private final Prices prices;

    public Purchases(Budget budget, Ledger ledger, Prices prices) {
        this.budget = budget;
        this.ledger = ledger;
        this.prices = prices;
    }

    /**
     * @param item of the ledger
     * @param estimate of a purchase that goes well
     * @param worst what it can come to with every repetition
     */
    public record Order(Fact.StepRequested cause, String item, Amount estimate, Amount worst) {
        private String id() {
            return cause.token() + "." + item;
        }
    }

    /** @throws AiFailure if the day's budget does not hold the worst case; nothing is told then */
    public void open(Order order) {
        if (!budget.reserve(order.cause().header().tenantId(), order.id(), prices.of(order.worst()))) {
            throw AiFailure.budget("The budget of the day does not hold " + order.item() + ".");
        }
        tell(order, CostKind.ESTIMATE, order.estimate());
    }

    public void close(Order order, Amount used) {
        tell(order, CostKind.ACTUAL, used);
        budget.settle(order.cause().header().tenantId(), order.id(), prices.of(used));
    }

    public long micros(Amount used) {
        return prices.of(used);
    }

    private void tell(Order order, CostKind kind, Amount amount) {
        var sound = order.estimate().audioMs() > 0;
        ledger.record(order.cause(), order.cause().token(),
                new Ledger.Entry(order.item(), kind, sound ? "audio_ms" : "tokens",
                        sound ? amount.audioMs() : amount.inputTokens() + amount.outputTokens(), prices.of(amount)));
    }
}
