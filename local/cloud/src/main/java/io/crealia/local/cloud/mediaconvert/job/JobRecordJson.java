package io.crealia.local.cloud.mediaconvert.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job as it lies on disk; not the form of the API. */
final class JobRecordJson {
    private JobRecordJson() {}

    static ObjectNode write(JobRecord job) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("id", job.id()).put("number", job.number()).put("queue", job.queueArn()).put("status",
                job.status().name());
        out.put("submitted", job.submitted().toString()).put("attempts", job.attempts()).put("pid", job.pid());
        out.put("percent", job.percent());
        job.started().ifPresent(time -> out.put("started", time.toString()));
        job.finished().ifPresent(time -> out.put("finished", time.toString()));
        job.phase().ifPresent(phase -> out.put("phase", phase));
        job.failure().ifPresent(why -> out.putObject("failure").put("code", why.code()).put("message", why.message()));
        ArrayNode warnings = out.putArray("warnings");
        job.warnings()
                .forEach(warning -> warnings.addObject().put("code", warning.code()).put("message", warning.message()));
        ArrayNode groups = out.putArray("outputs");
        for (List<JobRecord.OutputSize> group : job.outputs()) {
            ArrayNode sizes = groups.addArray();
            group.forEach(size -> sizes.addObject().put("millis", size.durationMillis()).put("width", size.width())
                    .put("height", size.height()));
        }
        job.unsentEvent().ifPresent(event -> out.set("unsentEvent", event));
        out.set("body", job.body());
        return out;
    }

    static JobRecord read(JsonNode in) {
        var warnings = new ArrayList<JobRecord.Warning>();
        in.path("warnings").forEach(node -> warnings
                .add(new JobRecord.Warning(node.path("code").asInt(), node.path("message").asText())));
        var groups = new ArrayList<List<JobRecord.OutputSize>>();
        for (JsonNode group : in.path("outputs")) {
            var sizes = new ArrayList<JobRecord.OutputSize>();
            group.forEach(
                    size -> sizes.add(new JobRecord.OutputSize(size.path("millis").asLong(), size.path("width").asInt(),
                            size.path("height").asInt())));
            groups.add(List.copyOf(sizes));
        }
        JsonNode why = in.path("failure");
        return new JobRecord(in.path("id").asText(), in.path("number").asLong(), (ObjectNode) in.path("body"),
                in.path("queue").asText(), Instant.parse(in.path("submitted").asText()), time(in, "started"),
                time(in, "finished"), JobRecord.Status.valueOf(in.path("status").asText()), in.path("attempts").asInt(),
                in.path("pid").asLong(), in.has("phase") ? Optional.of(in.path("phase").asText()) : Optional.empty(),
                in.path("percent").asInt(),
                why.isObject()
                        ? Optional.of(new JobRecord.Failure(why.path("code").asInt(), why.path("message").asText()))
                        : Optional.empty(),
                warnings, groups,
                in.has("unsentEvent") ? Optional.of((ObjectNode) in.path("unsentEvent")) : Optional.empty());
    }

    private static Optional<Instant> time(JsonNode in, String name) {
        return in.has(name) ? Optional.of(Instant.parse(in.path(name).asText())) : Optional.empty();
    }
}
