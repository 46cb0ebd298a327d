package io.crealia.platform.lambda;

import io.crealia.platform.config.Environment;
import io.crealia.platform.log.Log;
import java.util.List;
import java.util.concurrent.Callable;
import org.crac.Core;
import org.crac.Resource;

/**
 * What a function does around a SnapStart checkpoint: run its whole path once, so that the snapshot holds loaded and
 * compiled code, then close what is connected. Hold this object in a field of the handler: hooks are referenced weakly.
 */
public final class SnapStart {
    private static final Log LOG = Log.of(SnapStart.class);
    private final List<Resource> resources;

    private SnapStart(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /**
     * @param rehearsal runs the handler with a recorded event; what it throws is expected, as nothing is connected yet
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
        try {
            rehearsal.call();
        } catch (Exception e) {
            LOG.info("the rehearsal ended early");
        }
    }
}
