package io.crealia.privacy;

import io.crealia.contracts.Fact;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.platform.message.FactCodec;
import io.crealia.privacy.domain.ExportRequest;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.usecase.DriveErasure;
import io.crealia.privacy.usecase.MakeExport;
import io.crealia.privacy.usecase.RequestErasure;

/** Reads each message of {@code privacy-on-request} as an erasure or an export. */
record PrivacyRequests(RequestErasure request, DriveErasure drive, MakeExport make) {
    /** @throws IllegalArgumentException for a fact that is meant for somebody else */
    void accept(String body) {
        ExportRequest.of(body).ifPresentOrElse(asked -> make.execute(asked.tenant(), asked.export()),
                () -> erase(FactCodec.decode(body)));
    }

    private void erase(Fact fact) {
        if (!(fact instanceof Fact.AssetDeleting deleting)) {
            throw new IllegalArgumentException("expected AssetDeleting, was " + fact.getClass().getSimpleName());
        }
        var header = deleting.header();
        try (var _ = Log.with(LogField.ASSET_ID.of(header.assetId()), LogField.TENANT_ID.of(header.tenantId()),
                LogField.CORRELATION_ID.of(header.correlationId()), LogField.FACT_ID.of(header.id()))) {
            var erasure = request.execute(header.tenantId(), new Scope.OneAsset(header.assetId()));
            drive.execute(erasure.tenant(), erasure.id());
        }
    }
}
