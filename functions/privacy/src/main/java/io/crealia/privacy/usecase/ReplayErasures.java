package io.crealia.privacy.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.log.Log;
import io.crealia.platform.log.LogField;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.CertificateRegister;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.ReplayMark;
import io.crealia.privacy.port.Seal;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Erases again what a restored backup brought back. The register of certificates is no part of the database: an erasure
 * that it has and the database does not know, or knows as not done, is done once more. Only certificates that are ours
 * count.
 */
public final class ReplayErasures {
    private static final Log LOG = Log.of(ReplayErasures.class);
    private static final int PAGE = 500;

    private final CertificateRegister register;
    private final Seal seal;
    private final ErasureRepository erasures;
    private final ReplayMark mark;
    private final InstantSource clock;
    private final Duration every;

    /** @param every how often the whole register is read; a restored database is older than its mark says, or has none */
    public ReplayErasures(CertificateRegister register, Seal seal, ErasureRepository erasures, ReplayMark mark,
            InstantSource clock, Duration every) {
        this.register = register;
        this.seal = seal;
        this.erasures = erasures;
        this.mark = mark;
        this.clock = clock;
        this.every = every;
    }

    /** @param foreign entries that were not signed by us, and are left alone */
    public record Report(int read, int replayed, int foreign) {}

    public Report execute() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (mark.read().filter(at -> at.plus(every).isAfter(now)).isPresent()) {
            return new Report(0, 0, 0);
        }
        int read = 0;
        int replayed = 0;
        int foreign = 0;
        var page = register.list(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (var entry : page) {
                read++;
                var certificate = seal.verified(entry.signed());
                if (certificate.isEmpty()) {
                    foreign++;
                    LOG.warn("a certificate in the register is not ours", LogField.KEY.of(entry.place()));
                } else if (replay(certificate.get())) {
                    replayed++;
                }
            }
            page = register.list(Optional.of(page.getLast().place()), PAGE);
        }
        mark.write(now);
        return new Report(read, replayed, foreign);
    }

    private boolean replay(JsonNode certificate) {
        var tenant = new TenantId(certificate.path("tenant_id").asText());
        var id = new ErasureId(certificate.path("erasure_id").asText());
        if (erasures.find(tenant, id).isPresent()) {
            return false;
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return erasures.insert(Erasure.requested(tenant, scope(certificate.path("scope")), now));
    }

    private static Scope scope(JsonNode scope) {
        return scope.path("type").asText().equals("asset")
                ? new Scope.OneAsset(new AssetId(scope.path("asset_id").asText()))
                : new Scope.OneSubject(new SubjectId(scope.path("subject_id").asText()));
    }
}
