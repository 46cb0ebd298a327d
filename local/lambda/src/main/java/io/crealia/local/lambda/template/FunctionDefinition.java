package io.crealia.local.lambda.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A function of the template, {@code Globals} included.
 *
 * @param id logical id
 * @param name physical name
 * @param handlerClass class name without a method
 * @param codeUri the zip that is deployed, relative to the template
 * @param snapStart whether published versions are restored from a snapshot
 * @param environment what the template declares, resolved; a value may be empty
 */
public record FunctionDefinition(String id, String name, String handlerClass, String codeUri, Duration timeout,
        int memoryMb, boolean snapStart, Map<String, String> environment, List<FunctionEvent> events) {

    public FunctionDefinition {
        environment = Map.copyOf(environment);
        events = List.copyOf(events);
    }

    /** Its events of one kind, in the template's order. */
    public <T extends FunctionEvent> List<T> events(Class<T> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
