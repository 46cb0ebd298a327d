package io.crealia.local.cloud;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where the servers listen and what they accept. Asking for a server that was not started is an
 * {@link IllegalStateException}, not a null.
 *
 * @param mongoUri {@code mongodb://127.0.0.1:port}, without a database
 * @param redisUri {@code redis://127.0.0.1:port}
 * @param issuer the {@code iss} of tokens; the discovery document is at {@code /.well-known/openid-configuration}
 * @param ai of the OpenAI-compatible server, without {@code /v1}
 */
public record Endpoints(URI s3, URI sqs, URI mongoUri, URI redisUri, URI mediaConvert, URI issuer, URI ai,
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

    @Override
    public URI ai() {
        return started(Service.AI, ai);
    }

    /** The bearer token of {@link #ai()}: as lasting and as secret as the credentials it is derived from. */
    public String aiKey() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("crealia local ai\n".getBytes(StandardCharsets.UTF_8));
            return "sk-local-" + HexFormat.of()
                    .formatHex(digest.digest(credentials.secretAccessKey().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
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
                uri(listening, Service.MEDIACONVERT, "http"), uri(listening, Service.ISSUER, "http"),
                uri(listening, Service.AI, "http"), credentials, region);
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
