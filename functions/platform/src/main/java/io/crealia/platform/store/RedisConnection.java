package io.crealia.platform.store;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.function.Supplier;
import org.crac.Context;
import org.crac.Resource;

/**
 * The connection to Redis, which holds only what may be lost: 50 ms for a command, no queueing while disconnected. Made
 * at first use; closed before a SnapStart checkpoint, because Lettuce never recovers from a socket that died frozen.
 */
public final class RedisConnection implements Resource, AutoCloseable {
    private static final Log LOG = Log.of(RedisConnection.class);
    private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(50);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);

    private final Supplier<String> uri;
    private RedisClient client;
    private StatefulRedisConnection<String, String> connection;

    public RedisConnection(Supplier<String> uri) {
        this.uri = uri;
    }

    /** @throws DependencyException if the server does not answer in time */
    public void ping() {
        try {
            connection().sync().ping();
        } catch (RuntimeException e) {
            throw new DependencyException("Redis ping", e);
        }
    }

    // One client for all tries: each owns threads, and a server that stays away must not make them pile up.
    private synchronized StatefulRedisConnection<String, String> connection() {
        if (client == null) {
            client = client(uri.get());
        }
        if (connection == null) {
            connection = client.connect();
        }
        return connection;
    }

    private static RedisClient client(String uri) {
        // Only commands are held to 50 ms: the handshake of a cold environment takes longer.
        var address = RedisURI.create(uri);
        address.setTimeout(CONNECT_TIMEOUT);
        var client = RedisClient.create(address);
        client.setOptions(ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build()).build());
        return client;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        close();
    }

    /** Connects at once, so that the first command need not. A function restores without Redis as well. */
    @Override
    public void afterRestore(Context<? extends Resource> context) {
        try {
            ping();
        } catch (DependencyException e) {
            LOG.warn("restored without Redis");
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            client = null;
            connection = null;
        }
    }
}
