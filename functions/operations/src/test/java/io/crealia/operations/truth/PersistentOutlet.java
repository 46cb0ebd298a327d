package io.crealia.operations.truth;

import io.crealia.metrics.Batch;
import io.crealia.metrics.Outlet;
import io.crealia.platform.error.DependencyException;

/**
 * Asks again until it has an answer: how late answers are treated is another test's matter, and this machine may be busy. So
 * batches are repeated here, which must not count twice.
 */
record PersistentOutlet(Outlet outlet) implements Outlet {
    private static final int TIMES = 1_000;

    @Override
    public void connect() {
        persist(outlet::connect);
    }

    @Override
    public void add(Batch batch) {
        persist(() -> {
            try {
                outlet.add(batch);
            } catch (DependencyException e) {
                outlet.connect();
                outlet.add(batch);
            }
        });
    }

    private static void persist(Runnable call) {
        for (var time = 1;; time++) {
            try {
                call.run();
                return;
            } catch (DependencyException e) {
                if (time == TIMES) {
                    throw e;
                }
            }
        }
    }
}
