package io.crealia.platform.config;

/** An environment variable does not have the form its reader needs. */
public final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConfigurationException(String variable, String expected) {
        super("environment variable " + variable + ": expected " + expected);
    }
}
