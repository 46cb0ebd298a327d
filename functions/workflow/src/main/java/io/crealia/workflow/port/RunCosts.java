package io.crealia.workflow.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import java.util.Map;

/** What runs cost. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface RunCosts {
    /** In millionths of a US dollar. */
    record Amounts(long estimateMicros, long actualMicros) {
        public static final Amounts NONE = new Amounts(0, 0);

        public Amounts plus(Amounts other) {
            return new Amounts(estimateMicros + other.estimateMicros, actualMicros + other.actualMicros);
        }
    }

    /** What each step of a run cost, all attempts together; a step that cost nothing is absent. */
    Map<Step, Amounts> of(TenantId tenant, AssetId asset, RunId run);
}
