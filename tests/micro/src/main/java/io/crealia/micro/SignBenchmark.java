package io.crealia.micro;

import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.aws.S3Signer;
import io.crealia.platform.config.Environment;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.http.SdkHttpMethod;

/** The address of one PUT, as the start of an upload signs it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SignBenchmark {
    private static final Duration LIFETIME = Duration.ofMinutes(15);

    private final S3Signer signer = new S3Signer(AwsSettings.of(new Environment(Map.of("AWS_REGION", "eu-central-1",
            "AWS_ACCESS_KEY_ID", "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI"))));
    private final Map<String, String> headers = Map.of("content-type", "video/mp4", "content-length", "1048576",
            "x-amz-checksum-sha256", "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    private long second;

    /** JMH makes it. */
    public SignBenchmark() {}

    @Benchmark
    public URI put() {
        return signer.sign(SdkHttpMethod.PUT, "crealia-dev-incoming", "acme/ast_00000000000000000000000001/source",
                headers, Map.of(), Instant.ofEpochSecond(1_772_000_000L + second++), LIFETIME);
    }
}
