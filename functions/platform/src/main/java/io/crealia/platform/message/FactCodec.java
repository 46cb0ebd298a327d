package io.crealia.platform.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.FailureKind;
import io.crealia.contracts.RunId;
import io.crealia.contracts.RunParameters;
import io.crealia.contracts.SourceObject;
import io.crealia.contracts.Step;
import io.crealia.contracts.StepToken;
import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Facts as JSON text: {@code {id, type, version, at, tenant_id, asset_id, correlation_id, data}}. */
public final class FactCodec {
    private static final int VERSION = 1;

    private FactCodec() {}

    public static String encode(Fact fact) {
        var header = fact.header();
        var json = Json.object().put("id", header.id()).put("type", fact.getClass().getSimpleName())
                .put("version", VERSION)
                .put("at", header.at().toString()).put("tenant_id", header.tenantId().value())
                .put("asset_id", header.assetId().value()).put("correlation_id", header.correlationId());
        write(fact, json.putObject("data"));
        return Json.text(json);
    }

    /** @throws UnknownFactException if the text is not a fact this version knows: a failed record, never a skipped one */
    public static Fact decode(String text) {
        try {
            var json = Json.parse(text);
            if (json.path("version").asInt() != VERSION) {
                throw new UnknownFactException("fact version " + json.path("version").asInt());
            }
            var header = new Fact.Header(text(json, "id"), Instant.parse(text(json, "at")),
                    new TenantId(text(json, "tenant_id")), new AssetId(text(json, "asset_id")),
                    text(json, "correlation_id"));
            return read(text(json, "type"), header, json.path("data"));
        } catch (NumberFormatException | ArithmeticException | DateTimeParseException e) {
            // The runtime's own messages quote what they could not read, and this one is logged.
            throw new UnknownFactException("a number or a time is malformed");
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new UnknownFactException(e.getMessage());
        }
    }

    private static void write(Fact fact, ObjectNode data) {
        switch (fact) {
            case Fact.UploadAccepted f -> {
                data.put("upload_id", f.uploadId().value());
                write(f.source(), data.putObject("source"));
                write(f.parameters(), data.putObject("parameters"));
            }
            case Fact.UploadRejected f ->
                data.put("upload_id", f.uploadId().value()).put("code", f.code()).put("detail", f.detail());
            case Fact.StepRequested f -> {
                data.put("token", f.token().value());
                write(f.source(), data.putObject("source"));
                write(f.results(), data.putObject("results"));
                write(f.parameters(), data.putObject("parameters"));
            }
            case Fact.StepCancelled f -> data.put("token", f.token().value());
            case Fact.StepProgressed f -> data.put("token", f.token().value()).put("percent", f.percent());
            case Fact.StepSucceeded f -> {
                data.put("token", f.token().value()).put("result_key", f.resultKey());
                f.skippedReason().ifPresent(reason -> data.put("skipped_reason", reason));
            }
            case Fact.StepFailed f -> data.put("token", f.token().value()).put("failure", f.failure().name())
                    .put("code", f.code()).put("detail", f.detail());
            case Fact.AssetChanged f -> write(f, data);
            case Fact.CostRecorded f -> data.put("token", f.token().value()).put("item", f.item())
                    .put("kind", f.kind().name()).put("unit", f.unit()).put("quantity", f.quantity())
                    .put("micros", f.micros());
            case Fact.DeletionRequested _,Fact.AssetDeleting _,Fact.AssetErased _ -> {
            }
        }
    }

    private static void write(RunParameters parameters, ObjectNode json) {
        json.put("template", parameters.template()).put("preset", parameters.preset());
        parameters.language().ifPresent(language -> json.put("language", language));
        parameters.scriptKey().ifPresent(key -> json.put("script_key", key));
    }

    private static void write(Fact.AssetChanged fact, ObjectNode data) {
        data.put("run_id", fact.runId().value()).put("run_version", fact.runVersion())
                .put("state", fact.state().wireName()).put("percent", fact.percent()).put("playable", fact.playable());
        fact.reason().ifPresent(
                reason -> data.putObject("reason").put("code", reason.code()).put("detail", reason.detail()));
        var steps = data.putArray("steps");
        for (var report : fact.steps()) {
            var step = steps.addObject().put("step", report.step().wireName()).put("state", report.state())
                    .put("attempt", report.attempt());
            report.startedAt().ifPresent(at -> step.put("started_at", at.toString()));
            report.endedAt().ifPresent(at -> step.put("ended_at", at.toString()));
            report.reason().ifPresent(reason -> step.put("reason", reason));
        }
        write(fact.results(), data.putObject("results"));
    }

    private static void write(SourceObject source, ObjectNode json) {
        json.put("bucket", source.bucket()).put("key", source.key()).put("etag", source.etag())
                .put("size_bytes", source.sizeBytes()).put("format", source.format());
    }

