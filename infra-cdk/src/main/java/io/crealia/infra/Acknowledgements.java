package io.crealia.infra;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import software.amazon.awscdk.Validations;
import software.constructs.IConstruct;

/** Findings of cdk-nag that are as they should be, and why. One finding, one entry. */
final class Acknowledgements {
    private static final String BUCKET = "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:s3:::crealia-<Stage>-";
    private static final String PLACE = "<AWS::Region>:<AWS::AccountId>:";

    private Acknowledgements() {}

    /**
     * An accepted finding.
     *
     * @param scope construct below which it is accepted, as a path in its stack; empty for the whole stack
     */
    record Accepted(Part part, String scope, String rule, String reason) {}

    enum Part {
        DATA, APPLICATION, RECOVERY
    }

    static final List<Accepted> ALL = List.of(
            new Accepted(Part.DATA, "", "AwsSolutions-SMG4",
                    "Functions read a secret once, at start, so a rotation goes with a deployment (docs/operations.md)"),
            new Accepted(Part.DATA, "Mongo/Cluster/Resource", "AwsSolutions-DOC3",
                    "The password comes from Secrets Manager; the user's name is no secret"),
            new Accepted(Part.DATA, "Mongo/Cluster/Resource", "AwsSolutions-DOC5[LogExport::authenticate]",
                    "Part of the log 'audit', which is exported"),
            new Accepted(Part.DATA, "Mongo/Cluster/Resource", "AwsSolutions-DOC5[LogExport::createIndex]",
                    "Part of the log 'audit', which is exported"),
            new Accepted(Part.DATA, "Mongo/Cluster/Resource", "AwsSolutions-DOC5[LogExport::dropCollection]",
                    "Part of the log 'audit', which is exported"),
            new Accepted(Part.APPLICATION, "Template/FunctionTracing", "AwsSolutions-IAM5[Resource::*]",
                    "X-Ray knows no resources"),
            new Accepted(Part.APPLICATION, "Template/FunctionNetwork", "AwsSolutions-IAM5[Resource::*]",
                    "A network interface has no ARN before Lambda makes it; the code itself is denied the same"),
            new Accepted(Part.APPLICATION, "Template/TranscodingOnStepRole", "AwsSolutions-IAM5[Resource::*]",
                    "mediaconvert:Probe knows no resources; what it may read, the role's S3 rights say"),
            new Accepted(Part.APPLICATION, "Template/ApiGatewayAccountRole",
                    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
                            + "AmazonAPIGatewayPushToCloudWatchLogs]",
                    "API Gateway's role for the logs of a whole account: AWS knows what it needs"),
            new Accepted(Part.APPLICATION, "Template/IncomingBucket", "AwsSolutions-S1",
                    "Lines of access would hold signed addresses; the application's audit log says who did what"),
            new Accepted(Part.APPLICATION, "Template/MediaBucket", "AwsSolutions-S1",
                    "Lines of access would hold signed addresses; the application's audit log says who did what"),
            new Accepted(Part.APPLICATION, "Template/BackupBucket", "AwsSolutions-S1",
                    "One function writes it and the operator reads it; CloudTrail has both where data events are on"),
            new Accepted(Part.APPLICATION, "Template/BackupRole", BUCKET + "backup<BucketSuffix>/parts/*]",
                    "Parts have the ids of their backups"),
            new Accepted(Part.APPLICATION, "Template/BackupRole", BUCKET + "backup<BucketSuffix>/manifests/*]",
                    "Manifests have the ids of their backups"),
            new Accepted(Part.APPLICATION, "Template", BUCKET + "incoming<BucketSuffix>/*]",
                    "Keys are made at run time: tenant, upload, name"),
            new Accepted(Part.APPLICATION, "Template", BUCKET + "media<BucketSuffix>/*]",
                    "Keys are made at run time: tenant, asset, run, step, attempt"),
            new Accepted(Part.APPLICATION, "Template/AssetsApiRole",
                    BUCKET + "media<BucketSuffix>/*/inputs/captions*]", "A person's captions of any asset"),
            new Accepted(Part.APPLICATION, "Template", BUCKET + "media<BucketSuffix>/*/exports/*]",
                    "Archives of any tenant"),
            new Accepted(Part.APPLICATION, "Template", BUCKET + "media<BucketSuffix>/_records/*]",
                    "Certificates have ids that are made at run time"),
            new Accepted(Part.APPLICATION, "Template/TranscodingOnStepRole",
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:mediaconvert:" + PLACE + "jobs/*]",
                    "MediaConvert gives a job its id"),
            new Accepted(Part.APPLICATION, "Template",
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:transcribe:" + PLACE
                            + "transcription-job/wfl_*]",
                    "A job's name begins with the run's id"),
            new Accepted(Part.APPLICATION, "Template/AiOnEnrichRole",
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:*::foundation-model/*]",
                    "The parameter AiTextModel says which; a profile asks models of several regions"),
            new Accepted(Part.APPLICATION, "Template/AiOnEnrichRole",
                    "AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:bedrock:" + PLACE + "inference-profile/*]",
                    "The parameter AiTextModel says which"),
            new Accepted(Part.RECOVERY, "Role/Resource",
                    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/"
                            + "AWSBackupServiceRolePolicyForBackup]",
                    "AWS Backup's own role: what a copy needs differs by store and changes with the service"),
            new Accepted(Part.RECOVERY, "Role/Resource",
                    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/"
                            + "AWSBackupServiceRolePolicyForS3Backup]",
                    "AWS Backup's own role for buckets"));
    static final String DEAD_LETTERS_RULE = "AwsSolutions-SQS3";

    static void apply(CrealiaCdk.Stacks stacks, ApplicationTemplate template) {
        apply(stacks, template, _ -> true);
    }

    /** @param wanted entries to apply: tests leave one out and see it found */
    static void apply(CrealiaCdk.Stacks stacks, ApplicationTemplate template, Predicate<Accepted> wanted) {
        for (var accepted : ALL) {
            var stack = switch (accepted.part()) {
                case DATA -> stacks.data();
                case APPLICATION -> stacks.application();
                case RECOVERY -> stacks.recovery();
            };
            var where = find(stack, accepted.scope());
            if (where != null && wanted.test(accepted)) {
                acknowledge(where, accepted.rule(), accepted.reason());
            }
        }
        template.queues().stream().filter(ApplicationTemplate.Queue::deadLetters)
                .forEach(queue -> acknowledge(stacks.application().include().getResource(queue.id()),
                        DEAD_LETTERS_RULE, "It is where others leave what they could not do"));
    }

    /** Null where this stage has no such construct, for example no cluster of its own. */
    private static IConstruct find(IConstruct from, String path) {
        var found = from;
        for (var id : path.isEmpty() ? List.<String>of() : List.of(path.split("/"))) {
            found = found == null ? null : found.getNode().tryFindChild(id);
        }
        return found;
    }

    /** CDK's own {@code acknowledge} refuses the colons of cdk-nag's findings, so this writes what both read. */
    private static void acknowledge(IConstruct where, String rule, String reason) {
        where.getNode().addMetadata(Validations.ACKNOWLEDGED_RULES_METADATA_KEY, Map.of(rule, reason));
    }
}
