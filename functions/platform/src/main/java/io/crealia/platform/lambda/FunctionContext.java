package io.crealia.platform.lambda;

import io.crealia.platform.config.Environment;
import io.micronaut.context.BeanContext;
import java.util.Map;

/** One function's wiring: a Micronaut bean context whose beans the factories of platform and feature make, lazily. */
public final class FunctionContext implements AutoCloseable {
    private final BeanContext context;

    private FunctionContext(BeanContext context) {
        this.context = context;
    }

    /**
     * Beans are made when they are asked for. Micronaut's {@code ApplicationContext} would add an environment with property
     * sources, placeholders and converters, none of which is used here (docs/decisions/0015).
     *
     * @param variables the function's environment variables
     */
    public static FunctionContext start(Map<String, String> variables) {
        var context = BeanContext.build();
        context.registerSingleton(new Environment(variables));
        return new FunctionContext(context.start());
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
