package io.crealia.uploads.fake;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.QueueSpec;
import io.crealia.local.cloud.Service;
import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.aws.AwsSettings;
import io.crealia.platform.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One embedded cloud for all tests that ask for it, with the buckets and the queue of the uploads feature. */
public final class Cloud implements AutoCloseable {
    public static final String INCOMING = "crealia-test-incoming";
    public static final String MEDIA = "crealia-test-media";

    private final EmbeddedCloud embedded;
    private final URI facts;

    private Cloud() {
        try {
            var directory = Files.createTempDirectory(Path.of("target"), "cloud");
            embedded = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.S3, Service.MONGO,
                    Service.SQS, Service.ISSUER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        embedded.createBucket(INCOMING);
        embedded.createBucket(MEDIA);
        facts = embedded.createQueue(QueueSpec.named("crealia-test-workflow-facts"));
    }

    public EmbeddedCloud embedded() {
        return embedded;
    }

    /** As the template gives them to the functions of this feature. */
    public Map<String, String> environment(String database) {
        var endpoints = embedded.endpoints();
        return Map.ofEntries(Map.entry("AWS_REGION", endpoints.region()),
                Map.entry("AWS_ACCESS_KEY_ID", endpoints.accessKeyId()),
                Map.entry("AWS_SECRET_ACCESS_KEY", endpoints.secretAccessKey()),
                Map.entry("AWS_ENDPOINT_URL_S3", endpoints.s3().toString()),
                Map.entry("AWS_ENDPOINT_URL_SQS", endpoints.sqs().toString()), Map.entry("CREALIA_STAGE", "test"),
                Map.entry("CREALIA_MONGO_URI", endpoints.mongoUri().toString()),
                Map.entry("CREALIA_MONGO_DATABASE", database), Map.entry("CREALIA_KEYS_DATABASE", database + "_keys"),
                Map.entry("CREALIA_PRIVACY_KEY", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
                Map.entry("CREALIA_AUTH_ISSUER", endpoints.issuer().toString()),
                Map.entry("CREALIA_AUTH_AUDIENCE", "crealia"),
                Map.entry("CREALIA_AUTH_JWKS_URI", endpoints.jwksUri().toString()),
                Map.entry("CREALIA_INCOMING_BUCKET", INCOMING), Map.entry("CREALIA_MEDIA_BUCKET", MEDIA),
                Map.entry("CREALIA_FACTS_QUEUE_URL", facts.toString()),
                Map.entry("CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES", "1048576"),
                Map.entry("CREALIA_UPLOADS_PART_BYTES", "5242880"));
    }

    public AwsClients clients() {
        return new AwsClients(AwsSettings.of(new Environment(environment("unused"))));
    }

    @Override
    public void close() {
        embedded.close();
    }

    /** Gives the cloud to tests, and ends it after the last one. */
    public static final class Extension implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Cloud.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot().getStore(ExtensionContext.Namespace.create(Cloud.class))
                    .computeIfAbsent(Cloud.class, _ -> new Cloud(), Cloud.class);
        }
    }
}
