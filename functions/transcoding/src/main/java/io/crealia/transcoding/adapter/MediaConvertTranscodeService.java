package io.crealia.transcoding.adapter;

import io.crealia.platform.error.DependencyException;
import io.crealia.transcoding.domain.JobEvent;
import io.crealia.transcoding.domain.JobKey;
import io.crealia.transcoding.port.JobOrder;
import io.crealia.transcoding.port.TranscodeService;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.mediaconvert.MediaConvertClient;
import software.amazon.awssdk.services.mediaconvert.model.BadRequestException;
import software.amazon.awssdk.services.mediaconvert.model.ConflictException;
import software.amazon.awssdk.services.mediaconvert.model.ForbiddenException;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.MediaConvertException;
import software.amazon.awssdk.services.mediaconvert.model.NotFoundException;
import software.amazon.awssdk.services.mediaconvert.model.Order;
import software.amazon.awssdk.services.mediaconvert.model.OutputDetail;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroupDetail;
import software.amazon.awssdk.services.mediaconvert.model.ProbeInputFile;
import software.amazon.awssdk.services.mediaconvert.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.mediaconvert.model.TooManyRequestsException;

/** AWS Elemental MediaConvert. The client retries throttling and server errors itself, with jitter. */
public final class MediaConvertTranscodeService implements TranscodeService {
    private static final int PAGE = 20;
    private static final int MAX_PAGES = 5;

    private final Supplier<MediaConvertClient> client;
    private final MediaConvertSettings settings;
    private final MediaConvertJobRenderer renderer;
    private final InstantSource clock;

    public MediaConvertTranscodeService(Supplier<MediaConvertClient> client, MediaConvertSettings settings,
            InstantSource clock) {
        this.client = client;
        this.settings = settings;
        this.renderer = new MediaConvertJobRenderer(settings);
        this.clock = clock;
    }

    @Override
    public Submission submit(JobOrder order) {
        var request = renderer.render(order);
        try {
            return new Submission.Accepted(client.get().createJob(request).job().id());
        } catch (BadRequestException e) {
            return new Submission.Refused(message(e));
        } catch (ForbiddenException e) {
            return new Submission.Forbidden(message(e));
        } catch (TooManyRequestsException | ServiceQuotaExceededException _) {
            return new Submission.Throttled();
        } catch (SdkException e) {
            throw new DependencyException("MediaConvert CreateJob for " + order.key(), e);
        }
    }

    // SearchJobs cannot filter by metadata, but by the input, which only runs of one asset share.
    @Override
    public Optional<String> find(JobKey key, String sourceKey) {
        try {
            String next = null;
            for (int i = 0; i < MAX_PAGES; i++) {
                var page = next;
                var answer = client.get().searchJobs(search -> search.inputFile(settings.address(sourceKey))
                        .queue(settings.queueArn()).order(Order.DESCENDING).maxResults(PAGE).nextToken(page));
                var found = answer.jobs().stream()
                        .filter(job -> JobMetadata.key(job.userMetadata()).filter(key::equals).isPresent())
                        .map(Job::id).findFirst();
                next = answer.nextToken();
                if (found.isPresent() || next == null) {
                    return found;
                }
            }
            return Optional.empty();
        } catch (SdkException e) {
            throw new DependencyException("MediaConvert SearchJobs for " + key, e);
        }
    }

    @Override
    public Optional<JobEvent> status(JobKey key, String jobId) {
        try {
            return Optional.of(event(key, client.get().getJob(get -> get.id(jobId)).job()));
        } catch (NotFoundException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new DependencyException("MediaConvert GetJob " + jobId, e);
        }
    }

    @Override
    public void cancel(String jobId) {
        try {
            client.get().cancelJob(cancel -> cancel.id(jobId));
        } catch (NotFoundException | ConflictException | BadRequestException _) {
            // It ended before: there is nothing to stop.
        } catch (SdkException e) {
            throw new DependencyException("MediaConvert CancelJob " + jobId, e);
        }
    }

    @Override
    public Probing probe(String sourceKey) {
        var file = ProbeInputFile.builder().fileUrl(settings.address(sourceKey)).build();
        try {
            var results = client.get().probe(probe -> probe.inputFiles(file)).probeResults();
            return results.isEmpty() || results.getFirst().container() == null
                    ? new Probing.Unreadable("The file holds no media that can be read.")
                    : new Probing.Readable(ProbeReader.read(results.getFirst()));
        } catch (BadRequestException e) {
            return new Probing.Unreadable(message(e));
        } catch (SdkException e) {
            throw new DependencyException("MediaConvert Probe of " + sourceKey, e);
        }
    }

    private JobEvent event(JobKey key, Job job) {
        var status = switch (job.status()) {
            case COMPLETE -> JobEvent.Status.COMPLETE;
            case CANCELED -> JobEvent.Status.CANCELED;
            case ERROR -> JobEvent.Status.ERROR;
            case PROGRESSING -> JobEvent.Status.STATUS_UPDATE;
            case SUBMITTED, UNKNOWN_TO_SDK_VERSION -> JobEvent.Status.SUBMITTED;
        };
        var duration = job.outputGroupDetails().stream().map(OutputGroupDetail::outputDetails)
                .flatMap(List::stream).map(OutputDetail::durationInMs).filter(Objects::nonNull)
                .mapToLong(Integer::longValue).max().orElse(0);
        return new JobEvent(key, job.id(), status, clock.instant(),
                Objects.requireNonNullElse(job.jobPercentComplete(), 0),
                Objects.requireNonNullElse(job.errorCode(), 0), Objects.requireNonNullElse(job.errorMessage(), ""),
                duration);
    }

    private static String message(MediaConvertException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? e.getMessage()
                : e.awsErrorDetails().errorMessage();
    }
}
