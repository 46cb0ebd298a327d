package io.crealia.chaos.app;

import io.crealia.local.lambda.CloudControl;
import io.crealia.local.lambda.LocalRuntime;
import io.crealia.local.lambda.template.BucketDefinition;
import io.crealia.local.lambda.template.QueueDefinition;
import io.crealia.local.lambda.template.RuleDefinition;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** API front, queue pollers, schedules and all functions, over stores that are elsewhere. Ends when its parent does, or closes the stream between them. */
public final class AppMain {
    /** Written to standard output when the API answers. */
    public static final String READY = "ready";

    private AppMain() {}

    /** @param arguments the file of an {@link AppPlan} */
    public static void main(String[] arguments) throws IOException {
        // Without it a small answer waits 40 ms for the client's ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        var plan = AppPlan.read(Path.of(arguments[0]));
        LocalRuntime.start(plan.settings(), new Provided(plan.access().sqs(), plan.access().account()));
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // The parent says nothing; its end is the end of this stream.
        }
        System.exit(0);
    }

    /** Queues, buckets and rules are there already, as after a deployment. */
    private record Provided(URI sqs, String account) implements CloudControl {
        @Override
        public String queueUrl(String queueName) {
            return sqs + "/" + account + "/" + queueName;
        }

        @Override
        public void createQueue(QueueDefinition queue) {}

        @Override
        public void createBucket(BucketDefinition bucket) {}

        @Override
        public void notifyQueue(String bucketName, BucketDefinition.Notification notification) {}

        @Override
        public void createTranscodeQueue(String name) {}

        @Override
        public void rule(RuleDefinition rule) {}
    }
}
