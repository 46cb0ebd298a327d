package io.crealia.webhooks.adapter;

import io.crealia.contracts.TenantId;
import io.crealia.platform.privacy.TenantSeal;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Endpoint.RequestMark;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.domain.EventType;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.domain.WebhookUrl;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * The document of an endpoint: {@code _id, v, tenantId, slot, url (sealed), events[], state, keys[{kind, secret (sealed),
 * publicKey?, createdAt, expiresAt?}], createdAt, updatedAt, requestKey, requestHash, rotated{key, hash}?}. The address is
 * sealed as well, because its path or query may hold a secret of the receiver's.
 */
final class EndpointDocuments {
    private static final String COLLECTION = "webhook_endpoints/";

    private final TenantSeal seal;

    EndpointDocuments(TenantSeal seal) {
        this.seal = seal;
    }

    Document write(Endpoint endpoint) {
        var document = new Document("_id", endpoint.id().value()).append("v", endpoint.version())
                .append("tenantId", endpoint.tenant().value()).append("slot", endpoint.slot())
                .append("url", sealed(endpoint, "url", endpoint.url().text().getBytes(StandardCharsets.US_ASCII)))
                .append("events", endpoint.events().stream().map(EventType::wireName).sorted().toList())
                .append("state", endpoint.state().wireName())
                .append("keys", endpoint.keys().stream().map(key -> write(endpoint, key)).toList())
                .append("createdAt", Date.from(endpoint.createdAt()))
                .append("updatedAt", Date.from(endpoint.updatedAt()))
                .append("requestKey", endpoint.made().key()).append("requestHash", endpoint.made().hash());
        endpoint.rotated().ifPresent(
                mark -> document.append("rotated", new Document("key", mark.key()).append("hash", mark.hash())));
        return document;
    }

    /** @throws IllegalStateException if what is sealed was sealed for another document, or changed */
    Endpoint read(Document document) {
        var tenant = new TenantId(document.getString("tenantId"));
        var id = new EndpointId(document.getString("_id"));
        var text = new String(opened(tenant, id, "url", document.get("url", Binary.class)), StandardCharsets.US_ASCII);
        // Whether a loopback address may be sent to is decided by who sends.
        var url = WebhookUrl.parse(text, UrlPolicy.PUBLIC_AND_LOOPBACK)
                .orElseThrow(() -> new IllegalStateException("endpoint " + id + " has an address that is none"));
        var events = document.getList("events", String.class).stream().map(EventType::ofWireName)
                .map(Optional::orElseThrow).collect(Collectors.toSet());
        var keys = document.getList("keys", Document.class).stream().map(key -> key(tenant, id, key)).toList();
        return new Endpoint(id, tenant, document.getLong("v"), document.getInteger("slot"), url, events,
                Endpoint.State.ofWireName(document.getString("state")), keys, instant(document, "createdAt"),
                instant(document, "updatedAt"),
                new RequestMark(document.getString("requestKey"), document.getString("requestHash")),
                Optional.ofNullable(document.get("rotated", Document.class))
                        .map(mark -> new RequestMark(mark.getString("key"), mark.getString("hash"))));
    }

    private Document write(Endpoint endpoint, Endpoint.Key key) {
        var document = new Document("kind", key.key().version());
        switch (key.key()) {
            case SigningKey.Symmetric symmetric -> document.append("secret", sealed(endpoint, "secret",
                    symmetric.secret()));
            case SigningKey.Asymmetric pair -> document.append("secret", sealed(endpoint, "secret", pair.seed()))
                    .append("publicKey", new Binary(pair.publicHalf().publicKey()));
            case SigningKey.Verifying _ -> throw new IllegalStateException("a public key signs nothing");
        }
        key.expiresAt().ifPresent(at -> document.append("expiresAt", Date.from(at)));
        return document.append("createdAt", Date.from(key.createdAt()));
    }

    private Endpoint.Key key(TenantId tenant, EndpointId id, Document document) {
        var secret = opened(tenant, id, "secret", document.get("secret", Binary.class));
        var key = document.getString("kind").equals(SigningKey.Kind.V1.wireName())
                ? new SigningKey.Symmetric(secret)
                : new SigningKey.Asymmetric(secret,
                        new SigningKey.Verifying(document.get("publicKey", Binary.class).getData()));
        return new Endpoint.Key(key, instant(document, "createdAt"),
                Optional.ofNullable(document.getDate("expiresAt")).map(Date::toInstant));
    }

    private Binary sealed(Endpoint endpoint, String field, byte[] plain) {
        return new Binary(seal.seal(endpoint.tenant(), context(endpoint.id(), field), plain));
    }

    private byte[] opened(TenantId tenant, EndpointId id, String field, Binary sealed) {
        return seal.open(tenant, context(id, field), sealed.getData());
    }

    private static String context(EndpointId id, String field) {
        return COLLECTION + id + "/" + field;
    }

    private static Instant instant(Document document, String field) {
        return document.getDate(field).toInstant();
    }
}
