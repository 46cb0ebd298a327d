package io.crealia.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awscdk.services.ec2.CfnSecurityGroup;
import software.amazon.awscdk.services.s3.CfnBucket;

/** cdk-nag's AwsSolutions pack over every stack: nothing is found that is not accepted with a reason. */
class NagTest {

    static Stream<StageConfig> stages() {
        return SynthTest.stages();
    }

    @ParameterizedTest
    @MethodSource("stages")
    void findings_eachStage_none(StageConfig stage) {
        assertThat(Synth.of(stage).findings()).isEmpty();
    }

    /** Each entry is needed: whoever removes one sees this class fail. None is stale. */
    @Test
    void acknowledgements_withoutAny_eachRuleIsFound() {
        var bare = Synth.unacknowledged(Synth.PROD, Synth.TEMPLATE).findings();

        for (var accepted : Acknowledgements.ALL) {
            assertThat(bare).as("still a finding: " + accepted)
                    .anyMatch(finding -> finding.startsWith(accepted.rule() + " " + stack(accepted))
                            && finding.contains(accepted.scope()));
            assertThat(accepted.reason()).hasSizeGreaterThan(15);
        }
        assertThat(bare).anyMatch(finding -> finding.startsWith(Acknowledgements.DEAD_LETTERS_RULE));
    }

    @Test
    void acknowledgements_withoutOne_itsRuleIsFound() {
        var left = Acknowledgements.ALL.getLast();
        var synth = Synth.unacknowledged(Synth.PROD, Synth.TEMPLATE);
        Acknowledgements.apply(synth.stacks(), new ApplicationTemplate(Synth.TEMPLATE, "prod"),
                accepted -> !accepted.equals(left));

        assertThat(synth.findings()).singleElement().asString().startsWith(left.rule());

        CfnBucket.Builder.create(synth.stacks().data(), "PlantedBucket").build();
        CfnSecurityGroup.Builder.create(synth.stacks().data(), "PlantedGroup").groupDescription("open to all")
                .securityGroupIngress(List.of(CfnSecurityGroup.IngressProperty.builder().ipProtocol("-1")
                        .cidrIp("0.0.0.0/0").build()))
                .build();
        assertThat(synth.findings()).contains("AwsSolutions-S1 crealia-prod-data/PlantedBucket",
                "AwsSolutions-S10 crealia-prod-data/PlantedBucket",
                "AwsSolutions-EC23 crealia-prod-data/PlantedGroup");
    }

    private static String stack(Acknowledgements.Accepted accepted) {
        return switch (accepted.part()) {
            case DATA -> "crealia-prod-data/";
            case APPLICATION -> "crealia-prod/";
            case RECOVERY -> "crealia-prod-recovery/";
        };
    }
}
