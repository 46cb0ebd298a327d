package io.crealia.observability;

import io.crealia.local.observability.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of the PATH. */
record Tool(Path program) {
    private static final int PATIENCE_SECONDS = 300;

    record Said(int exit, String text) {}

    /** Skips the test, with the reason, where it is not installed. */
    static Tool orSkip(String... names) {
        var program = SearchPath.ofEnvironment().find(names);
        Assumptions.assumeTrue(program.isPresent(), names[0] + " is not on the PATH");
        return new Tool(program.orElseThrow());
    }

    Said run(Path folder, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var said = Files.createTempFile("crealia-tool", ".log");
        try {
            var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(said.toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            return new Said(process.exitValue(), Files.readString(said));
        } finally {
            Files.delete(said);
        }
    }
}
