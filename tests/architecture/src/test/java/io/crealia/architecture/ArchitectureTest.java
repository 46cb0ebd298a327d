package io.crealia.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    /**
     * 42, and what nobody should write for himself: hidden texts, a vault for persons, a seal for tenants, an audit log, rates, pages;
     * and the module with the platform's beans, which the components of other packages name.
     */
    private static final int PLATFORM_BUDGET = 53;
    private static final int HANDLER_LINES = 60;
    private static JavaClasses classes;

    @BeforeAll
    static void importClasses() {
        // Jars, because the modules come as jars; tests are elsewhere. An importer too old for Java 25 would import nothing.
        classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.crealia");
        assertThat(classes.size()).as("classes imported").isGreaterThan(200);
    }

    static Stream<ArchRule> rules() {
        var rules = new Rules("io.crealia");
        return Stream.of(rules.featuresDoNotImportEachOther(), rules.localCloudKnowsNoFunctions(),
                rules.localLambdaKnowsNoFunctions(), rules.noSdkTypeInsideTheHexagon(),
                rules.domainsDoNotReadTheClock(),
                rules.platformKnowsNoFeature(), rules.contractsDependOnNothing(), rules.metricsDependOnNothing(),
                rules.functionsReadJsonThroughOneCodec(),
                rules.functionsLogThroughTheAllowList(), rules.handlersGuardTheirEdge());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_holds(ArchRule rule) {
        rule.check(classes);
    }

    @Test
    void platform_publicTypes_stayWithinTheirBudget() {
        var types = classes.stream().filter(type -> type.getPackageName().startsWith("io.crealia.platform"))
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC)).filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getName().contains("$"))
                // What Dagger writes is for what Dagger writes.
                .filter(type -> !type.isAnnotatedWith("dagger.internal.DaggerGenerated"))
                .map(JavaClass::getSimpleName).sorted().toList();
        assertThat(types).hasSizeLessThanOrEqualTo(PLATFORM_BUDGET);
    }

    @Test
    void handlers_areShortAndOnlyTranslate() throws IOException {
        var handlers = classes.stream().filter(type -> type.isAssignableTo(RequestStreamHandler.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(type -> !type.getPackageName().startsWith("io.crealia.local")).toList();
        assertThat(handlers).as("handlers").hasSizeGreaterThanOrEqualTo(12);
        for (var handler : handlers) {
            var source = source(handler);
            try (var lines = Files.lines(source)) {
                assertThat(lines.count()).as(source.toString()).isLessThanOrEqualTo(HANDLER_LINES);
            }
        }
    }

    private static Path source(JavaClass type) {
        var feature = type.getPackageName().split("\\.")[2];
        return Path.of(System.getProperty("crealia.root"), "functions", feature, "src/main/java",
                type.getName().replace('.', '/') + ".java");
    }
}
