package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.MediaKeys;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.transcoding.domain.FailureCode;
import io.crealia.transcoding.domain.JobErrors;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.OutputLayout;
import io.crealia.transcoding.domain.TranscodeDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.MediaStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Words how a job ended. What it made is looked up in the bucket: an event may omit files, and names only some. */
final class FinishJob {
    private static final int MAX_FRAMES = 200;

    record Ending(JobState state, OutboxMessage fact) {}

    private final MediaStore store;
    private final StepFacts facts;

    FinishJob(MediaStore store, StepFacts facts) {
        this.store = store;
        this.facts = facts;
    }

    /**
     * For a job that says it is complete: writes its result document first, so that the fact never precedes what it
     * names. A job without its outputs is no success.
     */
    Ending completed(TranscodingJob job, JobEvent event) {
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
            return new Ending(JobState.ERROR, facts.failed(subject(job), FailureCode.OUTPUTS_MISSING
                    .because("MediaConvert says that the job is complete; missing are " + missing)));
        }
        var document = TranscodeDocument.complete(expected, event.jobId(), event.durationMs(),
                store.size(layout.master()).orElseThrow(), keys(layout.posterPrefix()), keys(layout.tilePrefix()));
        var key = MediaKeys.result(job.tenantId(), job.assetId(), job.token());
        store.put(key, Json.bytes(document), "application/json");
        return new Ending(JobState.COMPLETE, facts.succeeded(subject(job), key, Optional.empty()));
    }

    Ending failed(TranscodingJob job, JobEvent event) {
        return new Ending(JobState.ERROR, facts.failed(subject(job),
                JobErrors.classify(event.errorCode(), event.errorMessage(), job.token().attempt())));
    }

    /** Our own cancelling ends the job before MediaConvert can say so. */
    Ending canceledByOthers(TranscodingJob job) {
        return new Ending(JobState.CANCELED, facts.failed(subject(job),
                FailureCode.CANCELED.because("Somebody cancelled the job in MediaConvert.")));
    }

    static StepFacts.Subject subject(TranscodingJob job) {
        return new StepFacts.Subject(job.tenantId(), job.assetId(), job.correlationId(), job.token());
    }

    private List<String> keys(String prefix) {
        return store.list(prefix, MAX_FRAMES).stream().map(MediaStore.Entry::key).toList();
    }
}
