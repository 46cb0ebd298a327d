package io.crealia.webhooks.adapter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.time.Duration;

/** Connects to exactly one address. */
@FunctionalInterface
public interface Dialer {
    /** Without any proxy: neither the environment nor a system property sends a webhook elsewhere. */
    Dialer DIRECT = (socket, address, port, timeout) -> socket.connect(new InetSocketAddress(address, port),
            Math.toIntExact(timeout.toMillis()));

    /** A socket that knows no proxy. */
    static Socket socket() {
        return new Socket(Proxy.NO_PROXY);
    }

    void connect(Socket socket, InetAddress address, int port, Duration timeout) throws IOException;
}
