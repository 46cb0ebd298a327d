package io.crealia.infra;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.infra.StageConfig.Domain;
import io.crealia.infra.StageConfig.Settings;
import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * One stage, built by CDK with its default rules as errors. Zips are stand-ins: an asset is addressed by its content.
 * Stages are synthesised once for all test classes, since that takes seconds.
 */
final class Synth {
    static final Path ROOT = Path.of(System.getProperty("crealia.root"));
    static final Path TEMPLATE = ROOT.resolve("template.yaml");
    static final StageConfig PROD = Stages.PROD.with(new Settings(Optional.empty(),
            Optional.of(new Domain("api.example.com", "Z0123456789")), Optional.of("example/crealia"),
            Optional.of("operators@example.com")));
    static final StageConfig STAGING = Stages.STAGING.with(new Settings(
            Optional.of("arn:aws:secretsmanager:eu-central-1:123456789012:secret:atlas-AbCdEf"), Optional.empty(),
            Optional.empty(), Optional.empty()));
    private static final Map<String, Synth> SHARED = new ConcurrentHashMap<>();

    private final Path folder;
    private final App app;
    private final CrealiaCdk.Stacks stacks;
    private Map<String, JsonNode> templates = Map.of();

    private Synth(Path folder, App app, CrealiaCdk.Stacks stacks) {
        this.folder = folder;
        this.app = app;
        this.stacks = stacks;
    }

    static Synth of(StageConfig stage) {
        needNode();
        return SHARED.computeIfAbsent(stage.name(), _ -> {
            var synth = unacknowledged(stage, TEMPLATE);
            Acknowledgements.apply(synth.stacks, new ApplicationTemplate(TEMPLATE, stage.name()));
            return synth;
        });
    }

    /** A stage of another template, with no finding of cdk-nag accepted. */
    static Synth unacknowledged(StageConfig stage, Path template) {
        needNode();
        var folder = folder();
        var app = app(folder);
        return new Synth(folder, app, CrealiaCdk.build(app, stage, template, uri -> standIn(folder, uri)));
    }

    static App app(Path folder) {
        return new App(AppProps.builder().outdir(folder.resolve("out").toString())
                .context(Map.of("@aws-cdk/core:validateAgainstDefaultRules", true)).build());
    }

    /** CDK's Java classes are a front of its JavaScript; without Node.js there is nothing behind it. */
    static void needNode() {
        var found = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
        assumeTrue(found,
                "CDK needs Node.js 20 or newer: install it (Debian: apt-get install nodejs) to run this test");
    }

    static Path folder() {
        try {
            return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "cdk");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path standIn(Path folder, String uri) {
        var zip = folder.resolve(uri.substring(uri.lastIndexOf('/') + 1));
        try {
            return Files.isRegularFile(zip) ? zip : Files.writeString(zip, uri);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CrealiaCdk.Stacks stacks() {
        return stacks;
    }

    App app() {
        return app;
    }

    /** The template of one stack, validated against CDK's default rules; {@code part} is empty for the application. */
    JsonNode template(StageConfig stage, String part) {
        return templates().get(stage.prefix() + (part.isEmpty() ? "" : "-" + part));
    }

    /** All templates by stack. */
    synchronized Map<String, JsonNode> templates() {
        if (templates.isEmpty()) {
            app.synth();
            templates = read(folder.resolve("out"));
        }
        return templates;
    }

    private static Map<String, JsonNode> read(Path out) {
        var templates = new TreeMap<String, JsonNode>();
        try (var files = Files.list(out)) {
            for (var file : files.filter(each -> each.toString().endsWith(".template.json")).toList()) {
                templates.put(file.getFileName().toString().replace(".template.json", ""),
                        new ObjectMapper().readTree(file.toFile()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return templates;
    }

    /** Findings of cdk-nag that nobody has accepted, as {@code rule construct}. */
    List<String> findings() {
        return new AwsSolutionsChecks(app).validateScope(app).getViolations().stream()
                .flatMap(violation -> violation.getViolatingResources().stream()
                        .map(resource -> violation.getRuleName() + " " + resource.getConstructPath()))
                .toList();
    }
}
