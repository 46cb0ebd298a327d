package io.crealia.local.lambda.isolated;

import io.crealia.local.lambda.LocalLambda;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts of a function that does nothing: the part of a cold start that is not the function's. */
public final class BareStart {

    private static final int MEMORY_MB = 1024;

    private BareStart() {}

    /** @param folder gets a package with the one class */
    public static List<InvocationReport> measure(Path folder, int runs) throws IOException {
        var name = BareHandler.class.getName().replace('.', '/') + ".class";
        var root = folder.resolve("bare");
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        try (var bytes = BareHandler.class.getClassLoader().getResourceAsStream(name)) {
            Files.write(file, bytes.readAllBytes());
        }
        var definition = new FunctionDefinition("Bare", "bare", BareHandler.class.getName(), "", Duration.ofSeconds(10),
                MEMORY_MB, false, Map.of(), List.of());
        var reports = new ArrayList<InvocationReport>();
        var settings = IsolatedSettings.in(folder, _ -> {}).withSnapStart(false).withReports(reports::add);
        try (var fleet = new Fleet(settings)) {
            var host = IsolatedFunction.of(definition, new DeploymentPackage(root, "", root), Map.of(), "arn", fleet);
            try (var lambda = new LocalLambda(List.of(host), List.of(), InstantSource.system())) {
                for (var run = 0; run < runs; run++) {
                    lambda.invoke("Bare", "{}".getBytes(StandardCharsets.UTF_8));
                    fleet.retire("Bare");
                }
            }
        }
        return reports;
    }
}
