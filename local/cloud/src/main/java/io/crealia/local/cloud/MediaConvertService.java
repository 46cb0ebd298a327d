package io.crealia.local.cloud;

import io.crealia.local.cloud.events.EventBus;
import io.crealia.local.cloud.mediaconvert.MediaConvertServer;
import io.crealia.local.cloud.mediaconvert.MediaConvertSettings;
import io.crealia.local.cloud.mediaconvert.store.S3ObjectStore;
import java.io.IOException;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The MediaConvert server between this cloud's S3, where it reads and writes, and its event bus. */
final class MediaConvertService implements Running {

    private final MediaConvertServer server;
    private final S3Client s3;

    private MediaConvertService(MediaConvertServer server, S3Client s3) {
        this.server = server;
        this.s3 = s3;
    }

    static MediaConvertService start(CloudSettings settings, Endpoints endpoints, int port, EventBus bus)
            throws IOException {
        S3Client s3 = client(endpoints.s3(), endpoints);
        var mediaConvert = MediaConvertSettings.defaults(settings.dataDirectory().resolve("mediaconvert"))
                .withPort(port).withIdentity(settings.region(), settings.account()).withClock(settings.clock());
        try {
            return new MediaConvertService(
                    MediaConvertServer.start(mediaConvert, new S3ObjectStore(s3), bus::deliver), s3);
        } catch (IOException | RuntimeException e) {
            s3.close();
            throw e;
        }
    }

    private static S3Client client(URI endpoint, Endpoints endpoints) {
        var credentials = AwsBasicCredentials.create(endpoints.accessKeyId(), endpoints.secretAccessKey());
        return S3Client.builder().endpointOverride(endpoint).forcePathStyle(true).region(Region.of(endpoints.region()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder()).build();
    }

    void createQueue(String name) {
        server.createQueue(name);
    }

    @Override
    public String description() {
        return "MediaConvert on ffmpeg at " + server.endpoint();
    }

    @Override
    public void close() {
        server.close();
        s3.close();
    }
}
