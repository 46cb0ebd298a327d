package io.crealia.platform.log;

import com.amazonaws.services.lambda.runtime.Context;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.logging.argument.StructuredArgument;
import software.amazon.lambda.powertools.logging.argument.StructuredArguments;

/**
 * Structured logging through Powertools. A message is a constant sentence; whatever varies is a {@link LogField}, so
 * that nothing outside the allow-list can reach a log.
 */
public final class Log {
    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    public static Log of(Class<?> owner) {
        return new Log(LoggerFactory.getLogger(owner));
    }

    public void info(String message, LogField.Entry... fields) {
        logger.info(message, (Object[]) arguments(fields));
    }

    public void warn(String message, LogField.Entry... fields) {
        logger.warn(message, (Object[]) arguments(fields));
    }

    public void error(String message, Throwable cause, LogField.Entry... fields) {
        logger.error(message, append(arguments(fields), cause));
    }

    /** Puts what Powertools knows of the invocation, and fields, on every line of this thread until the scope is closed. */
    public static Scope invocation(Context context, LogField.Entry... fields) {
        var before = MDC.getCopyOfContextMap();
        // A rehearsal before a SnapStart checkpoint belongs to no invocation.
        if (context != null) {
            PowertoolsLogging.initializeLogging(context);
            with(LogField.REQUEST_ID.of(context.getAwsRequestId()));
        }
        with(fields);
        return () -> restore(before);
    }

    /** Puts fields on every line of this thread until the scope is closed. */
    public static Scope with(LogField.Entry... fields) {
        var before = MDC.getCopyOfContextMap();
        for (var entry : fields) {
            MDC.put(entry.field().wireName(), entry.value());
        }
        return () -> restore(before);
    }

    /** The value of a field that is on every line of this thread, for what leaves the process: a header, an attribute. */
    public static Optional<String> current(LogField field) {
        return Optional.ofNullable(MDC.get(field.wireName()));
    }

    /** The same work with the fields of this thread's lines, for another thread. */
    public static <T> Callable<T> carried(Callable<T> work) {
        var fields = MDC.getCopyOfContextMap();
        return () -> {
            var before = MDC.getCopyOfContextMap();
            restore(fields);
            try {
                return work.call();
            } finally {
                restore(before);
            }
        };
    }

    private static void restore(Map<String, String> before) {
        MDC.clear();
        if (before != null) {
            before.forEach(MDC::put);
        }
    }

    // A field that the scope has already put on every line is not said twice.
    private static StructuredArgument[] arguments(LogField.Entry... fields) {
        return Arrays.stream(fields).filter(entry -> !entry.value().equals(MDC.get(entry.field().wireName())))
                .map(entry -> StructuredArguments.entry(entry.field().wireName(), entry.value()))
                .toArray(StructuredArgument[]::new);
    }

    private static Object[] append(StructuredArgument[] arguments, Throwable cause) {
        var all = new Object[arguments.length + 1];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = cause;
        return all;
    }

    /** Ends what {@link Log#with} began. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
