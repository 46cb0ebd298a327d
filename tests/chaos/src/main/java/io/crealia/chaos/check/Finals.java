package io.crealia.chaos.check;

import io.crealia.chaos.work.Book;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** What must hold when nobody is killed any more and nothing is left to do. */
public final class Finals {
    private static final Set<String> RUN_ENDS = Set.of("READY", "READY_DEGRADED", "FAILED", "REJECTED", "EXPIRED",
            "CANCELLED", "ERASED");
    private static final Set<String> UPLOAD_ENDS = Set.of("asset_created", "errored", "cancelled", "timed_out");
    private static final Set<String> ENDINGS = Set.of("asset.ready", "asset.ready_degraded", "asset.rejected",
            "asset.errored", "asset.cancelled");

    private final Evidence evidence;
    private final Violations violations;

    public Finals(Evidence evidence, Violations violations) {
        this.evidence = evidence;
        this.violations = violations;
    }

    public void check() {
        evidence.book().problems().forEach(problem -> violations.add(problem.invariant(), problem.what()));
        quiet();
        acknowledged();
        ended();
        effects();
        webhooks();
        strangers();
        conserved();
        outputs();
        orphans();
    }

    private void quiet() {
        for (var name : List.of("runs", "uploads", "erasures")) {
            for (var document : evidence.all(name)) {
                var owed = document.getList("outbox", Document.class, List.of()).size();
                violations.require(owed == 0, "QUIESCE",
                        name + " " + document.get("_id") + " still owes " + owed + " messages");
            }
        }
        for (var run : evidence.all("runs")) {
            violations.require(RUN_ENDS.contains(run.getString("state")) && run.get("nextAt") == null, "QUIESCE",
                    "run " + run.get("_id") + " is " + run.get("state") + ", due " + run.get("nextAt"));
        }
        for (var upload : evidence.all("uploads")) {
            violations.require(UPLOAD_ENDS.contains(upload.getString("state")), "QUIESCE",
                    "upload " + upload.get("_id") + " is still " + upload.get("state"));
        }
        evidence.queues().forEach((queue, count) -> violations.require(count == 0 || held(queue), "QUIESCE",
                queue + " holds " + count + " messages"));
    }

    // A delivery that was refused waits for minutes, and its message with it.
    private static boolean held(String queue) {
        return queue.endsWith("-webhook-deliveries");
    }

    private void acknowledged() {
        var byFile = new HashMap<String, Integer>();
        evidence.all("uploads").forEach(upload -> byFile.merge(
                upload.get("tenantId") + " " + upload.get("sizeBytes"), 1, Integer::sum));
        byFile.forEach((file, count) -> violations.require(count == 1, "NO_DUP_EFFECT",
                "one idempotency key made " + count + " uploads of " + file));
        for (var started : evidence.book().started()) {
            var upload = evidence.one("uploads", started.uploadId());
            violations.require(upload.isPresent() || evidence.gone(started.assetId()), "ACKED",
                    "upload " + started.uploadId() + " was acknowledged and is not there");
            upload.ifPresent(document -> violations.require(
                    started.plan().tenant().equals(document.getString("tenantId"))
                            && started.assetId().equals(document.getString("assetId")),
                    "ACKED",
                    "upload " + started.uploadId() + " is not as it was acknowledged"));
        }
        evidence.book().deleted().forEach(asset -> violations.require(evidence.gone(asset), "ACKED",
                "the deletion of " + asset + " was acknowledged and it is there"));
    }

    private void ended() {
        for (var started : evidence.book().started()) {
            if (evidence.gone(started.assetId()) || !evidence.book().stored(started.plan().number())) {
                continue;
            }
            var runs = evidence.runs(started.assetId());
            var asset = evidence.one("assets", started.assetId()).map(found -> found.getString("state"));
            violations.require(runs.size() == 1, runs.isEmpty() ? "NO_LOSS" : "NO_DUP_EFFECT",
                    "the file of upload " + started.uploadId() + " arrived and " + runs.size() + " runs came of it");
            if (runs.size() == 1) {
                var end = shown(runs.getFirst());
                violations.require(asset.filter(end::equals).isPresent(), "NO_LOSS", "asset " + started.assetId()
                        + " is " + asset.orElse("not there") + ", its run is " + end);
                violations.require(end.startsWith("ready"), "NO_LOSS", "asset " + started.assetId()
                        + " was a good film and is " + end + ": " + runs.getFirst().get("reason"));
            }
        }
    }

    private static String shown(Document run) {
        return switch (run.getString("state")) {
            case "FAILED", "EXPIRED" -> "errored";
            default -> run.getString("state").toLowerCase(Locale.ROOT);
        };
    }

    private void effects() {
        var jobs = new HashMap<String, Integer>();
        evidence.jobs().forEach(job -> jobs.merge(job.key(), 1, Integer::sum));
        jobs.forEach((key, count) -> violations.require(count == 1, "NO_DUP_EFFECT",
                count + " transcoding jobs for the one attempt " + key));
        var rows = new HashMap<String, Integer>();
        evidence.all("costs").forEach(row -> rows.merge(
                row.get("token") + " " + row.get("item") + " " + row.get("kind"), 1, Integer::sum));
        rows.forEach((row, count) -> violations.require(count == 1, "NO_DUP_EFFECT", count + " ledger rows " + row));
        for (var job : evidence.all("transcoding_jobs")) {
            var ended = Set.of("COMPLETE", "ERROR").contains(job.getString("state"));
            var asset = job.getString("assetId");
            violations.require(ended || evidence.gone(asset), "QUIESCE",
                    "job " + job.get("_id") + " is still " + job.get("state"));
            if (ended && !evidence.gone(asset)) {
                violations.require(
                        evidence.all("costs").stream().anyMatch(row -> job.get("_id").equals(row.get("token"))
                                && "ACTUAL".equals(row.get("kind"))),
                        "NO_LOSS", "no actual cost of job " + job.get("_id"));
            }
        }
    }

