package io.crealia.chaos.proxy;

/** Decides over requests as they come in, from many threads. */
@FunctionalInterface
public interface Director {
    /** @param operation such as {@code s3.CopyObject} or {@code mongo.update.runs} */
    Action decide(String operation);
}
