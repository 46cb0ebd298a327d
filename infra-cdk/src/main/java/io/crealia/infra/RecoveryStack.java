package io.crealia.infra;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.backup.BackupPlan;
import software.amazon.awscdk.services.backup.BackupPlanRule;
import software.amazon.awscdk.services.backup.BackupPlanRuleProps;
import software.amazon.awscdk.services.backup.BackupResource;
import software.amazon.awscdk.services.backup.BackupSelectionOptions;
import software.amazon.awscdk.services.backup.BackupVault;
import software.amazon.awscdk.services.events.CronOptions;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.constructs.Construct;

/**
 * Daily copies of the data stores, kept in a vault of their own. They come on top of DocumentDB's own point-in-time
 * recovery and of the application's dump, and are for the day on which the cluster itself is lost. Of buckets only those
 * that keep versions can be copied; media is not one of them, because what is erased must be gone.
 */
final class RecoveryStack extends Stack {
    /** Key of the tag; its value is the stage. */
    static final String TAG = "crealia-backup";

    RecoveryStack(Construct scope, String id, StackProps props, StageConfig stage, ApplicationTemplate template,
            String bucketSuffix) {
        super(scope, id, props);
        var vault = BackupVault.Builder.create(this, "Vault").backupVaultName(stage.prefix())
                .removalPolicy(stage.protect() ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY).build();
        var plan = BackupPlan.Builder.create(this, "Plan").backupPlanName(stage.prefix()).backupVault(vault).build();
        plan.addRule(new BackupPlanRule(BackupPlanRuleProps.builder().ruleName("daily")
                .scheduleExpression(Schedule.cron(CronOptions.builder().hour("2").minute("30").build()))
                .startWindow(Duration.hours(1)).completionWindow(Duration.hours(6))
                .deleteAfter(Duration.days(stage.backupDays())).build()));
        var resources = new ArrayList<BackupResource>(List.of(BackupResource.fromTag(TAG, stage.name())));
        var policies = new ArrayList<>(List.of("service-role/AWSBackupServiceRolePolicyForBackup"));
        for (var bucket : template.versionedBuckets()) {
            resources.add(BackupResource.fromArn("arn:" + getPartition() + ":s3:::" + bucket + bucketSuffix));
            policies.add("AWSBackupServiceRolePolicyForS3Backup");
        }
        plan.addSelection("Stores", BackupSelectionOptions.builder().backupSelectionName("stores")
                .resources(resources).disableDefaultBackupPolicy(true)
                .role(Role.Builder.create(this, "Role").assumedBy(new ServicePrincipal("backup.amazonaws.com"))
                        .managedPolicies(policies.stream().distinct().map(ManagedPolicy::fromAwsManagedPolicyName)
                                .toList())
                        .build())
                .build());
    }
}
