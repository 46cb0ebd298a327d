package io.crealia.privacy.usecase;

import io.crealia.contracts.ExportId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.id.IdSource;
import io.crealia.platform.message.Outbox;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.platform.message.QueueName;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.domain.ExportRequest;
import io.crealia.privacy.port.ExportRepository;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Notes that a person's data are to be exported. While one export of a person is under way, there is no second. */
public final class RequestExport {
    /** More than anybody has that are kept at a time, as far as the rate of such requests goes. */
    private static final int LATEST = 20;

    private final ExportRepository exports;
    private final IdSource ids;
    private final Outbox outbox;
    private final InstantSource clock;

    public RequestExport(ExportRepository exports, IdSource ids, Outbox outbox, InstantSource clock) {
        this.exports = exports;
        this.ids = ids;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @param subject of the tenant's own: he was looked up */
    public Export execute(TenantId tenant, SubjectId subject) {
        return exports.of(tenant, subject, LATEST).stream().filter(export -> !export.ended()).findFirst()
                .orElseGet(() -> create(tenant, subject));
    }

    private Export create(TenantId tenant, SubjectId subject) {
        var first = Export.requested(new ExportId(ExportId.PREFIX + ids.ulid()), tenant, subject,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var message = new OutboxMessage("evt_" + first.id() + ".requested", QueueName.PRIVACY,
                new ExportRequest(tenant, first.id()).text());
        if (!exports.insert(first, List.of(message))) {
            throw new DependencyException("export " + first.id() + " is there already", null);
        }
        outbox.relay(List.of(message), sent -> exports.acknowledge(tenant, first.id(), sent));
        return first;
    }
}
