package io.crealia.chaos.proxy;

/** What a line between the application and a store can do to one request. */
public enum ProxyFault {
    /** The store gets the request and does it; its reply is lost with the connection. */
    DROP_REPLY,
    /** The request comes late. */
    DELAY,
    /** The connection is reset before the store gets a byte of the request. */
    CUT,
    /** The store gets half of the request; then both ends are reset. */
    CUT_MIDDLE,
    /** So many bytes a second and no more, in both directions, until the reply is through. */
    THROTTLE,
    /** Nobody listens for a while: new connections are refused, those that are open go on. */
    REFUSE
}
