package io.crealia.privacy;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.ExportId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.http.HttpEdge;
import io.crealia.platform.message.SqsBatchEdge;
import io.crealia.privacy.domain.ExportRequest;
import io.crealia.privacy.port.ErasureRepository;
import java.io.IOException;

/** Runs a function's path before a SnapStart checkpoint, so that the snapshot holds its classes. It changes nothing. */
final class Rehearsal {
    private static final ErasureId NOTHING = new ErasureId(ErasureId.PREFIX + "0".repeat(26));
    private static final TenantId NOBODY = new TenantId("rehearsal");

    private Rehearsal() {}

    static boolean find(ErasureRepository erasures) {
        return erasures.find(NOBODY, NOTHING).isPresent();
    }

    /** An erasure's pass over an asset that nobody has: nothing is found, so nothing is removed. */
    static boolean requests(SqsBatchEdge edge, PrivacyRequests requests, ErasureRepository erasures)
            throws IOException {
        edge.rehearse(new ExportRequest(NOBODY, new ExportId(ExportId.PREFIX + "0".repeat(26))).text(),
                requests::accept);
        requests.drive().rehearse(NOBODY, new AssetId(AssetId.PREFIX + "0".repeat(26)));
        return find(erasures);
    }

    static boolean api(HttpEdge edge) throws IOException {
        edge.rehearse();
        return true;
    }
}
