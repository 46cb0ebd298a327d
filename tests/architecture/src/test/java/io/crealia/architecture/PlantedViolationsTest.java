package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shows that each rule can fail: the package {@code planted} violates every one of them once. */
class PlantedViolationsTest {
    private static final JavaClasses PLANTED = new ClassFileImporter().importPackages("planted");

    static Stream<Arguments> violations() {
        var rules = new Rules("planted");
        return Stream.of(Arguments.of(rules.featuresDoNotImportEachOther(), "Meddler"),
                Arguments.of(rules.localCloudKnowsNoFunctions(), "planted.local.cloud.Insider"),
                Arguments.of(rules.localLambdaKnowsNoFunctions(), "planted.local.lambda.Insider"),
                Arguments.of(rules.noSdkTypeInsideTheHexagon(), "LeakyPort"),
                Arguments.of(rules.domainsDoNotReadTheClock(), "ClockReader"),
                Arguments.of(rules.platformKnowsNoFeature(), "Favourite"),
                Arguments.of(rules.contractsDependOnNothing(), "Dependent"),
                Arguments.of(rules.metricsDependOnNothing(), "Heavy"),
                Arguments.of(rules.functionsReadJsonThroughOneCodec(), "Meddler"),
                Arguments.of(rules.functionsLogThroughTheAllowList(), "Meddler"),
                Arguments.of(rules.handlersGuardTheirEdge(), "UnguardedHandler"));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void rule_plantedViolation_fails(ArchRule rule, String culprit) {
        assertThatThrownBy(() -> rule.check(PLANTED)).isInstanceOf(AssertionError.class).hasMessageContaining(culprit);
    }

    @Test
    void rule_emptyTree_failsRatherThanPasses() {
        var nowhere = new Rules("nowhere");
        assertThatThrownBy(() -> nowhere.platformKnowsNoFeature().check(PLANTED)).isInstanceOf(AssertionError.class);
    }
}
