package io.crealia.privacy.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.privacy.domain.Holding;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Target;
import io.crealia.privacy.port.AssetTraces;
import io.crealia.privacy.port.CertificateRegister;
import io.crealia.privacy.port.Erasable;
import io.crealia.privacy.port.Seal;
import io.crealia.privacy.port.SealedRecords;
import io.crealia.privacy.port.Subjects;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Replays erasures in a copy of the database, where no function runs, and shows what they do: of every person with a
 * certificate the key is gone, nothing that was sealed for him opens, and what is left of erased assets is removed. What
 * the features empty by themselves (Inventory, EMPTIED) is counted only.
 */
public final class ProveErasures {
    private static final int PAGE = 500;

    private final ReplayErasures replay;
    private final CertificateRegister register;
    private final Seal seal;
    private final Subjects subjects;
    private final SealedRecords records;
    private final AssetTraces traces;
    private final List<Erasable> holdings;

    /**
     * @param replay over the copy
     * @param records of the copy
     * @param holdings of the copy; nothing else may be removed
     */
    public ProveErasures(ReplayErasures replay, CertificateRegister register, Seal seal, Subjects subjects,
            SealedRecords records, AssetTraces traces, List<Erasable> holdings) {
        this.replay = replay;
        this.register = register;
        this.seal = seal;
        this.subjects = subjects;
        this.records = records;
        this.traces = traces;
        this.holdings = List.copyOf(holdings);
    }

    /**
     * @param replayed erasures that the copy did not know
     * @param foreign certificates that are not ours
     * @param readablePersons persons with a certificate whose key is still there
     * @param sealed fields of the copy that were sealed for persons with a certificate
     * @param readable those of them that a key opens
     * @param removed documents of erased assets that the copy had
     * @param remaining those that could not be removed
     * @param emptied documents that the features empty by themselves
     */
    public record Report(int certificates, int replayed, int foreign, int persons, int readablePersons, long sealed,
            long readable, long removed, long remaining, long emptied) {
        /** Whether nothing of an erased person can be read and nothing of an erased asset is left. */
        public boolean proven() {
            return readablePersons == 0 && readable == 0 && remaining == 0;
        }
    }

    public Report execute() {
        var replayed = replay.execute();
        var persons = new HashMap<SubjectId, TenantId>();
        var assets = new HashMap<AssetId, TenantId>();
        read(persons, assets);
        var readablePersons = (int) persons.entrySet().stream()
                .filter(person -> subjects.readable(person.getValue(), person.getKey())).count();
        // Before documents go that it could be shown by.
        var count = records.of(persons);
        long removed = 0;
        long remaining = 0;
        long emptied = 0;
        for (var asset : assets.entrySet()) {
            var target = new Target(asset.getValue(), asset.getKey(),
                    traces.ids(asset.getValue(), asset.getKey()));
            for (var holding : holdings) {
                if (byItsOwner(holding)) {
                    emptied += holding.remaining(target);
                } else {
                    removed += holding.remove(target);
                    remaining += holding.remaining(target);
                }
            }
        }
        return new Report(persons.size() + assets.size(), replayed.replayed(), replayed.foreign(), persons.size(),
                readablePersons, count.sealed(), count.readable(), removed, remaining, emptied);
    }

    private void read(Map<SubjectId, TenantId> persons, Map<AssetId, TenantId> assets) {
        var page = register.list(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            page.forEach(entry -> seal.verified(entry.signed())
                    .ifPresent(certificate -> note(certificate, persons, assets)));
            page = register.list(Optional.of(page.getLast().place()), PAGE);
        }
    }

    private static void note(JsonNode certificate, Map<SubjectId, TenantId> persons, Map<AssetId, TenantId> assets) {
        var tenant = new TenantId(certificate.path("tenant_id").asText());
        var scope = certificate.path("scope");
        if (scope.path("type").asText().equals("asset")) {
            assets.put(new AssetId(scope.path("asset_id").asText()), tenant);
        } else {
            persons.put(new SubjectId(scope.path("subject_id").asText()), tenant);
        }
    }

    private static boolean byItsOwner(Erasable holding) {
        return Inventory.find(holding.holding()).filter(found -> found.erasure() == Holding.Fate.EMPTIED).isPresent();
    }
}
