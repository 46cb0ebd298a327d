package io.crealia.local.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EmbeddedCloudTest {

    @Test
    void start_allServices_answersAndSaysWhatRuns(@TempDir Path directory) {
        try (var cloud = EmbeddedCloud.start(CloudSettings.inDirectory(directory))) {
            System.out.println(cloud.status());
            cloud.createBucket("bucket");
            System.out.println(cloud.createQueue(QueueSpec.named("dlq")));
            System.out.println(cloud.createQueue(QueueSpec.named("q").withRedrive("dlq", 5)));
            System.out.println(cloud.createQueue(QueueSpec.named("q").withRedrive("dlq", 4)));
            assertThat(cloud.status()).hasSize(5);
        }
    }
}
