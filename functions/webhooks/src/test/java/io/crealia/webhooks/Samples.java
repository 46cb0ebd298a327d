package io.crealia.webhooks;

import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.RunId;
import io.crealia.contracts.TenantId;
import io.crealia.testkit.MovableClock;
import io.crealia.webhooks.adapter.SecureKeyMaker;
import io.crealia.webhooks.domain.Endpoint;
import io.crealia.webhooks.domain.Endpoint.RequestMark;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.domain.Event;
import io.crealia.webhooks.domain.EventType;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.domain.WebhookUrl;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tests speak about. */
public final class Samples {
    public static final Instant NOW = MovableClock.START;
    public static final TenantId ACME = new TenantId("acme");
    public static final TenantId RIVAL = new TenantId("rival");
    public static final EndpointId ENDPOINT = endpointId(1);
    public static final EndpointId OTHER_ENDPOINT = endpointId(2);

    private Samples() {}

    public static EndpointId endpointId(int number) {
        return new EndpointId(EndpointId.PREFIX + ulid(number));
    }

    public static AssetId asset(int number) {
        return new AssetId(AssetId.PREFIX + ulid(number));
    }

    public static Endpoint endpoint(TenantId tenant, EndpointId id, int slot, EventType... events) {
        return endpoint(tenant, id, slot, "https://hooks.example.com/" + slot, events);
    }

    public static Endpoint endpoint(TenantId tenant, EndpointId id, int slot, String url, EventType... events) {
        var created = NOW.minus(Duration.ofHours(1));
        return new Endpoint(id, tenant, 1, slot, WebhookUrl.parse(url, UrlPolicy.PUBLIC_AND_LOOPBACK).orElseThrow(),
                Set.of(events), Endpoint.State.ENABLED,
                List.of(new Endpoint.Key(new SecureKeyMaker().make(SigningKey.Kind.V1), created, Optional.empty())),
                created, created, new RequestMark(id.value(), "hash"), Optional.empty());
    }

    public static Fact.AssetChanged changed(TenantId tenant, int asset, AssetState state, boolean playable,
            long version,
            Instant at) {
        var header = new Fact.Header("wfl_" + ulid(asset) + ":" + version + ":event", at, tenant, asset(asset),
                "corr-0001");
        return new Fact.AssetChanged(header, new RunId(RunId.PREFIX + ulid(asset)), version, state, Optional.empty(),
                playable ? 100 : 0, playable, List.of(), Map.of());
    }

    /** The event that an asset is ready. */
    public static Event ready(int asset) {
        return ready(ACME, asset);
    }

    public static Event ready(TenantId tenant, int asset) {
        return Event.of(changed(tenant, asset, AssetState.READY, true, 7, NOW)).orElseThrow();
    }

    private static String ulid(int number) {
        return "%026d".formatted(number);
    }
}
