package io.crealia.local.lambda;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How functions and pollers reach the cloud's services.
 *
 * @param account 12 digits; part of ARNs
 * @param mediaConvert empty where there is none; a function that asks for it then finds no endpoint
 */
public record CloudAccess(String region, String account, String accessKeyId, String secretAccessKey, URI s3, URI sqs,
        Optional<URI> mediaConvert) {

    public CloudAccess {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(accessKeyId, "accessKeyId");
        Objects.requireNonNull(secretAccessKey, "secretAccessKey");
        Objects.requireNonNull(s3, "s3");
        Objects.requireNonNull(sqs, "sqs");
    }

    /** The variables that Lambda gives a function, and the SDK's own endpoint variables. */
    Map<String, String> environment() {
        var environment = new LinkedHashMap<String, String>();
        environment.put("AWS_REGION", region);
        environment.put("AWS_DEFAULT_REGION", region);
        environment.put("AWS_ACCESS_KEY_ID", accessKeyId);
        environment.put("AWS_SECRET_ACCESS_KEY", secretAccessKey);
        environment.put("AWS_ENDPOINT_URL_S3", s3.toString());
        environment.put("AWS_ENDPOINT_URL_SQS", sqs.toString());
        mediaConvert.ifPresent(uri -> environment.put("AWS_ENDPOINT_URL_MEDIACONVERT", uri.toString()));
        return environment;
    }

    @Override
    public String toString() {
        return "CloudAccess[region=" + region + ", accessKeyId=" + accessKeyId + ", secretAccessKey=***]";
    }
}
