package io.crealia.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * Two zones with three kinds of subnets: public ones for the NAT gateways only, private ones for the functions, isolated
 * ones for the stores. Functions reach S3, SQS and Secrets Manager without leaving AWS, everything else by NAT.
 */
final class Network extends Construct {
    private static final SubnetSelection STORES = SubnetSelection.builder().subnetType(SubnetType.PRIVATE_ISOLATED)
            .build();
    private static final SubnetSelection FUNCTIONS = SubnetSelection.builder()
            .subnetType(SubnetType.PRIVATE_WITH_EGRESS).build();

    private final Vpc vpc;
    private final SecurityGroup functions;

    Network(Construct scope, String id, StageConfig stage) {
        super(scope, id);
        var logs = LogGroup.Builder.create(this, "FlowLogs").logGroupName("/crealia/" + stage.name() + "/vpc-flow")
                .retention(RetentionDays.ONE_MONTH).removalPolicy(RemovalPolicy.DESTROY).build();
        this.vpc = Vpc.Builder.create(this, "Vpc").maxAzs(2).natGateways(stage.natGateways())
                .restrictDefaultSecurityGroup(false)
                .subnetConfiguration(List.of(subnets("public", SubnetType.PUBLIC, 26),
                        subnets("functions", SubnetType.PRIVATE_WITH_EGRESS, 20),
                        subnets("stores", SubnetType.PRIVATE_ISOLATED, 26)))
                .flowLogs(Map.of("all",
                        FlowLogOptions.builder().destination(FlowLogDestination.toCloudWatchLogs(logs)).build()))
                .build();
        this.functions = SecurityGroup.Builder.create(this, "Functions").vpc(vpc)
                .description("Functions of " + stage.prefix() + ": nobody calls them").build();
        vpc.addGatewayEndpoint("S3",
                GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.S3).build());
        endpoint("Sqs", InterfaceVpcEndpointAwsService.SQS);
        endpoint("Secrets", InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
    }

    Vpc vpc() {
        return vpc;
    }

    SecurityGroup functions() {
        return functions;
    }

    List<String> subnetIds() {
        return vpc.selectSubnets(FUNCTIONS).getSubnetIds();
    }

    SubnetSelection stores() {
        return STORES;
    }

    /** A group that functions may reach at {@code port}, and nobody else. */
    SecurityGroup groupFor(String name, int port) {
        var group = SecurityGroup.Builder.create(this, name).vpc(vpc).description(name + " is reached by functions")
                .allowAllOutbound(false).build();
        group.addIngressRule(functions, Port.tcp(port), "functions");
        return group;
    }

    private void endpoint(String name, InterfaceVpcEndpointAwsService service) {
        vpc.addInterfaceEndpoint(name, InterfaceVpcEndpointOptions.builder().service(service).subnets(FUNCTIONS)
                .open(false).securityGroups(List.of(groupFor(name + "Endpoint", 443))).build());
    }

    private static SubnetConfiguration subnets(String name, SubnetType type, int cidrMask) {
        return SubnetConfiguration.builder().name(name).subnetType(type).cidrMask(cidrMask).build();
    }
}
