package io.crealia.platform.lambda;

import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.Environment;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.platform.store.MongoConnection;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.crac.Core;
import org.crac.Resource;

/**
 * What a function does around a SnapStart checkpoint: run its whole path, and its restore, so that the snapshot holds loaded
 * and compiled code, then close what is connected. Hold this object in a field of the handler: hooks are referenced weakly.
 */
public final class SnapStart {
    /** The first run loads classes; more of them let the compiler see what is hot. A snapshot holds compiled code too. */
    private static final int TIMES = 100;
    /** Each connects to the stores anew. */
    private static final int RESTORES = 20;
    private static final Duration LONGEST = Duration.ofMillis(1_500);
    /** How long the compilers must have finished nothing, and the most to wait for that. */
    private static final Duration QUIET = Duration.ofMillis(200);
    private static final Duration COMPILERS = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Log LOG = Log.of(SnapStart.class);
    private final List<Resource> resources;

    private SnapStart(List<Resource> resources) {
        this.resources = List.copyOf(resources);
    }

    /**
     * @param rehearsal runs the handler with a recorded event, several times if that takes little time. AWS services answer that nothing is there
     *     and drop what they are told ({@link AwsClients#rehearse}); the stores answer really, so it must not write to them. What it throws is expected
     */
    public static SnapStart prepare(FunctionContext context, Callable<?> rehearsal, Resource... resources) {
        var cold = ColdStart.taken();
        var snapStart = new SnapStart(cold == null ? List.of(resources) : around(cold, resources));
        var environment = context.environment();
        if (environment.string("AWS_LAMBDA_INITIALIZATION_TYPE", "").equals("snap-start")) {
            snapStart.resources.forEach(Core.getGlobalContext()::register);
            if (cold != null) {
                cold.rehearse();
            }
            var clients = context.awsClients();
            attempt(() -> clients.rehearse(() -> meetStores(context, environment, resources)));
            attempt(() -> clients.rehearse(() -> {
                repeat(TIMES, rehearsal);
                repeat(RESTORES, () -> again(rehearsal, List.of(resources)));
                return pause();
            }));
            LOG.info("rehearsed");
        }
        if (cold != null) {
            cold.initialised();
        }
        return snapStart;
    }

    private static List<Resource> around(ColdStart cold, Resource... resources) {
        var all = new ArrayList<>(List.of(resources));
        all.addFirst(cold.first);
        all.addLast(cold.last);
        return all;
    }

    private static boolean meetStores(FunctionContext context, Environment environment, Resource... resources) {
        for (var resource : resources) {
            if (resource instanceof MongoConnection mongo) {
                mongo.rehearse();
            }
        }
        var queue = Arrays.stream(QueueName.values()).filter(each -> environment.optional(each.variable()).isPresent())
                .findFirst();
        queue.ifPresent(each -> context.sender().send(new OutboxMessage("rehearsal", each, "{}")));
        return queue.isPresent();
    }

    /** What a restore does is run as well: what is connected is closed and made anew, before a call. */
    private static Object again(Callable<?> rehearsal, List<Resource> resources) throws Exception {
        for (var resource : resources.reversed()) {
            resource.beforeCheckpoint(Core.getGlobalContext());
        }
        for (var resource : resources) {
            resource.afterRestore(Core.getGlobalContext());
        }
        return rehearsal.call();
    }

    /** For the compilers, which work on after what made them: a snapshot with their work half done goes on with it. */
    private static boolean pause() throws InterruptedException {
        var compilers = ManagementFactory.getCompilationMXBean();
        var begin = System.nanoTime();
        var busy = begin;
        var compiled = -1L;
        for (var now = begin; now - begin < COMPILERS.toNanos()
                && now - busy < QUIET.toNanos(); now = System.nanoTime()) {
            var total = compilers == null ? 0 : compilers.getTotalCompilationTime();
            if (total != compiled) {
                compiled = total;
                busy = now;
            }
            Thread.sleep(LOOK);
        }
        return true;
    }

    private static void repeat(int most, Callable<?> rehearsal) throws Exception {
        var end = System.nanoTime() + LONGEST.toNanos();
        var times = 0;
        do {
            rehearsal.call();
            times++;
        } while (times < most && System.nanoTime() < end);
    }

    // The edge of initialisation: a rehearsal that fails must not keep the function from starting.
    private static void attempt(Callable<?> part) {
        try {
            part.call();
        } catch (Exception e) {
            LOG.warn("the rehearsal ended early", LogField.REASON.of(e.getClass().getSimpleName()));
        }
    }
}
