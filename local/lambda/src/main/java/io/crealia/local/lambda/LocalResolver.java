package io.crealia.local.lambda;

import io.crealia.local.lambda.template.Resolver;
import java.util.Optional;

/** The template's references in the local edition: the settings' parameters, and the cloud's queue addresses. */
record LocalResolver(LocalRuntimeSettings settings, CloudControl cloud) implements Resolver {

    @Override
    public Optional<String> parameter(String name, Optional<String> declared) {
        var given = settings.parameters().get(name);
        return Optional.of(given != null ? given : declared.orElse(""));
    }

    @Override
    public String region() {
        return settings.cloud().region();
    }

    @Override
    public String accountId() {
        return settings.cloud().account();
    }

    @Override
    public String queueUrl(String queueName) {
        return cloud.queueUrl(queueName);
    }
}
