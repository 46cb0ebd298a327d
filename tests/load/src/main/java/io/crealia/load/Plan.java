package io.crealia.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the generator is to do.
 *
 * @param api on this machine: load goes nowhere else
 * @param server the process whose CPU time is counted as the server's
 * @param results where each phase's figures go, as JSON
 */
record Plan(URI api, long server, Path results, List<Client> clients, List<Phase> phases) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /**
     * Whose requests these are.
     *
     * @param asset one that is ready to play
     */
    record Client(String tenant, String token, String asset) {}

    Plan {
        clients = List.copyOf(clients);
        phases = List.copyOf(phases);
        if (!"http".equals(api.getScheme()) || !LOOPBACK.contains(String.valueOf(api.getHost()))) {
            throw new IllegalArgumentException("api: expected an http address of this machine, found " + api);
        }
        if (clients.isEmpty()) {
            throw new IllegalArgumentException("clients: expected at least one");
        }
        if (phases.isEmpty()) {
            throw new IllegalArgumentException("phases: expected at least one");
        }
        if (phases.stream().map(Phase::name).distinct().count() < phases.size()) {
            throw new IllegalArgumentException("phases.name: expected names that differ");
        }
    }

    static Plan read(Path file) throws IOException {
        var json = JSON.readTree(Files.readAllBytes(file));
        return new Plan(URI.create(json.path("api").asText()), json.path("server_pid").asLong(),
                Path.of(json.path("results").asText()), all(json.path("clients"), Plan::client),
                all(json.path("phases"), Phase::of));
    }

    private static Client client(JsonNode json) {
        return new Client(json.path("tenant").asText(), json.path("token").asText(), json.path("asset").asText());
    }

    private static <T> List<T> all(JsonNode array, java.util.function.Function<JsonNode, T> reader) {
        var all = new ArrayList<T>();
        array.forEach(each -> all.add(reader.apply(each)));
        return all;
    }
}