    private void webhooks() {
        var ids = new HashMap<String, Set<String>>();
        evidence.webhooks().stream().filter(each -> ENDINGS.contains(each.type()))
                .forEach(each -> ids.computeIfAbsent(each.asset(), _ -> new HashSet<>()).add(each.id()));
        for (var started : evidence.book().started()) {
            var asset = started.assetId();
            var ends = evidence.runs(asset).stream().filter(run -> run.getDate("endedAt") != null).count();
            var told = ids.getOrDefault(asset, Set.of()).size();
            violations.require(told <= Math.max(1, ends), "NO_DUP_EFFECT",
                    ends + " ends of " + asset + " made " + told + " webhook ids");
            if (!evidence.gone(asset)) {
                violations.require(told + later(asset) >= ends, "NO_LOSS",
                        ends + " ends of " + asset + " made " + told + " webhooks");
            }
        }
    }

    // Refused, or cut off, more than once: the next attempt comes minutes later, and is on its way.
    private long later(String asset) {
        var now = Instant.now();
        return evidence.all("webhook_deliveries").stream()
                .filter(each -> asset.equals(each.getString("assetId")) && ENDINGS.contains(each.getString("type")))
                .filter(each -> "waiting".equals(each.getString("state"))
                        && each.getDate("visitAt").toInstant().isAfter(now.minusSeconds(30))
                        && each.getInteger("begun") > 0)
                .count();
    }

    private void strangers() {
        var owners = new HashMap<String, String>();
        evidence.book().started().forEach(each -> owners.put(each.assetId(), each.plan().tenant()));
        for (var name : List.of("runs", "assets", "transcoding_jobs", "costs", "webhook_deliveries")) {
            for (var document : evidence.all(name)) {
                var owner = owners.get(name.equals("assets") ? document.getString("_id") : document.get("assetId"));
                violations.require(owner == null || owner.equals(document.getString("tenantId")), "TENANT",
                        name + " " + document.get("_id") + " is of " + document.get("tenantId") + ", its asset of "
                                + owner);
            }
        }
        evidence.webhooks().forEach(each -> {
            var owner = owners.get(each.asset());
            violations.require(owner == null || owner.equals(each.tenant()), "TENANT",
                    each.tenant() + " was told of the asset " + each.asset() + " of " + owner);
        });
    }

    private void conserved() {
        for (var day : evidence.all("budget_days")) {
            var grants = evidence.all("budget_grants").stream().filter(each -> day.get("_id").equals(each.get("day")))
                    .mapToLong(each -> each.getLong("micros")).toArray();
            var granted = java.util.Arrays.stream(grants).sum();
            var most = java.util.Arrays.stream(grants).max().orElse(0);
            var spent = day.getLong("spent");
            violations.require(spent >= granted && spent <= granted + most * evidence.failures(), "CONSERVE",
                    "budget " + day.get("_id") + " has " + spent + ", its grants " + granted);
        }
        var taken = evidence.all("quota_days").stream().mapToLong(day -> day.getLong("items")).sum();
        var made = evidence.all("uploads").size();
        violations.require(taken >= made && taken <= made + evidence.failures(), "CONSERVE",
                "the quota counts " + taken + " uploads of " + made);
    }

    private void outputs() {
        for (var run : evidence.all("runs")) {
            if (!run.getString("state").startsWith("READY") || evidence.gone(run.getString("assetId"))) {
                continue;
            }
            for (var step : run.get("steps", Document.class).values()) {
                if (step instanceof Document at && at.getString("resultKey") instanceof String key) {
                    there(run, key);
                    new Named(evidence.texts(), run.getString("tenantId") + "/" + run.getString("assetId") + "/")
                            .of(key).forEach(output -> there(run, output));
                }
            }
        }
    }

    private void there(Document run, String key) {
        violations.require(evidence.media().getOrDefault(key, 0L) > 0, "OUTPUT",
                "run " + run.get("_id") + " is ready without " + key);
    }

    private void orphans() {
        violations.require(evidence.incoming().isEmpty(), "NO_ORPHAN",
                evidence.incoming().size() + " multipart uploads are nobody's");
        var known = new HashSet<String>();
        evidence.all("assets").stream().filter(asset -> !"deleted".equals(asset.getString("state")))
                .forEach(asset -> known.add(asset.getString("tenantId") + "/" + asset.get("_id") + "/"));
        for (Map.Entry<String, Long> object : evidence.media().entrySet()) {
            var parts = object.getKey().split("/", 3);
            if (parts.length == 3 && !parts[0].startsWith("_")) {
                violations.require(known.contains(parts[0] + "/" + parts[1] + "/"), "NO_ORPHAN",
                        object.getKey() + " is of no asset");
            }
        }
        for (Book.Started started : evidence.book().started()) {
            if (evidence.book().deleted().contains(started.assetId())) {
                violations.require(evidence.one("assets", started.assetId())
                        .filter(asset -> "deleted".equals(asset.getString("state"))).isPresent(), "QUIESCE",
                        "the deletion of " + started.assetId() + " has not ended");
            }
        }
    }
}
