package io.crealia.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the stacks around the application promise it, and its operator. */
class StacksTest {

    @Test
    void data_leavesEveryValueThatTheApplicationAsksFor() {
        for (var stage : List.of(Stages.DEV, Synth.STAGING, Synth.PROD)) {
            var names = properties(stage, "data", "AWS::SSM::Parameter").stream()
                    .map(parameter -> parameter.path("Name").asText()).toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(ApplicationStack.FROM_DATA.stream()
                    .map(name -> ApplicationStack.dataParameter(stage, name)).toList());
        }
    }

    @Test
    void users_resourceServer_hasTheScopesOfTheRoutes() {
        var template = Differences.tree(TemplateYaml.read(Synth.TEMPLATE));
        var routes = new TreeSet<String>();
        template.findValues("AuthorizationScopes").forEach(scopes -> scopes
                .forEach(scope -> routes.add(scope.path("Fn::Sub").asText().replace("${AuthAudience}/", ""))));
        var server = properties(Stages.DEV, "data", "AWS::Cognito::UserPoolResourceServer").getFirst();
        var declared = new TreeSet<String>();
        server.path("Scopes").forEach(scope -> declared.add(scope.path("ScopeName").asText()));

        assertThat(declared).isEqualTo(routes).hasSizeGreaterThan(5);
        assertThat(server.path("Identifier").asText())
                .isEqualTo(template.at("/Parameters/AuthAudience/Default").asText());
    }

    @Test
    void mongo_documentDb_isEncryptedRecoverableAndAskedForOverTls() {
        var cluster = properties(Synth.PROD, "data", "AWS::DocDB::DBCluster").getFirst();
        assertThat(cluster.path("StorageEncrypted").asBoolean()).isTrue();
        assertThat(cluster.path("BackupRetentionPeriod").asInt()).isEqualTo(35);
        assertThat(cluster.path("DeletionProtection").asBoolean()).isTrue();
        assertThat(cluster.path("Tags").toString()).contains("crealia-backup");
        assertThat(properties(Synth.PROD, "data", "AWS::DocDB::DBClusterParameterGroup").getFirst()
                .at("/Parameters/tls").asText()).isEqualTo("enabled");
        assertThat(secrets(Synth.PROD)).anySatisfy(
                secret -> assertThat(secret).contains("mongodb://crealia:", "tls=true", "retryWrites=false"));
    }

    @Test
    void mongo_given_isUsedAsItIs() {
        var template = Synth.of(Synth.STAGING).template(Synth.STAGING, "data");
        assertThat(template.toString()).doesNotContain("AWS::DocDB");
        assertThat(properties(Synth.STAGING, "data", "AWS::SSM::Parameter"))
                .anySatisfy(parameter -> assertThat(parameter.path("Value").asText()).endsWith("atlas-AbCdEf"));
    }

    @Test
    void redis_wantsTlsAndAPassword() {
        assertThat(secrets(Stages.DEV)).anySatisfy(secret -> assertThat(secret).contains("rediss://crealia-dev:"));
        var user = properties(Stages.DEV, "data", "AWS::ElastiCache::User").getFirst();
        assertThat(user.at("/AuthenticationMode/Type").asText()).isEqualTo("password");
        assertThat(user.path("AccessString").asText()).contains("-@admin", "-@dangerous");
        assertThat(properties(Stages.DEV, "data", "AWS::ElastiCache::ServerlessCache").getFirst()
                .has("UserGroupId")).isTrue();
    }

    /** No password stands in a template: only references that CloudFormation resolves when it deploys. */
    @Test
    void secrets_noneIsWrittenDown() {
        assertThat(secrets(Synth.PROD)).isNotEmpty()
                .allSatisfy(secret -> assertThat(secret).contains("{{resolve:secretsmanager:"));
    }

    @Test
    void edge_webAclStandsBeforeTheStage_andTheDomainIsTls12() {
        var association = properties(Synth.PROD, "edge", "AWS::WAFv2::WebACLAssociation").getFirst();
        assertThat(association.toString()).contains("/stages/prod", "crealia-prod-api-id");
        assertThat(properties(Synth.PROD, "edge", "AWS::ApiGateway::DomainName").getFirst().path("SecurityPolicy")
                .asText()).isEqualTo("TLS_1_2");
        var rules = properties(Synth.PROD, "edge", "AWS::WAFv2::WebACL").getFirst().path("Rules");
        assertThat(rules.findValuesAsText("Name")).contains("rate-per-address", "AWSManagedRulesCommonRuleSet",
                "AWSManagedRulesKnownBadInputsRuleSet", "AWSManagedRulesAmazonIpReputationList");
        var logging = properties(Synth.PROD, "edge", "AWS::WAFv2::LoggingConfiguration").getFirst();
        assertThat(logging.path("RedactedFields").toString()).contains("authorization", "QueryString");
        assertThat(properties(Stages.DEV, "edge", "AWS::ApiGateway::DomainName")).isEmpty();
    }

    @Test
    void recovery_dailyCopies_areKeptAsLongAsTheStageSays() {
        var rule = properties(Synth.PROD, "recovery", "AWS::Backup::BackupPlan").getFirst()
                .at("/BackupPlan/BackupPlanRule").get(0);
        assertThat(rule.at("/Lifecycle/DeleteAfterDays").asInt()).isEqualTo(35);
        var selection = properties(Synth.PROD, "recovery", "AWS::Backup::BackupSelection").getFirst();
        assertThat(selection.toString()).contains("crealia-backup", "prod");
    }

    @Test
    void pipeline_role_takesCdkRolesOfOneRepositoryAndStageOnly() {
        var role = properties(Synth.PROD, "pipeline", "AWS::IAM::Role").getFirst();
        assertThat(role.has("PermissionsBoundary")).isTrue();
        assertThat(role.path("AssumeRolePolicyDocument").toString())
                .contains("repo:example/crealia:environment:prod", "sts.amazonaws.com");
        var statements = role.findValue("Policies").get(0).at("/PolicyDocument/Statement");
        assertThat(statements).singleElement().satisfies(statement -> {
            assertThat(statement.path("Action").asText()).isEqualTo("sts:AssumeRole");
            assertThat(statement.path("Resource").size()).isEqualTo(3);
        });
        assertThat(statements.toString()).doesNotContain("\"*\"");
    }

    private static List<String> secrets(StageConfig stage) {
        return properties(stage, "data", "AWS::SecretsManager::Secret").stream()
                .filter(secret -> secret.has("SecretString")).map(secret -> secret.path("SecretString").toString())
                .collect(Collectors.toList());
    }

    private static List<JsonNode> properties(StageConfig stage, String part, String type) {
        return Synth.of(stage).template(stage, part).path("Resources").properties().stream().map(Map.Entry::getValue)
                .filter(resource -> resource.path("Type").asText().equals(type))
                .map(resource -> resource.path("Properties")).toList();
    }
}
