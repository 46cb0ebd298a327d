package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.mediaconvert.job.JobRecord;
import io.crealia.local.cloud.mediaconvert.job.JobService;
import io.crealia.local.cloud.mediaconvert.job.QueueStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** ListQueues, GetQueue, CreateQueue. */
public final class QueuesApi {
    private static final Set<String> CREATE_FIELDS = Set.of("name", "description", "pricingPlan", "status", "tags",
            "concurrentJobs");

    private final QueueStore queues;
    private final JobService jobs;
    private final InstantSource clock;

    public QueuesApi(QueueStore queues, JobService jobs, InstantSource clock) {
        this.queues = queues;
        this.jobs = jobs;
        this.clock = clock;
    }

    JsonNode list(Request request) {
        List<QueueStore.Queue> all = queues.all();
        return Page.of(request, "ASCENDING").cut("queues", all, queue -> all.indexOf(queue) + 1L, this::write);
    }

    JsonNode get(String name) {
        return wrap(queues.find(name).orElseThrow(() -> ApiException.notFound("no queue \"" + name + "\"")));
    }

    JsonNode create(ObjectNode body) {
        body.fieldNames().forEachRemaining(field -> {
            if (!CREATE_FIELDS.contains(field)) {
                throw ApiException.badRequest("/" + field + ": is not supported by the local MediaConvert");
            }
        });
        only(body, "pricingPlan", "ON_DEMAND");
        only(body, "status", "ACTIVE");
        String name = body.path("name").asText();
        if (!name.matches("[A-Za-z0-9 _-]{1,256}")) {
            throw ApiException
                    .badRequest("/name: expected 1 to 256 letters, digits, spaces, _ or -, got \"" + name + "\"");
        }
        return wrap(queues.create(name, body.path("description").asText(), clock.instant())
                .orElseThrow(() -> ApiException.conflict("a queue called \"" + name + "\" exists")));
    }

    private static void only(ObjectNode body, String field, String value) {
        if (body.hasNonNull(field) && !body.path(field).asText().equals(value)) {
            throw ApiException.badRequest("/" + field + ": \"" + body.path(field).asText()
                    + "\" is not supported by the local MediaConvert, supported: " + value);
        }
    }

    private JsonNode wrap(QueueStore.Queue queue) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.set("queue", write(queue));
        return out;
    }

    private JsonNode write(QueueStore.Queue queue) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        double created = JobJson.seconds(queue.created());
        out.put("arn", queue.arn()).put("name", queue.name()).put("createdAt", created).put("lastUpdated", created);
        out.put("pricingPlan", "ON_DEMAND").put("status", "ACTIVE");
        out.put("type", queue.name().equals(QueueStore.DEFAULT) ? "SYSTEM" : "CUSTOM");
        out.put("submittedJobsCount", count(queue, JobRecord.Status.SUBMITTED));
        out.put("progressingJobsCount", count(queue, JobRecord.Status.PROGRESSING));
        if (!queue.description().isEmpty()) {
            out.put("description", queue.description());
        }
        return out;
    }

    private long count(QueueStore.Queue queue, JobRecord.Status status) {
        return jobs.all().stream().filter(job -> job.status() == status && job.queueArn().equals(queue.arn())).count();
    }
}
