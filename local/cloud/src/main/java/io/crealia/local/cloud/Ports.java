package io.crealia.local.cloud;

/** The TCP port of each server on 127.0.0.1; 0 takes a free one at every start. */
public record Ports(int s3, int sqs, int mongo, int redis, int mediaConvert, int issuer) {

    public Ports {
        check("s3", s3);
        check("sqs", sqs);
        check("mongo", mongo);
        check("redis", redis);
        check("mediaConvert", mediaConvert);
        check("issuer", issuer);
    }

    /** Free ports only: for tests, and for two clouds on one machine. */
    public static Ports free() {
        return new Ports(0, 0, 0, 0, 0, 0);
    }

    int of(Service service) {
        return switch (service) {
            case S3 -> s3;
            case SQS -> sqs;
            case MONGO -> mongo;
            case REDIS -> redis;
            case MEDIACONVERT -> mediaConvert;
            case ISSUER -> issuer;
        };
    }

    private static void check(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("ports." + name + " must be 0 to 65535, was " + port);
        }
    }
}
