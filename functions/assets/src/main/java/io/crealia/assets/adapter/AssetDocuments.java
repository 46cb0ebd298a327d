package io.crealia.assets.adapter;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent;
import io.crealia.assets.domain.AssetSummary;
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
import org.bson.Document;

/** Assets as MongoDB documents. Absent members are absent fields. */
final class AssetDocuments {
    /** What {@link #summary} reads. */
    static final List<String> SUMMARY_FIELDS = List.of("runId", "state", "reason", "percent", "playable",
            "results.probe", "createdAt", "updatedAt");

    private AssetDocuments() {}

    static Document write(Asset asset) {
        var results = new Document();
        asset.results().forEach((step, result) -> results.append(step.wireName(),
                new Document("key", result.key()).append("document", BsonJson.document(result.document()))));
        var document = new Document("_id", asset.id().value()).append("tenantId", asset.tenant().value())
                .append("v", asset.version()).append("runId", asset.runId().value())
                .append("runVersion", asset.runVersion()).append("shape", asset.shape())
                .append("state", asset.state().wireName()).append("percent", asset.percent())
                .append("playable", asset.playable()).append("createdAt", Date.from(asset.createdAt()))
                .append("updatedAt", Date.from(asset.updatedAt())).append("results", results)
                .append("steps", asset.steps().stream().map(AssetDocuments::write).toList())
                .append("events", asset.events().stream().map(AssetDocuments::write).toList());
        asset.reason().ifPresent(reason -> document.append("reason",
                new Document("code", reason.code()).append("detail", reason.detail())));
        return document;
    }

    static Asset read(Document document) {
        return new Asset(new AssetId(document.getString("_id")), new TenantId(document.getString("tenantId")),
                document.getLong("v"), new RunId(document.getString("runId")), document.getLong("runVersion"),
                document.getString("shape"), AssetState.ofWireName(document.getString("state")), reason(document),
                document.getInteger("percent"), document.getBoolean("playable"),
                document.getList("steps", Document.class).stream().map(AssetDocuments::step).toList(),
                results(document), document.getDate("updatedAt").toInstant(),
                document.getList("events", Document.class).stream().map(AssetDocuments::event).toList());
    }

    static AssetSummary summary(Document document) {
        return new AssetSummary(new AssetId(document.getString("_id")), new RunId(document.getString("runId")),
                AssetState.ofWireName(document.getString("state")), reason(document), document.getInteger("percent"),
                document.getBoolean("playable"), Optional.ofNullable(results(document).get(Step.PROBE)),
                document.getDate("createdAt").toInstant(), document.getDate("updatedAt").toInstant());
    }

    private static Map<Step, StepResult> results(Document document) {
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

    private static Document write(AssetEvent event) {
        var document = new Document("seq", event.sequence()).append("at", Date.from(event.at()))
                .append("runId", event.runId().value()).append("state", event.state());
        event.step().ifPresent(step -> document.append("step", step.wireName()).append("attempt", event.attempt()));
        event.reason().ifPresent(reason -> document.append("reason", reason));
        return document;
    }

    private static AssetEvent event(Document document) {
        return new AssetEvent(document.getLong("seq"), document.getDate("at").toInstant(),
                new RunId(document.getString("runId")),
                Optional.ofNullable(document.getString("step")).map(Step::ofWireName),
                document.getInteger("attempt", 0), document.getString("state"),
                Optional.ofNullable(document.getString("reason")));
    }

    private static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
