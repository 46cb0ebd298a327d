package io.crealia.uploads.adapter;

import io.crealia.platform.error.DependencyException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Translates what S3 says once: "not there" and "not the same any more" are answers, all else is a failure. */
final class S3Failures {
    private static final Set<String> GONE = Set.of("NoSuchKey", "NoSuchUpload", "PreconditionFailed", "NotFound");

    private S3Failures() {}

    /** @return empty if what the call speaks of is gone, or has another ETag */
    static <T> Optional<T> unlessGone(String what, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (S3Exception e) {
            if (gone(e)) {
                return Optional.empty();
            }
            throw new DependencyException("S3: " + what, e);
        } catch (SdkException e) {
            throw new DependencyException("S3: " + what, e);
        }
    }

    static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new DependencyException("S3: " + what, e);
        }
    }

    private static boolean gone(S3Exception e) {
        // A HEAD has no body, hence no code; nor has what is no answer of S3, such as a proxy's page.
        var code = Optional.ofNullable(e.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
        // A missing bucket is a fault of ours and no answer.
        return GONE.contains(code) || e.statusCode() == 412 || e.statusCode() == 404 && !"NoSuchBucket".equals(code);
    }
}
