package io.crealia.security.base;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Arrays;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.ScanParams;

/** Every key of a Redis server with what is in it. */
public final class RedisDump {
    private RedisDump() {}

    /** @throws IllegalStateException for a type of value that this cannot read */
    public static byte[] of(URI server) {
        try (var redis = new Jedis(server)) {
            var out = new ByteArrayOutputStream();
            var cursor = ScanParams.SCAN_POINTER_START_BINARY;
            do {
                var page = redis.scan(cursor);
                page.getResult().forEach(key -> {
                    out.writeBytes(key);
                    write(redis, key, out);
                    out.write('\n');
                });
                cursor = page.getCursorAsBytes();
            } while (!Arrays.equals(cursor, ScanParams.SCAN_POINTER_START_BINARY));
            return out.toByteArray();
        }
    }

    private static void write(Jedis redis, byte[] key, ByteArrayOutputStream out) {
        switch (redis.type(key)) {
            case "none" -> {
                // It has expired in the meantime.
            }
            case "string" -> {
                var value = redis.get(key);
                out.writeBytes(value == null ? new byte[0] : value);
            }
            case "hash" -> redis.hgetAll(key).forEach((field, value) -> {
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
