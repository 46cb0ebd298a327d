package io.crealia.operations.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MongoRunBacklogTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Document run(String id, String state, Instant nextAt) {
        return new Document("_id", id).append("v", 1L).append("state", state).append("nextAt",
                nextAt == null ? null : Date.from(nextAt));
    }

    @Test
    void backlog_openRunsAndTheLongestOverdue(@TempDir Path folder) {
        try (var stores = new Stores(folder)) {
            var documents = stores.mongo().collection("runs");
            var backlog = new MongoRunBacklog(documents);
            assertThat(backlog.open()).isZero();
            assertThat(backlog.oldestOverdue(NOW)).isEqualTo(Duration.ZERO);

            documents.insert(run("wfl_1", "READY", null));
            documents.insert(run("wfl_2", "RUNNING", NOW.plusSeconds(60)));
            assertThat(backlog.oldestOverdue(NOW)).isEqualTo(Duration.ZERO);
            documents.insert(run("wfl_3", "RUNNING", NOW.minusSeconds(90)));
            documents.insert(run("wfl_4", "FAILED", NOW.minusSeconds(30)));

            assertThat(backlog.open()).isEqualTo(2);
            assertThat(backlog.oldestOverdue(NOW)).isEqualTo(Duration.ofSeconds(90));
        }
    }
}
