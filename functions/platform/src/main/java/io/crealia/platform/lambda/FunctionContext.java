package io.crealia.platform.lambda;

import io.crealia.platform.config.Environment;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.LambdaApplicationContextBuilder;
import java.util.Map;

/** One function's wiring: a Micronaut context whose beans the factories of platform and feature make, lazily. */
public final class FunctionContext implements AutoCloseable {
    private final ApplicationContext context;

    private FunctionContext(ApplicationContext context) {
        this.context = context;
    }

    /** @param variables the function's environment variables */
    public static FunctionContext start(Map<String, String> variables) {
        return new FunctionContext(new LambdaApplicationContextBuilder().deduceEnvironment(false)
                .bootstrapEnvironment(false).environmentPropertySource(false).banner(false)
                .singletons(new Environment(variables)).start());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
