package io.crealia.local.cloud.redis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import redis.embedded.RedisExecProvider;

/** Unpacks the redis-server that {@code embedded-redis} carries for this machine into the data directory. */
final class RedisBinary {

    private RedisBinary() {}

    static Path unpack(Path directory) throws IOException, RedisUnavailableException {
        String name = "redis-server-" + RedisExecProvider.redisVersion + "-" + platform();
        Path binary = directory.resolve(name);
        if (Files.isExecutable(binary)) {
            return binary;
        }
        try (InputStream packed = RedisExecProvider.class.getResourceAsStream("/" + name)) {
            if (packed == null) {
                throw new RedisUnavailableException("no Redis binary for " + platform());
            }
            Path draft = directory.resolve(name + ".tmp");
            Files.copy(packed, draft, StandardCopyOption.REPLACE_EXISTING);
            if (!draft.toFile().setExecutable(true)) {
                throw new RedisUnavailableException(draft + " cannot be made executable");
            }
            return Files.move(draft, binary, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String platform() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String cpu = switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> "amd64";
            case "aarch64", "arm64" -> "arm64";
            case "x86", "i386" -> "386";
            case String other -> other;
        };
        return (os.contains("mac") ? "darwin" : os.contains("linux") ? "linux" : os.replace(' ', '-')) + "-" + cpu;
    }
}
