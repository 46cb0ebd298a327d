package io.crealia.local.cloud.s3;

/** Objects that S3Proxy keeps for itself inside a bucket: multipart stubs and parts. */
final class InternalKeys {

    private static final String PARTS = ".mpus-";

    private InternalKeys() {}

    static boolean contains(String key) {
        return key.startsWith(".s3proxy-mpu-stub-") || key.startsWith(PARTS);
    }

    /** The empty object that the file system store keeps for as long as an upload is open. */
    static String uploadStub(String uploadId, String key) {
        return PARTS + uploadId + "-" + key + "-stub";
    }
}
