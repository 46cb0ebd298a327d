package io.crealia.local.lambda.isolated;

import io.crealia.local.lambda.template.FunctionDefinition;
import java.util.List;
import java.util.Map;

/**
 * What an execution environment is made of.
 *
 * @param variables environment variables beside those of the runtime itself
 * @param snapStart whether it is restored from a snapshot
 * @param jvmOptions options of the Java virtual machine beside the runtime's own
 */
record EnvironmentSpec(FunctionDefinition definition, DeploymentPackage code, Map<String, String> variables,
        boolean snapStart, List<String> jvmOptions, RuntimeApi.Credentials credentials) {

    EnvironmentSpec {
        variables = Map.copyOf(variables);
        jvmOptions = List.copyOf(jvmOptions);
    }
}
