package io.crealia.transcoding.port;

import io.crealia.testkit.foreign.ForeignAws;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import io.crealia.transcoding.adapter.S3MediaStore;
import org.junit.jupiter.api.Nested;

/** The contract on S3 of others. */
final class ForeignMediaStoreTest {
    @Nested
    @OnForeign(ForeignServer.MOTO)
    final class Moto extends Suite {
        Moto(ForeignAws aws) {
            super(aws);
        }
    }

    @Nested
    @OnForeign(ForeignServer.LOCALSTACK)
    final class LocalStack extends Suite {
        LocalStack(ForeignAws aws) {
            super(aws);
        }
    }

    abstract static class Suite extends MediaStoreContract {
        private final MediaStore store;

        Suite(ForeignAws aws) {
            store = new S3MediaStore(aws.clients()::s3, aws.bucket());
        }

        @Override
        MediaStore store() {
            return store;
        }
    }
}
