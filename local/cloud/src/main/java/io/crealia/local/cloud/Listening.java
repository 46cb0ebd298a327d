package io.crealia.local.cloud;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;

/** Decides every port before any server starts, so that servers that name each other can start at the same time. */
final class Listening {

    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);

    private Listening() {}

    /** @throws PortInUseException when a port that was asked for is taken */
    static Listening choose(CloudSettings settings) {
        var chosen = new Listening();
        for (Service service : settings.services()) {
            chosen.ports.put(service, probe(service, settings.ports().of(service)));
        }
        return chosen;
    }

    boolean has(Service service) {
        return ports.containsKey(service);
    }

    int port(Service service) {
        return ports.get(service);
    }

    private static int probe(Service service, int wanted) {
        try (var socket = new ServerSocket(wanted, 1, InetAddress.getByAddress(new byte[]{127, 0, 0, 1}))) {
            return socket.getLocalPort();
        } catch (BindException e) {
            throw new PortInUseException(service, wanted, e);
        } catch (IOException e) {
            throw new CloudStartException(service + " cannot listen on 127.0.0.1:" + wanted + ": " + e.getMessage(), e);
        }
    }
}
