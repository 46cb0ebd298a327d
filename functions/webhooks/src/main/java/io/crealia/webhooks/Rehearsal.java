package io.crealia.webhooks;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.platform.schedule.ScheduleEdge;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.StandardWebhooks;
import io.crealia.webhooks.usecase.SweepDeliveries;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocketFactory;

/**
 * Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It changes nothing: its
 * tenant is nobody, and nothing is sent.
 */
final class Rehearsal {
    private static final TenantId NOBODY = new TenantId("rehearsal");
    private static final String ULID = "00000000000000000000000000";
    private static final int KEY_BYTES = 32;

    private Rehearsal() {}

    static String api(HttpEdge edge) throws IOException {
        edge.rehearse();
        return "done";
    }

    static Fact facts(SqsBatchEdge edge, FactEvents facts) throws IOException {
        var header = new Fact.Header("evt_rehearsal", Instant.EPOCH, NOBODY, new AssetId(AssetId.PREFIX + ULID),
                "rehearsal");
        var fact = new Fact.AssetChanged(header, new RunId(RunId.PREFIX + ULID), 1, AssetState.READY,
                Optional.empty(), 100, true, List.of(), Map.of());
        edge.rehearseFact(fact, facts::accept);
        return fact;
    }

    static String attempt(SqsBatchEdge edge, Consumer<String> consumer) throws IOException {
        SSLSocketFactory.getDefault();
        var signature = StandardWebhooks.sign(List.of(new SigningKey.Symmetric(new byte[KEY_BYTES])), "rehearsal",
                Instant.EPOCH, new byte[0]);
        edge.rehearse(Json.text(Json.object().put("tenant_id", NOBODY.value())
                .put("delivery_id", DeliveryId.PREFIX + ULID).put("version", 1)), consumer);
        return signature;
    }

    /** As of a time at which nothing was due. */
    static SweepDeliveries.Report sweep(ScheduleEdge edge, SweepDeliveries sweep) throws IOException {
        edge.rehearse(() -> Json.object().put("sent", sweep.asOf(Instant.EPOCH).sent()));
        return sweep.asOf(Instant.EPOCH);
    }
}
