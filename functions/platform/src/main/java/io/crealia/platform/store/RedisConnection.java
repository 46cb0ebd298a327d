package io.crealia.platform.store;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    /** Lettuce's own is 30 s. */
    private static final Duration LONGEST_RECONNECT_DELAY = Duration.ofSeconds(2);
    private static final int THREADS = 2;

    private final Supplier<String> uri;
    private ClientResources resources;
    private RedisClient client;
    private volatile StatefulRedisConnection<String, String> connection;

    public RedisConnection(Supplier<String> uri) {
        this.uri = uri;
    }

    /**
     * A script that is one step of the server. It answers a list of whole numbers.
     *
     * @param sha1 of the text, by which the server knows it
     */
    public record Script(String text, String sha1) {
        public static Script of(String text) {
            try {
                var digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
                return new Script(text, HexFormat.of().formatHex(digest));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-1", e);
            }
        }
    }

    /**
     * Connects if need be, which may take a second.
     *
     * @throws DependencyException if the server does not answer in time
     */
    public void ping() {
        try {
            connection().sync().ping();
        } catch (RuntimeException e) {
            throw new DependencyException("Redis ping", e);
        }
    }

    /**
     * Runs a script over one key, on the connection that there is: it never connects.
     *
     * @param patience the longest wait for an answer; twice that where the server does not know the script yet
     * @throws DependencyException if there is no connection, no answer in time, or another answer than numbers
     */
    public List<Long> run(Script script, String key, List<String> arguments, Duration patience) {
        var live = connection;
        if (live == null || !live.isOpen()) {
            throw new DependencyException("Redis is not connected", null);
        }
        var keys = new String[]{key};
        var values = arguments.toArray(String[]::new);
        try {
            try {
                return answer(live.async().evalsha(script.sha1(), ScriptOutputType.MULTI, keys, values), patience);
            } catch (RedisNoScriptException e) {
                return answer(live.async().eval(script.text(), ScriptOutputType.MULTI, keys, values), patience);
            }
        } catch (RuntimeException e) {
            throw new DependencyException("Redis script over " + key, e);
        }
    }

    private static List<Long> answer(RedisFuture<List<Long>> future, Duration patience) {
        try {
            return future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            future.cancel(false);
            throw new IllegalStateException("no answer within " + patience, e);
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for Redis");
        }
    }

    // One client for all tries: each owns threads, and a server that stays away must not make them pile up.
    private synchronized StatefulRedisConnection<String, String> connection() {
        if (client == null) {
            resources = ClientResources.builder().ioThreadPoolSize(THREADS).computationThreadPoolSize(THREADS)
                    .reconnectDelay(Delay.exponential(Duration.ofMillis(10), LONGEST_RECONNECT_DELAY, 2,
                            TimeUnit.MILLISECONDS))
                    .build();
            client = client(resources, uri.get());
        }
        if (connection == null) {
            connection = client.connect();
        }
        return connection;
    }

    private static RedisClient client(ClientResources resources, String uri) {
        // Only commands are held to 50 ms: the handshake of a cold environment takes longer.
        var address = RedisURI.create(uri);
        address.setTimeout(CONNECT_TIMEOUT);
        var client = RedisClient.create(resources, address);
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

    /** Ends the connection; the next use makes a new one. */
    @Override
    public synchronized void close() {
        connection = null;
        if (client != null) {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
            client = null;
        }
        if (resources != null) {
            resources.shutdown(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
            resources = null;
        }
    }
}
