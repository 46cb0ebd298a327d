package io.crealia.workflow.adapter;

import io.crealia.platform.error.DependencyException;
import io.crealia.workflow.port.RunFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Files of steps in the media bucket. */
public final class S3RunFiles implements RunFiles {
    private static final String RESULT = "/result.json";
    private static final Pattern PLACE = Pattern.compile("wfl_[0-9A-HJKMNP-TV-Z]{26}(?:/[a-z]+/\\d+)?");

    private final Supplier<S3Client> s3;
    private final String bucket;

    public S3RunFiles(Supplier<S3Client> s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public List<Listed> list(String folder, int limit) {
        try {
            // One page holds 1000, which is more than anybody asks for here.
            return s3.get().listObjectsV2(request -> request.bucket(bucket).prefix(folder).maxKeys(limit)).contents()
                    .stream().map(object -> new Listed(object.key().substring(folder.length()), object.size()))
                    .toList();
        } catch (SdkException e) {
            throw new DependencyException("listing " + folder + " in bucket " + bucket, e);
        }
    }

    @Override
    public Optional<String> sha256(String key) {
        try (var object = s3.get().getObject(request -> request.bucket(bucket).key(key))) {
            var bytes = object.readAllBytes();
            return Optional.of(hex(key.endsWith(RESULT) ? neutral(bytes) : bytes));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException | IOException e) {
            throw new DependencyException("reading " + key + " from bucket " + bucket, e);
        }
    }

    private static byte[] neutral(byte[] result) {
        return PLACE.matcher(new String(result, StandardCharsets.UTF_8)).replaceAll("")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
