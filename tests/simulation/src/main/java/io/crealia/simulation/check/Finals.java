package io.crealia.simulation.check;

import static io.crealia.simulation.check.Invariant.ACKED;
import static io.crealia.simulation.check.Invariant.CONSERVE;
import static io.crealia.simulation.check.Invariant.NO_DUP_EFFECT;
import static io.crealia.simulation.check.Invariant.NO_LOSS;
import static io.crealia.simulation.check.Invariant.NO_ORPHAN;
import static io.crealia.simulation.check.Invariant.OUTPUT;
import static io.crealia.simulation.check.Invariant.QUIESCE;

import io.crealia.platform.json.Json;
import io.crealia.simulation.cloud.SimCollection;
import io.crealia.simulation.core.Fault;
import io.crealia.simulation.core.Op;
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
    private final Safety safety;

    public Finals(World world, Book book, Violations violations, Safety safety) {
        this.safety = safety;
        this.world = world;
        this.book = book;
        this.violations = violations;
    }

    public void check() {
        quiet();
        acknowledged();
        ended();
        effects();
        ledger();
        webhooks();
        strangers();
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
        violations.require(!world.sim().endless(), QUIESCE, "the run goes on and on");
        // A job's outbox may name what was sent already: nobody comes back for it.
        for (var name : List.of("runs", "uploads", "erasures")) {
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
        for (var delivery : all("webhook_deliveries")) {
            violations.require(Set.of("succeeded", "failed", "cancelled").contains(delivery.getString("state")),
                    QUIESCE,
                    "delivery " + delivery.get("_id") + " is still " + delivery.get("state"));
        }
        for (var queue : world.queues().all()) {
            var letters = new java.util.ArrayList<>(queue.deadLetters());
            var poison = queue.terms().name().equals("AssetFactsQueue") ? book.poison() : List.<String>of();
            violations.require(letters.equals(poison), QUIESCE, queue.terms().name() + " has " + letters.size()
                    + " dead letters, expected " + poison.size() + ": " + letters.stream().findFirst().orElse(""));
            violations.require(queue.mostReceives() <= queue.terms().maxReceives(), Invariant.BOUNDED,
                    queue.terms().name() + " handed out a message " + queue.mostReceives() + " times");
            violations.require(queue.size() == 0, QUIESCE, queue.terms().name() + " is not empty");
        }
        book.unanswered().forEach(call -> violations.add(QUIESCE, "no answer to " + call));
        book.problems().forEach(problem -> violations.add(ACKED, problem));
    }

    private void acknowledged() {
        var bySize = new HashMap<String, Integer>();
        all("uploads").forEach(upload -> bySize.merge(upload.get("tenantId") + " " + upload.get("sizeBytes"), 1,
                Integer::sum));
        bySize.forEach((file, count) -> violations.require(count == 1, NO_DUP_EFFECT,
                "one idempotency key made " + count + " uploads of " + file));
        var byKey = new HashMap<String, Integer>();
        all("runs").forEach(run -> byKey.merge(run.get("tenantId") + " " + run.get("idempotencyKey"), 1, Integer::sum));
        byKey.forEach((key, count) -> violations.require(count == 1, NO_DUP_EFFECT,
                "one idempotency key made " + count + " runs: " + key));
        for (var started : book.started()) {
            var upload = collection("uploads").get(started.uploadId());
            var deleted = gone(started.assetId());
            violations.require(upload.isPresent() || deleted, ACKED,
                    "upload " + started.uploadId() + " was acknowledged and is not there");
            upload.ifPresent(document -> violations.require(started.tenant().equals(document.getString("tenantId"))
                    && started.assetId().equals(document.getString("assetId")), ACKED,
                    "upload " + started.uploadId() + " is not as it was acknowledged"));
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
            if (book.stored().containsKey(started.uploadId())) {
                violations.require(!runs.isEmpty(), NO_LOSS,
                        "the file of upload " + started.uploadId() + " arrived and no run came of it");
                violations.require(collection("assets").get(started.assetId()).isPresent(), NO_LOSS,
                        "the file of upload " + started.uploadId() + " arrived and there is no asset");
            }
            if (!runs.isEmpty()) {
                told(started, runs);
            }
        }
    }

    // The asset is as its newest run ended, and stays as an earlier one made it where the newest ended badly.
    private void told(Book.Started started, List<Document> runs) {
        var newest = runs.stream().max(java.util.Comparator.comparing(run -> run.getString("_id"))).orElseThrow();
        var allowed = new java.util.TreeSet<String>();
        allowed.add(shown(newest));
        if (!good(newest)) {
            runs.stream().filter(Finals::good).forEach(run -> allowed.add(shown(run)));
        }
        var told = collection("assets").get(started.assetId()).map(document -> document.getString("state"))
                .orElse("not there");
        violations.require(allowed.contains(told), NO_LOSS,
                "asset " + started.assetId() + " is " + told + ", its runs say " + allowed);
        violations.require(runs.stream().noneMatch(Finals::good) || started.plan().whole(), OUTPUT,
                "asset " + started.assetId() + " is ready, but was no film");
    }

    private static boolean good(Document run) {
        return run.getString("state").startsWith("READY");
    }

    private static String shown(Document run) {
        return switch (run.getString("state")) {
            case "FAILED", "EXPIRED" -> "errored";
            default -> run.getString("state").toLowerCase(java.util.Locale.ROOT);
        };
    }

    private void effects() {
        // A worker that stood still, or whose clock was wrong, may begin what another thought undone; what it begun is cancelled or
        // ignored. So does one who reads that nothing was begun yet.
        var excused = world.sim().injected().stream().anyMatch(each -> each.fault() == Fault.PAUSE
                || each.fault() == Fault.CLOCK_JUMP || each.fault() == Fault.STALE_READ);
        var byToken = new HashMap<String, Integer>();
        world.mediaConvert().jobs().forEach(job -> byToken.merge(job.token(), 1, Integer::sum));
        byToken.forEach((token, count) -> violations.require(count == 1 || excused, NO_DUP_EFFECT,
                count + " jobs for the one attempt " + token));
        var complete = new HashMap<String, Integer>();
        world.mediaConvert().jobs().stream().filter(job -> job.status() == JobStatus.COMPLETE)
                .forEach(job -> complete.merge(job.step(), 1, Integer::sum));
        complete.forEach((step, count) -> violations.require(count == 1 || excused, NO_DUP_EFFECT,
                count + " jobs were completed for " + step));
        var rows = new HashMap<String, Integer>();
        all("costs").forEach(row -> rows.merge(row.get("token") + " " + row.get("item") + " " + row.get("kind"), 1,
                Integer::sum));
        rows.forEach((row, count) -> violations.require(count == 1, NO_DUP_EFFECT, count + " ledger rows " + row));
    }

    // Whatever a job has bought stands in the ledger.
    private void ledger() {
        for (var job : all("transcoding_jobs")) {
            var whole = job.getString("_id").chars().filter(each -> each == '.').count() == 2;
            if (whole && Set.of("COMPLETE", "ERROR").contains(job.getString("state"))) {
                violations.require(all("costs").stream().anyMatch(row -> job.get("_id").equals(row.get("token"))
                        && "ACTUAL".equals(row.get("kind"))), NO_LOSS, "no actual cost of job " + job.get("_id"));
            }
        }
    }

    private void webhooks() {
        var endings = Set.of("asset.ready", "asset.ready_degraded", "asset.rejected", "asset.errored",
                "asset.cancelled");
        var ids = new HashMap<String, Set<String>>();
        for (var post : world.receivers().taken()) {
            var payload = Json.parse(post.body());
            if (endings.contains(payload.path("type").asText())) {
                ids.computeIfAbsent(payload.path("data").path("asset_id").asText(), _ -> new java.util.HashSet<>())
                        .add(post.id());
            }
        }
        for (var started : book.started()) {
            var since = book.subscribed().get(started.tenant());
            var runs = all("runs").stream().filter(run -> started.assetId().equals(run.getString("assetId"))
                    && !run.getString("state").equals("ERASED") && run.getDate("endedAt") != null).toList();
            var told = ids.getOrDefault(started.assetId(), Set.of()).size();
            if (!gone(started.assetId())) {
                violations.require(told <= runs.size(), NO_DUP_EFFECT,
                        runs.size() + " ends of " + started.assetId() + " made " + told + " webhook events");
            }
            // Clocks are wrong by up to twenty seconds.
            var expected = runs.stream()
                    .filter(run -> since != null && run.getDate("endedAt").getTime() > since + 30_000)
                    .count();
            violations.require(told >= expected || gone(started.assetId()) || givenUp(started.assetId())
                    || book.unsubscribed().contains(started.tenant()), NO_LOSS,
                    expected + " ends of " + started.assetId() + " made " + told + " webhook events");
        }
    }

    // Ten failures in a row, or the endpoint was deleted meanwhile.
    private boolean givenUp(String asset) {
        return all("webhook_deliveries").stream().anyMatch(each -> asset.equals(each.getString("assetId"))
                && Set.of("failed", "cancelled").contains(each.getString("state")));
    }

    private void strangers() {
        book.leaks().forEach(leak -> violations.add(Invariant.TENANT, leak));
    }

    private void conserved() {
        // An account and its grants are two documents: what breaks between two writes leaves more on the account.
        var moneyFaults = world.sim().injected().stream()
                .anyMatch(each -> (each.op() == Op.MONGO_INSERT || each.op() == Op.MONGO_UPDATE)
                        && each.fault() != Fault.DELAY && each.fault() != Fault.CLOCK_JUMP
                        || each.fault() == Fault.PAUSE);
        for (var day : all("budget_days")) {
            var granted = all("budget_grants").stream().filter(grant -> day.get("_id").equals(grant.get("day")))
                    .mapToLong(grant -> grant.getLong("micros")).sum();
            violations.require(day.getLong("spent") == granted || moneyFaults && day.getLong("spent") > granted,
                    CONSERVE,
                    "budget " + day.get("_id") + " has " + day.get("spent") + ", its grants " + granted);
        }
        var taken = all("quota_days").stream().mapToLong(day -> day.getLong("items")).sum();
        var made = (long) safety.edges().getOrDefault("uploads none waiting", 0)
                + safety.edges().getOrDefault("uploads none opening", 0);
        violations.require(taken >= made, CONSERVE, "the quota counts " + taken + " uploads of " + made);
        // A start that was broken off may have taken and not given back: that fails closed.
        violations.require(taken <= made + world.faultyCalls("UploadsApi"), CONSERVE,
                "the quota counts " + taken + " uploads of " + made);
    }

    private void orphans() {
        var open = world.s3().bucket("incoming").multiparts();
        violations.require(open.isEmpty(), NO_ORPHAN, open.size() + " multipart uploads are nobody's");
        for (var asset : all("assets")) {
            var id = asset.getString("_id");
            if (asset.getString("state").equals("deleted")) {
                var folder = asset.getString("tenantId") + "/" + id + "/";
                var left = world.s3().bucket("media").objects().keySet().stream().filter(key -> key.startsWith(folder))
                        .toList();
                violations.require(left.isEmpty(), NO_ORPHAN,
                        left.size() + " objects of the erased asset " + id + ", first " + left.stream().findFirst());
                violations.require(all("uploads").stream().noneMatch(each -> id.equals(each.getString("assetId"))),
                        NO_ORPHAN, "the upload of the erased asset " + id);
            }
        }
        for (var run : all("runs")) {
            if (run.getString("state").startsWith("READY") && !gone(run.getString("assetId"))) {
                safety.outputs(run);
            }
        }
        book.deleted().forEach(asset -> violations.require(collection("assets").get(asset)
                .filter(found -> found.getString("state").equals("deleted")).isPresent(), QUIESCE,
                "the deletion of " + asset + " has not ended"));
    }
}
