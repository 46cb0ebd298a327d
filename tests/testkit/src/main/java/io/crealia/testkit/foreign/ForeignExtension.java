package io.crealia.testkit.foreign;

import io.crealia.testkit.foreign.ForeignServers.Absent;
import io.crealia.testkit.foreign.ForeignServers.Running;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Skips a class whose server is not there, and gives it the server where it is. */
final class ForeignExtension implements ExecutionCondition, ParameterResolver {
    private static final Set<Class<?>> GIVEN = Set.of(ForeignAws.class, ForeignMongo.class, URI.class);

    // Asked for the class and for each of its tests; only the class counts as a suite.
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("decided for the class");
        }
        var server = server(context);
        var suite = context.getRequiredTestClass().getName();
        return switch (ForeignServers.find(server)) {
            case Running _ -> {
                ForeignReport.ran(server, suite);
                yield ConditionEvaluationResult.enabled(server.program() + " is there");
            }
            case Absent(var reason) -> {
                ForeignReport.skipped(server, suite, reason);
                yield ConditionEvaluationResult.disabled(server.program() + ": " + reason);
            }
        };
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return GIVEN.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var at = ForeignServers.require(server(context)).at();
        var type = parameter.getParameter().getType();
        if (type == URI.class) {
            return at;
        }
        // One for a class; what can be closed is closed after its last test.
        return context.getStore(ExtensionContext.Namespace.create(context.getRequiredTestClass())).computeIfAbsent(type,
                _ -> type == ForeignAws.class ? new ForeignAws(at) : new ForeignMongo(at));
    }

    private static ForeignServer server(ExtensionContext context) {
        return context.getRequiredTestClass().getAnnotation(OnForeign.class).value();
    }
}
