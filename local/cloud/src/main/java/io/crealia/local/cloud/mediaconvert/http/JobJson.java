package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.mediaconvert.job.Arns;
import io.crealia.local.cloud.mediaconvert.job.JobRecord;
import java.time.Instant;
import java.util.List;

/** A job as the API shows it. Times are seconds since 1970. */
public record JobJson(Arns arns) {
    private static final List<String> ECHOED = List.of("role", "userMetadata", "clientRequestToken", "settings",
            "accelerationSettings", "billingTagsSource", "statusUpdateInterval", "simulateReservedQueue");

    ObjectNode write(JobRecord job) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.put("arn", arns.job(job.id())).put("id", job.id()).put("queue", job.queueArn()).put("status",
                job.status().name());
        out.put("createdAt", seconds(job.submitted())).put("priority", job.body().path("priority").asInt());
        out.put("accelerationStatus", "NOT_APPLICABLE").put("retryCount", 0);
        for (String name : ECHOED) {
            if (job.body().hasNonNull(name)) {
                out.set(name, job.body().get(name));
            }
        }
        ObjectNode timing = out.putObject("timing");
        timing.put("submitTime", seconds(job.submitted()));
        job.started().ifPresent(time -> timing.put("startTime", seconds(time)));
        job.finished().ifPresent(time -> timing.put("finishTime", seconds(time)));
        if (job.status() == JobRecord.Status.PROGRESSING) {
            job.phase().ifPresent(phase -> out.put("currentPhase", phase));
        }
        if (job.status() == JobRecord.Status.PROGRESSING || job.status() == JobRecord.Status.COMPLETE) {
            out.put("jobPercentComplete", job.percent());
        }
        job.failure().ifPresent(why -> out.put("errorCode", why.code()).put("errorMessage", why.message()));
        warnings(out, job);
        outputs(out, job);
        return out;
    }

    private static void warnings(ObjectNode out, JobRecord job) {
        ArrayNode groups = out.putArray("warnings");
        ArrayNode messages = out.putObject("messages").putArray("warning");
        job.warnings().forEach(warning -> {
            groups.addObject().put("code", warning.code()).put("count", 1);
            messages.add(warning.message());
        });
    }

    private static void outputs(ObjectNode out, JobRecord job) {
        ArrayNode groups = out.putArray("outputGroupDetails");
        for (List<JobRecord.OutputSize> group : job.outputs()) {
            ArrayNode outputs = groups.addObject().putArray("outputDetails");
            for (JobRecord.OutputSize size : group) {
                ObjectNode output = outputs.addObject().put("durationInMs", size.durationMillis());
                if (size.width() > 0) {
                    output.putObject("videoDetails").put("widthInPx", size.width()).put("heightInPx", size.height());
                }
            }
        }
    }

    static double seconds(Instant time) {
        return time.toEpochMilli() / 1000.0;
    }
}
