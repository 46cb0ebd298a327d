package io.crealia.webhooks.adapter;

import io.crealia.webhooks.port.Bulkhead;

final class InMemoryBulkheadTest extends BulkheadContract {
    @Override
    Bulkhead bulkhead(int places) {
        return new InMemoryBulkhead(places);
    }
}
