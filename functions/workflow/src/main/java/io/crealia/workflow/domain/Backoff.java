package io.crealia.workflow.domain;

import io.crealia.contracts.StepToken;
import java.time.Duration;

/**
 * Exponential backoff with full jitter (aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter). The jitter is
 * drawn from the failed attempt's token, so that the same decision made twice waits the same time.
 */
final class Backoff {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int MAX_DOUBLINGS = 20;

    private Backoff() {}

    /** @param failed the attempt that failed; the second attempt waits at most {@code backoffBase} */
    static Duration after(StepToken failed, Template template) {
        var longest = template.backoffBase().multipliedBy(1L << Math.min(failed.attempt() - 1, MAX_DOUBLINGS));
        if (longest.compareTo(template.backoffMax()) > 0) {
            longest = template.backoffMax();
        }
        return Duration.ofMillis((long) (longest.toMillis() * fraction(failed)));
    }

    // FNV-1a, mixed as SplitMix64 does, to a number from 0 to 1.
    private static double fraction(StepToken token) {
        long hash = FNV_OFFSET;
        for (char c : token.value().toCharArray()) {
            hash = (hash ^ c) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return (hash >>> 11) * 0x1.0p-53;
    }
}
