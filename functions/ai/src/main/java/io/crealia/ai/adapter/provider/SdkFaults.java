package io.crealia.ai.adapter.provider;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What an exception of an AWS client means. The client must not retry by itself: {@link ProviderCalls} does. */
public final class SdkFaults {
    private static final int THROTTLED = 429;

    private SdkFaults() {}

    public static CallFault of(SdkException e, Instant now) {
        if (e instanceof AwsServiceException service) {
            return CallFault.ofStatus(service.isThrottlingException() ? THROTTLED : service.statusCode(),
                    retryAfter(service, now));
        }
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return CallFault.unsent("no connection", e);
            }
        }
        return CallFault.lost("the answer broke off", e);
    }

    private static Optional<Duration> retryAfter(AwsServiceException e, Instant now) {
        return Optional.ofNullable(e.awsErrorDetails()).map(details -> details.sdkHttpResponse())
                .flatMap(response -> response.firstMatchingHeader("Retry-After"))
                .flatMap(header -> RetryAfter.parse(header, now));
    }
}
