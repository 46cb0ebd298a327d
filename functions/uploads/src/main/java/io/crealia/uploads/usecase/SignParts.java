package io.crealia.uploads.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.uploads.domain.Sha256;
import io.crealia.uploads.domain.Transfer.Multipart;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.domain.UploadSession;
import io.crealia.uploads.port.UploadRepository;
import io.crealia.uploads.port.UploadRepository.Stored;
import io.crealia.uploads.port.UploadSigner;
import io.crealia.uploads.port.UploadSigner.PartToSign;
import io.crealia.uploads.port.UploadSigner.SignedRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Signs parts of a multipart upload; any of them, any number of times, until the upload expires. */
public final class SignParts {
    private final UploadRepository uploads;
    private final UploadSigner signer;
    private final InstantSource clock;

    public SignParts(UploadRepository uploads, UploadSigner signer, InstantSource clock) {
        this.uploads = uploads;
        this.signer = signer;
        this.clock = clock;
    }

    /** @param sizeBytes as the client believes it to be; what is signed follows from the number */
    public record WantedPart(long number, OptionalLong sizeBytes, Sha256 checksum) {}

    public record Command(TenantId tenant, UploadId id, List<WantedPart> parts) {
        public Command {
            parts = List.copyOf(parts);
        }
    }

    public sealed interface Result {
        record Signed(List<SignedPart> parts) implements Result {}

        /** Some parts cannot be what they are said to be; nothing was signed. */
        record Invalid(List<Fault> faults) implements Result {}

        record Unknown() implements Result {}

        record NotMultipart() implements Result {}

        /** @param state of the upload, or {@code expired} */
        record Closed(String state) implements Result {}
    }

    public record SignedPart(int number, long sizeBytes, SignedRequest request) {}

    /** @param index into the command's parts @param field {@code part_number} or {@code size_bytes} */
    public record Fault(int index, String field, String expected) {}

    public Result execute(Command command) {
        var found = uploads.find(command.tenant(), command.id());
        if (found.isEmpty()) {
            return new Result.Unknown();
        }
        if (!(found.get().upload().session().transfer() instanceof Multipart multipart)) {
            return new Result.NotMultipart();
        }
        var now = clock.instant();
        var upload = found.get().upload();
        if (!(upload instanceof Upload.TakesParts open)) {
            return new Result.Closed(upload.publicState());
        }
        var left = Duration.between(now, upload.session().expiresAt()).truncatedTo(ChronoUnit.SECONDS);
        if (!left.isPositive()) {
            return new Result.Closed("expired");
        }
        var faults = faults(command.parts(), multipart, upload.session().sizeBytes());
        if (!faults.isEmpty()) {
            return new Result.Invalid(faults);
        }
        begin(found.get());
        var lifetime = signer.lifetime(now);
        return new Result.Signed(
                sign(command.parts(), multipart, open, now, lifetime.compareTo(left) < 0 ? lifetime : left));
    }

    private static List<Fault> faults(List<WantedPart> parts, Multipart multipart, long fileSize) {
        var faults = new ArrayList<Fault>();
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            if (part.number() < 1 || part.number() > multipart.partCount()) {
                faults.add(new Fault(i, "part_number", "a whole number from 1 to " + multipart.partCount()));
                continue;
            }
            var size = multipart.sizeOf((int) part.number(), fileSize);
            if (part.sizeBytes().isPresent() && part.sizeBytes().getAsLong() != size) {
                faults.add(new Fault(i, "size_bytes", "exactly " + size + " for part " + part.number()));
            }
        }
        return faults;
    }

    // Only shows the client that something began: who loses the race finds it done, or is refused by S3.
    private void begin(Stored stored) {
        if (stored.upload() instanceof Upload.PartsWaiting(UploadSession session, String storeUploadId)) {
            uploads.replace(stored, stored.become(new Upload.Uploading(session, storeUploadId)));
        }
    }

    private List<SignedPart> sign(List<WantedPart> parts, Multipart multipart, Upload.TakesParts open, Instant now,
            Duration lifetime) {
        var session = open.session();
        return parts.stream().map(part -> {
            var size = multipart.sizeOf((int) part.number(), session.sizeBytes());
            var toSign = new PartToSign((int) part.number(), size, part.checksum());
            return new SignedPart((int) part.number(), size,
                    signer.part(session, open.storeUploadId(), toSign, now, lifetime));
        }).toList();
    }
}
