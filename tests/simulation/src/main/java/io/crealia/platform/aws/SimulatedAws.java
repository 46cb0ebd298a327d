package io.crealia.platform.aws;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Gives the AWS clients somebody else's. */
public final class SimulatedAws {
    private SimulatedAws() {}

    public static AwsClients clients(AwsSettings settings, S3Client s3, SqsClient sqs) {
        return new AwsClients(settings, s3, sqs);
    }
}
