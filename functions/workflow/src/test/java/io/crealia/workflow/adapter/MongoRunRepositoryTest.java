package io.crealia.workflow.adapter;

import io.crealia.local.cloud.CloudSettings;
import io.crealia.local.cloud.EmbeddedCloud;
import io.crealia.local.cloud.Service;
import io.crealia.platform.store.MongoConnection;
import io.crealia.workflow.port.RunRepository;
import io.crealia.workflow.port.RunRepositoryContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

final class MongoRunRepositoryTest extends RunRepositoryContract {
    @TempDir
    private static Path directory;
    private static EmbeddedCloud cloud;
    private static int databases;

    private MongoConnection connection;

    @BeforeAll
    static void start() {
        cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory).only(Service.MONGO));
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Override
    protected RunRepository repository() {
        var uri = cloud.endpoints().mongoUri().toString();
        connection = new MongoConnection(() -> uri, "contract" + databases++);
        return new MongoRunRepository(connection.collection("runs"));
    }

    @AfterEach
    void close() {
        connection.close();
    }
}
