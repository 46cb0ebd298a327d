package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.mediaconvert.job.JobRecord;
import io.crealia.local.cloud.mediaconvert.job.JobService;
import io.crealia.local.cloud.mediaconvert.job.QueueStore;
import io.crealia.local.cloud.mediaconvert.spec.JobParser;
import java.util.List;
import java.util.Optional;

/** CreateJob, GetJob, ListJobs, SearchJobs, CancelJob. */
public final class JobsApi {
    private final JobService jobs;
    private final QueueStore queues;
    private final JobJson json;

    public JobsApi(JobService jobs, QueueStore queues, JobJson json) {
        this.jobs = jobs;
        this.queues = queues;
        this.json = json;
    }

    JsonNode create(ObjectNode body) {
        var request = JobParser.parse(body);
        String wanted = request.queue().orElse(QueueStore.DEFAULT);
        var queue = queues.find(wanted).orElseThrow(() -> ApiException.notFound("/queue: no queue \"" + wanted + "\""));
        return switch (jobs.submit(body, queue.arn())) {
            case JobService.Submission.Accepted(var job) -> wrap(job);
            case JobService.Submission.QueueFull(var most) ->
                throw ApiException.tooManyRequests("too many jobs are waiting, the most is " + most);
        };
    }

    JsonNode get(String id) {
        return wrap(jobs.find(id).orElseThrow(() -> unknown(id)));
    }

    JsonNode cancel(String id) {
        return switch (jobs.cancel(id)) {
            case DONE -> JsonNodeFactory.instance.objectNode();
            case UNKNOWN -> throw unknown(id);
            case ENDED -> throw ApiException.conflict("job " + id + " has ended and cannot be canceled");
        };
    }

    /** @param search also look at the input's address; part of it is enough, as in MediaConvert */
    JsonNode list(Request request, boolean search) {
        Optional<String> status = request.query(Request.Key.STATUS);
        status.filter(text -> List.of(JobRecord.Status.values()).stream().noneMatch(known -> known.name().equals(text)))
                .ifPresent(text -> {
                    throw ApiException.badRequest("/status: unknown status \"" + text + "\"");
                });
        Optional<String> queue = request.query(Request.Key.QUEUE)
                .map(name -> queues.find(name)
                        .orElseThrow(() -> ApiException.notFound("/queue: no queue \"" + name + "\"")).arn());
        Optional<String> input = search ? request.query(Request.Key.INPUT_FILE) : Optional.empty();
        List<JobRecord> found = jobs.all().stream().filter(job -> status.map(job.status().name()::equals).orElse(true))
                .filter(job -> queue.map(job.queueArn()::equals).orElse(true))
                .filter(job -> input.map(part -> inputOf(job).contains(part)).orElse(true)).toList();
        return Page.of(request, "DESCENDING").cut("jobs", found, JobRecord::number, json::write);
    }

    private static String inputOf(JobRecord job) {
        return job.body().at("/settings/inputs/0/fileInput").asText();
    }

    private JsonNode wrap(JobRecord job) {
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        out.set("job", json.write(job));
        return out;
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("no job \"" + id + "\"");
    }
}
