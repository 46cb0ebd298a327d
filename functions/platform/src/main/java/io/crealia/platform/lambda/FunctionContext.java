package io.crealia.platform.lambda;

import io.crealia.platform.config.Environment;
import io.micronaut.context.ApplicationContext;
import java.util.Map;

/** One function's wiring: a Micronaut context whose beans the factories of platform and feature make, lazily. */
public final class FunctionContext implements AutoCloseable {
    /** The environment's name that {@code micronaut-function-aws} uses; that module itself would bring an HTTP stack. */
    private static final String LAMBDA = "lambda";
    private final ApplicationContext context;

    private FunctionContext(ApplicationContext context) {
        this.context = context;
    }

    /**
     * Beans are made when they are asked for. {@code LambdaApplicationContextBuilder} would make every singleton at once,
     * Micronaut's own HTTP body handlers and the other features' included, so its two environments are named here instead.
     *
     * @param variables the function's environment variables
     */
    public static FunctionContext start(Map<String, String> variables) {
        return new FunctionContext(ApplicationContext
                .builder(io.micronaut.context.env.Environment.FUNCTION, LAMBDA)
                .deduceEnvironment(false).enableDefaultPropertySources(false).bootstrapEnvironment(false)
                .environmentPropertySource(false).banner(false)
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
