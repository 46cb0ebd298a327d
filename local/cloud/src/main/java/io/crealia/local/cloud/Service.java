package io.crealia.local.cloud;

/** The servers of the embedded cloud. */
public enum Service {
    S3, SQS, MONGO, REDIS, MEDIACONVERT, ISSUER, AI
}
