package io.crealia.assets.adapter;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetSummary;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.LastRun;
import io.crealia.assets.domain.PlaybackPolicy;
import io.crealia.assets.domain.Publication;
import io.crealia.assets.domain.StepResult;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;

/**
 * Assets as MongoDB documents, before {@link AssetSeal} seals what is personal. Absent members are absent fields.
 *
 * <p>{@code state, reason, playable} are what everybody sees, so that a list can select by them. Where an older run is
 * shown, {@code kept{runId, runVersion, results}} is that run's and {@code last{state, reason, playable}} the newest
 * one's; elsewhere neither is there, as in documents from before older runs were kept.
 */
final class AssetDocuments {
    /** What {@link #summary} reads. */
    static final List<String> SUMMARY_FIELDS = List.of("tenantId", "runId", "state", "reason", "percent", "playable",
            "results.probe", "kept.runId", "kept.results.probe", "last", "createdAt", "updatedAt");

    /** Outside the edits, so that a query can ask for it. */
    static final String POLICY = "playback";

    /** The newest event, until the next one takes its place. */
    static final String EVENT = "event";

    private AssetDocuments() {}

    static Document write(Asset asset) {
        var document = state(asset);
        asset.newest().filter(_ -> !asset.gone())
                .ifPresent(event -> document.append(EVENT, EventDocuments.write(event)));
        return document;
    }

    /** The asset without its newest event. */
    static Document state(Asset asset) {
        var shown = asset.shown();
        var document = new Document("_id", asset.id().value()).append("tenantId", asset.tenant().value())
                .append("v", asset.version()).append("runId", asset.runId().value())
                .append("runVersion", asset.runVersion()).append("shape", asset.shape())
                .append("state", shown.state().wireName()).append("percent", asset.percent())
                .append("playable", shown.playable()).append("createdAt", Date.from(asset.createdAt()))
                .append("updatedAt", Date.from(asset.updatedAt())).append("results", write(asset.results()))
                .append("steps", asset.steps().stream().map(AssetDocuments::write).toList());
        append(document, shown.reason());
        asset.kept().ifPresent(kept -> {
            document.append("kept", new Document("runId", kept.runId().value())
                    .append("runVersion", kept.runVersion()).append("results", write(kept.results())));
            document.append("last", append(new Document("state", asset.state().wireName()).append("playable",
                    asset.playable()), asset.reason()));
        });
        return append(document, asset.edits());
    }

    static Document append(Document document, Edits edits) {
        if (!edits.equals(Edits.NONE)) {
            document.append("edits", EditDocuments.write(edits));
        }
        if (edits.policy() == PlaybackPolicy.PUBLIC) {
            document.append(POLICY, PlaybackPolicy.PUBLIC.wireName());
        }
        return document;
    }

    static Edits edits(Document document) {
        return EditDocuments.read(document.get("edits", Document.class)).with(policy(document));
    }

    static Asset read(Document document) {
        var shown = shown(document);
        return Optional.ofNullable(document.get(EVENT, Document.class))
                .map(event -> EventDocuments.read(event, beside(shown.results(), shown.kept(), shown.edits())))
                .map(event -> shown.with(event)).orElse(shown);
    }

    /** The asset without its newest event, which is not read. */
    static Asset shown(Document document) {
        // The newest run's own, where an older one is shown.
        var own = document.get("last", document);
        var results = results(document);
        var kept = Optional.ofNullable(document.get("kept", Document.class)).map(one -> kept(document, one));
        var edits = edits(document);
        return new Asset(new AssetId(document.getString("_id")), new TenantId(document.getString("tenantId")),
                document.getLong("v"), new RunId(document.getString("runId")), document.getLong("runVersion"),
                document.getString("shape"), AssetState.ofWireName(own.getString("state")), reason(own),
                document.getInteger("percent"), own.getBoolean("playable"),
                document.getList("steps", Document.class).stream().map(AssetDocuments::step).toList(),
                results, document.getDate("updatedAt").toInstant(),
                Optional.empty(), kept, edits);
    }

    static AssetSummary summary(Document document) {
        var newest = new RunId(document.getString("runId"));
        var kept = Optional.ofNullable(document.get("kept", Document.class));
        var last = Optional.ofNullable(document.get("last", Document.class)).map(
                run -> new LastRun(newest, AssetState.ofWireName(run.getString("state")), reason(run)));
        return new AssetSummary(new AssetId(document.getString("_id")),
                kept.map(run -> new RunId(run.getString("runId"))).orElse(newest),
                AssetState.ofWireName(document.getString("state")), reason(document), document.getInteger("percent"),
                document.getBoolean("playable"), last,
                Optional.ofNullable(results(kept.orElse(document)).get(Step.PROBE)),
                document.getDate("createdAt").toInstant(), document.getDate("updatedAt").toInstant());
    }

    private static EventDocuments.Beside beside(Map<Step, StepResult> results, Optional<Publication> kept,
            Edits edits) {
        return new EventDocuments.Beside() {
            @Override
            public Optional<StepResult> result(Step step, String key) {
                return Stream.concat(Stream.of(results), kept.map(Publication::results).stream())
                        .map(all -> all.get(step)).filter(result -> result != null && result.key().equals(key))
                        .findFirst();
            }

            @Override
            public Edits edits() {
                return edits;
            }

            @Override
            public Asset asset() {
                throw new IllegalStateException("an asset that is older than its log has no event");
            }
        };
    }

    private static PlaybackPolicy policy(Document document) {
        return Optional.ofNullable(document.getString(POLICY)).flatMap(PlaybackPolicy::ofWireName)
                .orElse(PlaybackPolicy.SIGNED);
    }

    private static Publication kept(Document document, Document kept) {
        return new Publication(new RunId(kept.getString("runId")), kept.getLong("runVersion"),
                AssetState.ofWireName(document.getString("state")), reason(document), document.getBoolean("playable"),
                results(kept));
    }

    static Document write(Map<Step, StepResult> results) {
        var document = new Document();
        results.forEach((step, result) -> document.append(step.wireName(),
                new Document("key", result.key()).append("document", BsonJson.document(result.document()))));
        return document;
    }

    private static Document append(Document document, Optional<Reason> reason) {
        reason.ifPresent(r -> document.append("reason",
                new Document("code", r.code()).append("detail", r.detail())));
        return document;
    }

    static Map<Step, StepResult> results(Document document) {
        var results = new EnumMap<Step, StepResult>(Step.class);
        document.get("results", new Document()).forEach((step, value) -> {
            var result = (Document) value;
            results.put(Step.ofWireName(step), new StepResult(result.getString("key"),
                    BsonJson.json(result.get("document", Document.class))));
        });
        return results;
    }

    private static Optional<Reason> reason(Document document) {
        return Optional.ofNullable(document.get("reason", Document.class))
                .map(reason -> new Reason(reason.getString("code"), reason.getString("detail")));
    }

    private static Document write(StepReport report) {
        var document = new Document("step", report.step().wireName()).append("state", report.state())
                .append("attempt", report.attempt());
        report.startedAt().ifPresent(at -> document.append("startedAt", Date.from(at)));
        report.endedAt().ifPresent(at -> document.append("endedAt", Date.from(at)));
        report.reason().ifPresent(reason -> document.append("reason", reason));
        return document;
    }

    private static StepReport step(Document document) {
        return new StepReport(Step.ofWireName(document.getString("step")), document.getString("state"),
                document.getInteger("attempt"), instant(document, "startedAt"), instant(document, "endedAt"),
                Optional.ofNullable(document.getString("reason")));
    }

    private static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
