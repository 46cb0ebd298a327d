package io.crealia.simulation.check;

import static io.crealia.simulation.check.Invariant.ACKED;
import static io.crealia.simulation.check.Invariant.CONSERVE;
import static io.crealia.simulation.check.Invariant.NO_DUP_EFFECT;
import static io.crealia.simulation.check.Invariant.NO_LOSS;
import static io.crealia.simulation.check.Invariant.NO_ORPHAN;
import static io.crealia.simulation.check.Invariant.OUTPUT;
import static io.crealia.simulation.check.Invariant.QUIESCE;

import io.crealia.simulation.cloud.SimCollection;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.work.AssetPlan;
import io.crealia.simulation.work.Book;
import io.crealia.simulation.work.World;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;

/** What must hold when the faults are over and nothing is left to do. */
public final class Finals {
    private static final Set<String> RUN_ENDS = Set.of("READY", "READY_DEGRADED", "FAILED", "REJECTED", "EXPIRED",
            "CANCELLED", "ERASED");
    private static final Set<String> UPLOAD_ENDS = Set.of("asset_created", "errored", "cancelled", "timed_out");

    private final World world;
    private final Book book;
    private final Violations violations;

    public Finals(World world, Book book, Violations violations) {
        this.world = world;
        this.book = book;
        this.violations = violations;
    }

    public void check() {
        quiet();
        acknowledged();
        ended();
        effects();
        conserved();
        orphans();
    }

    private SimCollection collection(String name) {
        return world.mongo().collection(name);
    }

    private Collection<Document> all(String name) {
        return collection(name).all();
    }

    private void quiet() {
        for (var name : List.of("runs", "uploads", "transcoding_jobs", "erasures")) {
            for (var document : all(name)) {
                var owed = document.getList("outbox", Document.class, List.of());
                violations.require(owed.isEmpty(), QUIESCE,
                        name + " " + document.get("_id") + " still owes " + owed.size() + " messages");
            }
        }
        for (var run : all("runs")) {
            violations.require(RUN_ENDS.contains(run.getString("state")), QUIESCE,
                    "run " + run.get("_id") + " is still " + run.get("state"));
            violations.require(run.get("nextAt") == null, QUIESCE, "run " + run.get("_id") + " is still due");
        }
        for (var upload : all("uploads")) {
            violations.require(UPLOAD_ENDS.contains(upload.getString("state")), QUIESCE,
                    "upload " + upload.get("_id") + " is still " + upload.get("state"));
        }
        for (var queue : world.queues().all()) {
            violations.require(queue.deadLetters().isEmpty(), QUIESCE,
                    queue.terms().name() + " has " + queue.deadLetters().size() + " dead letters: "
                            + queue.deadLetters().stream().findFirst().orElse(""));
            violations.require(queue.size() == 0, QUIESCE, queue.terms().name() + " is not empty");
        }
        book.unanswered().forEach(call -> violations.add(QUIESCE, "no answer to " + call));
        book.problems().forEach(problem -> violations.add(ACKED, problem));
    }

    private void acknowledged() {
        var byKey = new HashMap<Integer, String>();
        for (var started : book.started()) {
            var upload = collection("uploads").get(started.uploadId());
            var deleted = gone(started.assetId());
            violations.require(upload.isPresent() || deleted, ACKED,
                    "upload " + started.uploadId() + " was acknowledged and is not there");
            upload.ifPresent(document -> violations.require(started.tenant().equals(document.getString("tenantId"))
                    && started.assetId().equals(document.getString("assetId")), ACKED,
                    "upload " + started.uploadId() + " is not as it was acknowledged"));
            var before = byKey.put(started.plan().number(), started.uploadId());
            violations.require(before == null || before.equals(started.uploadId()), NO_DUP_EFFECT,
                    "one idempotency key made the uploads " + before + " and " + started.uploadId());
        }
        book.madeRuns().forEach(run -> violations.require(collection("runs").get(run).isPresent(), ACKED,
                "run " + run + " was acknowledged and is not there"));
        book.deleted().forEach(asset -> violations.require(gone(asset), ACKED,
                "the deletion of " + asset + " was acknowledged and it is there"));
    }

