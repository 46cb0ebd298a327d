package io.crealia.local.cloud.s3;

/** Objects that S3Proxy keeps for itself inside a bucket: multipart stubs and parts. */
final class InternalKeys {

    private InternalKeys() {}

    static boolean contains(String key) {
        return key.startsWith(".s3proxy-mpu-stub-") || key.startsWith(".mpus-");
    }
}
