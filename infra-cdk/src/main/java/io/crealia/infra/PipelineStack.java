package io.crealia.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.iam.Effect;
import software.amazon.awscdk.services.iam.FederatedPrincipal;
import software.amazon.awscdk.services.iam.ManagedPolicy;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.constructs.Construct;

/**
 * The role that a workflow on GitHub takes to deploy one stage, without a stored key. It may do nothing itself but take
 * the roles that {@code cdk bootstrap} made; a boundary keeps it so, whatever is attached later. The account's identity
 * provider for GitHub must be there: an account has one, and it is not a stage's.
 */
final class PipelineStack extends Stack {
    private static final String ISSUER = "token.actions.githubusercontent.com";
    /** The default of {@code cdk bootstrap}. */
    private static final String QUALIFIER = "hnb659fds";

    PipelineStack(Construct scope, String id, StackProps props, StageConfig stage, String repository) {
        super(scope, id, props);
        var boundary = ManagedPolicy.Builder.create(this, "Boundary")
                .managedPolicyName(stage.prefix() + "-deploy-boundary").statements(List.of(takeCdkRoles())).build();
        var role = Role.Builder.create(this, "Role").roleName(stage.prefix() + "-deploy")
                .description("Deploys " + stage.prefix() + " from " + repository)
                .maxSessionDuration(Duration.hours(1)).permissionsBoundary(boundary)
                .inlinePolicies(Map.of("deploy",
                        PolicyDocument.Builder.create().statements(List.of(takeCdkRoles())).build()))
                .assumedBy(new FederatedPrincipal(
                        "arn:" + getPartition() + ":iam::" + getAccount() + ":oidc-provider/" + ISSUER,
                        Map.of("StringEquals", Map.of(ISSUER + ":aud", "sts.amazonaws.com", ISSUER + ":sub",
                                "repo:" + repository + ":environment:" + stage.name())),
                        "sts:AssumeRoleWithWebIdentity"))
                .build();
        CfnOutput.Builder.create(this, "RoleArn").value(role.getRoleArn())
                .description("role-to-assume of the workflow").build();
    }

    private PolicyStatement takeCdkRoles() {
        return PolicyStatement.Builder.create().sid("TakeCdkRoles").effect(Effect.ALLOW)
                .actions(List.of("sts:AssumeRole"))
                .resources(List.of("deploy", "file-publishing", "lookup").stream()
                        .map(kind -> "arn:" + getPartition() + ":iam::" + getAccount() + ":role/cdk-" + QUALIFIER + "-"
                                + kind + "-role-" + getAccount() + "-" + getRegion())
                        .toList())
                .build();
    }
}
