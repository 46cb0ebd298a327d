package io.crealia.webhooks.adapter;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Resolves a name, once for each attempt. */
@FunctionalInterface
public interface HostResolver {
    /** The machine's own resolver. */
    HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    /** @throws UnknownHostException if the name has no address */
    List<InetAddress> resolve(String host) throws UnknownHostException, InterruptedException;
}
