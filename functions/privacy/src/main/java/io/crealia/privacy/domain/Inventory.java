package io.crealia.privacy.domain;

import io.crealia.privacy.domain.Holding.Fate;
import io.crealia.privacy.domain.Holding.Kind;
import java.util.List;
import java.util.Optional;

/** Every place where this application keeps data. A test runs the whole product and finds no other. */
public final class Inventory {
    public static final String ASSETS = "assets";
    public static final String HISTORY = "history";
    public static final String RUNS = "runs";
    public static final String UPLOADS = "uploads";
    public static final String JOBS = "transcoding_jobs";
    public static final String TRANSCRIPTIONS = "transcriptions";
    public static final String IDEMPOTENCY = "idempotency";
    public static final String MEDIA = "media/{tenant}/{asset}";
    public static final String INCOMING = "incoming/{tenant}/{upload}";
    public static final String PARTS = "incoming parts of {tenant}/{upload}";
    public static final String EXPORTS = "exports";
    public static final String ARCHIVES = "media/{tenant}/exports";
    public static final String SUBJECT_KEY = "keysets";
    public static final String SUBJECT_ASSETS = "assets of the person";

    private static final List<Holding> ALL = List.of(
            new Holding(ASSETS, Kind.COLLECTION, "titles, descriptions, captions' places, results of steps (sealed)",
                    "to show and play an asset", "until deleted", Fate.EMPTIED),
            new Holding(HISTORY, Kind.COLLECTION,
                    "former titles, descriptions, captions' places, results of steps (sealed); keyed references to"
                            + " who edited",
                    "to show what happened to an asset, and what it was before", "until its asset is deleted",
                    Fate.DELETED),
            new Holding(UPLOADS, Kind.COLLECTION, "file name, script (sealed), sizes, times", "to receive a file",
                    "until its asset is deleted; file name and script at most the retention of uploads",
                    Fate.DELETED),
            new Holding(RUNS, Kind.COLLECTION, "states of steps, keys of results, ids", "to process an asset",
                    "until its asset is deleted", Fate.EMPTIED),
            new Holding(JOBS, Kind.COLLECTION, "states of transcoding jobs, ids", "to process an asset",
                    "until its asset is deleted", Fate.DELETED),
            new Holding(TRANSCRIPTIONS, Kind.COLLECTION, "waiting steps, ids", "to process an asset",
                    "until the step ends", Fate.DELETED),
            new Holding(IDEMPOTENCY, Kind.COLLECTION, "answers given (sealed), keyed hashes of what was asked",
                    "to answer a repeated request alike", "retention of repeated requests", Fate.EXPIRES),
            new Holding("costs", Kind.COLLECTION, "ids, quantities, amounts", "accounting", "kept", Fate.KEPT),
            new Holding("budget_days", Kind.COLLECTION, "a tenant's spending per day", "to hold the budget", "kept",
                    Fate.KEPT),
            new Holding("budget_grants", Kind.COLLECTION, "ids, amounts", "to hold the budget",
                    "retention of budgets", Fate.EXPIRES),
            new Holding("quota_days", Kind.COLLECTION, "a tenant's uploads and bytes per day", "to hold the quota",
                    "kept", Fate.KEPT),
            new Holding("webhook_endpoints", Kind.COLLECTION, "a tenant's addresses and secrets (sealed)",
                    "to tell a tenant's servers", "until the tenant deletes it", Fate.KEPT),
            new Holding("webhook_deliveries", Kind.COLLECTION, "event types, ids, times, outcomes",
                    "to tell a tenant's servers", "retention of deliveries", Fate.EXPIRES),
            new Holding("webhook_places", Kind.COLLECTION, "how many deliveries of a tenant are under way",
                    "to keep tenants apart", "overwritten", Fate.KEPT),
            new Holding("audit", Kind.COLLECTION, "deeds with ids and a keyed reference to the caller",
                    "to account for what was done", "kept", Fate.KEPT),
            new Holding("audit_heads", Kind.COLLECTION, "the end of each chain", "to account for what was done",
                    "kept", Fate.KEPT),
            new Holding("erasures", Kind.COLLECTION, "ids, counts, certificates", "to prove an erasure", "kept",
                    Fate.KEPT),
            new Holding(EXPORTS, Kind.COLLECTION, "ids, times and states of exports", "to make an export",
                    "retention of exports", Fate.DELETED),
            new Holding("privacy_marks", Kind.COLLECTION, "when certificates were last replayed",
                    "to notice a restored backup", "overwritten", Fate.KEPT),
            new Holding("backups", Kind.COLLECTION, "when backups were made, what is stored of the one under way",
                    "to back the database up", "overwritten", Fate.KEPT),
            new Holding(SUBJECT_KEY, Kind.KEYS, "a person's wrapped key", "to read what is his",
                    "until he is erased", Fate.KEY_DESTROYED),
            new Holding("people", Kind.KEYS, "keyed hash of what his issuer calls a person", "to find his key",
                    "until he is erased", Fate.KEY_DESTROYED),
            new Holding("owners", Kind.KEYS, "ids of assets and persons", "to know whose an asset is", "kept",
                    Fate.KEPT),
            new Holding(MEDIA, Kind.OBJECTS, "the source, everything made of it, script, captions",
                    "to process and play an asset", "until deleted", Fate.DELETED),
            new Holding(INCOMING, Kind.OBJECTS, "the file as it arrived", "to check a file", "at most 2 days",
                    Fate.DELETED),
            new Holding(PARTS, Kind.OBJECTS, "parts of a file", "to receive a file", "at most 2 days", Fate.DELETED),
            new Holding(ARCHIVES, Kind.OBJECTS, "archives of what is kept of a person", "to give them to him",
                    "retention of exports", Fate.DELETED),
            new Holding("media/_records", Kind.OBJECTS, "certificates of erasures",
                    "to erase again after a restore", "kept", Fate.KEPT),
            new Holding("backup", Kind.OBJECTS, "copies of all collections, personal fields sealed as there",
                    "to restore the database", "BackupRetention of the template and a week; the last one is kept",
                    Fate.EXPIRES),
            new Holding("queues", Kind.QUEUE, "ids, keys and numbers", "to tell functions of each other",
                    "4 days, dead letters 14 days", Fate.EXPIRES),
            new Holding("redis", Kind.CACHE, "rates per hashed tenant", "to limit requests", "minutes", Fate.EXPIRES),
            new Holding("logs", Kind.LOG, "ids and numbers of an allow-list", "operations",
                    "LogRetentionDays of the template", Fate.EXPIRES));

    private Inventory() {}

    public static List<Holding> all() {
        return ALL;
    }

    public static Optional<Holding> find(String name) {
        return ALL.stream().filter(holding -> holding.name().equals(name)).findFirst();
    }
}
