package io.crealia.webhooks.adapter;

import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.webhooks.port.Bulkhead;

final class SimulatedBulkheadTest extends BulkheadContract {
    @Override
    Bulkhead bulkhead(int places) {
        return new MongoBulkhead(new CalmCloud().store(), places);
    }
}