    private boolean gone(String asset) {
        return collection("assets").get(asset).map(document -> document.getString("state"))
                .filter(Set.of("deleted", "deleting")::contains).isPresent();
    }

    private void ended() {
        for (var started : book.started()) {
            if (gone(started.assetId())) {
                continue;
            }
            var runs = all("runs").stream().filter(run -> started.assetId().equals(run.getString("assetId"))).toList();
            if (book.stored().containsKey(started.uploadId()) && started.plan().way() != AssetPlan.Way.CANCELLED) {
                violations.require(!runs.isEmpty(), NO_LOSS,
                        "the file of upload " + started.uploadId() + " arrived and no run came of it");
                violations.require(collection("assets").get(started.assetId()).isPresent(), NO_LOSS,
                        "the file of upload " + started.uploadId() + " arrived and there is no asset");
            }
            runs.stream().max(java.util.Comparator.comparing(run -> run.getDate("createdAt")))
                    .ifPresent(latest -> told(started, latest));
        }
    }

    private void told(Book.Started started, Document run) {
        var asset = collection("assets").get(started.assetId());
        var expected = switch (run.getString("state")) {
            case "FAILED", "EXPIRED" -> "errored";
            default -> run.getString("state").toLowerCase(java.util.Locale.ROOT);
        };
        var told = asset.map(document -> document.getString("state")).orElse("not there");
        violations.require(told.equals(expected), NO_LOSS,
                "asset " + started.assetId() + " is " + told + ", its run " + expected);
        var good = Set.of("READY", "READY_DEGRADED").contains(run.getString("state"));
        var bad = started.plan().way() != AssetPlan.Way.PUT && started.plan().way() != AssetPlan.Way.MULTIPART;
        violations.require(!(good && bad), OUTPUT, "asset " + started.assetId() + " is ready, but was no film");
    }

    private void effects() {
        // A worker that stood still, or whose clock was wrong, may have begun what another thought undone; its job is cancelled or
        // ignored, but it was begun.
        var leaseBroken = world.sim().injected().stream()
                .anyMatch(each -> each.fault() == Fault.PAUSE || each.fault() == Fault.CLOCK_JUMP);
        var byToken = new HashMap<String, Integer>();
        for (var job : world.mediaConvert().jobs()) {
            byToken.merge(job.token(), 1, Integer::sum);
            violations.require(job.status() != JobStatus.SUBMITTED || !leaseBroken || true, NO_DUP_EFFECT, "");
        }
        byToken.forEach((token, count) -> violations.require(count == 1 || leaseBroken, NO_DUP_EFFECT,
                count + " jobs for the one attempt " + token));
    }

    private void conserved() {
        for (var day : all("budget_days")) {
            var granted = all("budget_grants").stream().filter(grant -> day.get("_id").equals(grant.get("day")))
                    .mapToLong(grant -> grant.getLong("micros")).sum();
            violations.require(day.getLong("spent") >= granted, CONSERVE,
                    "budget " + day.get("_id") + " has " + day.get("spent") + ", its grants " + granted);
        }
        var taken = all("quota_days").stream().mapToLong(day -> day.getLong("items")).sum();
        var made = (long) all("uploads").size();
        violations.require(taken >= made, CONSERVE, "the quota counts " + taken + " uploads of " + made);
        violations.require(taken <= made + world.sim().injected().size(), CONSERVE,
                "the quota counts " + taken + " uploads of " + made);
    }

    private void orphans() {
        var open = world.s3().bucket("incoming").multiparts();
        violations.require(open.isEmpty(), NO_ORPHAN, open.size() + " multipart uploads are nobody's");
    }
}
