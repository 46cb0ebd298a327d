package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.architecture.template.Rule.Report;
import java.util.List;
import java.util.Set;

/** Buckets and their key. */
final class BucketRules {
    private static final List<String> BLOCKS = List.of("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls",
            "RestrictPublicBuckets");

    static final List<Rule> ALL = List.of(
            new Rule("bucket-name", "A bucket is called crealia-STAGE-WHAT and the installation's suffix",
                    (template, report) -> template.ofType(TemplateTree.BUCKET).forEach((id, bucket) -> report.unless(
                            bucket.path("BucketName").path("Fn::Sub").asText()
                                    .matches("crealia-\\$\\{Stage}-[a-z-]+\\$\\{BucketSuffix}"),
                            id + ".BucketName", "expected !Sub crealia-${Stage}-...${BucketSuffix}"))),
            new Rule("bucket-closed", "No bucket can be opened to the public, by policy or by access list",
                    BucketRules::closed),
            new Rule("bucket-encrypted", "Every bucket encrypts, with the installation's key where it has one",
                    BucketRules::encrypted),
            new Rule("bucket-tls", "Every bucket refuses plain HTTP and TLS before 1.2", BucketRules::tls),
            new Rule("bucket-lifecycle", "Every bucket deletes the parts of abandoned uploads", BucketRules::lifecycle),
            new Rule("bucket-retained", "No bucket goes with its stack", BucketRules::retained),
            new Rule("bucket-cors", "Browsers of any origin may read signed addresses, and only read",
                    BucketRules::cors),
            new Rule("key-rotation", "The key turns every year and outlives its stack", BucketRules::key));

    private BucketRules() {}

    private static void closed(TemplateTree template, Report report) {
        template.ofType(TemplateTree.BUCKET).forEach((id, bucket) -> {
            BLOCKS.forEach(block -> report.unless(
                    bucket.path("PublicAccessBlockConfiguration").path(block).asBoolean(),
                    id + ".PublicAccessBlockConfiguration." + block, "expected true"));
            report.unless(bucket.path("OwnershipControls").path("Rules").path(0).path("ObjectOwnership").asText()
                    .equals("BucketOwnerEnforced"), id + ".OwnershipControls", "expected BucketOwnerEnforced");
        });
        template.ofType("AWS::S3::BucketPolicy").forEach((id, policy) -> policy.path("PolicyDocument")
                .path("Statement").forEach(statement -> report.unless(
                        !statement.path("Effect").asText().equals("Allow")
                                || !statement.path("Principal").toString().contains("*"),
                        id, "allows everybody")));
    }

    private static void encrypted(TemplateTree template, Report report) {
        template.ofType(TemplateTree.BUCKET).forEach((id, bucket) -> {
            var rule = bucket.path("BucketEncryption").path("ServerSideEncryptionConfiguration").path(0);
            var choice = rule.path("ServerSideEncryptionByDefault").path("Fn::If");
            report.unless(choice.path(0).asText().equals("UseDataKey")
                    && choice.path(1).path("SSEAlgorithm").asText().equals("aws:kms")
                    && choice.path(2).path("SSEAlgorithm").asText().equals("AES256"), id + ".BucketEncryption",
                    "expected aws:kms with the DataKey, or else AES256");
        });
    }

    private static void tls(TemplateTree template, Report report) {
        template.ofType(TemplateTree.BUCKET).keySet().forEach(id -> {
            var plain = false;
            var old = false;
            for (var policy : template.ofType("AWS::S3::BucketPolicy").values()) {
                for (var statement : policy.path("PolicyDocument").path("Statement")) {
                    var here = policy.path("Bucket").path("Ref").asText().equals(id)
                            && statement.path("Resource").toString().contains("[\"" + id + "\",\"Arn\"]")
                            && statement.path("Resource").toString().contains("${" + id + ".Arn}/*");
                    plain |= here && AccessRules.refusesPlainHttp(statement, "s3:*");
                    old |= here && statement.path("Effect").asText().equals("Deny") && statement.path("Condition")
                            .path("NumericLessThan").path("s3:TlsVersion").asText().equals("1.2");
                }
            }
            report.unless(plain, id, "no policy refuses plain HTTP to it and its objects");
            report.unless(old, id, "no policy refuses TLS before 1.2 to it and its objects");
        });
    }

    private static void lifecycle(TemplateTree template, Report report) {
        template.ofType(TemplateTree.BUCKET).forEach((id, bucket) -> {
            var aborts = false;
            for (var rule : bucket.path("LifecycleConfiguration").path("Rules")) {
                aborts |= rule.path("Status").asText().equals("Enabled")
                        && rule.path("AbortIncompleteMultipartUpload").path("DaysAfterInitiation").asInt(99) <= 7;
            }
            report.unless(aborts, id + ".LifecycleConfiguration", "expected AbortIncompleteMultipartUpload in 7 days");
        });
    }

    private static void retained(TemplateTree template, Report report) {
        template.ofType(TemplateTree.BUCKET).keySet().forEach(id -> retained(report, id, template.resource(id)));
    }

    private static void retained(Report report, String id, JsonNode resource) {
        for (var policy : List.of("DeletionPolicy", "UpdateReplacePolicy")) {
            report.unless(resource.path(policy).asText().equals("Retain"), id + "." + policy, "expected Retain");
        }
    }

    private static void cors(TemplateTree template, Report report) {
        template.ofType(TemplateTree.BUCKET).forEach((id, bucket) -> bucket.path("CorsConfiguration").path("CorsRules")
                .forEach(rule -> report.unless(!TemplateTree.texts(rule.path("AllowedOrigins")).contains("*")
                        || Set.of("GET", "HEAD").containsAll(TemplateTree.texts(rule.path("AllowedMethods"))),
                        id + ".CorsConfiguration", "every origin may do more than read")));
    }

    private static void key(TemplateTree template, Report report) {
        template.ofType("AWS::KMS::Key").forEach((id, key) -> {
            report.unless(key.path("EnableKeyRotation").asBoolean(), id + ".EnableKeyRotation", "expected true");
            retained(report, id, template.resource(id));
        });
    }
}
