package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.transcoding.domain.Cost;
import io.crealia.transcoding.domain.Failure;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.JobErrors;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.ReelDocument;
import io.crealia.transcoding.domain.TranscodeDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.MediaStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Words how a job ended. What it made is looked up in the bucket: an event may omit files, and names only some. A part
 * keeps its ending in its own result and tells nothing; {@link SettleReels} does, for all of them.
 */
public final class FinishJob {
    private static final int MAX_FRAMES = 200;

    /**
     * @param fact what ends the attempt, absent for a part
     * @param more to be told besides
     * @param known the result as it is known now
     */
    record Ending(JobState state, Optional<OutboxMessage> fact, List<OutboxMessage> more, String known) {
        TranscodingJob applyTo(TranscodingJob job, Optional<String> jobId, Instant at) {
            return job.ended(state, jobId, at, fact, more, known);
        }
    }

    private final MediaStore store;
    private final StepFacts facts;
    private final StepReuse reuse;
    private final Ledger ledger;

    public FinishJob(MediaStore store, StepFacts facts, Ledger ledger) {
        this.store = store;
        this.facts = facts;
        this.reuse = new StepReuse(store);
        this.ledger = ledger;
    }

    /** For a job that says it is complete. A job without its outputs is no success. */
    Ending completed(TranscodingJob job, JobEvent event) {
        return job.key().isPart() ? completedPart(job, event) : completedWhole(job, event);
    }

    private Ending completedPart(TranscodingJob job, JobEvent event) {
        var reel = (ObjectNode) Json.parse(job.expected());
        if (store.size(reel.path("key").asText()).orElse(0L) == 0) {
            return failed(job, Optional.of(event.jobId()), FailureCode.OUTPUTS_MISSING
                    .because("MediaConvert says that the job is complete; its file is missing."));
        }
        return new Ending(JobState.COMPLETE, Optional.empty(), List.of(),
                Json.text(ReelDocument.ready(reel, event.jobId(), event.durationMs())));
    }

    // Writes the result document first, so that the fact never precedes what it names.
    private Ending completedWhole(TranscodingJob job, JobEvent event) {
        var folder = MediaKeys.attempt(job.tenantId(), job.assetId(), job.token());
        var layout = new OutputLayout(folder);
        var expected = (ObjectNode) Json.parse(job.expected());
        var missing = new ArrayList<String>();
        for (var key : TranscodeDocument.keys(expected)) {
            if (store.size(key).orElse(0L) == 0) {
                missing.add(key.substring(folder.length()));
            }
        }
        if (!missing.isEmpty()) {
            return failed(job, Optional.of(event.jobId()), FailureCode.OUTPUTS_MISSING
                    .because("MediaConvert says that the job is complete; missing are " + missing));
        }
        var cost = JobCost.read(expected).scaled(event.durationMs(), expected.path("duration_ms").asLong());
        JobCost.write(expected, cost);
        var document = TranscodeDocument.complete(expected, event.jobId(), event.durationMs(),
                store.size(layout.master()).orElseThrow(), keys(layout.posterPrefix()), keys(layout.tilePrefix()));
        var key = MediaKeys.result(job.tenantId(), job.assetId(), job.token());
        store.put(key, Json.bytes(document), "application/json");
        var inputs = document.path("inputs").asText();
        if (!inputs.isEmpty()) {
            reuse.remember(job.tenantId(), job.assetId(), Step.TRANSCODE, inputs, key);
        }
        return new Ending(JobState.COMPLETE, Optional.of(facts.succeeded(subject(job), key, Optional.empty())),
                List.of(JobCost.actual(ledger, job, cost)), Json.text(document));
    }

    Ending failed(TranscodingJob job, JobEvent event) {
        return failed(job, Optional.of(event.jobId()),
                JobErrors.classify(event.errorCode(), event.errorMessage(), job.token().attempt()));
    }

    /** Our own cancelling ends the job before MediaConvert can say so. */
    Ending canceledByOthers(TranscodingJob job) {
        var ending = failed(job, job.jobId(),
                FailureCode.CANCELED.because("Somebody cancelled the job in MediaConvert."));
        return new Ending(JobState.CANCELED, ending.fact(), ending.more(), ending.known());
    }

    Ending failed(TranscodingJob job, Failure failure) {
        return failed(job, job.jobId(), failure);
    }

    private Ending failed(TranscodingJob job, Optional<String> jobId, Failure failure) {
        if (job.key().isPart()) {
            var reel = (ObjectNode) Json.parse(job.expected());
            return new Ending(JobState.ERROR, Optional.empty(), List.of(),
                    Json.text(ReelDocument.failed(reel, jobId, failure)));
        }
        return new Ending(JobState.ERROR, Optional.of(facts.failed(subject(job), failure)),
                List.of(JobCost.actual(ledger, job, Cost.NOTHING)), job.expected());
    }

    /** Whether a part's result says how it failed; one that is only fenced says nothing. */
    static boolean partFailed(TranscodingJob job) {
        return job.key().isPart() && !job.expected().isEmpty() && Json.parse(job.expected()).has("failure");
    }

    static StepFacts.Subject subject(TranscodingJob job) {
        return new StepFacts.Subject(job.tenantId(), job.assetId(), job.correlationId(), job.token());
    }

    private List<String> keys(String prefix) {
        return store.list(prefix, MAX_FRAMES).stream().map(MediaStore.Entry::key).toList();
    }
}
