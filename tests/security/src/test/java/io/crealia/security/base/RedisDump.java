package io.crealia.security.base;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScanIterator;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import java.io.ByteArrayOutputStream;
import java.net.URI;

/** Every key of a Redis server with what is in it. */
public final class RedisDump {
    private RedisDump() {}

    /** @throws IllegalStateException for a type of value that this cannot read */
    public static byte[] of(URI server) {
        try (var client = RedisClient.create(server.toString());
                var connection = client.connect(ByteArrayCodec.INSTANCE)) {
            var out = new ByteArrayOutputStream();
            ScanIterator.scan(connection.sync()).forEachRemaining(key -> {
                out.writeBytes(key);
                write(connection.sync(), key, out);
                out.write('\n');
            });
            return out.toByteArray();
        }
    }

    private static void write(RedisCommands<byte[], byte[]> redis, byte[] key, ByteArrayOutputStream out) {
        switch (redis.type(key)) {
            case "none" -> {
                // It has expired in the meantime.
            }
            case "string" -> {
                var value = redis.get(key);
                out.writeBytes(value == null ? new byte[0] : value);
            }
            case "hash" -> redis.hgetall(key).forEach((field, value) -> {
                out.writeBytes(field);
                out.writeBytes(value);
            });
            case "list" -> redis.lrange(key, 0, -1).forEach(out::writeBytes);
            case "set" -> redis.smembers(key).forEach(out::writeBytes);
            case "zset" -> redis.zrange(key, 0, -1).forEach(out::writeBytes);
            case String type -> throw new IllegalStateException("a value of the type " + type);
        }
    }
}
