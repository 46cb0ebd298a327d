package io.crealia.local.cli;

import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.QUEUE_ARN;
import static software.amazon.awssdk.services.sqs.model.QueueAttributeName.REDRIVE_POLICY;

import io.crealia.platform.json.Json;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues of a running edition, asked by the same client as in AWS. */
final class LocalQueues implements AutoCloseable {
    private static final int MOST_SHOWN = 10;

    /**
     * How full a queue is, as SQS counts: approximately.
     *
     * @param deadLetters name of the queue that takes what fails too often; empty for such a queue itself
     */
    record Depth(String name, URI url, long waiting, long working, long delayed, Optional<String> deadLetters) {}

    /** One message that failed too often. */
    record Letter(Instant sentAt, int receives, String body) {}

    private final SqsClient sqs;

    /** @param endpoint of the embedded SQS, which takes any credentials */
    LocalQueues(URI endpoint) {
        sqs = SqsClient.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    /** By name. */
    List<Depth> depths() {
        return sqs.listQueues().queueUrls().stream().map(this::depth).sorted(Comparator.comparing(Depth::name))
                .toList();
    }

    private Depth depth(String url) {
        var attributes = sqs.getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes();
        var deadLetters = Optional.ofNullable(attributes.get(REDRIVE_POLICY))
                .map(policy -> Json.parse(policy).path("deadLetterTargetArn").asText())
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1));
        return new Depth(url.substring(url.lastIndexOf('/') + 1), URI.create(url),
                number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES),
                number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE),
                number(attributes, APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED), deadLetters);
    }

    private static long number(Map<QueueAttributeName, String> attributes, QueueAttributeName name) {
        return Long.parseLong(attributes.getOrDefault(name, "0"));
    }

    /** At most ten of a queue's messages, which stay where they are and visible. */
    List<Letter> peek(URI queue) {
        return sqs
                .receiveMessage(
                        ask -> ask.queueUrl(queue.toString()).maxNumberOfMessages(MOST_SHOWN).visibilityTimeout(0)
                                .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP,
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .messages().stream()
                .map(message -> new Letter(
                        Instant.ofEpochMilli(Long.parseLong(
                                message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"))),
                        Integer.parseInt(message.attributes()
                                .getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "0")),
                        message.body()))
                .toList();
    }

    /** Begins to move the messages of a queue of dead letters back to the queue that they came from. */
    void redrive(Depth deadLetters, Depth source) {
        var arns = List.of(deadLetters, source).stream()
                .map(queue -> sqs
                        .getQueueAttributes(ask -> ask.queueUrl(queue.url().toString()).attributeNames(QUEUE_ARN))
                        .attributes().get(QUEUE_ARN))
                .toList();
        sqs.startMessageMoveTask(move -> move.sourceArn(arns.getFirst()).destinationArn(arns.getLast()));
    }

    @Override
    public void close() {
        sqs.close();
    }
}
