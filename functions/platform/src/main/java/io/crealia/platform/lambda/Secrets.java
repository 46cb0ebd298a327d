package io.crealia.platform.lambda;

import io.crealia.platform.aws.AwsClients;
import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.lambda.powertools.parameters.secrets.SecretsProvider;

/** Secrets by configuration: given directly (local edition, tests) or by the ARN of a Secrets Manager secret. */
public final class Secrets {
    private final Environment environment;
    private final AwsClients clients;
    private SecretsProvider provider;

    Secrets(Environment environment, AwsClients clients) {
        this.environment = environment;
        this.clients = clients;
    }

    /** @throws ConfigurationException if neither variable is set */
    public String value(String variable, String arnVariable) {
        return environment.optional(variable).orElseGet(() -> environment.optional(arnVariable)
                .map(arn -> provider().get(arn)).orElseThrow(() -> new ConfigurationException(variable,
                        "a value, or the ARN of a secret in " + arnVariable)));
    }

    private synchronized SecretsProvider provider() {
        if (provider == null) {
            provider = SecretsProvider.builder()
                    .withClient(clients.configured(SecretsManagerClient.builder(), Optional.empty()).build()).build();
        }
        return provider;
    }
}
