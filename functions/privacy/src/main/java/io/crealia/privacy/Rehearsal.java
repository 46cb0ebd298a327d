package io.crealia.privacy;

import io.crealia.contracts.ErasureId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.privacy.port.ErasureRepository;
import java.io.IOException;

/** Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It changes nothing. */
final class Rehearsal {
    private static final ErasureId NOTHING = new ErasureId(ErasureId.PREFIX + "0".repeat(26));

    private Rehearsal() {}

    static boolean find(ErasureRepository erasures) {
        return erasures.find(new TenantId("rehearsal"), NOTHING).isPresent();
    }

    static boolean api(HttpEdge edge) throws IOException {
        edge.rehearse();
        return true;
    }
}
