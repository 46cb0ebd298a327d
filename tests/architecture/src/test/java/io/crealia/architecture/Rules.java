package io.crealia.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.idempotency.Idempotency;
import java.util.Arrays;
import java.util.List;

/** The boundaries of the tree, as rules over any package root, so that a planted violation can be held against them. */
final class Rules {
    private static final String[] FEATURES = {"uploads", "workflow", "transcoding", "ai", "assets", "webhooks",
            "privacy", "operations"};
    private static final String[] SDKS = {"software.amazon.awssdk..", "com.amazonaws..", "com.mongodb..", "org.bson..",
            "redis.clients..", "dagger..", "com.nimbusds..", "com.google.crypto..", "org.apache.hc.."};

    private final String root;

    Rules(String root) {
        this.root = root;
    }

    /** Features meet in contracts only. */
    ArchRule featuresDoNotImportEachOther() {
        return SlicesRuleDefinition.slices().matching(root + ".(" + String.join("|", FEATURES) + ")..").should()
                .notDependOnEachOther().allowEmptyShould(false);
    }

    /** The embedded cloud could serve any application. */
    ArchRule localCloudKnowsNoFunctions() {
        return noClasses().that().resideInAPackage(root + ".local.cloud..").should().dependOnClassesThat()
                .resideInAnyPackage(functions()).allowEmptyShould(false);
    }

    /** The local Lambda service knows functions by name only. */
    ArchRule localLambdaKnowsNoFunctions() {
        return noClasses().that().resideInAPackage(root + ".local.lambda..").should().dependOnClassesThat()
                .resideInAnyPackage(functions()).allowEmptyShould(false);
    }

    /** Ports, domain and use cases speak our language, not a vendor's. */
    ArchRule noSdkTypeInsideTheHexagon() {
        return noClasses().that(insideAHexagon()).should().dependOnClassesThat().resideInAnyPackage(SDKS)
                .allowEmptyShould(false);
    }

    /** A domain is a function of its arguments. */
    ArchRule domainsDoNotReadTheClock() {
        return noClasses().that(insideAHexagon()).should().callMethod(java.time.Instant.class, "now").orShould()
                .callMethod(System.class, "currentTimeMillis").orShould().callMethod(java.util.UUID.class, "randomUUID")
                .allowEmptyShould(false);
    }

    /** The platform serves every feature and knows none. */
    ArchRule platformKnowsNoFeature() {
        var features = Arrays.stream(FEATURES).map(feature -> root + "." + feature + "..").toArray(String[]::new);
        return noClasses().that().resideInAnyPackage(root + ".platform..", root + ".timedtext..").should()
                .dependOnClassesThat()
                .resideInAnyPackage(features).allowEmptyShould(false);
    }

    /** Contracts depend on the JDK alone. */
    ArchRule contractsDependOnNothing() {
        return classes().that().resideInAPackage(root + ".contracts..").should().onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".contracts..", "java..").allowEmptyShould(false);
    }

    /** On every cold start, and a leaf that everybody may use. */
    ArchRule metricsDependOnNothing() {
        return classes().that().resideInAPackage(root + ".metrics..").should().onlyDependOnClassesThat()
                .resideInAnyPackage(root + ".metrics..", "java..").allowEmptyShould(false);
    }

    /** One codec (docs/decisions/0003). */
    ArchRule functionsReadJsonThroughOneCodec() {
        return noClasses().that().resideInAnyPackage(functions()).and()
                .resideOutsideOfPackage(root + ".platform.json..")
                .should().dependOnClassesThat().haveFullyQualifiedName("com.fasterxml.jackson.databind.ObjectMapper")
                .orShould().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson.annotation..")
                .allowEmptyShould(false);
    }

    /** Only allow-listed fields reach a log. */
    ArchRule functionsLogThroughTheAllowList() {
        return noClasses().that().resideInAnyPackage(functions()).and().resideOutsideOfPackage(root + ".platform.log..")
                .should().dependOnClassesThat().resideInAnyPackage("org.slf4j..", "org.apache.logging.log4j..")
                .allowEmptyShould(false);
    }

    /** A deployed edge counts its callers; one without a guard is for tests. */
    ArchRule handlersGuardTheirEdge() {
        return noClasses().that().resideInAnyPackage(functions()).and().haveSimpleNameEndingWith("Handler").should()
                .callConstructor(HttpEdge.class, List.class, TokenVerifier.class, Idempotency.class)
                .allowEmptyShould(false);
    }

    private String[] functions() {
        var packages = new java.util.ArrayList<String>();
        packages.add(root + ".contracts..");
        packages.add(root + ".metrics..");
        packages.add(root + ".platform..");
        packages.add(root + ".timedtext..");
        Arrays.stream(FEATURES).map(feature -> root + "." + feature + "..").forEach(packages::add);
        return packages.toArray(String[]::new);
    }

    private DescribedPredicate<JavaClass> insideAHexagon() {
        var patterns = Arrays.stream(FEATURES)
                .flatMap(feature -> Arrays.stream(new String[]{"domain", "usecase", "port"})
                        .map(part -> root + "." + feature + "." + part))
                .toList();
        return DescribedPredicate.describe("are in a feature's domain, use cases or ports", type -> patterns.stream()
                .anyMatch(pattern -> type.getPackageName().equals(pattern)
                        || type.getPackageName().startsWith(pattern + ".")));
    }
}
