package io.crealia.webhooks.adapter;

import java.io.IOException;

/** What was answered is not HTTP/1.1, or more of it than is read. */
final class ProtocolException extends IOException {
    private static final long serialVersionUID = 1L;

    ProtocolException(String what) {
        super(what);
    }
}
