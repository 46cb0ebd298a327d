package io.crealia.local.lambda;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Request ids: unique, but no secret, so they need no secure random, which takes a system call for each. */
public final class RequestIds {

    private static final long VERSION_4 = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private RequestIds() {}

    public static String next() {
        var random = ThreadLocalRandom.current();
        var high = random.nextLong() & ~0xF000L | VERSION_4;
        var low = random.nextLong() >>> 2 | VARIANT;
        return new UUID(high, low).toString();
    }
}
