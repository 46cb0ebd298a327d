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
    record UploadAccepted(Header header, UploadId uploadId, SourceObject source, RunParameters parameters)
            implements
            Fact {
        public UploadAccepted {
            Objects.requireNonNull(parameters, "parameters");
        }

        public UploadAccepted(Header header, UploadId uploadId, SourceObject source) {
            this(header, uploadId, source, RunParameters.DEFAULT);
        }
    }

    /** The uploaded object will not be processed. {@code code} is in the error catalogue. */
    record UploadRejected(Header header, UploadId uploadId, String code, String detail) implements Fact {}

    /**
     * Do, or go on with, this attempt. Sent again with the same token when nothing was heard of it for too long.
     *
     * @param results the result document's key of each step that succeeded before
     */
    record StepRequested(Header header, StepToken token, SourceObject source, Map<Step, String> results,
            RunParameters parameters) implements Fact {
        public StepRequested {
            results = Step.inOrder(results);
            Objects.requireNonNull(parameters, "parameters");
        }

        public StepRequested(Header header, StepToken token, SourceObject source, Map<Step, String> results) {
            this(header, token, source, results, RunParameters.DEFAULT);
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
            results = Step.inOrder(results);
        }
    }

    /**
     * Something costs, or was estimated to cost, money. One row of the asset's ledger: the same token, item and kind name
     * the same row, however often it is told.
     *
     * @param item what was bought, for example {@code transcode}
     * @param unit of the quantity, for example {@code output_ms}
     * @param micros millionths of a US dollar
     */
    record CostRecorded(Header header, StepToken token, String item, CostKind kind, String unit, long quantity,
            long micros) implements Fact {
        public CostRecorded {
            Objects.requireNonNull(token, "token");
            Objects.requireNonNull(item, "item");
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(unit, "unit");
            if (quantity < 0 || micros < 0) {
                throw new IllegalArgumentException("quantity and micros must be at least 0");
            }
        }
    }

    /** The asset's data are to be deleted, because its person asked to be forgotten. */
    record DeletionRequested(Header header) implements Fact {}

    /** Nobody can see the asset any more: stop working on it, and delete its data. */
    record AssetDeleting(Header header) implements Fact {}

    /** The asset's data were deleted, and looked for everywhere in vain. */
    record AssetErased(Header header) implements Fact {}

    enum CostKind {
        /** Said before anything was bought. */
        ESTIMATE,
        /** Said after it was used. */
        ACTUAL
    }

    /** Why an asset is not what its creator hoped for. {@code code} is in the error catalogue. */
    record Reason(String code, String detail) {}

    /** @param state the step's state in lower case, as the API shows it */
    record StepReport(Step step, String state, int attempt, Optional<Instant> startedAt, Optional<Instant> endedAt,
            Optional<String> reason) {}
}
