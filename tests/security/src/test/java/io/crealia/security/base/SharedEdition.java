package io.crealia.security.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives test classes the one {@link Target} of this JVM. It starts when the first class asks for it, and ends after the
 * last test.
 */
public final class SharedEdition implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedEdition.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Target.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).computeIfAbsent(Target.class, _ -> start(), Target.class);
    }

    /** Erasures are over soon, so that none wakes up in the middle of somebody's comparison of states. */
    private static Target start() {
        try {
            return new Target(Files.createTempDirectory("crealia-security-"),
                    Map.of("CREALIA_PRIVACY_SETTLE", "PT1S"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
