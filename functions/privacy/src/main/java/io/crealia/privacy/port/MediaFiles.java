package io.crealia.privacy.port;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.privacy.domain.MediaFile;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The files of assets. Every method may throw {@link io.crealia.platform.error.DependencyException}. */
public interface MediaFiles {
    List<MediaFile> of(TenantId tenant, AssetId asset);

    /** @return false, and nothing written, if the file is gone */
    boolean copy(MediaFile file, OutputStream out) throws IOException;

    Archives.Link link(MediaFile file, Instant at, Duration lifetime);
}
