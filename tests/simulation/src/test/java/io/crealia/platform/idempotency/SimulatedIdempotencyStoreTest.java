package io.crealia.platform.idempotency;

import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;

final class SimulatedIdempotencyStoreTest extends IdempotencyStoreContract {
    private final CalmCloud cloud = new CalmCloud();
    private final SubjectVault vault = new SubjectVault(cloud::store,
            () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), new SequentialIds(), new MovableClock());

    @Override
    IdempotencyStore store() {
        return new MongoIdempotencyStore(cloud.store(), vault);
    }
}
