package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Queues by name. All share the encoder: a queue is a name here, as on-demand queues all but are in AWS. */
public final class QueueStore {
    public static final String DEFAULT = "Default";

    private final Path file;
    private final Arns arns;
    private final Map<String, Queue> queues = new ConcurrentSkipListMap<>();

    /** @param description may be empty */
    public record Queue(String name, String arn, String description, Instant created) {}

    QueueStore(Path folder, Arns arns, Instant now) throws IOException {
        this.file = folder.resolve("queues.json");
        this.arns = arns;
        if (Files.exists(file)) {
            AtomicJson.read(file).forEach(node -> put(node.path("name").asText(), node.path("description").asText(),
                    Instant.parse(node.path("created").asText())));
        }
        if (!queues.containsKey(DEFAULT)) {
            put(DEFAULT, "", now);
        }
    }

    private Queue put(String name, String description, Instant created) {
        var queue = new Queue(name, arns.queue(name), description, created);
        queues.put(name, queue);
        return queue;
    }

    public List<Queue> all() {
        return List.copyOf(queues.values());
    }

    /** @param nameOrArn as requests give either */
    public Optional<Queue> find(String nameOrArn) {
        String name = nameOrArn.startsWith("arn:") ? nameOrArn.substring(nameOrArn.lastIndexOf('/') + 1) : nameOrArn;
        return Optional.ofNullable(queues.get(name));
    }

    /** @return the new queue, empty when the name is taken */
    public synchronized Optional<Queue> create(String name, String description, Instant now) {
        if (queues.containsKey(name)) {
            return Optional.empty();
        }
        Queue queue = put(name, description, now);
        ArrayNode out = JsonNodeFactory.instance.arrayNode();
        queues.values().forEach(one -> out.addObject().put("name", one.name()).put("description", one.description())
                .put("created", one.created().toString()));
        try {
            AtomicJson.write(file, out);
        } catch (IOException e) {
            queues.remove(name);
            throw new UncheckedIOException("cannot keep queue " + name, e);
        }
        return Optional.of(queue);
    }
}
