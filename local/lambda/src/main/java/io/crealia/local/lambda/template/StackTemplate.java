package io.crealia.local.lambda.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What {@code template.yaml} says, typed and resolved.
 *
 * @param transcodeQueues names of MediaConvert queues
 */
public record StackTemplate(Optional<ApiDefinition> api, List<FunctionDefinition> functions,
        List<QueueDefinition> queues, List<BucketDefinition> buckets, List<RuleDefinition> rules,
        List<String> transcodeQueues) {

    public StackTemplate {
        functions = List.copyOf(functions);
        queues = List.copyOf(queues);
        buckets = List.copyOf(buckets);
        rules = List.copyOf(rules);
        transcodeQueues = List.copyOf(transcodeQueues);
    }

    /** @throws TemplateException naming the logical id and the property of the first mistake */
    public static StackTemplate read(Path template, Resolver resolver) {
        return new TemplateReader(template, resolver).read();
    }

    /** @throws IllegalArgumentException when there is no such function; the message lists those that exist */
    public FunctionDefinition function(String id) {
        return functions.stream().filter(function -> function.id().equals(id)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no function " + id + "; there are "
                        + functions.stream().map(FunctionDefinition::id).toList()));
    }

    /** By physical name. */
    public Optional<QueueDefinition> queue(String name) {
        return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
    }
}
