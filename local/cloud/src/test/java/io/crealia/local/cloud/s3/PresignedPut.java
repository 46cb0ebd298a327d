package io.crealia.local.cloud.s3;

import io.crealia.local.cloud.Endpoints;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A presigned PUT as the uploads API makes it: length, type, checksum and if-none-match are signed. */
record PresignedPut(URI url, Map<String, String> headers) {

    static final Duration TTL = Duration.ofMinutes(15);

    static PresignedPut of(Endpoints endpoints, String bucket, String key, byte[] body, Instant signedAt)
            throws Exception {
        var headers = new LinkedHashMap<String, String>();
        headers.put("content-length", Integer.toString(body.length));
        headers.put("content-type", "video/mp4");
        headers.put("x-amz-checksum-sha256",
                Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(body)));
        headers.put("if-none-match", "*");
        return sign(endpoints, SdkHttpMethod.PUT, "/" + bucket + "/" + key, headers, signedAt);
    }

    static PresignedPut sign(Endpoints endpoints, SdkHttpMethod method, String path, Map<String, String> headers,
            Instant signedAt) {
        var request = SdkHttpRequest.builder().method(method).uri(endpoints.s3().resolve(path));
        headers.forEach(request::putHeader);
        var identity = AwsCredentialsIdentity.create(endpoints.accessKeyId(), endpoints.secretAccessKey());
        var signed = AwsV4HttpSigner.create().sign(r -> r.identity(identity).request(request.build())
                .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                .putProperty(AwsV4HttpSigner.REGION_NAME, endpoints.region())
                .putProperty(AwsV4FamilyHttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, TTL)
                .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false)
                .putProperty(AwsV4FamilyHttpSigner.PAYLOAD_SIGNING_ENABLED, false)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(signedAt, ZoneOffset.UTC)));
        return new PresignedPut(signed.request().getUri(), headers);
    }

    PresignedPut with(String header, String value) {
        var changed = new LinkedHashMap<>(headers);
        if (value == null) {
            changed.remove(header);
        } else {
            changed.put(header, value);
        }
        return new PresignedPut(url, changed);
    }

    /** Content-Length is that of the body, as any client sends it. */
    HttpResponse<String> send(HttpClient http, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(url).PUT(BodyPublishers.ofByteArray(body));
        headers.forEach((name, value) -> {
            if (!name.equals("content-length")) {
                request.header(name, value);
            }
        });
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
