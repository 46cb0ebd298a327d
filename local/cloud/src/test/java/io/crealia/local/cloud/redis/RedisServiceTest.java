package io.crealia.local.cloud.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.crealia.local.cloud.Running;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;

final class RedisServiceTest {

    @TempDir
    Path directory;

    @Test
    void start_afterAKilledJvm_endsTheRedisItLeftAndKeepsItsData() throws Exception {
        Process left = leaveRedisRunning();
        int port = freePort();

        try (Running redis = RedisService.start(directory, port)) {
            assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(redis.description()).startsWith("Redis 7");
            assertThat(Files.readString(directory.resolve("redis.pid")))
                    .isNotEqualTo(Long.toString(left.pid()));
        }
        assertThat(directory.resolve("redis.pid")).doesNotExist();
    }

    @Test
    void start_pidFileOfAnotherProgram_leavesItAlone() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            Files.writeString(directory.resolve("redis.pid"), Long.toString(other.pid()));
            RedisService.start(directory, freePort()).close();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroy();
        }
    }

    @Test
    void start_pidFileOfRedisOnOtherFolder_leavesItAlone(@TempDir Path elsewhere) throws Exception {
        try (Running _ = RedisService.start(elsewhere, freePort())) {
            String pid = Files.readString(elsewhere.resolve("redis.pid"));
            Files.writeString(directory.resolve("redis.pid"), pid);
            RedisService.start(directory, freePort()).close();
            assertThat(ProcessHandle.of(Long.parseLong(pid))).get().matches(ProcessHandle::isAlive);
        }
    }

    @Test
    void start_binaryDoesNotRun_fallsBackToStandInAndSaysSo() throws Exception {
        Path binary = RedisBinary.unpack(directory);
        Files.writeString(binary, "not a program");
        int port = freePort();
        try (Running redis = RedisService.start(directory, port)) {
            assertThat(redis.description()).contains("stand-in").contains("memory only");
            assertThat(setAndGet(port)).isEqualTo("value");
        }
    }

    @Test
    void close_redis_leavesNoProcess() throws Exception {
        Running redis = RedisService.start(directory, freePort());
        long pid = Long.parseLong(Files.readString(directory.resolve("redis.pid")));
        redis.close();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    /** What a JVM leaves behind that was killed: the process and its pid file. */
    private Process leaveRedisRunning() throws Exception {
        Path binary = RedisBinary.unpack(directory);
        Process process = new ProcessBuilder(binary.toString(), "--bind", "127.0.0.1", "--port",
                Integer.toString(freePort()), "--dir", directory.toString(), "--appendonly", "yes").start();
        assumeThat(process.isAlive()).isTrue();
        Files.writeString(directory.resolve("redis.pid"), Long.toString(process.pid()));
        return process;
    }

    private static String setAndGet(int port) {
        try (var redis = new Jedis("127.0.0.1", port)) {
            redis.set("key", "value");
            return redis.get("key");
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
