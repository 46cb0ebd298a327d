package io.crealia.ai.port;

import io.crealia.ai.adapter.S3MediaStore;
import io.crealia.simulation.cloud.CalmCloud;

final class SimulatedMediaStoreTest extends MediaStoreContract {
    private final CalmCloud cloud = new CalmCloud();
    private final MediaStore store = new S3MediaStore(cloud::s3, "media");

    @Override
    MediaStore store() {
        return store;
    }
}
