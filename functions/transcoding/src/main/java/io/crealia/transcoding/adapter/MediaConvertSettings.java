package io.crealia.transcoding.adapter;

import java.util.Objects;

/**
 * Where MediaConvert works for us.
 *
 * @param bucket the media bucket, source and destination of every job
 */
public record MediaConvertSettings(String roleArn, String queueArn, String bucket) {
    public MediaConvertSettings {
        Objects.requireNonNull(roleArn, "roleArn");
        Objects.requireNonNull(queueArn, "queueArn");
        Objects.requireNonNull(bucket, "bucket");
    }

    String address(String key) {
        return "s3://" + bucket + "/" + key;
    }
}
