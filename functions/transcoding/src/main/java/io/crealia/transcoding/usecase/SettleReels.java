package io.crealia.transcoding.usecase;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.MediaKeys;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.platform.cost.Ledger;
import io.crealia.platform.json.Json;
import io.crealia.transcoding.domain.Cost;
import io.crealia.transcoding.domain.Failure;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.domain.JobState;
import io.crealia.transcoding.domain.ReelDocument;
import io.crealia.transcoding.domain.TranscodingJob;
import io.crealia.transcoding.port.JobRepository;
import io.crealia.transcoding.port.MediaStore;
import io.crealia.transcoding.port.Purse;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Ends the attempt of the step reels with the last of its parts, and tells how far they are before. A reel that failed is
 * skipped with its reason while another is ready; without any the step fails. Decided from the parts' documents by one
 * compare-and-set, so whoever comes, and however often, decides the same.
 */
public final class SettleReels {
    private static final int MAX_TRIES = 8;
    static final String NONE_READY = "No reel could be made.";

    private final JobRepository jobs;
    private final MediaStore store;
    private final StepFacts facts;
    private final StepReuse reuse;
    private final Ledger ledger;
    private final Purse purse;
    private final JobRelay relay;
    private final InstantSource clock;

    public SettleReels(JobRepository jobs, MediaStore store, StepFacts facts, Ledger ledger, Purse purse,
            JobRelay relay, InstantSource clock) {
        this.jobs = jobs;
        this.store = store;
        this.facts = facts;
        this.reuse = new StepReuse(store);
        this.ledger = ledger;
        this.purse = purse;
        this.relay = relay;
        this.clock = clock;
    }

    /** @throws io.crealia.platform.error.DependencyException if it is not decided or not told: come again */
    void execute(StepToken token) {
        for (int i = 0; i < MAX_TRIES; i++) {
            var found = jobs.find(JobKey.whole(token));
            if (found.isEmpty()) {
                return; // a part fenced before its attempt began
            }
            var head = found.get();
            if (head.state().terminal()) {
                finish(head);
                return;
            }
            var next = next(head);
            if (next.isEmpty()) {
                relay.relay(head);
                return;
            }
            if (jobs.replace(next.get())) {
                JobMeasures.committed(next.get());
                finish(next.get());
                return;
            }
        }
        throw ApplyJobEvent.contended(JobKey.whole(token));
    }

    private void finish(TranscodingJob head) {
        if (head.state().terminal()) {
            purse.settle(head.tenantId(), TellJob.purchase(head.token()), JobCost.spent(head).micros());
        }
        relay.relay(head);
    }

    private Optional<TranscodingJob> next(TranscodingJob head) {
        var expected = (ObjectNode) Json.parse(head.expected());
        var parts = new ArrayList<TranscodingJob>();
        for (var reel : expected.path("reels")) {
            if (reel.path("state").asText().equals(ReelDocument.PLANNED)) {
                jobs.find(new JobKey(head.token(), reel.path("name").asText())).ifPresent(parts::add);
            }
        }
        var planned = planned(expected);
        if (parts.size() == planned && parts.stream().allMatch(part -> part.state().terminal())) {
            return Optional.of(ended(head, expected, parts));
        }
        var percent = parts.stream().mapToInt(part -> part.state().terminal() ? 100 : part.percent()).sum()
                / Math.max(1, planned);
        return percent > head.percent()
                ? Optional.of(head.progressed(percent, clock.instant(),
                        facts.progressed(FinishJob.subject(head), percent)))
                : Optional.empty();
    }

    private static int planned(ObjectNode expected) {
        var count = 0;
        for (var reel : expected.path("reels")) {
            count += reel.path("state").asText().equals(ReelDocument.PLANNED) ? 1 : 0;
        }
        return count;
    }

    private TranscodingJob ended(TranscodingJob head, ObjectNode expected, List<TranscodingJob> parts) {
        var ready = parts.stream().filter(part -> part.state() == JobState.COMPLETE).toList();
        if (ready.isEmpty()) {
            var failure = failure(parts);
            return head.ended(JobState.ERROR, Optional.empty(), clock.instant(),
                    Optional.of(facts.failed(FinishJob.subject(head), failure)),
                    List.of(JobCost.actual(ledger, head, Cost.NOTHING)), head.expected());
        }
        var cost = Cost.NOTHING;
        var reels = Json.array();
        for (var reel : expected.path("reels")) {
            var part = parts.stream().filter(each -> each.key().part().equals(reel.path("name").asText())).findFirst();
            var known = (ObjectNode) part.map(each -> Json.parse(each.expected())).orElse(reel);
            if (part.filter(ready::contains).isPresent()) {
                cost = cost.plus(JobCost.read(known));
            }
            known.remove("cost");
            reels.add(ReelDocument.told(known));
        }
        var document = expected.deepCopy();
        document.set("reels", reels);
        JobCost.write(document, cost);
        var key = MediaKeys.result(head.tenantId(), head.assetId(), head.token());
        store.put(key, Json.bytes(document), "application/json");
        if (ready.size() == parts.size()) {
            reuse.remember(head.tenantId(), head.assetId(), Step.REELS, document.path("inputs").asText(), key);
        }
        return head.ended(JobState.COMPLETE, Optional.empty(), clock.instant(),
                Optional.of(facts.succeeded(FinishJob.subject(head), key, Optional.empty())),
                List.of(JobCost.actual(ledger, head, cost)), Json.text(document));
    }

    /** One that another attempt may cure, if there is one. */
    private static Failure failure(List<TranscodingJob> parts) {
        var failures = parts.stream().map(part -> Json.parse(part.expected()).path("failure"))
                .map(json -> new Failure(FailureKind.valueOf(json.path("kind").asText(FailureKind.RETRY.name())),
                        json.path("code").asText("transcode.canceled"), json.path("detail").asText(NONE_READY)))
                .toList();
        return failures.stream().filter(failure -> failure.kind() == FailureKind.RETRY).findFirst()
                .orElseGet(failures::getFirst);
    }
}
