package io.crealia.uploads.usecase;

import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.uploads.domain.IncomingKey;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.MultipartUploads;
import io.crealia.uploads.port.MultipartUploads.Begun;
import io.crealia.uploads.port.UploadRepository;
import java.time.Duration;
import java.time.InstantSource;

/** Aborts multipart uploads that no open upload owns: left by crashes, lost races and failed aborts. They cost storage. */
public final class AbortOrphans {
    private static final int BATCH = 1000;
    private static final Log LOG = Log.of(AbortOrphans.class);

    private final UploadRepository uploads;
    private final MultipartUploads multipart;
    private final Duration age;
    private final InstantSource clock;

    /** @param age from which on; a younger one may belong to a start that has not yet written its id down */
    public AbortOrphans(UploadRepository uploads, MultipartUploads multipart, Duration age, InstantSource clock) {
        this.uploads = uploads;
        this.multipart = multipart;
        this.age = age;
        this.clock = clock;
    }

    /** @param failed are tried again with the next sweep */
    public record Result(int aborted, int failed) {}

    public Result execute() {
        int aborted = 0;
        int failed = 0;
        for (var begun : multipart.begunBefore(clock.instant().minus(age), BATCH)) {
            try {
                if (!owned(begun)) {
                    multipart.abort(begun.key(), begun.storeUploadId());
                    aborted++;
                }
            } catch (RuntimeException e) {
                failed++;
                LOG.error("an abandoned multipart upload stays for now", e, LogField.COUNT.of(failed));
            }
        }
        return new Result(aborted, failed);
    }

    private boolean owned(Begun begun) {
        return IncomingKey.parse(begun.key()).flatMap(key -> uploads.find(key.tenant(), key.upload()))
                .filter(stored -> stored.upload() instanceof Upload.TakesParts open
                        && open.storeUploadId().equals(begun.storeUploadId()))
                .isPresent();
    }
}
