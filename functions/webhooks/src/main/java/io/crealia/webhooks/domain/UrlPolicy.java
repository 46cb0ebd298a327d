package io.crealia.webhooks.domain;

/** Where webhooks may go. */
public enum UrlPolicy {
    /** To public servers over TLS. */
    PUBLIC,
    /** Also to programs on this very machine, over plain HTTP: for the local edition and never anywhere else. */
    PUBLIC_AND_LOOPBACK
}
