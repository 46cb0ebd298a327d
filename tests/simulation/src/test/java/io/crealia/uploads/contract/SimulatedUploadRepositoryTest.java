package io.crealia.uploads.contract;

import io.crealia.platform.privacy.Secret;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.testkit.MovableClock;
import io.crealia.testkit.SequentialIds;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.fake.Samples;

final class SimulatedUploadRepositoryTest extends UploadRepositoryContract {
    @Override
    protected Views empty() {
        var cloud = new CalmCloud();
        var vault = new SubjectVault(cloud::store,
                () -> new Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="), new SequentialIds(),
                new MovableClock());
        vault.register(Samples.ACME, Samples.ANNA.value(), Samples.put(1, Samples.mp4(100, 1)).assetId());
        var uploads = new MongoUploadRepository(cloud.store("uploads"), vault);
        return new Views(uploads, uploads);
    }
}
