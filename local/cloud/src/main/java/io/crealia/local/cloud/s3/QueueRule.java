package io.crealia.local.cloud.s3;

/**
 * One queue configuration of a bucket's notifications.
 *
 * @param queue its name: the URL changes with the port, from one start to the next
 */
record QueueRule(String bucket, String eventPattern, String queue) {

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

    /** Safe as a part of a file name. */
    String id() {
        return bucket + "~" + eventPattern.substring("s3:".length()).replace(':', '-').replace("*", "all") + "~"
                + queue;
    }
}
