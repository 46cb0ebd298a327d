package io.crealia.platform.log;

import com.amazonaws.services.lambda.runtime.Context;
import io.crealia.logging.LogLine;
import io.crealia.logging.ThreadFields;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Structured logging. A message is a constant sentence; whatever varies is a {@link LogField}, so that nothing outside the
 * allow-list can reach a log. The line is made here, whoever prints it.
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
        if (logger.isInfoEnabled()) {
            logger.info(line(Level.INFO, message, null, fields));
        }
    }

    public void warn(String message, LogField.Entry... fields) {
        if (logger.isWarnEnabled()) {
            logger.warn(line(Level.WARN, message, null, fields));
        }
    }

    public void error(String message, Throwable cause, LogField.Entry... fields) {
        if (logger.isErrorEnabled()) {
            logger.error(line(Level.ERROR, message, cause, fields));
        }
    }

    /** Puts what Lambda says of the invocation, and fields, on every line of this thread until the scope is closed. */
    public static Scope invocation(Context context, LogField.Entry... fields) {
        // A rehearsal before a SnapStart checkpoint belongs to no invocation.
        return scope(context == null ? Map.of() : InvocationFields.of(context), fields);
    }

    /** Puts fields on every line of this thread until the scope is closed. */
    public static Scope with(LogField.Entry... fields) {
        return scope(Map.of(), fields);
    }

    /** The value of a field that is on every line of this thread, for what leaves the process: a header, an attribute. */
    public static Optional<String> current(LogField field) {
        return Optional.ofNullable(ThreadFields.get().get(field.wireName()));
    }

    /** The same work with the fields of this thread's lines, for another thread. */
    public static <T> Callable<T> carried(Callable<T> work) {
        var fields = ThreadFields.get();
        return () -> {
            var before = ThreadFields.get();
            ThreadFields.set(fields);
            try {
                return work.call();
            } finally {
                ThreadFields.set(before);
            }
        };
    }

    private static Scope scope(Map<String, String> more, LogField.Entry... fields) {
        var before = ThreadFields.get();
        var all = new HashMap<>(before);
        all.putAll(more);
        put(all, fields);
        ThreadFields.set(all);
        return () -> ThreadFields.set(before);
    }

    // What a line says itself is meant rather than what its thread says.
    private static String line(Level level, String message, Throwable cause, LogField.Entry... fields) {
        var all = new HashMap<>(ThreadFields.get());
        put(all, fields);
        return new LogLine(Instant.now(), level.name(), message, cause, all).json();
    }

    private static void put(Map<String, String> all, LogField.Entry... fields) {
        for (var entry : fields) {
            all.put(entry.field().wireName(), entry.value());
        }
    }

    /** Ends what {@link Log#with} began. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
