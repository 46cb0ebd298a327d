package io.crealia.local.lambda.isolated;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * AWS's runtime interface client, which the managed runtime starts too. It loads the function from its working folder
 * and {@code lib/} with a class loader of its own, so only its own jars are on the class path.
 */
final class RuntimeClient {

    /** Of the memory, for the Java heap; the rest is for classes, code, threads and buffers. */
    private static final double HEAP_SHARE = 0.75;
    /** Says who started a process: it may outlive a killed edition, frozen. */
    private static final String PARENT = "-Dcrealia.isolated.parent=";
    /** Where the client finds its library; else it writes it to one place for all, and processes fall over each other. */
    private static final String LIBRARY = "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI=";

    private RuntimeClient() {}

    /**
     * The command of one execution environment.
     *
     * @param folder gets the client's native library
     * @param snapStart with both compilers, as AWS runs Java under SnapStart; else with C1 only
     */
    static List<String> command(Path folder, int memoryMb, boolean snapStart, List<String> options, String handler)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(PARENT + ProcessHandle.current().pid(), LIBRARY + library(folder)));
        command.addAll(List.of("-Xmx" + (long) (memoryMb * HEAP_SHARE) + "m", "-XX:+UseSerialGC", "-Xshare:auto",
                "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        if (snapStart) {
            command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        } else {
            command.add("-XX:TieredStopAtLevel=1");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), AWSLambda.class.getName(), handler));
        return command;
    }

    private static Path library(Path folder) throws IOException {
        var name = "libaws-lambda-jni." + platform() + ".so";
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            var part = Files.createTempFile(folder, name, ".part");
            try (var bytes = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
                if (bytes == null) {
                    throw new IOException("AWS's runtime interface client has no library for " + platform());
                }
                Files.copy(bytes, part, StandardCopyOption.REPLACE_EXISTING);
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(part);
            }
        }
        return file;
    }

    private static String platform() throws IOException {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new IOException(
                    "functions run in processes of their own on Linux only: AWS's runtime interface client"
                            + " has no library for " + System.getProperty("os.name"));
        }
        var machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        try (var loaders = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
            return (loaders.iterator().hasNext() ? "linux_musl-" : "linux-") + machine;
        }
    }

    /** Kills the processes of an edition that was killed; frozen, they would stay for ever. */
    static void endOrphans(Path folder) {
        ProcessHandle.allProcesses().filter(process -> isOrphan(process, folder))
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static boolean isOrphan(ProcessHandle process, Path folder) {
        var arguments = List.of(process.info().arguments().orElse(new String[0]));
        return arguments.stream().anyMatch(argument -> argument.startsWith(LIBRARY + folder))
                && arguments.stream().filter(argument -> argument.startsWith(PARENT))
                        .map(argument -> Long.parseLong(argument.substring(PARENT.length())))
                        .anyMatch(parent -> ProcessHandle.of(parent).isEmpty());
    }

    private static String classPath() {
        return Stream.of(AWSLambda.class, Context.class, PojoSerializer.class, SdkInternalThreadLocal.class)
                .map(RuntimeClient::jar).distinct().collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("no jar holds " + type, e);
        }
    }
}
