package io.crealia.local.lambda.handler;

/** A class that Lambda cannot call. */
public final class NotAHandler {
    public NotAHandler() {}
}
