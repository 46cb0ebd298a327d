package io.crealia.security.base;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/** Lets an edition write its log files as {@code ./crealia up} does, with the levels that it has there, until it is closed. */
public final class EditionLog implements AutoCloseable {
    private static final String HOME = "crealia.home";

    private final LoggerContext context = (LoggerContext) LogManager.getContext(false);
    private final URI before = context.getConfigLocation();

    /** @param home the edition's folder, in which the files will be in {@code logs} */
    public EditionLog(Path home) {
        System.setProperty(HOME, home.toString());
        try {
            context.setConfigLocation(EditionLog.class.getResource("/crealia-log4j2.xml").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the address of a resource is one", e);
        }
    }

    @Override
    public void close() {
        System.clearProperty(HOME);
        context.setConfigLocation(before);
    }
}
