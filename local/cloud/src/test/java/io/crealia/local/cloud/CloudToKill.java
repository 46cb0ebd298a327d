package io.crealia.local.cloud;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.file.Path;
import org.bson.Document;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.core.sync.RequestBody;

/** The main class of a JVM that is killed: everything it has done was acknowledged before it says so. */
final class CloudToKill {

    static final int MESSAGES = 50;
    static final String WRITTEN = "written ";

    private CloudToKill() {}

    public static void main(String[] args) throws Exception {
        var cloud = EmbeddedCloud
                .start(CloudSettings.inDirectory(Path.of(args[0])).only(Service.S3, Service.SQS, Service.REDIS,
                        Service.MONGO).withPorts(new Ports(0, 0, 0, Integer.parseInt(args[1]), 0, 0, 0)));
        cloud.createBucket("bucket");
        String queue = cloud.createQueue(QueueSpec.named("queue")).toString();
        cloud.createQueue(QueueSpec.named("events"));
        try (var s3 = Clients.s3(cloud.endpoints());
                var sqs = Clients.sqs(cloud.endpoints());
                var mongo = MongoClients.create(cloud.endpoints().mongoUri().toString());
                var redis = new Jedis(cloud.endpoints().redisUri())) {
            redis.set("key", "value");
            s3.putObject(r -> r.bucket("bucket").key("object"), RequestBody.fromString("whole"));
            for (int i = 0; i < MESSAGES; i++) {
                String body = "message " + i;
                sqs.sendMessage(r -> r.queueUrl(queue).messageBody(body));
            }
            var documents = mongo.getDatabase("d").getCollection("c");
            documents.insertOne(new Document("_id", "1").append("v", 0));
            for (int v = 1;; v++) { // until the kill
                documents.updateOne(Filters.eq("_id", "1"), Updates.inc("v", 1));
                System.out.println(WRITTEN + v);
            }
        }
    }
}
