package io.crealia.local.lambda;

import io.crealia.local.lambda.template.FunctionDefinition;
import io.crealia.local.lambda.template.FunctionEvent;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Functions and a Lambda service without a template. */
public final class TestFunctions {

    private TestFunctions() {}

    public static FunctionDefinition function(String id, Class<?> handler, Duration timeout,
            Map<String, String> environment, FunctionEvent... events) {
        return new FunctionDefinition(id, "crealia-test-" + id.toLowerCase(java.util.Locale.ROOT), handler.getName(),
                "none.zip", timeout, 256, true, environment, Arrays.asList(events));
    }

    public static LocalLambda lambda(List<FunctionDefinition> functions, InvocationListener... listeners) {
        return new LocalLambda(
                functions.stream().map(
                        function -> new FunctionInstance(function, function.environment(),
                                "arn:aws:lambda:eu-central-1:000000000000:function:" + function.name(),
                                TestFunctions.class.getClassLoader()))
                        .toList(),
                List.of(listeners), InstantSource.system());
    }
}
