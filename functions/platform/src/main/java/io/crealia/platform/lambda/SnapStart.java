package io.crealia.platform.lambda;

import io.crealia.platform.config.Environment;
import io.crealia.platform.log.Log;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.crac.Core;
import org.crac.Resource;

/**
 * What a function does around a SnapStart checkpoint: run its whole path once, so that the snapshot holds loaded and
 * compiled code, then close what is connected. Hold this object in a field of the handler: hooks are referenced weakly.
 */
public final class SnapStart {
    /** The first run loads classes; more of them let the compiler see what is hot. A snapshot holds compiled code too. */
    private static final int TIMES = 20;
    private static final Duration LONGEST = Duration.ofMillis(500);
    private static final Log LOG = Log.of(SnapStart.class);
    private final List<Resource> resources;

    private SnapStart(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /**
     * @param rehearsal runs the handler with a recorded event, several times if that takes little time; what it throws is expected, as nothing is connected yet
     */
    public static SnapStart prepare(Environment environment, Callable<?> rehearsal, Resource... resources) {
        var snapStart = new SnapStart(List.of(resources));
        if (environment.string("AWS_LAMBDA_INITIALIZATION_TYPE", "").equals("snap-start")) {
            snapStart.resources.forEach(Core.getGlobalContext()::register);
            rehearse(rehearsal);
        }
        return snapStart;
    }

    // The edge of initialisation: a rehearsal that fails must not keep the function from starting.
    private static void rehearse(Callable<?> rehearsal) {
        var end = System.nanoTime() + LONGEST.toNanos();
        try {
            rehearsal.call();
            for (var i = 1; i < TIMES && System.nanoTime() < end; i++) {
                rehearsal.call();
            }
        } catch (Exception e) {
            LOG.info("the rehearsal ended early");
        }
    }
}
