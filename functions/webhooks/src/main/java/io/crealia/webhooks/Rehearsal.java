package io.crealia.webhooks;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.message.FactCodec;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.StandardWebhooks;
import io.crealia.webhooks.usecase.MakeAttempt;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    static Fact facts(FactEvents facts) {
        var header = new Fact.Header("evt_rehearsal", Instant.EPOCH, NOBODY, new AssetId(AssetId.PREFIX + ULID),
                "rehearsal");
        var fact = FactCodec.decode(FactCodec.encode(new Fact.AssetChanged(header, new RunId(RunId.PREFIX + ULID), 1,
                AssetState.READY, Optional.empty(), 100, true, List.of(), Map.of())));
        facts.accept(fact);
        return fact;
    }

    static MakeAttempt.Result attempt(MakeAttempt attempt) {
        SSLSocketFactory.getDefault();
        StandardWebhooks.sign(List.of(new SigningKey.Symmetric(new byte[KEY_BYTES])), "rehearsal", Instant.EPOCH,
                new byte[0]);
        return attempt.execute(NOBODY, new DeliveryId(DeliveryId.PREFIX + ULID), 1);
    }
}
