package io.crealia.local.lambda.isolated;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
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

    private RuntimeClient() {}

    /**
     * The command of one execution environment.
     *
     * @param snapStart with both compilers, as AWS runs Java under SnapStart; else with C1 only
     */
    static List<String> command(int memoryMb, boolean snapStart, List<String> options, String handler) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
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
