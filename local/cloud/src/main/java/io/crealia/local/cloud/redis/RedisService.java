package io.crealia.local.cloud.redis;

import io.crealia.local.cloud.Running;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A real Redis where its binary runs, else a stand-in in this JVM that keeps nothing over a restart. */
public final class RedisService {

    private static final Logger log = LoggerFactory.getLogger(RedisService.class);

    private RedisService() {}

    public static Running start(Path directory, int port) throws IOException {
        Files.createDirectories(directory);
        try {
            return RedisProcess.start(directory, port);
        } catch (RedisUnavailableException e) {
            log.warn("Redis does not run here ({}); using the in-memory stand-in", e.getMessage());
            return standIn(port, e.getMessage());
        }
    }

    /** Ends what a killed JVM left running on this folder; nothing happens where it left nothing. */
    public static void endLeftOver(Path directory) throws IOException {
        var pidFile = directory.resolve(RedisProcess.PID_FILE);
        if (Files.exists(pidFile)) {
            try {
                RedisProcess.endLeftOver(pidFile, RedisBinary.unpack(directory));
            } catch (RedisUnavailableException e) {
                log.warn("No Redis can have been left, because none runs here ({})", e.getMessage());
            }
        }
    }

    static Running standIn(int port, String reason) throws IOException {
        var server = com.github.fppt.jedismock.RedisServer.newRedisServer(port,
                InetAddress.getByAddress(new byte[]{127, 0, 0, 1}));
        server.start();
        return new Running() {
            @Override
            public String description() {
                return "jedis-mock stand-in, kept in memory only (" + reason + ")";
            }

            @Override
            public void close() {
                try {
                    server.stop();
                } catch (IOException e) {
                    log.warn("The Redis stand-in did not stop cleanly", e);
                }
            }
        };
    }
}
