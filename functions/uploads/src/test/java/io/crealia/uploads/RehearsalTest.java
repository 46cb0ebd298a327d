package io.crealia.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.auth.TokenVerifier;
import io.crealia.platform.idempotency.Idempotency;
import io.crealia.platform.lambda.FunctionContext;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.adapter.S3IncomingObjects;
import io.crealia.uploads.fake.Cloud;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rehearsal that ended early would prime nothing, and nobody would see it. */
@ExtendWith(Cloud.Extension.class)
final class RehearsalTest {
    @Test
    void everyPath_connected_runToTheirEndAndStoreNothing(Cloud cloud) throws IOException {
        try (var context = FunctionContext.start(cloud.environment("rehearsal"))) {
            var uploads = context.bean(MongoUploadRepository.class);
            var edge = new HttpEdge(context.bean(UploadsApi.class).routes(), context.bean(TokenVerifier.class),
                    context.bean(Idempotency.class));

            assertThat(Rehearsal.api(edge, context.bean(Rehearsal.Starting.class), uploads)).isFalse();
            var kept = context.bean(Rehearsal.Starting.class).kept();
            assertThat(kept.findByRequestKey(new TenantId("rehearsal"), "")).as("the start was not refused before")
                    .isPresent();
            var objects = context.bean(S3IncomingObjects.class);
            assertThat(Rehearsal.acceptance(new SqsBatchEdge(), context.bean(ObjectCreatedConsumer.class),
                    context.bean(UploadsConfig.class).incomingBucket(), objects)).isFalse();
            assertThat(Rehearsal.sweep(new ScheduleEdge(), context.bean(UploadsSweep.class), objects)).isFalse();
            assertThat(uploads.due(Instant.parse("2100-01-01T00:00:00Z"), 10)).isEmpty();
        }
    }
}
