package io.crealia.local.cloud;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/** Decides every port before any server starts, so that servers that name each other can start at the same time. */
final class Listening {

    private static final int LOWEST_FREE = 20_000;
    private static final int HIGHEST_FREE = 32_767;
    private static final int ATTEMPTS = 100;

    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);

    private Listening() {}

    /** @throws PortInUseException when a port that was asked for is taken */
    static Listening choose(CloudSettings settings) {
        var chosen = new Listening();
        for (Service service : settings.services()) {
            int wanted = settings.ports().of(service);
            if (wanted != 0) {
                chosen.ports.put(service, require(service, wanted));
            }
        }
        for (Service service : settings.services()) {
            if (!chosen.has(service)) {
                chosen.ports.put(service, chosen.free(service));
            }
        }
        return chosen;
    }

    boolean has(Service service) {
        return ports.containsKey(service);
    }

    int port(Service service) {
        return ports.get(service);
    }

    private static int require(Service service, int wanted) {
        try {
            return bind(wanted);
        } catch (BindException e) {
            throw new PortInUseException(service, wanted, e);
        } catch (IOException e) {
            throw cannotListen(service, e);
        }
    }

    /**
     * Below the range from which systems take the ports of outgoing connections (32768 and up on Linux, 49152 on others):
     * between this probe and the server's own bind, any client on the machine could be given one of those.
     */
    private int free(Service service) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                int port = bind(ThreadLocalRandom.current().nextInt(LOWEST_FREE, HIGHEST_FREE + 1));
                if (!ports.containsValue(port)) {
                    return port;
                }
            } catch (BindException _) {
                // Taken: the next one.
            } catch (IOException e) {
                throw cannotListen(service, e);
            }
        }
        throw new CloudStartException(service + " found no free port from " + LOWEST_FREE + " to " + HIGHEST_FREE
                + " on 127.0.0.1: give it one in the port settings");
    }

    private static int bind(int port) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
            return socket.getLocalPort();
        }
    }

    private static CloudStartException cannotListen(Service service, IOException e) {
        return new CloudStartException(service + " cannot listen on 127.0.0.1: " + e.getMessage(), e);
    }
}
