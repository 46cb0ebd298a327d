package io.crealia.privacy.adapter;

import io.crealia.platform.error.DependencyException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates what S3 says, once. */
final class S3Failures {
    private S3Failures() {}

    static <T> T call(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new DependencyException("S3: " + what, e);
        }
    }
}
