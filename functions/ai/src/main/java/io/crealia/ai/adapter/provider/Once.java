package io.crealia.ai.adapter.provider;

import java.util.function.Supplier;

/** Makes something at its first use, so that nothing is made, and nothing connected, at construction. */
public final class Once<T> implements Supplier<T> {
    private final Supplier<T> maker;
    private T made;

    public Once(Supplier<T> maker) {
        this.maker = maker;
    }

    @Override
    public synchronized T get() {
        if (made == null) {
            made = maker.get();
        }
        return made;
    }
}
