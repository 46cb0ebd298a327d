package io.crealia.uploads;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.uploads.usecase.AbortOrphans;
import io.crealia.uploads.usecase.SweepUploads;
import java.time.Instant;
import java.util.function.Supplier;

/** One tick of the sweeper, and what it did in numbers. */
final class UploadsSweep implements Supplier<ObjectNode> {
    private final SweepUploads uploads;
    private final AbortOrphans orphans;

    UploadsSweep(SweepUploads uploads, AbortOrphans orphans) {
        this.uploads = uploads;
        this.orphans = orphans;
    }

    @Override
    public ObjectNode get() {
        return report(uploads.execute(), orphans.execute());
    }

    /** As of a time at which nothing was due; the store's list of multipart uploads knows no time. */
    ObjectNode rehearse() {
        return report(uploads.asOf(Instant.EPOCH), orphans.execute());
    }

    private static ObjectNode report(SweepUploads.Result swept, AbortOrphans.Result parts) {
        return Json.object().put("looked", swept.looked()).put("decided", swept.decided())
                .put("timed_out", swept.timedOut()).put("relayed", swept.relayed())
                .put("aborted", parts.aborted()).put("failed", swept.failed() + parts.failed());
    }
}
