package io.crealia.local.cloud.s3;

/** Takes what happened to objects; must return at once, because the request that caused it is waiting. */
@FunctionalInterface
public interface ObjectEvents {

    /** @param name as in S3 notifications, without the {@code s3:} prefix: {@code ObjectCreated:Put} */
    record ObjectEvent(String name, String bucket, String key, long sizeBytes, String eTag) {}

    void accept(ObjectEvent event);
}
