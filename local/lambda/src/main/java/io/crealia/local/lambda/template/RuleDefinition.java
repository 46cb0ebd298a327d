package io.crealia.local.lambda.template;

import java.util.List;
import java.util.Map;

/**
 * An EventBridge rule with queues as targets.
 *
 * @param pattern the event pattern as nested maps, lists and text
 * @param targetQueues names of the queues that get a matching event
 */
public record RuleDefinition(String id, String name, Map<String, Object> pattern, List<String> targetQueues) {

    public RuleDefinition {
        pattern = Map.copyOf(pattern);
        targetQueues = List.copyOf(targetQueues);
    }
}
