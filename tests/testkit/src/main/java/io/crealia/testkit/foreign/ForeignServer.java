package io.crealia.testkit.foreign;

/** A server that is not ours. */
public enum ForeignServer {
    /** S3 and SQS of LocalStack, in Docker. */
    LOCALSTACK("localstack/localstack:4.14.0"),
    /** MongoDB itself, in Docker. */
    MONGODB("mongo:8.0.16"),
    /** S3 and SQS of moto, a program of its own. */
    MOTO("moto_server"),
    /** Redis itself, a program of its own. */
    REDIS("redis-server");

    private final String program;

    ForeignServer(String program) {
        this.program = program;
    }

    /** Name of the image or of the program. */
    public String program() {
        return program;
    }
}
