package io.crealia.infra;

import io.crealia.infra.StageConfig.Domain;
import io.crealia.infra.StageConfig.Settings;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Validations;

/** The CDK application: the stacks of one stage, which context {@code crealia:stage} names. */
public final class CrealiaCdk {
    private CrealiaCdk() {}

    /** Run by the CDK's command line tool in the folder of cdk.json, which is {@code infra-cdk}. */
    public static void main(String[] args) {
        var root = Path.of("..").toAbsolutePath().normalize();
        var app = new App();
        var stage = Stages.named(context(app, "stage").orElse("dev")).with(new Settings(
                context(app, "mongoSecretArn"),
                context(app, "domain").map(name -> new Domain(name, context(app, "hostedZoneId")
                        .orElseThrow(() -> new IllegalArgumentException(
                                "crealia:domain needs crealia:hostedZoneId, the Route 53 zone that it is in")))),
                context(app, "repository"), context(app, "alarmEmail")));
        var template = root.resolve("template.yaml");
        Acknowledgements.apply(build(app, stage, template, uri -> zip(root, uri)),
                new ApplicationTemplate(template, stage.name()));
        Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
        app.synth();
    }

    /** The stacks of a stage. */
    record Stacks(DataStack data, ApplicationStack application, EdgeStack edge, OperationsStack operations,
            RecoveryStack recovery, Optional<PipelineStack> pipeline) {}

    static Stacks build(App app, StageConfig stage, Path templateFile, Function<String, Path> zips) {
        var template = new ApplicationTemplate(templateFile, stage.name());
        var data = new DataStack(app, stage.prefix() + "-data",
                props(stage, "network, MongoDB, Redis, users, secrets"), stage, template.scopes());
        // Its description is the template's own.
        var application = new ApplicationStack(app, stage.prefix(), props(stage).build(), stage, templateFile, zips);
        application.addStackDependency(data);
        var edge = new EdgeStack(app, stage.prefix() + "-edge", props(stage, "web ACL, domain"), stage);
        edge.addStackDependency(application);
        var operations = new OperationsStack(app, stage.prefix() + "-operations",
                props(stage, "alarms, dashboard, budget"), stage, template);
        var recovery = new RecoveryStack(app, stage.prefix() + "-recovery", props(stage, "daily copies"), stage,
                template, account().map(id -> "-" + id).orElse(""));
        var pipeline = stage.repository().map(repository -> new PipelineStack(app, stage.prefix() + "-pipeline",
                props(stage, "the deploying role"), stage, repository));
        return new Stacks(data, application, edge, operations, recovery, pipeline);
    }

    private static StackProps props(StageConfig stage, String what) {
        return props(stage).description("Crealia " + stage.name() + ": " + what).build();
    }

    private static StackProps.Builder props(StageConfig stage) {
        var environment = Environment.builder();
        account().ifPresent(environment::account);
        Optional.ofNullable(System.getenv("CDK_DEFAULT_REGION")).ifPresent(environment::region);
        return StackProps.builder().env(environment.build()).terminationProtection(stage.protect());
    }

    /** Set by the CDK's command line tool when it has credentials. */
    private static Optional<String> account() {
        return Optional.ofNullable(System.getenv("CDK_DEFAULT_ACCOUNT"));
    }

    private static Optional<String> context(App app, String name) {
        return Optional.ofNullable(app.getNode().tryGetContext("crealia:" + name)).map(Object::toString);
    }

    static Path zip(Path root, String uri) {
        var zip = root.resolve(uri);
        if (!Files.isRegularFile(zip)) {
            throw new IllegalArgumentException(zip + " is not there: build the zips first (mvn package)");
        }
        return zip;
    }
}
