package io.crealia.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A clone of the project with the real {@code deploy.sh}, {@code deploy/} and {@code template.yaml}, in which {@code aws}
 * and {@code ./crealia} are stubs. The scripts find the programs of {@link #TOOLS} and nothing else of this machine.
 */
final class Stage {
    static final String ACCOUNT = "123456789012";
    static final String NAME = "example";
    private static final List<String> TOOLS = List.of("bash", "env", "sh", "git", "curl", "awk", "sed", "grep", "cut",
            "tr", "cat",
            "head", "tail", "sort", "comm", "mktemp", "date", "uname", "wc", "rm", "cp", "mv", "mkdir", "sleep",
            "dirname",
            "basename", "kill");
    private static final int PATIENCE_SECONDS = 300;
    private static final Path ROOT = Path.of(System.getProperty("crealia.root")).toAbsolutePath();

    private static final Path LINKS = tools();
    private static final Path CLONE = makeClone();

    private final Path folder;
    private final Path project;
    private final AwsStub aws;

    /** How a run ended and what it said. */
    record Ran(int exit, String out, String err) {}

    Stage(Path folder) {
        this.folder = folder;
        project = folder.resolve("project");
        aws = new AwsStub(folder.resolve("stub"));
        try {
            Files.createDirectories(folder.resolve("stub"));
            Files.createDirectories(folder.resolve("tmp"));
            copy(CLONE, project);
            var bin = Files.createDirectories(folder.resolve("bin"));
            executable("aws", bin.resolve("aws"));
            // Preflight asks only whether there is one.
            write(bin.resolve("mvn"), "#!/bin/sh\n");
            runnable(bin.resolve("mvn"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    AwsStub aws() {
        return aws;
    }

    Path project() {
        return project;
    }

    /** The script's own temporary folder goes with it; what is left here was forgotten. */
    List<Path> leftovers() {
        try (var files = Files.list(folder.resolve("tmp"))) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes a program that is a stub off the PATH. */
    void remove(String tool) {
        try {
            Files.delete(folder.resolve("bin").resolve(tool));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Changes the stage's parameters file without a commit that would make the tree dirty: the file is given by name. */
    void parameters(String text) {
        write(folder.resolve("parameters.json"), text);
    }

    String parameters() {
        return read(ROOT.resolve("deploy/parameters/example.json"));
    }

    /** @param change applied to the example, for example to leave a line out */
    void parameters(UnaryOperator<String> change) {
        var before = parameters();
        var after = change.apply(before);
        if (after.equals(before)) {
            throw new IllegalArgumentException("nothing of the parameters file was changed");
        }
        parameters(after);
    }

    /** {@code ./deploy.sh example ARGUMENTS} without waiting between questions. */
    Ran deploy(String... arguments) {
        return deploy(NAME, List.of(arguments));
    }

    Ran deploy(String stage, List<String> arguments) {
        return end(start(stage, arguments));
    }

    Process start(String stage, List<String> arguments) {
        var command = new ArrayList<>(List.of("bash", project.resolve("deploy.sh").toString(), stage, "--poll", "0",
                "--smoke-within", "0"));
        command.addAll(arguments);
        if (Files.exists(folder.resolve("parameters.json"))) {
            command.addAll(List.of("--parameters", folder.resolve("parameters.json").toString()));
        }
        return start(command);
    }

    Ran end(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("deploy.sh did not end; it said:\n" + read(folder.resolve("out")));
            }
            return new Ran(process.exitValue(), read(folder.resolve("out")), read(folder.resolve("err")));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    String git(String... arguments) {
        return git(project, arguments);
    }

    private static String git(Path tree, String... arguments) {
        var command = new ArrayList<>(List.of(LINKS.resolve("git").toString(), "-C", tree.toString(), "-c",
                "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "init.defaultBranch=main"));
        command.addAll(Arrays.asList(arguments));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new AssertionError(command + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Process start(List<String> command) {
        var builder = new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile()).redirectInput(Path.of("/dev/null").toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of("PATH", folder.resolve("bin") + ":" + LINKS, "HOME", folder.toString(), "TMPDIR",
                        folder.resolve("tmp").toString(), "AWS_STUB", folder.resolve("stub").toString(), "LC_ALL",
                        "C"));
        builder.command().set(0, LINKS.resolve(command.getFirst()).toString());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The clone that every test gets a copy of: one commit, and nothing that is not in it. */
    private static Path makeClone() {
        try {
            var clone = Path.of("target/clone").toAbsolutePath();
            delete(clone);
            Files.createDirectories(clone);
            for (var name : List.of("deploy.sh", "template.yaml", ".gitignore")) {
                Files.copy(ROOT.resolve(name), clone.resolve(name));
            }
            copy(ROOT.resolve("deploy"), clone.resolve("deploy"));
            executable("crealia", clone.resolve("crealia"));
            git(clone, "init", "--quiet", "--template=");
            git(clone, "add", "--all");
            git(clone, "commit", "--quiet", "--message", "A release");
            return clone;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** One folder for all tests: links into the machine are not for a folder that is deleted with what is in it. */
    private static Path tools() {
        try {
            var tools = Files.createDirectories(Path.of("target/tools").toAbsolutePath());
            var digests = Stream.of("sha256sum", "shasum").filter(tool -> onPath(tool).findAny().isPresent())
                    .findFirst();
            for (var tool : Stream.concat(TOOLS.stream(), digests.stream()).toList()) {
                Files.deleteIfExists(tools.resolve(tool));
                Files.createSymbolicLink(tools.resolve(tool), find(tool));
            }
            return tools;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find(String tool) {
        return onPath(tool).findFirst()
                .orElseThrow(() -> new AssertionError(tool + " is not on the PATH of the tests"));
    }

    private static Stream<Path> onPath(String tool) {
        return Arrays.stream(System.getenv("PATH").split(":")).map(folder -> Path.of(folder).resolve(tool))
                .filter(Files::isExecutable);
    }

    private static void executable(String resource, Path target) throws IOException {
        try (var in = Stage.class.getResourceAsStream(resource)) {
            // Not by way of env: these run often.
            write(target, new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceFirst("^#!.*",
                    "#!" + LINKS.resolve("bash")));
        }
        runnable(target);
    }

    private static void runnable(Path file) throws IOException {
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
    }

    static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
