package io.crealia.operations;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.operations.usecase.MakeBackup;
import io.crealia.operations.usecase.MakeBackup.Result;
import io.crealia.operations.usecase.SweepBackups;
import io.crealia.platform.json.Json;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import java.time.Duration;

/** What {@code backup} does at each tick, and what it answers. A failure fails the invocation, so that it is alarmed. */
record BackupRun(MakeBackup make, SweepBackups sweep) {
    private static final String DEPLOYMENT = "crealia.deploy";
    private static final Log LOG = Log.of(BackupRun.class);

    /** @param event of the schedule, or of a deployment that wants a backup before it changes anything */
    ObjectNode execute(JsonNode event, Context context) {
        MakeBackup.TimeLeft left = () -> Duration.ofMillis(context.getRemainingTimeInMillis());
        var result = event.path("source").asText().equals(DEPLOYMENT)
                ? make.executeOnDemand(left)
                : make.execute(left);
        return switch (result) {
            case Result.NotDue(var at) -> Json.object().put("state", "not_due").put("due_at", at.toString());
            case Result.Busy() -> Json.object().put("state", "busy");
            case Result.Paused(var progress) -> {
                LOG.info("a backup goes on with the next tick", LogField.COUNT.of(progress.parts()));
                yield Json.object().put("state", "paused").put("backup", progress.id().value())
                        .put("parts", progress.parts());
            }
            case Result.Finished(var manifest) -> {
                LOG.info("a backup was finished", LogField.COUNT.of(manifest.documents()), LogField.DURATION_MS
                        .of(Duration.between(manifest.startedAt(), manifest.finishedAt()).toMillis()));
                var swept = sweep.execute();
                yield Json.object().put("state", "finished").put("backup", manifest.id().value())
                        .put("collections", manifest.collections().size()).put("documents", manifest.documents())
                        .put("parts", manifest.parts()).put("stored_bytes", manifest.storedBytes())
                        .put("kept", swept.kept()).put("expired", swept.expired())
                        .put("parts_deleted", swept.parts()).put("unreadable", swept.unreadable());
            }
        };
    }
}
