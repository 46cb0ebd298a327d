package io.crealia.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.ErasureId;
import io.crealia.contracts.ExportId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.platform.message.OutboxMessage;
import io.crealia.privacy.domain.Erasure;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.domain.MediaFile;
import io.crealia.privacy.port.Archives;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.ExportRepository;
import io.crealia.privacy.port.MediaFiles;
import io.crealia.privacy.port.PersonalRecords;
import io.crealia.privacy.port.Subjects;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;

/** What exports need, in memory. */
final class ExportFakes {
    private ExportFakes() {}

    /** The files of a zip by their names. */
    static Map<String, byte[]> unzip(byte[] zip) {
        var files = new TreeMap<String, byte[]>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), in.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    static final class Exports implements ExportRepository {
        private final Map<String, Export> rows = new TreeMap<>();
        private final Map<String, List<OutboxMessage>> outboxes = new TreeMap<>();
        boolean failing;

        List<OutboxMessage> owed(ExportId id) {
            return outboxes.get(id.value());
        }

        @Override
        public Optional<Export> find(TenantId tenant, ExportId id) {
            return Optional.ofNullable(rows.get(id.value())).filter(row -> row.tenant().equals(tenant));
        }

        @Override
        public boolean insert(Export first, List<OutboxMessage> outbox) {
            if (failing) {
                throw new DependencyException("exports", null);
            }
            outboxes.put(first.id().value(), new ArrayList<>(outbox));
            return rows.putIfAbsent(first.id().value(), first) == null;
        }

        @Override
        public boolean replace(Export next) {
            var before = rows.get(next.id().value());
            if (before == null || before.version() != next.version() - 1) {
                return false;
            }
            outboxes.put(next.id().value(), new ArrayList<>());
            rows.put(next.id().value(), next);
            return true;
        }

        @Override
        public void acknowledge(TenantId tenant, ExportId id, Collection<String> messageIds) {
            owed(id).removeIf(message -> messageIds.contains(message.id()));
        }

        @Override
        public List<Export> of(TenantId tenant, SubjectId subject, int limit) {
            return rows.values().stream().filter(row -> row.tenant().equals(tenant) && row.subject().equals(subject))
                    .sorted(Comparator.comparing((Export row) -> row.id().value()).reversed()).limit(limit).toList();
        }

        @Override
        public List<Export> due(Instant now, int limit) {
            return rows.values().stream().filter(row -> !row.nextAt().isAfter(now)).limit(limit).toList();
        }

        @Override
        public boolean delete(TenantId tenant, ExportId id) {
            return find(tenant, id).isPresent() && rows.remove(id.value()) != null;
        }
    }

    static final class Zips implements Archives {
        private final Map<String, byte[]> zips = new TreeMap<>();
        boolean failing;
        Runnable meanwhile = () -> {};
        int puts;

        Map<String, byte[]> read(ExportId id) {
            return unzip(zips.get(id.value()));
        }

        private void reach() {
            if (failing) {
                throw new DependencyException("archives", null);
            }
        }

        @Override
        public void put(TenantId tenant, ExportId id, Content content) {
            var out = new ByteArrayOutputStream();
            try {
                content.writeTo(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            reach();
            puts++;
            zips.put(id.value(), out.toByteArray());
            meanwhile.run();
        }

        @Override
        public boolean exists(TenantId tenant, ExportId id) {
            return zips.containsKey(id.value());
        }

        @Override
        public void delete(TenantId tenant, ExportId id) {
            reach();
            zips.remove(id.value());
        }

        @Override
        public Link link(TenantId tenant, ExportId id, Instant at, Duration lifetime) {
            return new Link(URI.create("https://archive.example/" + id), at.plus(lifetime));
        }
    }

    static final class Media implements MediaFiles {
        private final Map<String, byte[]> files = new TreeMap<>();
        private final Map<String, Long> sizes = new TreeMap<>();

        void put(TenantId tenant, AssetId asset, String name, String content) {
            files.put(tenant + "/" + asset + "/" + name, content.getBytes(StandardCharsets.UTF_8));
            sizes.put(tenant + "/" + asset + "/" + name, (long) content.length());
        }

        /** A file that is too large for a test to hold. */
        void announce(TenantId tenant, AssetId asset, String name, long size) {
            sizes.put(tenant + "/" + asset + "/" + name, size);
        }

        @Override
        public List<MediaFile> of(TenantId tenant, AssetId asset) {
            return sizes.entrySet().stream().filter(file -> file.getKey().startsWith(tenant + "/" + asset + "/"))
                    .map(file -> new MediaFile(file.getKey(), file.getKey().substring(tenant.value().length() + 1),
                            file.getValue()))
                    .toList();
        }

        @Override
        public boolean copy(MediaFile file, OutputStream out) throws IOException {
            out.write(files.get(file.key()));
            return true;
        }

        @Override
        public Archives.Link link(MediaFile file, Instant at, Duration lifetime) {
            return new Archives.Link(URI.create("https://media.example/" + file.key()), at.plus(lifetime));
        }
    }

    static final class Erasures implements ErasureRepository {
        private final Map<String, Erasure> rows = new TreeMap<>();

        @Override
        public Optional<Stored> find(TenantId tenant, ErasureId id) {
            return Optional.ofNullable(rows.get(id.value())).filter(row -> row.tenant().equals(tenant))
                    .map(row -> new Stored(row, List.of()));
        }

        @Override
        public boolean insert(Erasure first) {
            return rows.putIfAbsent(first.id().value(), first) == null;
        }

        @Override
        public boolean replace(Stored next) {
            throw new UnsupportedOperationException("an export changes no erasure");
        }

        @Override
        public void acknowledge(TenantId tenant, ErasureId id, Collection<String> messageIds) {
            throw new UnsupportedOperationException("an export changes no erasure");
        }

        @Override
        public List<Erasure> due(Instant now, int limit) {
            return List.of();
        }

        @Override
        public List<Erasure> list(TenantId tenant, Optional<ErasureId> before, int limit) {
            return List.copyOf(rows.values());
        }
    }

    static final class Records implements PersonalRecords {
        @Override
        public List<JsonNode> uploads(TenantId tenant, AssetId asset) {
            return List.of(Json.object().put("filename", "of " + asset));
        }

        @Override
        public Optional<JsonNode> asset(TenantId tenant, AssetId asset) {
            return Optional.of(Json.object().put("id", asset.value()));
        }
    }

    /** @param assets of each person */
    record People(Map<SubjectId, List<AssetId>> assets) implements Subjects {
        @Override
        public Optional<SubjectId> find(TenantId tenant, String name) {
            return Optional.empty();
        }

        @Override
        public boolean readable(TenantId tenant, SubjectId subject) {
            return true;
        }

        @Override
        public boolean known(TenantId tenant, SubjectId subject) {
            return assets.containsKey(subject);
        }

        @Override
        public Optional<SubjectId> owner(TenantId tenant, AssetId asset) {
            return assets.entrySet().stream().filter(entry -> entry.getValue().contains(asset)).map(Map.Entry::getKey)
                    .findFirst();
        }

        @Override
        public List<AssetId> assets(TenantId tenant, SubjectId subject, Optional<AssetId> after, int limit) {
            return assets.get(subject).stream()
                    .filter(asset -> after.isEmpty() || asset.value().compareTo(after.get().value()) > 0).limit(limit)
                    .toList();
        }

        @Override
        public void forget(TenantId tenant, SubjectId subject) {
            throw new UnsupportedOperationException("an export forgets nobody");
        }
    }
}
