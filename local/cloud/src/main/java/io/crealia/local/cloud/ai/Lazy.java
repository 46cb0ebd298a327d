package io.crealia.local.cloud.ai;

import java.util.function.Supplier;

/** Makes a thing at its first use. A failure is told and tried again at the next. */
final class Lazy<T> {
    private final Supplier<T> maker;
    private T made;

    Lazy(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
