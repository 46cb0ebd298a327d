package io.crealia.platform.store;

import io.crealia.platform.error.DependencyException;
import io.crealia.platform.log.Log;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.net.ssl.SSLParameters;
import org.crac.Context;
import org.crac.Resource;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.util.JedisURIHelper;

/**
 * Connections to Redis, which holds only what may be lost: at most 50 ms for an answer, and nobody queues for a server
 * that is away. One connection serves one call at a time; a connection whose answer came late is given up, because the
 * answer would be taken for that of the next call. Made at first use, and given up before a SnapStart checkpoint.
 */
public final class RedisConnection implements Resource, AutoCloseable {
    private static final Log LOG = Log.of(RedisConnection.class);
    private static final Duration COMMAND_TIMEOUT = Duration.ofMillis(50);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    /** A Lambda environment needs one; the local edition serves many requests at a time. */
    private static final int MOST = 16;

    private final Supplier<String> uri;
    private final Semaphore free = new Semaphore(MOST);
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();
    private volatile URI address;
    /** Whether a connection was made since the last {@link #close}. */
    private volatile boolean connected;

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
        call("ping", COMMAND_TIMEOUT, CONNECT_TIMEOUT, connection -> {
            connection.sendCommand(Command.PING);
            return connection.getOne();
        });
        connected = true;
    }

    /**
     * Runs a script over one key. It waits for no first connection: that is made by {@link #ping}.
     *
     * @param patience the longest wait for a connection, and for an answer; twice that where the server does not know the
     * script yet
     * @throws DependencyException if there is no connection, no answer in time, or another answer than numbers
     */
    public List<Long> run(Script script, String key, List<String> arguments, Duration patience) {
        if (!connected) {
            throw new DependencyException("Redis is not connected", null);
        }
        return call("script over " + key, patience, patience, connection -> {
            try {
                connection.sendCommand(Command.EVALSHA, words(script.sha1(), key, arguments));
                return numbers(connection.getOne());
            } catch (JedisNoScriptException e) {
                connection.sendCommand(Command.EVAL, words(script.text(), key, arguments));
                return numbers(connection.getOne());
            }
        });
    }

    /**
     * Leaves a script with the server. For threads that may wait.
     *
     * @throws DependencyException if there is no answer in time
     */
    public void load(Script script) {
        call("script load", COMMAND_TIMEOUT, CONNECT_TIMEOUT, connection -> {
            connection.sendCommand(Command.SCRIPT, "LOAD", script.text());
            return connection.getOne();
        });
    }

    /**
     * Runs a script over one key, for whoever may wait: it connects if need be.
     *
     * @return the answer's texts; numbers as their decimal text
     * @throws DependencyException if there is no answer in time, or another answer than a list
     */
    public List<String> read(Script script, String key, List<String> arguments, Duration patience) {
        return call("script over " + key, patience, CONNECT_TIMEOUT, connection -> {
            connection.sendCommand(Command.EVAL, words(script.text(), key, arguments));
            if (connection.getOne() instanceof List<?> list) {
                return list.stream().map(RedisConnection::text).toList();
            }
            throw new JedisException("expected a list");
        });
    }

    private static String text(Object answer) {
        return answer instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(answer);
    }

    private static String[] words(String script, String key, List<String> arguments) {
        var words = new ArrayList<>(List.of(script, "1", key));
        words.addAll(arguments);
        return words.toArray(String[]::new);
    }

    private static List<Long> numbers(Object answer) {
        if (answer instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
            return list.stream().map(Long.class::cast).toList();
        }
        throw new JedisException("expected a list of whole numbers");
    }

    private interface Call<T> {
        T on(Connection connection);
    }

    private <T> T call(String what, Duration patience, Duration connectTimeout, Call<T> call) {
        try {
            if (!free.tryAcquire(connectTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new DependencyException("Redis " + what + ": all connections are busy", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DependencyException("Redis " + what + ": interrupted", e);
        }
        try {
            return onConnection(what, patience, connectTimeout, call);
        } finally {
            free.release();
        }
    }

    private <T> T onConnection(String what, Duration patience, Duration connectTimeout, Call<T> call) {
        var from = address;
        Connection connection = null;
        try {
            connection = idle.pollFirst();
            if (connection == null) {
                connection = connect(connectTimeout);
                from = address;
            }
            connection.setSoTimeout((int) patience.toMillis());
            var answer = call.on(connection);
            keep(connection, from);
            connection = null;
            return answer;
        } catch (JedisException | IllegalArgumentException e) {
            if (!(e.getCause() instanceof SocketTimeoutException)) {
                // The server was away: the other connections are as dead as this one.
                endIdle();
            }
            throw new DependencyException("Redis " + what, e);
        } finally {
            end(connection);
        }
    }

    /** Unless the connections were ended meanwhile. */
    private void keep(Connection connection, URI from) {
        idle.addFirst(connection);
        if (from != address && idle.remove(connection)) {
            end(connection);
        }
    }

    private Connection connect(Duration timeout) {
        var target = target();
        var config = config(target, timeout);
        var connection = new Connection(JedisURIHelper.getHostAndPort(target), config);
        connection.connect();
        return connection;
    }

    // The secret is asked for once; all connections until the next close share it.
    private synchronized URI target() {
        if (address == null) {
            address = URI.create(uri.get());
        }
        return address;
    }

    private static JedisClientConfig config(URI uri, Duration timeout) {
        var config = DefaultJedisClientConfig.builder().connectionTimeoutMillis((int) timeout.toMillis())
                .socketTimeoutMillis((int) timeout.toMillis()).user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri)).database(JedisURIHelper.getDBIndex(uri))
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED);
        if (JedisURIHelper.isRedisSSLScheme(uri)) {
            // Java checks the certificate's chain by itself, but its name only when asked to.
            var parameters = new SSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            config.ssl(true).sslParameters(parameters);
        }
        return config.build();
    }

    private static void end(Connection connection) {
        if (connection != null) {
            try {
                connection.disconnect();
            } catch (JedisException e) {
                LOG.info("a connection to Redis was gone already");
            }
        }
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

    /** Ends the connections; the next use makes new ones. Calls that wait for an answer get it. */
    @Override
    public synchronized void close() {
        connected = false;
        address = null;
        endIdle();
    }

    private void endIdle() {
        for (var connection = idle.pollFirst(); connection != null; connection = idle.pollFirst()) {
            end(connection);
        }
    }
}
