package io.crealia.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.uploads.fake.Cloud;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rehearsal that ended early would prime nothing, and nobody would see it. */
@ExtendWith(Cloud.Extension.class)
final class RehearsalTest {
    @Test
    void everyPath_connected_runToTheirEndAndStoreNothing(Cloud cloud) throws IOException {
        try (var context = UploadsComponent.start(cloud.environment("rehearsal"))) {
            var uploads = context.uploads();
            var edge = new HttpEdge(context.api().routes(), context.verifier(),
                    context.idempotency());

            assertThat(Rehearsal.api(edge, context.starting(), uploads)).isFalse();
            var kept = context.starting().kept();
            assertThat(kept.findByRequestKey(new TenantId("rehearsal"), "")).as("the start was not refused before")
                    .isPresent();
            var objects = context.objects();
            assertThat(Rehearsal.acceptance(new SqsBatchEdge(), context.consumer(),
                    context.config().incomingBucket(), objects)).isFalse();
            assertThat(Rehearsal.sweep(new ScheduleEdge(), context.sweep(), objects)).isFalse();
            assertThat(uploads.due(Instant.parse("2100-01-01T00:00:00Z"), 10)).isEmpty();
            for (var database : List.of("rehearsal", "rehearsal_keys")) {
                var all = context.mongo().database(database);
                assertThat(all.listCollectionNames()).as(database).isNotEmpty().allSatisfy(
                        name -> assertThat(all.getCollection(name).countDocuments()).as(name).isZero());
            }
        }
    }
}
