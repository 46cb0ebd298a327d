package io.crealia.local.lambda.template;

import java.time.Duration;
import java.util.Optional;

/** What starts a function: an entry of its {@code Events}. */
public sealed interface FunctionEvent {

    /** Key of the entry in {@code Events}. */
    String name();

    /**
     * A route of the REST API.
     *
     * @param method upper case; {@code ANY} for every method
     * @param path as written, for example {@code /play/{asset_id}/{proxy+}}
     * @param authorizer name of the authoriser that the template puts before the route; empty for an open route
     */
    record ApiRoute(String name, String method, String path, Optional<String> authorizer) implements FunctionEvent {}

    /**
     * An event source mapping on a queue.
     *
     * @param batchSize most records in one invocation
     * @param maximumConcurrency most invocations at a time
     * @param reportsItemFailures whether the function's answer names the records that failed
     */
    record QueueSource(String name, String queueName, int batchSize, int maximumConcurrency,
            boolean reportsItemFailures) implements FunctionEvent {}

    /**
     * @param ruleName name of the EventBridge rule
     * @param rate time between two invocations
     * @param input constant event; empty for EventBridge's own scheduled event
     */
    record Schedule(String name, String ruleName, Duration rate, Optional<String> input) implements FunctionEvent {}
}
