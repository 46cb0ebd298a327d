package io.crealia.assets.adapter;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.SubjectId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.SubjectVault;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;

/**
 * Seals what of an asset's document tells about its owner: his edits, and the content of each step's result, which holds
 * what was said, titles and file metadata. States, times and keys stay in plain: the store selects by them.
 */
final class AssetSeal {
    private static final DocumentCodec CODEC = new DocumentCodec();
    private static final String EDITS = "edits";
    private static final String RESULTS = "results";
    private static final String KEPT = "kept";
    private static final String CONTENT = "document";

    private final SubjectVault vault;

    AssetSeal(SubjectVault vault) {
        this.vault = vault;
    }

    /** @param document of an asset, or of an event with {@code edits} and {@code results} beside it; changed */
    Document close(Document document) {
        return close(document, Place.of(document));
    }

    /**
     * @param holder what {@code document} is to be a field of, called {@code field}
     * @param document of an asset, which is changed
     */
    Document closeWithin(Document holder, String field, Document document) {
        return close(document, Place.of(holder).within(field));
    }

    private Document close(Document document, Place place) {
        var owner = vault.owner(place.tenant(), place.asset());
        if (document.get(EDITS) instanceof Document edits) {
            document.append(EDITS, seal(place, owner, EDITS, edits));
        }
        closeResults(document, place, owner, RESULTS);
        if (document.get(KEPT) instanceof Document kept) {
            closeResults(kept, place, owner, KEPT + "." + RESULTS);
        }
        return document;
    }

    /**
     * @param document as stored, all or some of its fields; changed. One from before there was a vault holds the same in
     *            plain
     * @return without edits, and with empty results, once the owner was forgotten
     */
    Document open(Document document) {
        return open(document, Place.of(document));
    }

    /** Opens what {@link #closeWithin} closed. */
    Document openWithin(Document holder, String field, Document document) {
        return open(document, Place.of(holder).within(field));
    }

    private Document open(Document document, Place place) {
        if (document.get(EDITS) instanceof Binary sealed) {
            open(place, EDITS, sealed).ifPresentOrElse(edits -> document.append(EDITS, edits),
                    () -> document.remove(EDITS));
        }
        openResults(place, document, RESULTS);
        if (document.get(KEPT) instanceof Document kept) {
            openResults(place, kept, KEPT + "." + RESULTS);
        }
        return document;
    }

    private void closeResults(Document holder, Place place, Optional<SubjectId> owner, String path) {
        if (holder.get(RESULTS) instanceof Document results) {
            results.forEach((step, value) -> {
                if (value instanceof Document result && result.get(CONTENT) instanceof Document content) {
                    result.append(CONTENT, seal(place, owner, path + "." + step, content));
                }
            });
        }
    }

    private void openResults(Place place, Document holder, String path) {
        if (holder.get(RESULTS) instanceof Document results) {
            results.forEach((step, value) -> {
                if (value instanceof Document result && result.get(CONTENT) instanceof Binary sealed) {
                    result.append(CONTENT,
                            open(place, path + "." + step, sealed).orElseGet(Document::new));
                }
            });
        }
    }

    private Binary seal(Place place, Optional<SubjectId> owner, String field, Document plain) {
        var bytes = new RawBsonDocument(plain, CODEC).getByteBuffer().asNIO();
        return new Binary(vault.seal(place.tenant(), owner, place.of(field), bytes(bytes)));
    }

    private Optional<Document> open(Place place, String field, Binary sealed) {
        return vault.open(place.tenant(), place.of(field), sealed.getData())
                .map(bytes -> new RawBsonDocument(bytes).decode(CODEC));
    }

    private static byte[] bytes(ByteBuffer buffer) {
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Where a sealed value lies: it opens there only. */
    private record Place(TenantId tenant, AssetId asset, String path) {
        static Place of(Document document) {
            var tenant = new TenantId(document.getString("tenantId"));
            var id = document.getString("_id");
            return document.getString("assetId") == null
                    ? new Place(tenant, new AssetId(id), "assets/" + id + "/")
                    : new Place(tenant, new AssetId(document.getString("assetId")), "history/" + id + "/");
        }

        Place within(String field) {
            return new Place(tenant, asset, path + field + ".");
        }

        String of(String field) {
            return path + field;
        }
    }
}
