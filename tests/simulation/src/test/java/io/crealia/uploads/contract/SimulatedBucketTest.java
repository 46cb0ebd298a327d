package io.crealia.uploads.contract;

import io.crealia.simulation.cloud.CalmCloud;
import io.crealia.simulation.cloud.SimObject;
import io.crealia.uploads.adapter.S3IncomingObjects;
import io.crealia.uploads.adapter.S3MultipartUploads;
import io.crealia.uploads.fake.InMemoryBuckets;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.MultipartUploads;
import java.time.Instant;
import java.util.Optional;

/** The real adapters on the simulated S3; what clients do there is no call of ours. */
final class SimulatedBucketTest extends BucketContract {
    private final CalmCloud cloud = new CalmCloud();
    private final IncomingObjects objects = new S3IncomingObjects(cloud::s3, "incoming", "media");
    private final MultipartUploads multipart = new S3MultipartUploads(cloud::s3, "incoming");

    @Override
    IncomingObjects objects() {
        return objects;
    }

    @Override
    MultipartUploads multipart() {
        return multipart;
    }

    @Override
    void put(String key, byte[] bytes) {
        cloud.s3().store("incoming", key, bytes, bytes.length, InMemoryBuckets.sha256(bytes).base64());
    }

    @Override
    void putPart(String key, String storeUploadId, int number, byte[] bytes) {
        cloud.s3().bucket("incoming").multiparts().get(storeUploadId).parts().put(number, new SimObject(bytes,
                bytes.length, "p" + number, InMemoryBuckets.sha256(bytes).base64(), cloud.now().toEpochMilli(), ""));
    }

    @Override
    Optional<byte[]> media(String key) {
        return cloud.s3().bucket("media").get(key).map(SimObject::head);
    }

    @Override
    Optional<String> mediaType(String key) {
        return cloud.s3().bucket("media").get(key).map(SimObject::type);
    }

    @Override
    Instant now() {
        return cloud.now();
    }
}
