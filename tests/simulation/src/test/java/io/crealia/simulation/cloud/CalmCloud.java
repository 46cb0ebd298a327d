package io.crealia.simulation.cloud;

import com.mongodb.client.MongoClient;
import io.crealia.platform.message.QueueName;
import io.crealia.platform.store.DocumentStore;
import io.crealia.platform.store.MongoConnection;
import io.crealia.platform.store.SimulatedStores;
import io.crealia.simulation.core.FaultPlan;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import io.crealia.simulation.core.Trace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Simulated ports without faults, for contract suites. Suites come with threads, so that the store is locked here. */
public final class CalmCloud {
    private final Sim sim = new Sim(1, FaultPlan.NONE, 0, Plant.NONE, new Trace(false));
    private final SimMongo mongo = new SimMongo(sim, (_, _, _) -> {});
    private final SimS3 s3 = new SimS3(sim, (_, _) -> {}, () -> {});
    private final SimMediaConvert mediaConvert = new SimMediaConvert(sim, s3, (_, _) -> {});
    private final Map<String, List<String>> delivered = new HashMap<>();
    private final SimQueues queues = new SimQueues(sim,
            Arrays.stream(QueueName.values())
                    .map(queue -> new SimQueue.Terms(queue.name(), "nobody", 30_000, 10, 5)).toList(),
            (_, queue, batch) -> {
                batch.forEach(each -> delivered.computeIfAbsent(queue, _ -> new ArrayList<>()).add(each.body()));
                return Set.of();
            });
    private final MongoConnection connection = SimulatedStores.connection(locked(MongoClient.class, mongo.client()));
    private int collections;

    /** An empty collection. */
    public DocumentStore store() {
        return connection.collection("c" + collections++);
    }

    public DocumentStore store(String name) {
        return connection.collection(name);
    }

    public SimS3 s3() {
        return s3;
    }

    public SimMediaConvert mediaConvert() {
        return mediaConvert;
    }

    public SimQueues queues() {
        return queues;
    }

    /** What a queue has handed out so far. */
    public List<String> delivered(QueueName queue) {
        return delivered.getOrDefault(queue.name(), List.of());
    }

    /** Lets everything happen that is due within that time. */
    public void pass(long millis) {
        sim.runUntil(sim.now() + millis);
    }

    public java.time.Instant now() {
        return java.time.Instant.ofEpochMilli(sim.now());
    }

    private <T> T locked(Class<T> type, Object target) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, arguments) -> {
                    synchronized (sim) {
                        try {
                            var result = method.invoke(target, arguments);
                            return result != null && method.getReturnType().isInterface()
                                    && result.getClass().getName().contains("Proxy")
                                            ? locked(method.getReturnType(), result)
                                            : result;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                }));
    }
}
