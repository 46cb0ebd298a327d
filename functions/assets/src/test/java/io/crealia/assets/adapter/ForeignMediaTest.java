package io.crealia.assets.adapter;

import io.crealia.assets.port.MediaReader;
import io.crealia.assets.port.MediaSigner;
import io.crealia.assets.port.MediaWriter;
import io.crealia.platform.aws.S3Signer;
import io.crealia.testkit.foreign.ForeignAws;
import io.crealia.testkit.foreign.ForeignServer;
import io.crealia.testkit.foreign.OnForeign;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;

/** The contract on S3 of others. */
final class ForeignMediaTest {
    @Nested
    @OnForeign(ForeignServer.MOTO)
    final class Moto extends Suite {
        Moto(ForeignAws aws) {
            super(aws);
        }

        @Override
        @Test
        @Disabled("moto 5.2.1 looks at neither the signature nor the end of a signed address")
        void sign_lifeOver_isRefused() throws Exception {
            super.sign_lifeOver_isRefused();
        }
    }

    @Nested
    @OnForeign(ForeignServer.LOCALSTACK)
    final class LocalStack extends Suite {
        LocalStack(ForeignAws aws) {
            super(aws);
        }
    }

    abstract static class Suite extends MediaContract {
        private final ForeignAws aws;
        private final String bucket;

        Suite(ForeignAws aws) {
            this.aws = aws;
            bucket = aws.bucket();
        }

        @Override
        MediaReader reader() {
            return new S3MediaReader(aws.clients()::s3, bucket);
        }

        @Override
        MediaSigner signer() {
            return new S3MediaSigner(new S3Signer(aws.clients().settings()), bucket);
        }

        @Override
        MediaWriter writer() {
            return new S3MediaWriter(aws.clients()::s3, bucket);
        }

        @Override
        void put(String key, byte[] content) {
            aws.clients().s3().putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(content));
        }

        @Override
        Optional<byte[]> fetch(URI address) throws Exception {
            return S3MediaTest.get(address);
        }
    }
}
