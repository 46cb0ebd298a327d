package io.crealia.chaos.proxy;

/** What becomes of one request. */
public sealed interface Action {
    Action PASS = new Pass();

    /** It goes through. */
    record Pass() implements Action {}

    /** The line fails. */
    record Inject(ProxyFault fault) implements Action {}

    /**
     * The application dies.
     *
     * @param after false: the store never gets the request; true: the store has done it, its reply reaches nobody
     * @param kill returns when the application is dead
     */
    record Crash(boolean after, Runnable kill) implements Action {}
}
