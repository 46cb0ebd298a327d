package io.crealia.infra;

import io.crealia.infra.StageConfig.MongoStore.DocumentDb;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.docdb.BackupProps;
import software.amazon.awscdk.services.docdb.ClusterParameterGroup;
import software.amazon.awscdk.services.docdb.DatabaseCluster;
import software.amazon.awscdk.services.docdb.Login;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.constructs.Construct;

/**
 * An Amazon DocumentDB cluster with point-in-time recovery, and the secret that holds its connection string. Its logs are
 * kept in groups made beforehand, so that they have a retention without a helper function.
 */
final class Documents extends Construct {
    private static final int PORT = 27_117;
    private static final String USER = "crealia";

    private final Secret connection;

    Documents(Construct scope, String id, StageConfig stage, DocumentDb store, Network network,
            RemovalPolicy removal) {
        super(scope, id);
        var parameters = ClusterParameterGroup.Builder.create(this, "Parameters").family("docdb5.0")
                .parameters(Map.of("tls", "enabled", "audit_logs", "enabled", "profiler", "enabled")).build();
        var cluster = DatabaseCluster.Builder.create(this, "Cluster").engineVersion("5.0.0").port(PORT)
                .masterUser(Login.builder().username(USER).secretName(stage.prefix() + "-mongo-login")
                        .excludeCharacters("\"@/:?#[]%&+=;,$!'()*<>^`{|}~\\ ").build())
                .instanceType(new InstanceType(store.instanceType())).instances(store.instances())
                .vpc(network.vpc()).vpcSubnets(network.stores()).securityGroup(network.groupFor("Mongo", PORT))
                .parameterGroup(parameters).storageEncrypted(true)
                .backup(BackupProps.builder().retention(Duration.days(stage.backupDays())).build())
                .deletionProtection(stage.protect()).removalPolicy(removal)
                .dbClusterName(stage.prefix()).exportAuditLogsToCloudWatch(true)
                .exportProfilerLogsToCloudWatch(true).build();
        for (var kind : List.of("audit", "profiler")) {
            cluster.getNode().addDependency(LogGroup.Builder.create(this, "Logs-" + kind)
                    .logGroupName("/aws/docdb/" + stage.prefix() + "/" + kind).retention(RetentionDays.ONE_MONTH)
                    .removalPolicy(removal).build());
        }
        Tags.of(cluster).add(RecoveryStack.TAG, stage.name());
        var password = cluster.getSecret().secretValueFromJson("password").unsafeUnwrap();
        // DocumentDB knows no retryable writes.
        this.connection = Secret.Builder.create(this, "Connection").removalPolicy(removal)
                .description("Connection string of " + stage.prefix())
                .secretStringValue(SecretValue.unsafePlainText("mongodb://" + USER + ":" + password + "@"
                        + cluster.getClusterEndpoint().getHostname() + ":" + PORT
                        + "/?tls=true&replicaSet=rs0&retryWrites=false"))
                .build();
        connection.getNode().addDependency(cluster);
    }

    Secret connection() {
        return connection;
    }

}
