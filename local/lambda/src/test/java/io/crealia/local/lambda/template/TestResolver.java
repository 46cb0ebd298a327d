package io.crealia.local.lambda.template;

import java.util.Map;
import java.util.Optional;

/** Parameters from a map, otherwise the declared default. */
record TestResolver(Map<String, String> parameters) implements Resolver {

    @Override
    public Optional<String> parameter(String name, Optional<String> declared) {
        return Optional.ofNullable(parameters.get(name)).or(() -> declared);
    }

    @Override
    public String region() {
        return "eu-central-1";
    }

    @Override
    public String accountId() {
        return "000000000000";
    }

    @Override
    public String queueUrl(String queueName) {
        return "http://127.0.0.1:9324/000000000000/" + queueName;
    }
}
