package io.crealia.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.services.elasticache.CfnServerlessCache;
import software.amazon.awscdk.services.elasticache.CfnUser;
import software.amazon.awscdk.services.elasticache.CfnUserGroup;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/**
 * ElastiCache Serverless for Valkey: always TLS, always a password. It holds what may be lost (rates, totals of metrics),
 * so it is not backed up.
 */
final class Cache extends Construct {
    private static final int PORT = 6379;
    /** Gigabytes that the cache may grow to, so that a mistake does not become a bill. */
    private static final int MAX_GIGABYTES = 1;
    private static final int MAX_UNITS_PER_SECOND = 5000;

    private final Secret connection;

    Cache(Construct scope, String id, StageConfig stage, Network network, RemovalPolicy removal) {
        super(scope, id);
        var name = stage.prefix();
        var password = Secret.Builder.create(this, "Password").removalPolicy(removal)
                .description("Password of the cache of " + name)
                .generateSecretString(
                        SecretStringGenerator.builder().passwordLength(64).excludePunctuation(true).build())
                .build().getSecretValue().unsafeUnwrap();
        var user = CfnUser.Builder.create(this, "User").engine("valkey").userId(name).userName(name)
                .accessString("on ~* &* +@all -@admin -@dangerous")
                .authenticationMode(Map.of("Type", "password", "Passwords", List.of(password))).build();
        var group = CfnUserGroup.Builder.create(this, "Group").engine("valkey").userGroupId(name)
                .userIds(List.of(user.getRef())).build();
        var cache = CfnServerlessCache.Builder.create(this, "Cache").engine("valkey").majorEngineVersion("8")
                .serverlessCacheName(name).description("Rates and totals of " + name)
                .userGroupId(group.getRef())
                .securityGroupIds(List.of(network.groupFor("Redis", PORT).getSecurityGroupId()))
                .subnetIds(network.vpc().selectSubnets(network.stores()).getSubnetIds())
                .cacheUsageLimits(CfnServerlessCache.CacheUsageLimitsProperty.builder()
                        .dataStorage(CfnServerlessCache.DataStorageProperty.builder().unit("GB")
                                .maximum(MAX_GIGABYTES).build())
                        .ecpuPerSecond(CfnServerlessCache.ECPUPerSecondProperty.builder()
                                .maximum(MAX_UNITS_PER_SECOND).build())
                        .build())
                .build();
        this.connection = Secret.Builder.create(this, "Connection").removalPolicy(removal)
                .description("Connection string of the cache of " + name)
                .secretStringValue(SecretValue.unsafePlainText("rediss://" + name + ":" + password + "@"
                        + cache.getAttrEndpointAddress() + ":" + PORT))
                .build();
    }

    Secret connection() {
        return connection;
    }
}
