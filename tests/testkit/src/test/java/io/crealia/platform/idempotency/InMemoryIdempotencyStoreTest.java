package io.crealia.platform.idempotency;

import io.crealia.testkit.InMemoryIdempotencyStore;

final class InMemoryIdempotencyStoreTest extends IdempotencyStoreContract {
    @Override
    IdempotencyStore store() {
        return new InMemoryIdempotencyStore();
    }
}
