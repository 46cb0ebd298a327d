package io.crealia.operations.adapter;

import io.crealia.operations.port.BackupObjects;
import io.crealia.operations.port.BackupObjectsContract;
import io.crealia.testkit.foreign.ForeignAws;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import org.junit.jupiter.api.Nested;

/** The contract on S3 of others. */
final class ForeignBackupObjectsTest {
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

    abstract static class Suite extends BackupObjectsContract {
        private final ForeignAws aws;

        Suite(ForeignAws aws) {
            this.aws = aws;
        }

        @Override
        protected BackupObjects objects() {
            return new S3BackupObjects(aws.clients()::s3, aws.bucket());
        }
    }
}
