package io.crealia.local.lambda.isolated;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return shares(Files.readAllLines(folder.resolve(pid + ".log")));
    }

    static Map<String, Double> shares(List<String> lines) {
        var nanos = new HashMap<String, Long>();
        var library = RUNTIME;
        var before = 0L;
        for (var line : lines) {
            var found = LINE.matcher(line);
            if (found.matches()) {
                var now = Long.parseLong(found.group(1));
                nanos.merge(library, Math.max(0, now - before), Long::sum);
                before = now;
                library = library(found.group(3), library);
            }
        }
        var total = nanos.values().stream().mapToLong(Long::longValue).sum();
        var shares = new LinkedHashMap<String, Double>();
        nanos.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> shares.put(entry.getKey(), (double) entry.getValue() / Math.max(1, total)));
        return shares;
    }

    private static String library(String source, String before) {
        var path = source.endsWith("/") ? source.substring(0, source.length() - 1) : source;
        var name = path.substring(path.lastIndexOf('/') + 1);
        if (source.startsWith("file:") && source.endsWith("/")) {
            return "the function's own classes";
        }
        if (!name.endsWith(".jar")) {
            return before;
        }
        var jar = name.substring(0, name.length() - ".jar".length()).replaceFirst("-\\d.*", "");
        return jar.startsWith("aws-lambda-java-") || jar.equals("utils-lite") ? RUNTIME : jar;
    }
}
