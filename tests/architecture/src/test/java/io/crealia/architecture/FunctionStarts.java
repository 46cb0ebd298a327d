package io.crealia.architecture;

import io.crealia.local.lambda.template.FunctionDefinition;
import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Makes handlers with some of their environment variables, to see what they miss. */
public final class FunctionStarts {
    private static final Pattern VARIABLE = Pattern.compile("\"(CREALIA_[A-Z0-9_]+)\"");
    private static final Map<String, String> VALUES = values();
    private static final Map<String, Set<String>> READ = new ConcurrentHashMap<>();

    private FunctionStarts() {}

    /** Names of variables in the sources of the handler's module and of the platform. */
    public static Set<String> variablesRead(String handler) {
        return READ.computeIfAbsent(handler, FunctionStarts::read);
    }

    private static Set<String> read(String handler) {
        var parts = handler.split("\\.");
        var read = new TreeSet<>(Sources.inJava("functions/platform/src/main", VARIABLE));
        if (parts.length > 2 && Sources.ROOT.resolve("functions/" + parts[2] + "/src/main").toFile().isDirectory()) {
            read.addAll(Sources.inJava("functions/" + parts[2] + "/src/main", VARIABLE));
        }
        return read;
    }

    /**
     * @param names of the variables that it gets; their values are the template's own
     * @return what the handler says that it lacks; empty when it starts, or when there is no such handler
     */
    public static Optional<String> problem(String handler, Set<String> names) {
        var environment = new HashMap<String, String>();
        // What the local edition gives in the place of secrets, and AWS by itself, is always there.
        environment.putAll(TemplateContractTest.REAL_VALUES);
        environment.keySet().removeIf(name -> VALUES.containsKey(name) && !names.contains(name));
        names.forEach(name -> environment.putIfAbsent(name, VALUES.getOrDefault(name, "x")));
        try {
            Class.forName(handler).getConstructor(Map.class).newInstance(environment);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(root(e).getMessage());
        } catch (ReflectiveOperationException _) {
            return Optional.empty();
        }
    }

    private static Throwable root(Throwable failure) {
        return failure.getCause() == null ? failure : root(failure.getCause());
    }

    private static Map<String, String> values() {
        var values = new HashMap<String, String>();
        TemplateContractTest.template().functions().stream().map(FunctionDefinition::environment)
                .forEach(values::putAll);
        return values;
    }
}
