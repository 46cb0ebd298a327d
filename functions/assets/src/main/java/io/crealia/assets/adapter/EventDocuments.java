package io.crealia.assets.adapter;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.AssetEvent;
import io.crealia.assets.domain.AssetEvent.Head;
import io.crealia.assets.domain.AssetEvent.StateChange;
import io.crealia.assets.domain.AssetEvent.Type;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.StepResult;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.platform.message.FactCodec;
import java.time.Instant;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * Events as MongoDB documents: {@code {seq, at, type, by?, run?, percent?, changes[], members[], fact?, fresh[]?,
 * runVersion?, saidAt?}}. What a step found and what a person decided is not in it but beside it, where it is sealed: in
 * the asset's document for the newest event, in its own document for the others.
 */
final class EventDocuments {
    /** What {@link #head} reads. */
    static final List<String> HEAD_FIELDS = List.of("seq", "at", "type", "by", "run", "percent", "changes", "members");

    private EventDocuments() {}

    /** Where the parts lie that are sealed. */
    interface Beside {
        Optional<StepResult> result(Step step, String key);

        Edits edits();

        /** Asked for only where the log begins. */
        Asset asset();
    }

    static Document write(AssetEvent event) {
        var head = event.head();
        var document = new Document("seq", head.sequence()).append("at", Date.from(head.at()))
                .append("type", head.type().wireName());
        head.person().ifPresent(person -> document.append("by", person));
        head.run().ifPresent(run -> document.append("run", run.value()));
        head.percent().ifPresent(percent -> document.append("percent", percent));
        document.append("changes", head.changes().stream().map(EventDocuments::write).toList())
                .append("members", head.members());
        switch (event.content()) {
            case AssetEvent.Moved(var change, var fresh) -> document.append("fact", FactCodec.encode(change))
                    .append("fresh", fresh.keySet().stream().sorted().map(Step::wireName).toList());
            case AssetEvent.Progressed(var version, var _, var at) ->
                document.append("runVersion", version).append("saidAt", Date.from(at));
            case AssetEvent.Edited _,AssetEvent.Adopted _ -> {
            }
        }
        return document;
    }

    static AssetEvent read(Document document, Beside beside) {
        var head = head(document);
        return new AssetEvent(head, switch (head.type()) {
            case RUN_CHANGED -> {
                var change = (Fact.AssetChanged) FactCodec.decode(document.getString("fact"));
                yield new AssetEvent.Moved(change, fresh(document, change, beside));
            }
            case RUN_PROGRESSED -> new AssetEvent.Progressed(document.getLong("runVersion"),
                    head.percent().orElseThrow(), document.getDate("saidAt").toInstant());
            case EDITED -> new AssetEvent.Edited(beside.edits());
            case ADOPTED -> new AssetEvent.Adopted(beside.asset());
        });
    }

    static Head head(Document document) {
        return new Head(document.getLong("seq"), document.getDate("at").toInstant(),
                Type.ofWireName(document.getString("type")), Optional.ofNullable(document.getString("by")),
                Optional.ofNullable(document.getString("run")).map(RunId::new),
                Optional.ofNullable(document.getInteger("percent")),
                document.getList("changes", Document.class).stream().map(EventDocuments::change).toList(),
                document.getList("members", String.class));
    }

    /** Whether nothing lies beside the document. */
    static boolean isWhole(Document document) {
        return switch (Type.ofWireName(document.getString("type"))) {
            case RUN_CHANGED -> document.getList("fresh", String.class).isEmpty();
            case RUN_PROGRESSED -> true;
            case EDITED, ADOPTED -> false;
        };
    }

    private static Map<Step, StepResult> fresh(Document document, Fact.AssetChanged change, Beside beside) {
        var fresh = new EnumMap<Step, StepResult>(Step.class);
        for (var name : document.getList("fresh", String.class)) {
            var step = Step.ofWireName(name);
            var key = Optional.ofNullable(change.results().get(step)).orElse("");
            fresh.put(step, beside.result(step, key).orElseThrow(
                    () -> new IllegalStateException("event " + document.get("seq") + " lacks the result " + key)));
        }
        return fresh;
    }

    private static Document write(StateChange change) {
        var document = new Document("at", Date.from(change.at())).append("state", change.state());
        change.step().ifPresent(step -> document.append("step", step.wireName()).append("attempt", change.attempt()));
        change.reason().ifPresent(reason -> document.append("reason", reason));
        return document;
    }

    private static StateChange change(Document document) {
        return new StateChange(instant(document, "at"),
                Optional.ofNullable(document.getString("step")).map(Step::ofWireName),
                document.getInteger("attempt", 0), document.getString("state"),
                Optional.ofNullable(document.getString("reason")));
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
