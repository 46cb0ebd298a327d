package io.crealia.local.lambda.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Where the time of a start goes, by library, from the JVM's log of loaded classes. The time from one class to the next
 * is put down to the library of the first; Java's own classes count for the library that was loaded before them, because
 * it asked for them. It is an estimate: several threads load classes, and a library may run long without loading any.
 */
public final class ClassLoadLog {

    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ns\\]\\s+(\\S+) source: (.*)");
    private static final String RUNTIME = "JVM and runtime interface client";

    private ClassLoadLog() {}

    /** The JVM option that writes a process's log into a folder. */
    public static String option(Path folder) {
        return "-Xlog:class+load:file=" + folder.resolve("%p.log") + ":uptimenanos:filecount=0";
    }

    /**
     * @param pid of the process that wrote the log
     * @return shares of the time up to the last class, 1 in sum, largest first; by jar without its version
     */
    public static Map<String, Double> shares(Path folder, long pid) throws IOException {
        return shares(Files.readAllLines(folder.resolve(pid + ".log")), ClassLoadLog::jarHere);
    }

    /** @param jars gives the file name of the jar that a class comes from; empty if that is not known */
    static Map<String, Double> shares(List<String> lines, UnaryOperator<String> jars) {
        var nanos = new HashMap<String, Long>();
        var library = RUNTIME;
        var before = 0L;
        for (var line : lines) {
            var found = LINE.matcher(line);
            if (found.matches()) {
                var now = Long.parseLong(found.group(1));
                nanos.merge(library, Math.max(0, now - before), Long::sum);
                before = now;
                library = library(found.group(2), found.group(3), library, jars);
            }
        }
        var total = nanos.values().stream().mapToLong(Long::longValue).sum();
        var shares = new LinkedHashMap<String, Double>();
        nanos.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> shares.put(entry.getKey(), (double) entry.getValue() / Math.max(1, total)));
        return shares;
    }

    private static String library(String type, String source, String before, UnaryOperator<String> jars) {
        // A zip holds its libraries as classes: which library one belongs to, only a class path of jars can say.
        var jar = source.startsWith("file:") && source.endsWith("/") ? jars.apply(type) : fileName(source);
        if (jar.isEmpty()) {
            return "the function's own classes";
        }
        if (!jar.endsWith(".jar")) {
            return before;
        }
        var name = jar.substring(0, jar.length() - ".jar".length()).replaceFirst("-\\d.*", "");
        return name.startsWith("aws-lambda-java-") || name.equals("utils-lite") ? RUNTIME : name;
    }

    /** The local edition has the functions and their libraries on its own class path. */
    private static String jarHere(String type) {
        var found = ClassLoadLog.class.getClassLoader().getResource(type.replace('.', '/') + ".class");
        return found == null || !found.getProtocol().equals("jar")
                ? ""
                : fileName(found.getPath().substring(0, found.getPath().indexOf('!')));
    }

    private static String fileName(String source) {
        var path = source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
