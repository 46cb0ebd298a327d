package io.crealia.logging;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What SLF4J prints through on Lambda: lines to standard output, of ours from the level on that the function's application
 * log level says, of libraries from {@code WARN} on. Registered in the deployable zips only (build/lambda-zip.xml); the
 * local edition and the tests print through another.
 */
public final class LambdaLogs implements SLF4JServiceProvider {
    /** The version of SLF4J's interface that this was written for. */
    private static final String SLF4J = "2.0.99";
    static final String OURS = "io.crealia.";

    private final Map<String, LineLogger> loggers = new ConcurrentHashMap<>();
    private final IMarkerFactory markers = new BasicMarkerFactory();
    private final MDCAdapter mdc = new NOPMDCAdapter();
    private final Level ours;
    private final Level libraries;

    /** With the level that Lambda puts into the environment (its logging configuration); {@code INFO} without one. */
    public LambdaLogs() {
        this(System.getenv("AWS_LAMBDA_LOG_LEVEL"));
    }

    LambdaLogs(String level) {
        ours = level(level);
        libraries = ours.toInt() > Level.WARN.toInt() ? ours : Level.WARN;
    }

    // Lambda also knows FATAL, which SLF4J does not.
    private static Level level(String name) {
        return switch (name == null ? "INFO" : name.toUpperCase(Locale.ROOT)) {
            case "TRACE" -> Level.TRACE;
            case "DEBUG" -> Level.DEBUG;
            case "WARN" -> Level.WARN;
            case "ERROR", "FATAL" -> Level.ERROR;
            default -> Level.INFO;
        };
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name,
                each -> new LineLogger(each, each.startsWith(OURS) ? ours : libraries));
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return markers;
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return mdc;
    }

    @Override
    public String getRequestedApiVersion() {
        return SLF4J;
    }

    @Override
    public void initialize() {
        // All is made by the constructor.
    }
}
