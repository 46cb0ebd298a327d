package io.crealia.local.lambda.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What an event source mapping needs to know.
 *
 * @param function logical id
 * @param visibility how long a received message stays hidden; empty leaves it to the queue. When it is given, it is
 * prolonged while the function works, so that it may be shorter than the function's timeout
 * @param sqs called once, on the polling thread: making an SDK client takes a second that nobody should wait for
 */
public record QueueMapping(String function, String queueUrl, String queueArn, String region, int batchSize,
        int maximumConcurrency, boolean reportsItemFailures, Optional<Duration> visibility, Supplier<SqsClient> sqs) {}
