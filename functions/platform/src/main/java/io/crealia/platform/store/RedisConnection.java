package io.crealia.platform.store;

import io.crealia.platform.error.DependencyException;
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

    private synchronized StatefulRedisConnection<String, String> connection() {
        if (connection == null) {
            var address = RedisURI.create(uri.get());
            address.setTimeout(COMMAND_TIMEOUT);
            client = RedisClient.create(address);
            client.setOptions(ClientOptions.builder().disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                    .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
                    .socketOptions(SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).build()).build());
            connection = client.connect();
        }
        return connection;
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        close();
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        connection();
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
