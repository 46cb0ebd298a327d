package io.crealia.privacy.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.domain.Pass;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.Subjects;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Destroys a person's key, deletes his exports and has each of his assets erased. The key goes first: from then on nobody can read what is
 * left, in no backup either.
 */
public final class SubjectPass {
    private static final int PAGE = 200;

    private final Subjects subjects;
    private final RequestErasure request;
    private final PersonsExports exports;

    public SubjectPass(Subjects subjects, RequestErasure request, PersonsExports exports) {
        this.subjects = subjects;
        this.request = request;
        this.exports = exports;
    }

    Pass execute(Erasure erasure, SubjectId subject) {
        var remaining = new TreeMap<String, Long>();
        var removed = new TreeMap<String, Long>();
        var readable = subjects.readable(erasure.tenant(), subject);
        subjects.forget(erasure.tenant(), subject);
        remaining.put(Inventory.SUBJECT_KEY, readable ? 1L : 0L);
        if (readable) {
            removed.put(Inventory.SUBJECT_KEY, 1L);
        }
        remaining.put(Inventory.SUBJECT_ASSETS, 0L);
        each(erasure, subject, (_, one) -> {
            if (one.certificate().isEmpty()) {
                remaining.merge(Inventory.SUBJECT_ASSETS, 1L, Long::sum);
            }
        });
        return new Pass(remaining, removed, exports(erasure, subject, remaining, removed));
    }

    private Set<String> exports(Erasure erasure, SubjectId subject, Map<String, Long> remaining,
            Map<String, Long> removed) {
        var tenant = erasure.tenant();
        var ids = new TreeSet<>(erasure.ids());
        ids.addAll(exports.of(tenant, subject));
        remaining.put(Inventory.ARCHIVES, exports.archives(tenant, ids));
        remaining.put(Inventory.EXPORTS, exports.documents(tenant, ids));
        count(removed, Inventory.ARCHIVES, exports.removeArchives(tenant, ids));
        count(removed, Inventory.EXPORTS, exports.removeDocuments(tenant, ids));
        return ids;
    }

    private static void count(Map<String, Long> removed, String holding, long count) {
        if (count > 0) {
            removed.put(holding, count);
        }
    }

    /** The certificates of the person's assets. */
    Map<AssetId, Erasure.Certificate> certificates(Erasure erasure, SubjectId subject) {
        var certificates = new TreeMap<AssetId, Erasure.Certificate>(
                Comparator.comparing(AssetId::value));
        each(erasure, subject, (asset, one) -> one.certificate()
                .ifPresent(certificate -> certificates.put(asset, certificate)));
        return certificates;
    }

    private void each(Erasure erasure, SubjectId subject, BiConsumer<AssetId, Erasure> visitor) {
        var page = subjects.assets(erasure.tenant(), subject, Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (var asset : page) {
                visitor.accept(asset, request.execute(erasure.tenant(), new Scope.OneAsset(asset)));
            }
            page = subjects.assets(erasure.tenant(), subject, Optional.of(page.getLast()), PAGE);
        }
    }
}
