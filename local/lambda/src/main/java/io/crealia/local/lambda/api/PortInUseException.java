package io.crealia.local.lambda.api;

/** Another program listens on the API's port. */
public final class PortInUseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int port;

    PortInUseException(int port, Throwable cause) {
        super("Port " + port
                + " on 127.0.0.1 is in use by another program. Stop it, or choose another port with --port.",
                cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
