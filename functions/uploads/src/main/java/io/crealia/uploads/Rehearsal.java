package io.crealia.uploads;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.uploads.adapter.MongoUploadRepository;
import io.crealia.uploads.adapter.S3IncomingObjects;
import io.crealia.uploads.domain.FileName;
import io.crealia.uploads.domain.RunChoice;
import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.domain.Transfer;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.domain.UploadSession.RequestMark;
import io.crealia.uploads.domain.sniff.MediaSniffer;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It stores nothing, and
 * asks the stores only for an upload that nobody has.
 */
final class Rehearsal {
    private static final TenantId NOBODY = new TenantId("rehearsal");
    private static final String ULID = "00000000000000000000000000";
    private static final String START = """
            {"filename": "rehearsal.mp4", "content_type": "video/mp4", "size_bytes": 1, "checksum_sha256": "%s="}"""
            .formatted("A".repeat(43));
    private static final UploadId NOTHING = new UploadId(UploadId.PREFIX + ULID);

    private Rehearsal() {}

    /** An edge over the routes of uploads where a start leaves nothing behind. */
    record Starting(HttpEdge edge, RehearsedStart kept) {}

    static boolean api(HttpEdge edge, Starting starting, MongoUploadRepository uploads) throws IOException {
        edge.rehearse();
        edge.rehearse("POST", "/v1/uploads", "{\"size_bytes\":0}");
        starting.edge().rehearse("POST", "/v1/uploads", START);
        return uploads.find(NOBODY, NOTHING).isPresent();
    }

    static boolean acceptance(SqsBatchEdge edge, Consumer<String> consumer, String bucket, S3IncomingObjects objects)
            throws IOException {
        MediaSniffer.sniff(new byte[MediaSniffer.WINDOW_BYTES], MediaSniffer.WINDOW_BYTES);
        var notification = Json.object();
        var event = notification.putArray("Records").addObject().put("eventSource", "aws:s3").put("eventName",
                "ObjectCreated:Put");
        var object = event.putObject("s3");
        object.putObject("bucket").put("name", bucket);
        object.putObject("object").put("key", session().incomingKey());
        edge.rehearse(Json.text(notification), consumer);
        return objects.head(session().incomingKey()).isPresent();
    }

    static boolean sweep(ScheduleEdge edge, UploadsSweep sweep, S3IncomingObjects objects) throws IOException {
        edge.rehearse(sweep::rehearse);
        return objects.head(session().incomingKey()).isPresent();
    }

    private static UploadSession session() {
        var start = Instant.EPOCH;
        return new UploadSession(NOTHING, NOBODY, Optional.empty(), new AssetId(AssetId.PREFIX + ULID), "rehearsal",
                new FileName("rehearsal"), "video/mp4", 1, Optional.of(new Sha256("A".repeat(43) + "=")),
                new Transfer.SinglePut(start.plusSeconds(900)), RunChoice.DEFAULT, start, start.plusSeconds(900),
                RequestMark.of(Optional.empty(), NOTHING, ""));
    }
}
