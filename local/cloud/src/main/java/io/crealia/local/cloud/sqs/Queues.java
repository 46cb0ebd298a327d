package io.crealia.local.cloud.sqs;

import io.crealia.local.cloud.Endpoints;
import io.crealia.local.cloud.QueueSender;
import io.crealia.local.cloud.QueueSpec;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Queues by the real SDK client, which is built at the first use: loading it takes longer than starting the server. */
public final class Queues implements QueueSender, AutoCloseable {

    private final Endpoints endpoints;
    private final String account;
    private volatile SqsClient client;

    public Queues(Endpoints endpoints, String account) {
        this.endpoints = endpoints;
        this.account = account;
    }

    /** Creates the queue, or gives the existing one the attributes of {@code spec}; its messages stay. */
    public URI create(QueueSpec spec) {
        Map<QueueAttributeName, String> attributes = attributes(spec);
        try {
            return URI.create(createOrUpdate(spec.name(), attributes));
        } catch (QueueDoesNotExistException e) {
            throw new IllegalArgumentException("queue " + spec.name() + " redrives to "
                    + spec.redrive().map(QueueSpec.Redrive::deadLetterQueue).orElse("?")
                    + ", which does not exist: create that first", e);
        }
    }

    private String createOrUpdate(String name, Map<QueueAttributeName, String> attributes) {
        try {
            return client().createQueue(r -> r.queueName(name).attributes(attributes)).queueUrl();
        } catch (QueueNameExistsException _) {
            String url = client().getQueueUrl(r -> r.queueName(name)).queueUrl();
            client().setQueueAttributes(r -> r.queueUrl(url).attributes(attributes));
            return url;
        }
    }

    @Override
    public void send(String queue, String body) {
        client().sendMessage(r -> r.queueUrl(url(queue)).messageBody(body));
    }

    /** @throws IllegalArgumentException when the URL is not one of this cloud's queues */
    public String name(URI queueUrl) {
        String url = queueUrl.toString();
        String name = url.substring(url.lastIndexOf('/') + 1);
        if (!url(name).equals(url)) {
            throw new IllegalArgumentException("queueUrl must be like " + url("name") + ", was " + url);
        }
        return name;
    }

    private String url(String queue) {
        return endpoints.sqs() + "/" + account + "/" + queue;
    }

    private Map<QueueAttributeName, String> attributes(QueueSpec spec) {
        var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Long.toString(spec.visibilityTimeout().toSeconds()));
        spec.redrive().ifPresent(redrive -> attributes.put(QueueAttributeName.REDRIVE_POLICY, """
                {"deadLetterTargetArn":"arn:aws:sqs:%s:%s:%s","maxReceiveCount":"%d"}""".formatted(endpoints.region(),
                account, redrive.deadLetterQueue(), redrive.maxReceiveCount())));
        return attributes;
    }

    private synchronized SqsClient client() {
        if (client == null) {
            client = SqsClient.builder().endpointOverride(endpoints.sqs()).region(Region.of(endpoints.region()))
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey())))
                    .httpClient(UrlConnectionHttpClient.create()).build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
