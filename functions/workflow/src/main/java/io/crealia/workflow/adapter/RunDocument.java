package io.crealia.workflow.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.message.Outbox;
import io.crealia.workflow.domain.Backfill;
import io.crealia.workflow.domain.Run;
import io.crealia.workflow.domain.RunEvent;
import io.crealia.workflow.domain.RunOrder;
import io.crealia.workflow.domain.RunState;
import io.crealia.workflow.port.StoredRun;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;

/**
 * The document of a run: {@code _id, tenantId, assetId, uploadId?, correlationId, template, parameters{preset, language?,
 * scriptKey?}, retryOf?, generation, v,
 * lastOpId, state, reason{code, detail}?, percent, source{}?, steps{name: {}}, createdAt, deadlineAt, endedAt?, nextAt?, backfillAt?,
 * outbox[], events[], idempotencyKey, requestHash?, answer?}. The key is never missing: where no client gave one it is
 * the run's id, because a unique index treats missing values as equal.
 */
final class RunDocument {
    static final String BACKFILL_AT = "backfillAt";

    private RunDocument() {}

    static Document write(StoredRun stored) {
        var run = stored.run();
        var order = run.order();
        var document = new Document("_id", run.id().value()).append("tenantId", order.tenantId().value())
                .append("assetId", order.assetId().value()).append("correlationId", order.correlationId())
                .append("template", order.template()).append("parameters", write(order.parameters()))
                .append("generation", order.generation())
                .append("v", run.version()).append("lastOpId", run.lastOpId())
                .append("state", run.state().storedName()).append("percent", run.percent());
        order.uploadId().ifPresent(id -> document.append("uploadId", id.value()));
        order.retryOf().ifPresent(id -> document.append("retryOf", id.value()));
        order.source().ifPresent(source -> document.append("source", write(source)));
        run.state().reason().ifPresent(reason -> document.append("reason",
                new Document("code", reason.code()).append("detail", reason.detail())));
        var steps = new Document();
        run.steps().forEach((step, state) -> steps.append(step.wireName(), StepDocument.write(run.id(), step, state)));
        document.append("steps", steps).append("createdAt", Date.from(run.createdAt()))
                .append("deadlineAt", Date.from(run.deadlineAt()))
                .append("endedAt", run.endedAt().map(Date::from).orElse(null))
                .append("nextAt", stored.nextAt().map(Date::from).orElse(null))
                .append(BACKFILL_AT, Backfill.at(run).map(Date::from).orElse(null))
                .append(Outbox.FIELD, Outbox.write(stored.outbox()))
                .append("events", run.history().stream().map(RunDocument::write).toList())
                .append("idempotencyKey", stored.call().map(StoredRun.Call::key).orElse(run.id().value()));
        stored.call().ifPresent(
                call -> document.append("requestHash", call.requestHash()).append("answer", call.answer()));
        return document;
    }

    static StoredRun read(Document document) {
        var reason = Optional.ofNullable(document.get("reason", Document.class))
                .map(found -> new Reason(found.getString("code"), found.getString("detail")));
        var steps = document.get("steps", Document.class);
        var states = steps.keySet().stream().collect(Collectors.toMap(Step::ofWireName,
                name -> StepDocument.read(steps.get(name, Document.class))));
        var run = new Run(order(document), document.getLong("v"), document.getString("lastOpId"),
                RunState.of(document.getString("state"), reason), document.getInteger("percent"), states,
                document.getDate("createdAt").toInstant(), document.getDate("deadlineAt").toInstant(),
                instant(document, "endedAt"),
                document.getList("events", Document.class, List.of()).stream().map(RunDocument::event).toList());
        var call = Optional.ofNullable(document.getString("requestHash")).map(
                hash -> new StoredRun.Call(document.getString("idempotencyKey"), hash, document.getString("answer")));
        return new StoredRun(run, Outbox.read(document), instant(document, "nextAt"), call);
    }

    static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }

    private static RunOrder order(Document document) {
        return new RunOrder(new RunId(document.getString("_id")), new TenantId(document.getString("tenantId")),
                new AssetId(document.getString("assetId")),
                Optional.ofNullable(document.getString("uploadId")).map(UploadId::new),
                Optional.ofNullable(document.get("source", Document.class)).map(RunDocument::source),
                document.getString("correlationId"), parameters(document),
                Optional.ofNullable(document.getString("retryOf")).map(RunId::new),
                document.getInteger("generation"));
    }

    private static Document write(RunParameters parameters) {
        var document = new Document("preset", parameters.preset());
        parameters.language().ifPresent(language -> document.append("language", language));
        parameters.scriptKey().ifPresent(key -> document.append("scriptKey", key));
        return document;
    }

    // Runs that began before there were parameters have the default ones.
    private static RunParameters parameters(Document document) {
        var parameters = document.get("parameters", new Document("preset", RunParameters.DEFAULT.preset()));
        return new RunParameters(document.getString("template"), parameters.getString("preset"),
                Optional.ofNullable(parameters.getString("language")),
                Optional.ofNullable(parameters.getString("scriptKey")));
    }

    private static Document write(SourceObject source) {
        return new Document("bucket", source.bucket()).append("key", source.key()).append("etag", source.etag())
                .append("sizeBytes", source.sizeBytes()).append("format", source.format());
    }

    private static SourceObject source(Document document) {
        return new SourceObject(document.getString("bucket"), document.getString("key"), document.getString("etag"),
                document.getLong("sizeBytes"), document.getString("format"));
    }

    private static Document write(RunEvent event) {
        var document = new Document("v", event.version()).append("at", Date.from(event.at())).append("what",
                event.what());
        event.step().ifPresent(
                step -> document.append("step", step.wireName()).append("attempt", event.attempt()));
        return event.detail().isEmpty() ? document : document.append("detail", event.detail());
    }

    private static RunEvent event(Document document) {
        return new RunEvent(document.getLong("v"), document.getDate("at").toInstant(), document.getString("what"),
                Optional.ofNullable(document.getString("step")).map(Step::ofWireName),
                document.getInteger("attempt", 0), Optional.ofNullable(document.getString("detail")).orElse(""));
    }
}