    private static void write(Map<Step, String> results, ObjectNode json) {
        results.forEach((step, key) -> json.put(step.wireName(), key));
    }

    private static Fact read(String type, Fact.Header header, JsonNode data) {
        return switch (type) {
            case "UploadAccepted" ->
                new Fact.UploadAccepted(header, new UploadId(text(data, "upload_id")), source(data), parameters(data));
            case "UploadRejected" -> new Fact.UploadRejected(header, new UploadId(text(data, "upload_id")),
                    text(data, "code"), text(data, "detail"));
            case "StepRequested" ->
                new Fact.StepRequested(header, token(data), source(data), results(data), parameters(data));
            case "StepCancelled" -> new Fact.StepCancelled(header, token(data));
            case "DeletionRequested" -> new Fact.DeletionRequested(header);
            case "AssetDeleting" -> new Fact.AssetDeleting(header);
            case "AssetErased" -> new Fact.AssetErased(header);
            case "StepProgressed" -> new Fact.StepProgressed(header, token(data), percent(data));
            case "StepSucceeded" -> new Fact.StepSucceeded(header, token(data), text(data, "result_key"),
                    optional(data, "skipped_reason"));
            case "StepFailed" -> new Fact.StepFailed(header, token(data), constant(FailureKind.class, data, "failure"),
                    text(data, "code"), text(data, "detail"));
            case "AssetChanged" -> new Fact.AssetChanged(header, new RunId(text(data, "run_id")),
                    number(data, "run_version"), AssetState.ofWireName(text(data, "state")), reason(data),
                    percent(data), flag(data, "playable"), reports(data), results(data));
            case "CostRecorded" -> new Fact.CostRecorded(header, token(data), text(data, "item"),
                    constant(Fact.CostKind.class, data, "kind"), text(data, "unit"), number(data, "quantity"),
                    number(data, "micros"));
            default -> throw new UnknownFactException("fact type");
        };
    }

    // Facts that were sent before runs had parameters meant the default.
    private static RunParameters parameters(JsonNode data) {
        if (data.path("parameters").isMissingNode()) {
            return RunParameters.DEFAULT;
        }
        var parameters = data.path("parameters");
        return new RunParameters(text(parameters, "template"), text(parameters, "preset"),
                optional(parameters, "language"), optional(parameters, "script_key"));
    }

    private static SourceObject source(JsonNode data) {
        var source = data.path("source");
        return new SourceObject(text(source, "bucket"), text(source, "key"), text(source, "etag"),
                number(source, "size_bytes"), text(source, "format"));
    }

    private static Map<Step, String> results(JsonNode data) {
        var results = new EnumMap<Step, String>(Step.class);
        var keys = required(data, "results", JsonNode::isObject);
        keys.fieldNames().forEachRemaining(step -> results.put(Step.ofWireName(step), text(keys, step)));
        return results;
    }

    private static List<Fact.StepReport> reports(JsonNode data) {
        var reports = new ArrayList<Fact.StepReport>();
        required(data, "steps", JsonNode::isArray)
                .forEach(step -> reports.add(new Fact.StepReport(Step.ofWireName(text(step, "step")),
                        text(step, "state"), Math.toIntExact(number(step, "attempt")),
                        optional(step, "started_at").map(Instant::parse),
                        optional(step, "ended_at").map(Instant::parse), optional(step, "reason"))));
        return reports;
    }

    private static Optional<Fact.Reason> reason(JsonNode data) {
        var reason = data.path("reason");
        return reason.isObject()
                ? Optional.of(new Fact.Reason(text(reason, "code"), text(reason, "detail")))
                : Optional.empty();
    }

    private static int percent(JsonNode data) {
        var percent = number(data, "percent");
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent must be from 0 to 100");
        }
        return (int) percent;
    }

    private static StepToken token(JsonNode data) {
        return StepToken.parse(text(data, "token"));
    }

    private static String text(JsonNode json, String field) {
        return required(json, field, JsonNode::isTextual).textValue();
    }

    private static long number(JsonNode json, String field) {
        return required(json, field, node -> node.isIntegralNumber() && node.canConvertToLong()).longValue();
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode json, String field) {
        var name = text(json, field);
        return Arrays.stream(type.getEnumConstants()).filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("field " + field + " is none of those we know"));
    }

    private static boolean flag(JsonNode json, String field) {
        return required(json, field, JsonNode::isBoolean).booleanValue();
    }

    // What decides something has no default: a sender that leaves it out is another version's.
    private static JsonNode required(JsonNode json, String field, Predicate<JsonNode> form) {
        var node = json.path(field);
        if (!form.test(node)) {
            throw new IllegalArgumentException("field " + field + " is missing or of another type");
        }
        return node;
    }

    private static Optional<String> optional(JsonNode json, String field) {
        return Optional.ofNullable(json.path(field).textValue());
    }
}
