package io.crealia.local.cloud;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The TCP port of each server on 127.0.0.1; 0 takes a free one at every start. */
public record Ports(int s3, int sqs, int mongo, int redis, int mediaConvert, int issuer, int ai) {

    public Ports {
        check("s3", s3);
        check("sqs", sqs);
        check("mongo", mongo);
        check("redis", redis);
        check("mediaConvert", mediaConvert);
        check("issuer", issuer);
        check("ai", ai);
        int[] fixed = IntStream.of(s3, sqs, mongo, redis, mediaConvert, issuer, ai).filter(port -> port != 0).toArray();
        if (IntStream.of(fixed).distinct().count() < fixed.length) {
            throw new IllegalArgumentException("ports must differ from each other, were " + Arrays.toString(fixed));
        }
    }

    /** Free ports only: for tests, and for two clouds on one machine. */
    public static Ports free() {
        return new Ports(0, 0, 0, 0, 0, 0, 0);
    }

    int of(Service service) {
        return switch (service) {
            case S3 -> s3;
            case SQS -> sqs;
            case MONGO -> mongo;
            case REDIS -> redis;
            case MEDIACONVERT -> mediaConvert;
            case ISSUER -> issuer;
            case AI -> ai;
        };
    }

    private static void check(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("ports." + name + " must be 0 to 65535, was " + port);
        }
    }
}
