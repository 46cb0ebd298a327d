package io.crealia.local.cloud;

/** Another program listens on the port that a server of the embedded cloud was given. */
public final class PortInUseException extends CloudStartException {

    private static final long serialVersionUID = 1L;

    private final Service service;
    private final int port;

    PortInUseException(Service service, int port, Throwable cause) {
        super("Port " + port + " on 127.0.0.1 is in use by another program, so " + service + " cannot start. "
                + "Stop that program, or give " + service + " another port in the port settings (0 = any free port).",
                cause);
        this.service = service;
        this.port = port;
    }

    public Service service() {
        return service;
    }

    public int port() {
        return port;
    }
}
