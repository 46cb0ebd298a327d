package io.crealia.uploads.usecase;

import io.crealia.contracts.TenantId;
import io.crealia.contracts.UploadId;
import io.crealia.uploads.domain.Upload;
import io.crealia.uploads.port.UploadRepository;
import java.util.Optional;

/** An upload as its owner sees it. */
public final class FindUpload {
    private final UploadRepository uploads;

    public FindUpload(UploadRepository uploads) {
        this.uploads = uploads;
    }

    public Optional<Upload> execute(TenantId tenant, UploadId id) {
        return uploads.find(tenant, id).map(UploadRepository.Stored::upload);
    }
}
