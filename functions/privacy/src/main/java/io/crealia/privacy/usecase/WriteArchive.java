package io.crealia.privacy.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.contracts.AssetId;
import io.crealia.platform.json.Json;
import io.crealia.privacy.domain.Export;
import io.crealia.privacy.domain.MediaFile;
import io.crealia.privacy.domain.Scope;
import io.crealia.privacy.port.ErasureRepository;
import io.crealia.privacy.port.MediaFiles;
import io.crealia.privacy.port.PersonalRecords;
import io.crealia.privacy.port.Subjects;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes what is kept of a person as a zip: {@code data.json} with his assets and uploads, {@code assets/{asset}/…} with
 * captions, transcripts, script and posters, and {@code originals.json} with links to what he sent. Only assets that he
 * owns and that are not being erased are read, one at a time, so that memory does not grow with their number.
 */
public final class WriteArchive {
    /** The longest that an address of S3 can live; the credentials that sign it may end it earlier. */
    private static final Duration LINK = Duration.ofDays(7);
    /** How large all files of an archive may be together; what is beyond is linked like an original. */
    static final long MOST_BYTES = 256L * 1024 * 1024;
    private static final int PAGE = 200;

    private final Subjects subjects;
    private final ErasureRepository erasures;
    private final PersonalRecords records;
    private final MediaFiles files;
    private final InstantSource clock;

    public WriteArchive(Subjects subjects, ErasureRepository erasures, PersonalRecords records, MediaFiles files,
            InstantSource clock) {
        this.subjects = subjects;
        this.erasures = erasures;
        this.records = records;
        this.files = files;
        this.clock = clock;
    }

    void execute(Export export, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        zip.putNextEntry(new ZipEntry("data.json"));
        data(export, zip);
        zip.closeEntry();
        var linked = Json.array();
        var written = new long[1];
        each(export, asset -> {
            for (var file : files.of(export.tenant(), asset)) {
                if (file.exported() && written[0] + file.sizeBytes() <= MOST_BYTES) {
                    written[0] += file.sizeBytes();
                    copy(file, zip);
                } else if (file.exported() || file.original()) {
                    link(file, asset, linked.addObject());
                }
            }
        });
        zip.putNextEntry(new ZipEntry("originals.json"));
        var originals = Json.object();
        originals.set("data", linked);
        zip.write(Json.bytes(originals));
        zip.closeEntry();
        zip.finish();
    }

    private void data(Export export, OutputStream out) throws IOException {
        var head = Json.text(Json.object().put("subject_id", export.subject().value()).put("made_at",
                clock.instant().toString()));
        text(out, head.substring(0, head.length() - 1));
        text(out, ",\"assets\":[");
        rows(export, out, asset -> records.asset(export.tenant(), asset).stream().toList());
        text(out, "],\"uploads\":[");
        rows(export, out, asset -> records.uploads(export.tenant(), asset));
        text(out, "]}");
    }

    private void rows(Export export, OutputStream out, Function<AssetId, Iterable<JsonNode>> reader)
            throws IOException {
        var separator = new String[]{""};
        each(export, asset -> {
            for (var row : reader.apply(asset)) {
                text(out, separator[0]);
                out.write(Json.bytes(row));
                separator[0] = ",";
            }
        });
    }

    private void copy(MediaFile file, ZipOutputStream zip) throws IOException {
        zip.putNextEntry(new ZipEntry("assets/" + file.name()));
        files.copy(file, zip);
        zip.closeEntry();
    }

    private void link(MediaFile file, AssetId asset, ObjectNode row) {
        var link = files.link(file, clock.instant(), LINK);
        row.put("asset_id", asset.value()).put("key", file.key()).put("size_bytes", file.sizeBytes())
                .put("url", link.address().toString()).put("expires_at", link.expiresAt().toString());
    }

    private interface Visitor {
        void visit(AssetId asset) throws IOException;
    }

    private void each(Export export, Visitor visitor) throws IOException {
        var page = subjects.assets(export.tenant(), export.subject(), Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (var asset : page) {
                if (erasures.find(export.tenant(), new Scope.OneAsset(asset).erasureId()).isEmpty()) {
                    visitor.visit(asset);
                }
            }
            page = subjects.assets(export.tenant(), export.subject(), Optional.of(page.getLast()), PAGE);
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
