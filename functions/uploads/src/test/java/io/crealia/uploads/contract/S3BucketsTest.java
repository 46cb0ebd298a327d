package io.crealia.uploads.contract;

import io.crealia.uploads.fake.Cloud;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Cloud.Extension.class)
final class S3BucketsTest extends S3BucketsSuite {
    S3BucketsTest(Cloud cloud) {
        super(cloud.clients().s3());
    }
}
