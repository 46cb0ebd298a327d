package io.crealia.privacy.adapter;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.TenantId;
import io.crealia.platform.json.Json;
import io.crealia.platform.privacy.SubjectVault;
import io.crealia.platform.store.DocumentStore;
import io.crealia.privacy.domain.Inventory;
import io.crealia.privacy.port.PersonalRecords;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.bson.codecs.DocumentCodec;
import org.bson.types.Binary;

/**
 * Documents of assets and uploads as JSON, with what is sealed in them opened where it lies. Their features decide what they
 * hold; all of it is exported but what only runs the machinery.
 */
public final class MongoPersonalRecords implements PersonalRecords {
    private static final Set<String> MACHINERY = Set.of("v", "outbox", "sweepAt", "tellAt", "requestKey", "shape",
            "event",
            "transfer", "request_key", "request_hash");
    private static final DocumentCodec CODEC = new DocumentCodec();
    /** Far more than an asset has. */
    private static final int MOST = 1000;

    private final DocumentStore assets;
    private final DocumentStore history;
    private final DocumentStore uploads;
    private final SubjectVault vault;

    public MongoPersonalRecords(DocumentStore assets, DocumentStore history, DocumentStore uploads,
            SubjectVault vault) {
        this.assets = assets;
        this.history = history;
        this.uploads = uploads;
        this.vault = vault;
    }

    @Override
    public List<JsonNode> uploads(TenantId tenant, AssetId asset) {
        return uploads.find(and(eq("tenantId", tenant.value()), eq("assetId", asset.value())), Sorts.ascending("_id"),
                MOST).stream().<JsonNode>map(document -> json(document, place(tenant, Inventory.UPLOADS, document)))
                .toList();
    }

    @Override
    public Optional<JsonNode> asset(TenantId tenant, AssetId asset) {
        return assets.findOne(and(eq("_id", asset.value()), eq("tenantId", tenant.value())))
                .map(document -> json(document, place(tenant, Inventory.ASSETS, document))
                        .set("former_edits", edits(tenant, asset)));
    }

    // What persons decided before. Former results are not in it: they are in the archive as files of the asset.
    private JsonNode edits(TenantId tenant, AssetId asset) {
        var array = Json.array();
        history.find(and(eq("tenantId", tenant.value()), eq("assetId", asset.value()), exists("edits")),
                Sorts.ascending("_id"), MOST, Projections.include("at", "members", "edits"))
                .forEach(document -> array.add(json(document, place(tenant, Inventory.HISTORY, document))));
        return array;
    }

    private static Place place(TenantId tenant, String collection, Document document) {
        return new Place(tenant, collection + "/" + document.getString("_id"), "");
    }

    private ObjectNode json(Document document, Place place) {
        var json = Json.object();
        document.forEach((name, value) -> {
            if (!MACHINERY.contains(name)) {
                json.set(name.equals("_id") ? "id" : name, node(value, place.of(name)));
            }
        });
        return json;
    }

    private JsonNode node(Object value, Place place) {
        return switch (value) {
            case null -> JsonNodeFactory.instance.nullNode();
            case Document document -> json(document, place);
            case List<?> list -> {
                var array = Json.array();
                list.forEach(element -> array.add(node(element, place)));
                yield array;
            }
            case Binary sealed -> vault.open(place.tenant(), place.context(), sealed.getData())
                    .map(bytes -> opened(bytes, place)).orElseGet(Json::object);
            case Date date -> JsonNodeFactory.instance.textNode(date.toInstant().toString());
            case Boolean truth -> JsonNodeFactory.instance.booleanNode(truth);
            case Long number -> JsonNodeFactory.instance.numberNode(number.longValue());
            case Integer number -> JsonNodeFactory.instance.numberNode(number.intValue());
            case Double number -> JsonNodeFactory.instance.numberNode(number.doubleValue());
            default -> JsonNodeFactory.instance.textNode(value.toString());
        };
    }

    // Assets seal a sub-document, which ends with a NUL; uploads seal JSON text, which ends with a brace.
    private JsonNode opened(byte[] bytes, Place place) {
        if (bytes[bytes.length - 1] == 0) {
            return json(new RawBsonDocument(bytes).decode(CODEC), place);
        }
        var json = (ObjectNode) Json.parse(bytes);
        json.remove(MACHINERY);
        return json;
    }

    /**
     * Where a value lies, as sealing names it: {@code collection/document/field}; what a step found is sealed under the
     * path of the step.
     */
    private record Place(TenantId tenant, String document, String path) {
        private static final String CONTENT = ".document";

        Place of(String name) {
            return new Place(tenant, document, path.isEmpty() ? name : path + "." + name);
        }

        String context() {
            return document + "/"
                    + (path.endsWith(CONTENT) ? path.substring(0, path.length() - CONTENT.length()) : path);
        }
    }
}
