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
import java.util.function.BiConsumer;

/**
 * Destroys a person's key and has each of his assets erased. The key goes first: from then on nobody can read what is
 * left, in no backup either.
 */
public final class SubjectPass {
    private static final int PAGE = 200;

    private final Subjects subjects;
    private final RequestErasure request;

    public SubjectPass(Subjects subjects, RequestErasure request) {
        this.subjects = subjects;
        this.request = request;
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
        return new Pass(remaining, removed, Set.of());
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
