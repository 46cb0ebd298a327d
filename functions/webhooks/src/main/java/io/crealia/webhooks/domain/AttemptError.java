package io.crealia.webhooks.domain;

import java.util.Locale;

/** Why an attempt did not succeed. */
public enum AttemptError {
    /** The name resolves to an address that is not public, so nothing was connected to. */
    BLOCKED,
    /** The name does not resolve. */
    DNS,
    /** Nobody listens there, or the connection was cut. */
    CONNECT,
    /** The certificate is not valid for the name, or the handshake failed otherwise. */
    TLS,
    /** No complete answer within the attempt's deadline. */
    TIMEOUT,
    /** What was answered is not HTTP. */
    PROTOCOL,
    /** A redirect, which is not followed. */
    REDIRECT,
    /** Any other status than success. */
    STATUS,
    /** The status 410: the receiver wants no more, and its endpoint is disabled. */
    GONE,
    /** Whoever made the attempt did not live to say what became of it. */
    LOST;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such error */
    public static AttemptError ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}
