package io.crealia.security;

import io.crealia.local.lambda.template.FunctionEvent.QueueSource;
import io.crealia.security.base.Target;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** One malformed message per queue, and where it must end: each is tried five times, half a minute apart. */
final class DeadLetters {
    private static final String ACCOUNT = "000000000000";
    /** How many there were in each queue of dead letters before. */
    private static Map<String, Integer> before;

    private DeadLetters() {}

    /** Sends the messages, once per JVM. */
    static synchronized Map<String, Integer> send(Target target) {
        if (before == null) {
            before = new HashMap<>();
            var template = target.edition().local().runtime().template();
            for (var function : template.functions()) {
                for (var source : function.events(QueueSource.class)) {
                    var letters = template.queue(source.queueName()).orElseThrow().redrive().orElseThrow()
                            .deadLetterQueue();
                    before.put(letters, count(target, letters));
                    target.sqs().sendMessage(
                            send -> send.queueUrl(url(target, source.queueName())).messageBody("not a message"));
                }
            }
        }
        return Map.copyOf(before);
    }

    static int count(Target target, String queue) {
        return Integer.parseInt(target.sqs()
                .getQueueAttributes(get -> get.queueUrl(url(target, queue))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                .attributes().get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    private static String url(Target target, String queue) {
        return target.edition().local().cloud().endpoints().sqs() + "/" + ACCOUNT + "/" + queue;
    }
}
