package io.crealia.local.cloud;

import java.net.URI;

/**
 * Where the servers listen and what they accept. Asking for a server that was not started is an
 * {@link IllegalStateException}, not a null.
 *
 * @param mongoUri {@code mongodb://127.0.0.1:port}, without a database
 * @param redisUri {@code redis://127.0.0.1:port}
 * @param issuer the {@code iss} of tokens; the discovery document is at {@code /.well-known/openid-configuration}
 */
public record Endpoints(URI s3, URI sqs, URI mongoUri, URI redisUri, URI mediaConvert, URI issuer,
        Credentials credentials, String region) {

    @Override
    public URI s3() {
        return started(Service.S3, s3);
    }

    @Override
    public URI sqs() {
        return started(Service.SQS, sqs);
    }

    @Override
    public URI mongoUri() {
        return started(Service.MONGO, mongoUri);
    }

    @Override
    public URI redisUri() {
        return started(Service.REDIS, redisUri);
    }

    @Override
    public URI mediaConvert() {
        return started(Service.MEDIACONVERT, mediaConvert);
    }

    @Override
    public URI issuer() {
        return started(Service.ISSUER, issuer);
    }

    public URI jwksUri() {
        return issuer().resolve("/.well-known/jwks.json");
    }

    public String accessKeyId() {
        return credentials.accessKeyId();
    }

    public String secretAccessKey() {
        return credentials.secretAccessKey();
    }

    static Endpoints of(Listening listening, Credentials credentials, String region) {
        return new Endpoints(uri(listening, Service.S3, "http"), uri(listening, Service.SQS, "http"),
                uri(listening, Service.MONGO, "mongodb"), uri(listening, Service.REDIS, "redis"),
                uri(listening, Service.MEDIACONVERT, "http"), uri(listening, Service.ISSUER, "http"), credentials,
                region);
    }

    private static URI uri(Listening listening, Service service, String scheme) {
        return listening.has(service) ? URI.create(scheme + "://127.0.0.1:" + listening.port(service)) : null;
    }

    private static URI started(Service service, URI uri) {
        if (uri == null) {
            throw new IllegalStateException(service + " was not started: it is not in CloudSettings.services");
        }
        return uri;
    }
}
