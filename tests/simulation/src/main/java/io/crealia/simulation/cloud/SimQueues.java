package io.crealia.simulation.cloud;

import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.RequestThrottledException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS standard queues behind the SDK's own interface, and the event source mappings that empty them. */
public final class SimQueues implements SqsClient {
    private static final long LATENCY = 20;

    private final Sim sim;
    private final Reader reader;
    private final Map<String, SimQueue> queues = new LinkedHashMap<>();

    /** What a function makes of a batch. */
    @FunctionalInterface
    public interface Reader {
        /** @return the ids that failed; all of them where the environment died */
        Set<Integer> read(String function, String queue, List<Delivered> batch);
    }

    /** One record of a batch. */
    public record Delivered(int id, String body) {}

    public SimQueues(Sim sim, Collection<SimQueue.Terms> terms, Reader reader) {
        this.sim = sim;
        this.reader = reader;
        terms.forEach(each -> queues.put(each.name(), new SimQueue(each)));
    }

    public Collection<SimQueue> all() {
        return queues.values();
    }

    public SimQueue queue(String name) {
        return queues.get(name);
    }

    /** Puts a message there, as the cloud's own services do. */
    public void put(String queue, String body, long delayMillis) {
        var target = queues.get(queue);
        if (target == null) {
            throw new IllegalArgumentException("there is no queue named " + queue);
        }
        var number = sim.next("message");
        var latency = LATENCY + sim.chance().between("latency", number, 0, 200);
        var message = new SimQueue.Message(number, body, sim.now() + delayMillis + latency);
        target.add(message);
        sim.after(delayMillis + latency, () -> deliver(target));
    }

    private void deliver(SimQueue queue) {
        var batch = queue.receive(sim.now(), sim.planted(Plant.RECEIVES_UNBOUNDED));
        if (sim.planted(Plant.DEAD_LETTERS_DROPPED)) {
            queue.deadLetters().clear();
        }
        if (batch.isEmpty()) {
            return;
        }
        var fault = sim.fault(Op.QUEUE, queue.terms().name());
        // Whatever becomes of the batch, what is not deleted is seen again.
        sim.after(queue.terms().visibilityMillis(), () -> deliver(queue));
        if (fault == Fault.DELAY) {
            sim.after(sim.chance().between("delivery", batch.getFirst().id(), 1_000, 30_000), () -> hand(queue, batch,
                    false));
            return;
        }
        if (fault == Fault.DUPLICATE) {
            sim.after(sim.chance().between("delivered twice", batch.getFirst().id(), 1, 3_000),
                    () -> hand(queue, batch, true));
        }
        hand(queue, batch, fault == Fault.FAIL_AFTER);
    }

    private void hand(SimQueue queue, List<SimQueue.Message> batch, boolean deletionLost) {
        var failed = reader.read(queue.terms().function(), queue.terms().name(),
                batch.stream().map(message -> new Delivered(message.id(), message.body())).toList());
        if (!deletionLost) {
            batch.stream().filter(message -> !failed.contains(message.id())
                    || sim.planted(Plant.RECORD_ERROR_SWALLOWED)).forEach(queue::delete);
        }
    }

    /** What an operator does when the fault is over: dead letters go back to their queue, once. */
    public void redrive() {
        queues.values().forEach(queue -> {
            var letters = List.copyOf(queue.deadLetters());
            queue.deadLetters().clear();
            letters.forEach(body -> put(queue.terms().name(), body, 0));
        });
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        var queue = request.queueUrl().substring(request.queueUrl().lastIndexOf('/') + 1);
        var delay = request.delaySeconds() == null ? 0 : request.delaySeconds() * 1000L;
        try {
            return send(request, queue, delay);
        } catch (SdkException e) {
            if (sim.planted(Plant.SEND_NOT_CHECKED)) {
                return SendMessageResponse.builder().messageId("sent").build();
            }
            throw e;
        }
    }

    private SendMessageResponse send(SendMessageRequest request, String queue, long delay) {
        if (!queues.containsKey(queue)) {
            throw QueueDoesNotExistException.builder().message("simulated: there is no queue named " + queue)
                    .statusCode(400).build();
        }
        return sim.call(Op.SQS_SEND, queue, new Sim.Port<SendMessageResponse>() {
            @Override
            public SendMessageResponse real() {
                return reordered(0);
            }

            @Override
            public SendMessageResponse reordered(long laterMillis) {
                if (!(queue.equals("WebhookEventsQueue") && sim.planted(Plant.EVENTS_DROPPED))) {
                    put(queue, request.messageBody(), delay + laterMillis);
                    mistake(queue, request.messageBody());
                }
                return SendMessageResponse.builder().messageId("sent").build();
            }

            @Override
            public RuntimeException failure(boolean throttled) {
                return throttled
                        ? RequestThrottledException.builder().message("simulated: throttled").statusCode(400).build()
                        : SdkClientException.create("simulated: connection reset");
            }
        });
    }

    // What an attempt told, told later as if it were the attempt's after it.
    private void mistake(String queue, String body) {
        if (sim.planted(Plant.TOKEN_NOT_MATCHED) && body.contains("\"type\":\"StepFailed\"")) {
            put(queue, body.replaceAll("(\"token\":\"[^\"]+\\.)1\"", "$12\""), 25_000);
        }
    }

    @Override
    public String serviceName() {
        return "sqs";
    }

    @Override
    public void close() {
        // There is nothing behind it.
    }
}
