package io.crealia.uploads.contract;

import io.crealia.testkit.MovableClock;
import io.crealia.uploads.fake.InMemoryBuckets;
import io.crealia.uploads.port.IncomingObjects;
import io.crealia.uploads.port.MultipartUploads;
import java.time.Instant;
import java.util.Optional;

final class InMemoryBucketsTest extends BucketContract {
    private final MovableClock clock = new MovableClock();
    private final InMemoryBuckets buckets = new InMemoryBuckets(clock);

    @Override
    IncomingObjects objects() {
        return buckets;
    }

    @Override
    MultipartUploads multipart() {
        return buckets;
    }

    @Override
    void put(String key, byte[] bytes) {
        buckets.put(key, bytes);
    }

    @Override
    void putPart(String key, String storeUploadId, int number, byte[] bytes) {
        buckets.putPart(storeUploadId, number, bytes);
    }

    @Override
    Optional<byte[]> media(String key) {
        return buckets.media(key);
    }

    @Override
    Optional<String> mediaType(String key) {
        return buckets.mediaType(key);
    }

    @Override
    Instant now() {
        return clock.instant();
    }
}
