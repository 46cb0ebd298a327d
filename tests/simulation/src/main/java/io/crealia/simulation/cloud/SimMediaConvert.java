package io.crealia.simulation.cloud;

import io.crealia.platform.json.Json;
import io.crealia.simulation.core.Chance;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Plant;
import io.crealia.simulation.core.Sim;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;
import software.amazon.awssdk.services.mediaconvert.model.AudioProperties;
import software.amazon.awssdk.services.mediaconvert.model.BadRequestException;
import software.amazon.awssdk.services.mediaconvert.model.CancelJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.CancelJobResponse;
import software.amazon.awssdk.services.mediaconvert.model.ConflictException;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobResponse;
import software.amazon.awssdk.services.mediaconvert.model.GetJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.GetJobResponse;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;
import software.amazon.awssdk.services.mediaconvert.model.NotFoundException;
import software.amazon.awssdk.services.mediaconvert.model.OutputDetail;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroupDetail;
import software.amazon.awssdk.services.mediaconvert.model.ProbeRequest;
import software.amazon.awssdk.services.mediaconvert.model.ProbeResponse;
import software.amazon.awssdk.services.mediaconvert.model.ProbeResult;
import software.amazon.awssdk.services.mediaconvert.model.SearchJobsRequest;
import software.amazon.awssdk.services.mediaconvert.model.SearchJobsResponse;
import software.amazon.awssdk.services.mediaconvert.model.TooManyRequestsException;
import software.amazon.awssdk.services.mediaconvert.model.Track;
import software.amazon.awssdk.services.mediaconvert.model.VideoProperties;

/**
 * MediaConvert behind the SDK's own interface: client tokens hold for a minute, events are lost, doubled and reordered by
 * {@link Op#JOB_EVENT}, and jobs may be stuck.
 */
public final class SimMediaConvert implements MediaConvertClient {
    public static final String QUEUE = "arn:aws:mediaconvert:eu-west-1:123456789012:queues/Default";
    private static final long TOKEN_LIFE = 60_000;
    private static final long SIDE = 40;

    private final Sim sim;
    private final SimS3 s3;
    private final EventSink events;
    private final Map<String, SimJob> jobs = new LinkedHashMap<>();

    /** Takes an event for the queue that the rule leads to. */
    @FunctionalInterface
    public interface EventSink {
        void event(String body, long delayMillis);
    }

    /** A job as MediaConvert has it. */
    public static final class SimJob {
        private final String id;
        private final CreateJobRequest request;
        private final Media media;
        private final long at;
        private JobStatus status = JobStatus.SUBMITTED;
        private int percent;
        private int errorCode;

        SimJob(String id, CreateJobRequest request, Media media, long at) {
            this.id = id;
            this.request = request;
            this.media = media;
            this.at = at;
        }

        public String token() {
            return request.userMetadata().getOrDefault("token", "") + request.userMetadata().getOrDefault("part", "");
        }

        /** The run and step, and the part, whatever the attempt. */
        public String step() {
            return token().replaceFirst("\\.\\d+(?=$|[a-z])", "");
        }

        // Of each output, in milliseconds: the whole, or the clip that was asked for.
        private int outputMs() {
            return clipMs(request).orElse(media.durationMs());
        }

        public JobStatus status() {
            return status;
        }

        public String id() {
            return id;
        }
    }

    public SimMediaConvert(Sim sim, SimS3 s3, EventSink events) {
        this.sim = sim;
        this.s3 = s3;
        this.events = events;
    }

    public List<SimJob> jobs() {
        return List.copyOf(jobs.values());
    }

    @Override
    public ProbeResponse probe(ProbeRequest request) {
        return call(Op.MEDIACONVERT_PROBE, "probe", () -> {
            var media = media(request.inputFiles().getFirst().fileUrl());
            if (media == Media.UNREADABLE) {
                throw BadRequestException.builder().message("simulated: no media").statusCode(400).build();
            }
            var tracks = new ArrayList<Track>();
            if (media.picture()) {
                tracks.add(Track.builder().codec("AVC").videoProperties(VideoProperties.builder().width((int) SIDE)
                        .height((int) SIDE).bitDepth(8).frameRate(rate -> rate.numerator(30).denominator(1)).build())
                        .build());
            }
            if (media.sound()) {
                tracks.add(Track.builder().codec("AAC")
                        .audioProperties(AudioProperties.builder().channels(2).sampleRate(48_000).build()).build());
            }
            return ProbeResponse.builder().probeResults(ProbeResult.builder().container(container -> container
                    .format("matroska").duration(media.durationMs() / 1000.0).tracks(tracks)).build()).build();
        });
    }

    private Media media(String address) {
        var path = address.substring("s3://".length());
        var slash = path.indexOf('/');
        return s3.bucket(path.substring(0, slash)).get(path.substring(slash + 1)).map(each -> Media.of(each.head()))
                .orElse(Media.UNREADABLE);
    }

    @Override
    public CreateJobResponse createJob(CreateJobRequest request) {
        return call(Op.MEDIACONVERT_CREATE, request.clientRequestToken(), () -> {
            var same = jobs.values().stream()
                    .filter(each -> each.request.clientRequestToken().equals(request.clientRequestToken())
                            && sim.now() - each.at < TOKEN_LIFE)
                    .findFirst();
            return CreateJobResponse.builder().job(view(same.orElseGet(() -> begin(request)), sim.now())).build();
        });
    }

