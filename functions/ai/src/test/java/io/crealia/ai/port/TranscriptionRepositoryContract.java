package io.crealia.ai.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store of waiting attempts does. */
abstract class TranscriptionRepositoryContract {
    private static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";

    abstract TranscriptionRepository waiting();

    @Test
    void find_kept_isTheRequestUnchanged() {
        var request = request(1);
        assertThat(waiting().find(request.token())).isEmpty();
        waiting().keep(request);
        waiting().keep(request);
        assertThat(waiting().find(request.token())).contains(request);
    }

    @Test
    void remove_twice_isGone() {
        var request = request(2);
        waiting().keep(request);
        waiting().remove(request.token());
        waiting().remove(request.token());
        assertThat(waiting().find(request.token())).isEmpty();
    }

    private static Fact.StepRequested request(int attempt) {
        return new Fact.StepRequested(
                new Fact.Header("evt_" + attempt, Instant.parse("2026-03-01T12:00:00Z"), new TenantId("acme"),
                        new AssetId(AssetId.PREFIX + ULID), "correlation"),
                new StepToken(new RunId(RunId.PREFIX + ULID), Step.CAPTIONS, attempt),
                new SourceObject("media", "source", "etag", 10, "mp4"), Map.of(Step.TRANSCODE, "transcode.json"),
                new RunParameters("auto-reels", "educational", Optional.of("en"), Optional.of("script.txt")));
    }
}
