package io.crealia.local.cloud.s3;

import java.net.URI;

/** One queue configuration of a bucket's notifications. */
record QueueRule(String bucket, String eventPattern, URI queueUrl) {

    QueueRule {
        if (!eventPattern.matches("s3:(ObjectCreated|ObjectRemoved):(\\*|[A-Za-z]+)")) {
            throw new IllegalArgumentException(
                    "eventPattern must be like s3:ObjectCreated:* or s3:ObjectRemoved:Delete, was " + eventPattern);
        }
    }

    boolean matches(String eventBucket, String eventName) {
        String wanted = eventPattern.substring("s3:".length());
        return bucket.equals(eventBucket) && (wanted.endsWith("*")
                ? eventName.startsWith(wanted.substring(0, wanted.length() - 1))
                : eventName.equals(wanted));
    }

    /** Names the rule over a restart, when the queue may have got another port; safe as a file name. */
    String id() {
        String queue = queueUrl.getPath().substring(queueUrl.getPath().lastIndexOf('/') + 1);
        return bucket + "~" + eventPattern.substring("s3:".length()).replace(':', '-').replace("*", "all") + "~"
                + queue;
    }
}
