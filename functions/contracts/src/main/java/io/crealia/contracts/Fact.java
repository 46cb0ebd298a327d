package io.crealia.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that one function tells another. A fact is a hint: it carries ids, keys and numbers, never personal data,
 * and its receiver looks the truth up. Facts may arrive late, twice and in any order.
 */
public sealed interface Fact {
    Header header();

    /**
     * @param id unique for one effect; receivers may dedupe on it
     * @param correlationId follows one upload through every log line
     */
    record Header(String id, Instant at, TenantId tenantId, AssetId assetId, String correlationId) {
        public Header {
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(at, "at");
            Objects.requireNonNull(tenantId, "tenantId");
            Objects.requireNonNull(assetId, "assetId");
            Objects.requireNonNull(correlationId, "correlationId");
        }
    }

    /** The uploaded object is a media file, pinned and copied out of quarantine. */
    record UploadAccepted(Header header, UploadId uploadId, SourceObject source) implements Fact {}

    /** The uploaded object will not be processed. {@code code} is in the error catalogue. */
    record UploadRejected(Header header, UploadId uploadId, String code, String detail) implements Fact {}

    /**
     * Do, or go on with, this attempt. Sent again with the same token when nothing was heard of it for too long.
     *
     * @param results the result document's key of each step that succeeded before
     */
    record StepRequested(Header header, StepToken token, SourceObject source, Map<Step, String> results)
            implements
            Fact {
        public StepRequested {
            results = Map.copyOf(results);
        }
    }

    /** Nobody waits for this attempt any more: stop what costs money. What it still reports is ignored. */
    record StepCancelled(Header header, StepToken token) implements Fact {}

    /** @param percent 0 to 100 */
    record StepProgressed(Header header, StepToken token, int percent) implements Fact {}

    /** @param skippedReason present where the step had nothing to do, for example a storyboard of an audio file */
    record StepSucceeded(Header header, StepToken token, String resultKey, Optional<String> skippedReason)
            implements
            Fact {}

    record StepFailed(Header header, StepToken token, FailureKind failure, String code, String detail)
            implements
            Fact {}

    /**
     * The full public state of an asset as its current run has it. The highest {@code runVersion} of the newest run wins,
     * so order and repetition do not matter.
     *
     * @param percent of the whole run, 0 to 100
     * @param results the result document's key of each step that succeeded
     */
    record AssetChanged(Header header, RunId runId, long runVersion, AssetState state, Optional<Reason> reason,
            int percent, boolean playable, List<StepReport> steps, Map<Step, String> results) implements Fact {
        public AssetChanged {
            steps = List.copyOf(steps);
            results = Map.copyOf(results);
        }
    }

    /** Why an asset is not what its creator hoped for. {@code code} is in the error catalogue. */
    record Reason(String code, String detail) {}

    /** @param state the step's state in lower case, as the API shows it */
    record StepReport(Step step, String state, int attempt, Optional<Instant> startedAt, Optional<Instant> endedAt,
            Optional<String> reason) {}
}
