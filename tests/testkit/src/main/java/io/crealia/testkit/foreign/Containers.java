package io.crealia.testkit.foreign;

import io.crealia.testkit.foreign.ForeignServers.Absent;
import io.crealia.testkit.foreign.ForeignServers.Found;
import io.crealia.testkit.foreign.ForeignServers.Running;
import java.net.URI;
import java.time.Duration;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/** Servers in Docker. Loaded only where an engine answers; Testcontainers ends what it started. */
final class Containers {
    private static final Duration START = Duration.ofMinutes(3);

    private Containers() {}

    static Found start(ForeignServer server) {
        try {
            return new Running(server == ForeignServer.MONGODB ? mongo(server) : localStack(server));
        } catch (ContainerFetchException | ContainerLaunchException | IllegalStateException e) {
            return new Absent("the container does not start: " + e.getMessage());
        }
    }

    // Not closed here: it serves the whole JVM, and Testcontainers removes it afterwards.
    private static URI mongo(ForeignServer server) {
        var container = new MongoDBContainer(DockerImageName.parse(server.program()));
        container.withStartupTimeout(START).start();
        return URI.create(container.getConnectionString());
    }

    private static URI localStack(ForeignServer server) {
        var container = new LocalStackContainer(DockerImageName.parse(server.program())).withServices("s3", "sqs");
        container.withStartupTimeout(START).start();
        return container.getEndpoint();
    }
}
