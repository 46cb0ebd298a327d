package io.crealia.local.cloud;

/** The one key pair that the embedded AWS services accept. */
public record Credentials(String accessKeyId, String secretAccessKey) {

    public Credentials {
        if (accessKeyId == null || accessKeyId.isBlank()) {
            throw new IllegalArgumentException("credentials.accessKeyId must not be blank");
        }
        if (secretAccessKey == null || secretAccessKey.isBlank()) {
            throw new IllegalArgumentException("credentials.secretAccessKey must not be blank");
        }
    }

    @Override
    public String toString() {
        return "Credentials[accessKeyId=" + accessKeyId + ", secretAccessKey=***]";
    }
}
