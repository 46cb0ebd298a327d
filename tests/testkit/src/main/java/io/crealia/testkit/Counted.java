package io.crealia.testkit;

import io.crealia.metrics.Batch;
import io.crealia.metrics.Machine;
import io.crealia.metrics.Outlet;
import io.crealia.metrics.Telemetry;
import java.io.File;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What code counts, by the recorder that functions have. */
public final class Counted {
    private static final Machine NONE = new Machine.Proc(Path.of("/nowhere"), new File("/nowhere"));

    private Counted() {}

    /** Runs something as one invocation. @return totals by name, for example {@code crealia_uploads_started_total} */
    public static Map<String, Long> during(Runnable invocation) {
        var totals = new HashMap<String, Long>();
        var telemetry = new Telemetry(new Telemetry.Place("crealia-test-uploads-api", 0, false), new Outlet() {
            @Override
            public void connect() {}

            @Override
            public void add(Batch batch) {
                batch.deltas().forEach((name, delta) -> totals.merge(name, delta, Long::sum));
            }
        }, () -> "test", NONE, Runnable::run, System::nanoTime);
        try (var _ = telemetry.begin()) {
            invocation.run();
        }
        return totals;
    }
}
