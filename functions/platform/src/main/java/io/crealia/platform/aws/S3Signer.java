package io.crealia.platform.aws;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Signs S3 URLs (AWS Signature Version 4 in the query) without an S3 client, which a cold start cannot afford. Signing
 * the same request at the same instant with the same credentials gives the same URL.
 */
public final class S3Signer {
    /** What is left, at the least, of credentials whose end is unknown. */
    public static final Duration UNKNOWN_END = Duration.ofMinutes(15);

    private final AwsSettings settings;
    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

    public S3Signer(AwsSettings settings) {
        this.settings = settings;
    }

    /**
     * @param headers what the client must send, unchanged, for the signature to hold; may contain content-length
     * @param query further query parameters, for example {@code partNumber} and {@code uploadId}
     * @param at the instant of signing, from which {@code lifetime} counts
     */
    public URI sign(SdkHttpMethod method, String bucket, String key, Map<String, String> headers,
            Map<String, String> query, Instant at, Duration lifetime) {
        var request = SdkHttpRequest.builder().method(method).uri(address(bucket, key));
        headers.forEach(request::putHeader);
        query.forEach(request::putRawQueryParameter);
        var signed = signer
                .sign(sign -> sign.identity(settings.credentials().resolveCredentials()).request(request.build())
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region().id())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, lifetime)
                        .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, false)
                        .putProperty(AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC)));
        return signed.request().getUri();
    }

    /**
     * How long a URL signed at {@code at} can work: no longer than the credentials that sign it do. Where temporary
     * credentials do not say when they end, {@link #UNKNOWN_END} is assumed.
     *
     * @return at most {@code wanted}; zero if the credentials have ended
     */
    public Duration longest(Instant at, Duration wanted) {
        var identity = settings.credentials().resolveCredentials();
        var left = identity.expirationTime().map(end -> Duration.between(at, end))
                .orElse(identity instanceof AwsSessionCredentials ? UNKNOWN_END : wanted);
        return left.isNegative() ? Duration.ZERO : left.compareTo(wanted) < 0 ? left : wanted;
    }

    /** A URL to read one object with. */
    public URI get(String bucket, String key, Instant at, Duration lifetime) {
        return sign(SdkHttpMethod.GET, bucket, key, Map.of(), Map.of(), at, lifetime);
    }

    private URI address(String bucket, String key) {
        return settings.s3Endpoint().map(endpoint -> endpoint.resolve("/" + bucket + "/" + key)).orElseGet(
                () -> URI.create("https://" + bucket + ".s3." + settings.region().id() + ".amazonaws.com/" + key));
    }
}
