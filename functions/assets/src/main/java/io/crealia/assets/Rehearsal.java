package io.crealia.assets;

import io.crealia.assets.port.AssetRepository;
import io.crealia.assets.usecase.TellDeletions;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It changes nothing: its
 * asset belongs to nobody and its result document does not exist.
 */
final class Rehearsal {
    private static final TenantId NOBODY = new TenantId("rehearsal");
    private static final String ULID = "00000000000000000000000000";
    private static final AssetId NOTHING = new AssetId(AssetId.PREFIX + ULID);

    private Rehearsal() {}

    /** Ends early, because the result document is missing. */
    static Fact change(SqsBatchEdge edge, Consumer<Fact> consumer) throws IOException {
        var header = new Fact.Header("evt_rehearsal", Instant.EPOCH, NOBODY, NOTHING, "rehearsal");
        var change = new Fact.AssetChanged(header, new RunId(RunId.PREFIX + ULID), 1, AssetState.PREPARING,
                Optional.empty(), 0, false, List.of(), Map.of(Step.PROBE, NOBODY + "/" + NOTHING + "/rehearsal"));
        edge.rehearseFact(change, consumer);
        return change;
    }

    /** As of a time at which nothing was due. */
    static TellDeletions.Report sweep(ScheduleEdge edge, TellDeletions tell) throws IOException {
        edge.rehearse(() -> Json.object().put("told", tell.asOf(Instant.EPOCH).told()));
        return tell.asOf(Instant.EPOCH);
    }

    static boolean api(HttpEdge edge, AssetRepository assets) throws IOException {
        edge.rehearse();
        return find(assets);
    }

    static boolean find(AssetRepository assets) {
        return assets.find(NOBODY, NOTHING).isPresent();
    }
}
