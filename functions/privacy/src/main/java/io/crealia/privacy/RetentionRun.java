package io.crealia.privacy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.platform.json.Json;
import io.crealia.privacy.usecase.ApplyRetention;
import io.crealia.privacy.usecase.ReplayErasures;
import io.crealia.privacy.usecase.SweepErasures;
import io.crealia.privacy.usecase.SweepExports;

/** What {@code privacy-retention} does each minute, and what it answers. */
record RetentionRun(ReplayErasures replay, SweepErasures sweep, SweepExports exports, ApplyRetention retention) {
    ObjectNode execute() {
        var replayed = replay.execute();
        var swept = sweep.execute();
        var json = Json.object().put("replayed", replayed.replayed()).put("foreign", replayed.foreign())
                .put("driven", swept.driven()).put("certified", swept.certified()).put("failed", swept.failed());
        var exported = exports.execute();
        json.put("exports_made", exported.made()).put("exports_failed", exported.failed());
        var expired = json.putObject("expired");
        expired.put("exports", exported.expired());
        retention.execute().forEach(expired::put);
        return json;
    }
}
