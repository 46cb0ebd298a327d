package io.crealia.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.apigateway.CfnBasePathMapping;
import software.amazon.awscdk.services.apigateway.CfnDomainName;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.CertificateValidation;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.amazon.awscdk.services.route53.CfnRecordSet;
import software.amazon.awscdk.services.route53.HostedZone;
import software.amazon.awscdk.services.route53.HostedZoneAttributes;
import software.amazon.awscdk.services.wafv2.CfnLoggingConfiguration;
import software.amazon.awscdk.services.wafv2.CfnWebACL;
import software.amazon.awscdk.services.wafv2.CfnWebACLAssociation;
import software.constructs.Construct;

/** What stands before the API: a web ACL, and where the stage has one a domain with TLS 1.2 or newer. */
final class EdgeStack extends Stack {
    private static final String TOO_FAST = "too-fast";
    /** Requests of one address in five minutes; far above one person's, far below a flood. */
    private static final int REQUESTS_PER_ADDRESS = 3000;

    EdgeStack(Construct scope, String id, StackProps props, StageConfig stage) {
        super(scope, id, props);
        var apiId = Fn.importValue(stage.prefix() + "-api-id");
        var acl = webAcl(stage);
        CfnWebACLAssociation.Builder.create(this, "Association").webAclArn(acl.getAttrArn())
                .resourceArn("arn:" + getPartition() + ":apigateway:" + getRegion() + "::/restapis/" + apiId
                        + "/stages/" + stage.name())
                .build();
        log(stage, acl);
        stage.domain().ifPresent(domain -> domain(stage, domain, apiId));
    }

    private CfnWebACL webAcl(StageConfig stage) {
        return CfnWebACL.Builder.create(this, "WebAcl").name(stage.prefix()).scope("REGIONAL")
                .defaultAction(CfnWebACL.DefaultActionProperty.builder()
                        .allow(CfnWebACL.AllowActionProperty.builder().build()).build())
                .customResponseBodies(Map.of(TOO_FAST, CfnWebACL.CustomResponseBodyProperty.builder()
                        .contentType("APPLICATION_JSON").content("""
                                {"type":"https://crealia.dev/problems/rate.limited","title":"Requests come too fast",\
                                "status":429,"detail":"Come again after the time that Retry-After says.",\
                                "code":"rate.limited"}""").build()))
                .rules(List.of(rate(stage), managed(stage, 1, "AWSManagedRulesAmazonIpReputationList", List.of()),
                        managed(stage, 2, "AWSManagedRulesKnownBadInputsRuleSet", List.of()),
                        // Bodies hold scripts and captions up to 1 MiB, with the tags of WebVTT; the API checks them.
                        managed(stage, 3, "AWSManagedRulesCommonRuleSet",
                                List.of("SizeRestrictions_BODY", "CrossSiteScripting_BODY"))))
                .visibilityConfig(seen(stage.prefix())).build();
    }

    private static CfnWebACL.RuleProperty rate(StageConfig stage) {
        return CfnWebACL.RuleProperty.builder().name("rate-per-address").priority(0)
                .statement(CfnWebACL.StatementProperty.builder()
                        .rateBasedStatement(CfnWebACL.RateBasedStatementProperty.builder().aggregateKeyType("IP")
                                .limit(REQUESTS_PER_ADDRESS).evaluationWindowSec(300).build())
                        .build())
                .action(CfnWebACL.RuleActionProperty.builder()
                        .block(CfnWebACL.BlockActionProperty.builder()
                                .customResponse(CfnWebACL.CustomResponseProperty.builder().responseCode(429)
                                        .customResponseBodyKey(TOO_FAST)
                                        .responseHeaders(List.of(CfnWebACL.CustomHTTPHeaderProperty.builder()
                                                .name("Retry-After").value("300").build()))
                                        .build())
                                .build())
                        .build())
                .visibilityConfig(seen(stage.prefix() + "-rate-per-address")).build();
    }

    /** @param counted rules of the group that only count */
    private static CfnWebACL.RuleProperty managed(StageConfig stage, int priority, String group,
            List<String> counted) {
        return CfnWebACL.RuleProperty.builder().name(group).priority(priority)
                .overrideAction(CfnWebACL.OverrideActionProperty.builder().none(Map.of()).build())
                .statement(CfnWebACL.StatementProperty.builder()
                        .managedRuleGroupStatement(CfnWebACL.ManagedRuleGroupStatementProperty.builder()
                                .vendorName("AWS").name(group)
                                .ruleActionOverrides(counted.stream()
                                        .map(rule -> CfnWebACL.RuleActionOverrideProperty.builder().name(rule)
                                                .actionToUse(CfnWebACL.RuleActionProperty.builder()
                                                        .count(CfnWebACL.CountActionProperty.builder().build())
                                                        .build())
                                                .build())
                                        .toList())
                                .build())
                        .build())
                .visibilityConfig(seen(stage.prefix() + "-" + group)).build();
    }

    private static CfnWebACL.VisibilityConfigProperty seen(String metric) {
        return CfnWebACL.VisibilityConfigProperty.builder().cloudWatchMetricsEnabled(true).metricName(metric)
                .sampledRequestsEnabled(true).build();
    }

    /** Tokens are in the header, and in the query of players' addresses: neither is logged. */
    private void log(StageConfig stage, CfnWebACL acl) {
        var logs = LogGroup.Builder.create(this, "WebAclLogs").logGroupName("aws-waf-logs-" + stage.prefix())
                .retention(RetentionDays.ONE_MONTH).removalPolicy(RemovalPolicy.DESTROY).build();
        CfnLoggingConfiguration.Builder.create(this, "WebAclLogging").resourceArn(acl.getAttrArn())
                .logDestinationConfigs(List.of(
                        "arn:" + getPartition() + ":logs:" + getRegion() + ":" + getAccount()
                                + ":log-group:aws-waf-logs-" + stage.prefix()))
                .redactedFields(List.of(
                        CfnLoggingConfiguration.FieldToMatchProperty.builder()
                                .singleHeader(Map.of("Name", "authorization")).build(),
                        CfnLoggingConfiguration.FieldToMatchProperty.builder().queryString(Map.of()).build()))
                .build().getNode().addDependency(logs);
    }

    private void domain(StageConfig stage, StageConfig.Domain domain, String apiId) {
        var zone = HostedZone.fromHostedZoneAttributes(this, "Zone", HostedZoneAttributes.builder()
                .hostedZoneId(domain.hostedZoneId())
                .zoneName(domain.name().substring(domain.name().indexOf('.') + 1)).build());
        var certificate = Certificate.Builder.create(this, "Certificate").domainName(domain.name())
                .validation(CertificateValidation.fromDns(zone)).build();
        var name = CfnDomainName.Builder.create(this, "Domain").domainName(domain.name())
                .regionalCertificateArn(certificate.getCertificateArn()).securityPolicy("TLS_1_2")
                .endpointConfiguration(
                        CfnDomainName.EndpointConfigurationProperty.builder().types(List.of("REGIONAL")).build())
                .build();
        CfnBasePathMapping.Builder.create(this, "Mapping").domainName(name.getRef()).restApiId(apiId)
                .stage(stage.name()).build();
        CfnRecordSet.Builder.create(this, "Address").hostedZoneId(domain.hostedZoneId()).name(domain.name())
                .type("A")
                .aliasTarget(CfnRecordSet.AliasTargetProperty.builder().dnsName(name.getAttrRegionalDomainName())
                        .hostedZoneId(name.getAttrRegionalHostedZoneId()).build())
                .build();
    }
}
