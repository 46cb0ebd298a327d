package io.crealia.operations.adapter;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import io.crealia.platform.store.MongoConnection;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** S3 and MongoDB for one test class. */
public final class Stores implements AutoCloseable {
    private final EmbeddedCloud cloud;
    private final AwsClients clients;
    private final MongoConnection mongo;
    private int made;

    public Stores(Path folder) {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(folder).only(Service.S3, Service.MONGO));
        clients = new AwsClients(AwsSettings.of(new Environment(environment())));
        mongo = new MongoConnection(() -> cloud.endpoints().mongoUri().toString(), "crealia");
    }

    /** What a function is told of them. */
    public Map<String, String> environment() {
        var at = cloud.endpoints();
        var environment = new HashMap<String, String>();
        environment.put("AWS_REGION", at.region());
        environment.put("AWS_ACCESS_KEY_ID", at.accessKeyId());
        environment.put("AWS_SECRET_ACCESS_KEY", at.secretAccessKey());
        environment.put("AWS_ENDPOINT_URL_S3", at.s3().toString());
        environment.put("CREALIA_MONGO_URI", at.mongoUri().toString());
        return environment;
    }

    public AwsClients clients() {
        return clients;
    }

    public MongoConnection mongo() {
        return mongo;
    }

    /** A name that nobody had before. */
    public synchronized String fresh(String what) {
        return what + ++made;
    }

    public String bucket() {
        var name = fresh("backup-");
        cloud.createBucket(name);
        return name;
    }

    @Override
    public void close() {
        mongo.close();
        cloud.close();
    }
}
