package io.crealia.transcoding.port;

import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.transcoding.adapter.S3MediaStore;

final class SimulatedMediaStoreTest extends MediaStoreContract {
    private final CalmCloud cloud = new CalmCloud();
    private final MediaStore store = new S3MediaStore(cloud::s3, "media");

    @Override
    MediaStore store() {
        return store;
    }
}
