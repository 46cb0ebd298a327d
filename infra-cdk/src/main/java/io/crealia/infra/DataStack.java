package io.crealia.infra;

import io.crealia.infra.StageConfig.MongoStore;
import java.util.List;
import java.util.Set;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretProps;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.amazon.awscdk.services.ssm.StringListParameter;
import software.amazon.awscdk.services.ssm.StringParameter;
import software.constructs.Construct;

/**
 * What keeps state outside the application: network, MongoDB, Redis, users, secrets. It leaves what the application's
 * parameters want in Parameter Store under {@code /crealia/STAGE/}, where CDK and deploy.sh alike can read it.
 */
final class DataStack extends Stack {

    DataStack(Construct scope, String id, StackProps props, StageConfig stage, Set<String> scopes) {
        super(scope, id, props);
        var removal = stage.protect() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
        var network = new Network(this, "Network", stage);
        var mongo = switch (stage.mongo()) {
            case MongoStore.Given given -> given.secretArn();
            case MongoStore.DocumentDb documents ->
                new Documents(this, "Mongo", stage, documents, network, removal).connection().getSecretArn();
        };
        var redis = new Cache(this, "Redis", stage, network, removal).connection().getSecretArn();
        var users = new Users(this, "Users", stage, scopes, removal);

        leave(stage, "MongoSecretArn", mongo);
        leave(stage, "RedisSecretArn", redis);
        leave(stage, "PlaybackSecretArn", key(stage, "playback", removal).getSecretArn());
        leave(stage, "PrivacySecretArn", master(stage, removal).getSecretArn());
        leave(stage, "CognitoUserPoolId", users.poolId());
        leave(stage, "VpcSubnetIds", network.subnetIds());
        leave(stage, "VpcSecurityGroupIds", List.of(network.functions().getSecurityGroupId()));
    }

    /** 64 characters that nobody has seen. */
    private Secret key(StageConfig stage, String name, RemovalPolicy removal) {
        return new Secret(this, "Key-" + name, SecretProps.builder()
                .description("Key of " + stage.prefix() + ": " + name).removalPolicy(removal)
                .generateSecretString(
                        SecretStringGenerator.builder().passwordLength(64).excludePunctuation(true).build())
                .build());
    }

    /**
     * The master of personal data is 32 bytes in base64: 43 characters and {@code =}. No generator makes that, so 42 of its
     * characters are random letters and digits (250 bits), and {@code A} stands for the four bits that are left.
     */
    private Secret master(StageConfig stage, RemovalPolicy removal) {
        var random = new Secret(this, "PrivacySeed", SecretProps.builder()
                .description("Random part of the master key of " + stage.prefix()).removalPolicy(removal)
                .generateSecretString(
                        SecretStringGenerator.builder().passwordLength(42).excludePunctuation(true).build())
                .build());
        return new Secret(this, "PrivacyMaster", SecretProps.builder()
                .description("Master of all keys of personal data of " + stage.prefix() + ". Lost, they are lost")
                .removalPolicy(removal)
                .secretStringValue(
                        SecretValue.unsafePlainText(random.getSecretValue().unsafeUnwrap() + "A="))
                .build());
    }

    private void leave(StageConfig stage, String parameter, String value) {
        StringParameter.Builder.create(this, "Parameter" + parameter)
                .parameterName(ApplicationStack.dataParameter(stage, parameter)).stringValue(value).build();
    }

    private void leave(StageConfig stage, String parameter, List<String> values) {
        StringListParameter.Builder.create(this, "Parameter" + parameter)
                .parameterName(ApplicationStack.dataParameter(stage, parameter)).stringListValue(values).build();
    }
}
