package io.crealia.uploads.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.uploads.domain.Transfer.Multipart;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.MultipartUploads;
import io.crealia.uploads.port.MultipartUploads.Part;
import io.crealia.uploads.port.UploadRepository;
import java.util.List;

/** Says which parts the store has, so that a client can go on after a break. */
public final class ListParts {
    private final UploadRepository uploads;
    private final MultipartUploads multipart;

    public ListParts(UploadRepository uploads, MultipartUploads multipart) {
        this.uploads = uploads;
        this.multipart = multipart;
    }

    public sealed interface Result {
        record Listed(List<Part> parts) implements Result {}

        record Unknown() implements Result {}

        record NotMultipart() implements Result {}

        record Closed(String state) implements Result {}
    }

    public Result execute(TenantId tenant, UploadId id) {
        var upload = uploads.find(tenant, id).map(UploadRepository.Stored::upload);
        if (upload.isEmpty()) {
            return new Result.Unknown();
        }
        if (!(upload.get().session().transfer() instanceof Multipart)) {
            return new Result.NotMultipart();
        }
        return upload.get() instanceof Upload.TakesParts open
                ? multipart.parts(open.session().incomingKey(), open.storeUploadId())
                        .<Result>map(Result.Listed::new).orElse(new Result.Closed("gone"))
                : new Result.Closed(upload.get().publicState());
    }
}