    private SimJob begin(CreateJobRequest request) {
        var number = sim.next("job");
        var job = new SimJob("%d-sim".formatted(1_700_000_000_000L + number), request,
                media(request.settings().inputs().getFirst().fileInput()), sim.now());
        var first = jobs.values().stream().noneMatch(each -> each.request.userMetadata().get("runId")
                .equals(request.userMetadata().get("runId")));
        jobs.put(job.id, job);
        sim.trace().add(sim.now(), "job", job.token(), number);
        if (job.media == Media.STUCK_ONCE && first) {
            return job;
        }
        var fails = job.media == Media.FAILS || job.media == Media.FAILS_ONCE && first;
        var takes = new Chance(sim.chance().seed()).between("job takes", number, 4_000, 120_000);
        sim.after(takes / 4, () -> move(job, JobStatus.PROGRESSING, 0));
        sim.after(takes / 2, () -> move(job, JobStatus.PROGRESSING, 50));
        sim.after(takes, () -> move(job, fails ? JobStatus.ERROR : JobStatus.COMPLETE, fails ? 50 : 100));
        return job;
    }

    private void move(SimJob job, JobStatus next, int percent) {
        if (job.status == JobStatus.CANCELED) {
            return;
        }
        if (next == JobStatus.COMPLETE) {
            new JobOutputs(s3, job.media, job.media.durationMs()).write(job.request);
        }
        // 1401: the service cannot read the input; 1999: internal (MediaConvert's list of error codes).
        job.errorCode = next != JobStatus.ERROR ? 0 : job.media == Media.FAILS ? 1401 : 1999;
        var status = next == JobStatus.PROGRESSING && percent > 0 ? "STATUS_UPDATE" : next.name();
        job.status = next;
        job.percent = percent;
        tell(job, status);
    }

    private void tell(SimJob job, String status) {
        var body = body(job, status);
        sim.event(Op.JOB_EVENT, job.id + " " + status, 300_000, late -> events.event(body, late));
    }

    private String body(SimJob job, String status) {
        var event = Json.object().put("source", "aws.mediaconvert").put("detail-type", "MediaConvert Job State Change")
                .put("account", "123456789012");
        var detail = event.putObject("detail").put("jobId", job.id).put("status", status).put("timestamp", sim.now())
                .put("errorCode", job.errorCode).put("errorMessage", job.errorCode == 0 ? "" : "simulated");
        var metadata = detail.putObject("userMetadata");
        job.request.userMetadata().forEach(metadata::put);
        detail.putObject("jobProgress").put("jobPercentComplete", job.percent);
        detail.putArray("outputGroupDetails").addObject().putArray("outputDetails").addObject().put("durationInMs",
                job.outputMs());
        return Json.text(event);
    }

    @Override
    public SearchJobsResponse searchJobs(SearchJobsRequest request) {
        return read(Op.MEDIACONVERT_SEARCH, "search", ago -> SearchJobsResponse.builder().jobs(jobs.values().stream()
                .filter(each -> each.at <= sim.now() - ago && !sim.planted(Plant.JOB_NOT_ADOPTED)
                        && each.request.settings().inputs().getFirst().fileInput().equals(request.inputFile()))
                .map(each -> view(each, sim.now())).toList().reversed()).build());
    }

    @Override
    public GetJobResponse getJob(GetJobRequest request) {
        return read(Op.MEDIACONVERT_GET, request.id(),
                ago -> GetJobResponse.builder().job(view(found(request.id()), sim.now() - ago)).build());
    }

    @Override
    public CancelJobResponse cancelJob(CancelJobRequest request) {
        return call(Op.MEDIACONVERT_CANCEL, request.id(), () -> {
            var job = found(request.id());
            if (job.status == JobStatus.COMPLETE || job.status == JobStatus.ERROR || job.status == JobStatus.CANCELED) {
                throw ConflictException.builder().message("simulated: it has ended").statusCode(409).build();
            }
            job.status = JobStatus.CANCELED;
            tell(job, JobStatus.CANCELED.name());
            return CancelJobResponse.builder().build();
        });
    }

    /** How long the part is that a job is asked for, where it is not the whole. */
    static Optional<Integer> clipMs(CreateJobRequest request) {
        return request.settings().inputs().getFirst().inputClippings().stream().findFirst()
                .map(clip -> SimMp4.millis(clip.startTimecode(), clip.endTimecode()));
    }

    private SimJob found(String id) {
        var job = jobs.get(id);
        if (job == null) {
            throw NotFoundException.builder().message("simulated: no such job").statusCode(404).build();
        }
        return job;
    }

    // What was read late is told as not yet begun.
    private Job view(SimJob job, long then) {
        var known = then == sim.now();
        var detail = OutputDetail.builder().durationInMs(job.outputMs()).build();
        return Job.builder().id(job.id).status(known ? job.status : JobStatus.SUBMITTED)
                .jobPercentComplete(known ? job.percent : 0).errorCode(known ? job.errorCode : 0)
                .userMetadata(job.request.userMetadata()).errorMessage("")
                .outputGroupDetails(OutputGroupDetail.builder().outputDetails(detail).build()).build();
    }

    private <T> T call(Op op, String subject, Supplier<T> work) {
        return read(op, subject, _ -> work.get());
    }

    private <T> T read(Op op, String subject, LongFunction<T> work) {
        return sim.call(op, subject, new Sim.Port<T>() {
            @Override
            public T real() {
                return work.apply(0);
            }

            @Override
            public T stale(long agoMillis) {
                return work.apply(agoMillis);
            }

            @Override
            public RuntimeException failure(boolean throttled) {
                return throttled
                        ? TooManyRequestsException.builder().message("simulated: throttled").statusCode(429).build()
                        : SdkClientException.create("simulated: connection reset");
            }
        });
    }

    @Override
    public String serviceName() {
        return "mediaconvert";
    }

    @Override
    public void close() {
        // There is nothing behind it.
    }
}
