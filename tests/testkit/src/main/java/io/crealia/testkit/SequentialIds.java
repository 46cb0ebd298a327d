package io.crealia.testkit;

import io.crealia.platform.id.IdSource;
import java.util.concurrent.atomic.AtomicLong;

/** Well-formed ULIDs that count up: 26 digits. */
public final class SequentialIds implements IdSource {
    private final AtomicLong next = new AtomicLong(1);

    @Override
    public String ulid() {
        return "%026d".formatted(next.getAndIncrement());
    }
}
