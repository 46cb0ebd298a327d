package io.crealia.local.cli;

import io.crealia.local.lambda.isolated.DeploymentPackage;
import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.Resolver;
import io.crealia.local.lambda.template.StackTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The deployable zips that {@code template.yaml} names, with the digests by which one build is told from another.
 *
 * @param path relative to the template, as {@code CodeUri} has it
 * @param sha256 64 hexadecimal digits
 * @param functions logical ids of the functions that run from it
 */
record Packages(String path, String sha256, long bytes, List<String> functions) {

    /** In the order of their paths. */
    static List<Packages> of(EditionSettings settings) throws IOException {
        var byPath = functions(settings).stream().collect(Collectors.groupingBy(FunctionDefinition::codeUri,
                TreeMap::new, Collectors.mapping(FunctionDefinition::id, Collectors.toList())));
        var packages = new java.util.ArrayList<Packages>();
        for (var entry : byPath.entrySet()) {
            var zip = settings.root().resolve(entry.getKey());
            packages.add(new Packages(entry.getKey(), DeploymentPackage.sha256(zip), Files.size(zip),
                    entry.getValue().stream().sorted(Comparator.naturalOrder()).toList()));
        }
        return packages;
    }

    static List<FunctionDefinition> functions(EditionSettings settings) {
        return StackTemplate.read(settings.template(), new Names()).functions();
    }

    /** {@code sha256  bytes  path}, as sha256sum prints it with the size between. */
    String line() {
        return "%s  %9d  %s".formatted(sha256, bytes, path);
    }

    /** A package that is being run, in the same form. */
    static List<String> lines(Map<String, DeploymentPackage> running, Path root) throws IOException {
        var lines = new java.util.ArrayList<String>();
        for (var entry : new TreeMap<>(running).entrySet()) {
            lines.add(new Packages(entry.getKey(), entry.getValue().sha256(), Files.size(root.resolve(entry.getKey())),
                    List.of()).line());
        }
        return lines;
    }

    /** Values do not matter here: neither paths nor names of handlers hold any. */
    private record Names() implements Resolver {
        @Override
        public Optional<String> parameter(String name, Optional<String> declared) {
            return Optional.of(declared.orElse("none"));
        }

        @Override
        public String region() {
            return "none";
        }

        @Override
        public String accountId() {
            return "000000000000";
        }

        @Override
        public String queueUrl(String queueName) {
            return "none/" + queueName;
        }
    }
}
