package io.crealia.privacy.usecase;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.ExportId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.port.Archives;
import io.crealia.privacy.port.ExportRepository;
import io.crealia.privacy.port.Subjects;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person's exports, as erasures find and remove them. Each holds copies of all of his assets that were not being erased
 * when it was made. Their ids are kept by the erasure, because an archive under way may come after the document that named it
 * is gone.
 */
public final class PersonsExports {
    private static final int MOST = 200;
    /** Clocks of functions differ by less. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final ExportRepository exports;
    private final Archives archives;
    private final Subjects subjects;

    public PersonsExports(ExportRepository exports, Archives archives, Subjects subjects) {
        this.exports = exports;
        this.archives = archives;
        this.subjects = subjects;
    }

    /** Ids of all exports of a person. */
    Set<String> of(TenantId tenant, SubjectId subject) {
        return ids(tenant, subject, _ -> true);
    }

    /**
     * Ids of the exports that may have a copy of an asset.
     *
     * @param erased when its erasure was asked for; exports that were asked for later leave it out
     */
    Set<String> copies(TenantId tenant, AssetId asset, Instant erased) {
        return subjects.owner(tenant, asset)
                .map(owner -> ids(tenant, owner, export -> !export.requestedAt().isAfter(erased.plus(SKEW))))
                .orElse(Set.of());
    }

    private Set<String> ids(TenantId tenant, SubjectId subject, Predicate<Export> which) {
        return exports.of(tenant, subject, MOST).stream().filter(which).map(export -> export.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param ids of exports among others */
    long archives(TenantId tenant, Set<String> ids) {
        return exportsAmong(ids).filter(id -> archives.exists(tenant, id)).count();
    }

    /** @param ids of exports among others */
    long documents(TenantId tenant, Set<String> ids) {
        return exportsAmong(ids).filter(id -> exports.find(tenant, id).isPresent()).count();
    }

    /** @return how many archives there were */
    long removeArchives(TenantId tenant, Set<String> ids) {
        return exportsAmong(ids).filter(id -> archives.exists(tenant, id))
                .peek(id -> archives.delete(tenant, id)).mapToLong(_ -> 1).sum();
    }

    /** @return how many documents there were */
    long removeDocuments(TenantId tenant, Set<String> ids) {
        return exportsAmong(ids).filter(id -> exports.delete(tenant, id)).count();
    }

    private static Stream<ExportId> exportsAmong(Set<String> ids) {
        return ids.stream().filter(id -> id.startsWith(ExportId.PREFIX)).map(ExportId::new);
    }
}
