package io.crealia.chaos.cloud;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.crealia.local.cloud.Endpoints;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The stores themselves, by their own wire protocols and without a proxy between: for whoever checks. */
public final class Stores implements AutoCloseable {
    public static final String MEDIA = "crealia-local-media";
    public static final String INCOMING = "crealia-local-incoming";
    private static final String DATABASE = "crealia";

    private final MongoClient mongo;
    private final S3Client s3;
    private final SqsClient sqs;
    /** Keys are of one attempt, so what was read once stays as it is. */
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public Stores(Endpoints endpoints) {
        mongo = MongoClients.create(endpoints.mongoUri().toString());
        var credentials = StaticCredentialsProvider.create(
                AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey()));
        var region = Region.of(endpoints.region());
        s3 = S3Client.builder().endpointOverride(endpoints.s3()).forcePathStyle(true).region(region)
                .credentialsProvider(credentials).httpClient(UrlConnectionHttpClient.create()).build();
        sqs = SqsClient.builder().endpointOverride(endpoints.sqs()).region(region).credentialsProvider(credentials)
                .httpClient(UrlConnectionHttpClient.create()).build();
    }

    public MongoDatabase database() {
        return mongo.getDatabase(DATABASE);
    }

    public S3Client s3() {
        return s3;
    }

    public SqsClient sqs() {
        return sqs;
    }

    /** Every document of a collection. */
    public List<Document> all(String collection) {
        return database().getCollection(collection).find().into(new ArrayList<>());
    }

    /** The size of each object below a prefix, in bytes, by its key. */
    public Map<String, Long> objects(String bucket, String prefix) {
        var objects = new TreeMap<String, Long>();
        s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents()
                .forEach(object -> objects.put(object.key(), object.size()));
        return objects;
    }

    /** The text of an object of the media bucket. */
    public String text(String key) {
        return texts.computeIfAbsent(key,
                _ -> s3.getObjectAsBytes(get -> get.bucket(MEDIA).key(key)).asUtf8String());
    }

    /** Messages of each queue, visible, hidden and delayed together, by its name. */
    public Map<String, Integer> queues() {
        var queues = new TreeMap<String, Integer>();
        for (var url : sqs.listQueues().queueUrls()) {
            var attributes = sqs.getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributes();
            var count = 0;
            for (var name : List.of(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED)) {
                count += Integer.parseInt(attributes.getOrDefault(name, "0"));
            }
            var path = URI.create(url).getPath();
            queues.put(path.substring(path.lastIndexOf('/') + 1), count);
        }
        return queues;
    }

    @Override
    public void close() {
        mongo.close();
        s3.close();
        sqs.close();
    }
}
