package io.crealia.local.lambda.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.lambda.InvocationResult;
import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.RequestIds;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent.Schedule;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** EventBridge's schedules: invokes functions at their rate, first after one period. Runs may overlap, as there. */
public final class Scheduler implements AutoCloseable {

    private record Entry(String function, Schedule schedule) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final LocalLambda lambda;
    private final String region;
    private final String account;
    private final InstantSource clock;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofVirtual().name("schedule-", 0).factory());

    private Scheduler(List<FunctionDefinition> functions, LocalLambda lambda, String region, String account,
            InstantSource clock, Map<String, Duration> rates) {
        for (var function : functions) {
            for (var schedule : function.events(Schedule.class)) {
                var rate = rates.getOrDefault(function.name(), schedule.rate());
                entries.put(schedule.ruleName(), new Entry(function.id(),
                        new Schedule(schedule.name(), schedule.ruleName(), rate, schedule.input())));
            }
        }
        this.lambda = lambda;
        this.region = region;
        this.account = account;
        this.clock = clock;
    }

    /** @param rates by function name; they win over the template's */
    public static Scheduler start(List<FunctionDefinition> functions, LocalLambda lambda, String region,
            String account, InstantSource clock, Map<String, Duration> rates) {
        var scheduler = new Scheduler(functions, lambda, region, account, clock, rates);
        scheduler.entries.values().forEach(scheduler::schedule);
        return scheduler;
    }

    /** Names of the rules, as the template gives them. */
    public List<String> names() {
        return List.copyOf(entries.keySet());
    }

    /**
     * Invokes now and waits for the outcome; the rate goes on as before.
     *
     * @param name a rule's name, or the logical id of a function with a schedule
     * @throws IllegalArgumentException when there is no such schedule
     */
    public InvocationResult trigger(String name) {
        var entry = entries.values().stream()
                .filter(found -> found.schedule().ruleName().equals(name) || found.function().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no schedule " + name + "; there are " + entries.keySet()));
        return invoke(entry);
    }

    private void schedule(Entry entry) {
        var nanos = entry.schedule().rate().toNanos();
        timer.scheduleAtFixedRate(() -> Thread.startVirtualThread(() -> invoke(entry)), nanos, nanos,
                TimeUnit.NANOSECONDS);
    }

    private InvocationResult invoke(Entry entry) {
        var event = entry.schedule().input().orElseGet(() -> event(entry.schedule()).toString());
        return lambda.invoke(entry.function(), event.getBytes(StandardCharsets.UTF_8));
    }

    private ObjectNode event(Schedule schedule) {
        var event = JSON.createObjectNode();
        event.put("version", "0");
        event.put("id", RequestIds.next());
        event.put("detail-type", "Scheduled Event");
        event.put("source", "aws.events");
        event.put("account", account);
        event.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        event.put("region", region);
        event.putArray("resources").add("arn:aws:events:" + region + ":" + account + ":rule/" + schedule.ruleName());
        event.putObject("detail");
        return event;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
