package io.crealia.chaos.cloud;

import io.crealia.local.lambda.CloudControl;
import io.crealia.local.lambda.template.BucketDefinition;
import io.crealia.local.lambda.template.QueueDefinition;
import io.crealia.local.lambda.template.RuleDefinition;

/**
 * The template's queues, which here give a message up later: a process that is killed every few seconds uses receives up as
 * no deployment does.
 *
 * @param kills each may cost a message one receive
 */
record PatientControl(CloudControl whole, int kills) implements CloudControl {
    private static final int RECEIVES = 20;

    @Override
    public String queueUrl(String queueName) {
        return whole.queueUrl(queueName);
    }

    @Override
    public void createQueue(QueueDefinition queue) {
        whole.createQueue(new QueueDefinition(queue.id(), queue.name(), queue.visibility(), queue.retention(),
                queue.redrive().map(old -> new QueueDefinition.Redrive(old.deadLetterQueue(), RECEIVES + kills))));
    }

    @Override
    public void createBucket(BucketDefinition bucket) {
        whole.createBucket(bucket);
    }

    @Override
    public void notifyQueue(String bucketName, BucketDefinition.Notification notification) {
        whole.notifyQueue(bucketName, notification);
    }

    @Override
    public void createTranscodeQueue(String name) {
        whole.createTranscodeQueue(name);
    }

    @Override
    public void rule(RuleDefinition rule) {
        whole.rule(rule);
    }
}
