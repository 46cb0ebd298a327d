package io.crealia.testkit.foreign;

import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/** Which servers are there. Each is started at its first use, once in a JVM, and ends with it. */
public final class ForeignServers {
    private static final Map<ForeignServer, Found> FOUND = new EnumMap<>(ForeignServer.class);

    private ForeignServers() {}

    public sealed interface Found {}

    /** @param at where it listens: {@code http}, {@code mongodb} or {@code redis} */
    public record Running(URI at) implements Found {}

    /** @param reason why it is not there, for people */
    public record Absent(String reason) implements Found {}

    /** Takes seconds at most where a server is not there. */
    public static synchronized Found find(ForeignServer server) {
        return FOUND.computeIfAbsent(server, ForeignServers::look);
    }

    /** @throws IllegalStateException if it is not there */
    public static Running require(ForeignServer server) {
        return switch (find(server)) {
            case Running running -> running;
            case Absent(var reason) -> throw new IllegalStateException(server.program() + ": " + reason);
        };
    }

    private static Found look(ForeignServer server) {
        return switch (server) {
            case MOTO -> ForeignProgram.moto(System.getenv("PATH"));
            case REDIS -> ForeignProgram.redis(System.getenv("PATH"));
            case LOCALSTACK, MONGODB -> DockerEngine.look(System.getenv())
                    .<Found>map(Absent::new).orElseGet(() -> Containers.start(server));
        };
    }
}
