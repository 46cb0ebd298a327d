package io.crealia.simulation.cloud;

import io.crealia.platform.limit.SimulatedRates;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Sim;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongUnaryOperator;

/** A Redis that holds what may be lost, and loses all of it now and then. */
public final class SimRedis implements SimulatedRates.Redis {
    private final Sim sim;
    private final Map<String, Long> numbers = new HashMap<>();

    public SimRedis(Sim sim) {
        this.sim = sim;
    }

    @Override
    public boolean exchange(String key, LongUnaryOperator next) {
        try {
            return sim.call(Op.REDIS, "bucket", new Sim.Port<Boolean>() {
                @Override
                public Boolean real() {
                    if (sim.chance().test("redis is empty", sim.next("redis"), 0.05)) {
                        numbers.clear();
                    }
                    numbers.put(key, next.applyAsLong(numbers.getOrDefault(key, 0L)));
                    return true;
                }

                @Override
                public RuntimeException failure(boolean throttled) {
                    return new NoAnswer();
                }
            });
        } catch (NoAnswer e) {
            return false;
        }
    }

    private static final class NoAnswer extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoAnswer() {
            super("simulated", null, false, false);
        }
    }
}
