package io.crealia.webhooks;

import io.crealia.platform.error.ErrorCode;
import io.crealia.platform.error.Problem;
import io.crealia.platform.error.Problem.Violation;
import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.http.HttpResponse;
import io.crealia.platform.http.Route;
import io.crealia.platform.json.Json;
import io.crealia.webhooks.domain.Cursor;
import io.crealia.webhooks.domain.DeliveryId;
import io.crealia.webhooks.domain.EndpointId;
import io.crealia.webhooks.domain.EventType;
import io.crealia.webhooks.port.DeliveryRepository;
import io.crealia.webhooks.usecase.ListDeliveries;
import io.crealia.webhooks.usecase.Redeliver;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The API of the delivery log. */
final class DeliveriesApi {
    private static final String DELIVERIES = "/v1/webhook-deliveries";
    private static final String DELIVERY = DELIVERIES + "/{delivery_id}";
    private static final List<String> STATES = List.of("waiting", "sending", "succeeded", "failed", "cancelled");
    private static final int DEFAULT_LIMIT = 20;

    private final DeliveryRepository deliveries;
    private final ListDeliveries list;
    private final Redeliver redeliver;

    DeliveriesApi(DeliveryRepository deliveries, ListDeliveries list, Redeliver redeliver) {
        this.deliveries = deliveries;
        this.list = list;
        this.redeliver = redeliver;
    }

    List<Route> routes() {
        return List.of(
                Route.list(DELIVERIES, EndpointsApi.READ, this::list).query("endpoint_id", "state", "type", "cursor",
                        "limit"),
                Route.get(DELIVERY, EndpointsApi.READ, this::get),
                Route.post(DELIVERY + "/redeliver", EndpointsApi.WRITE, this::redeliver));
    }

    private HttpResponse list(HttpRequest request) {
        var query = new ListDeliveries.Query(request.tenant(),
                read(request, "endpoint_id", "the id of an endpoint", DeliveriesApi::endpoint),
                read(request, "state", "one of " + STATES, state -> Optional.of(state).filter(STATES::contains)),
                read(request, "type", "the name of an event type",
                        type -> EventType.ofWireName(type).map(EventType::wireName)),
                read(request, "cursor", "a next_cursor of this list", Cursor::read),
                read(request, "limit", "a whole number from 1 to " + ListDeliveries.MAX_LIMIT, DeliveriesApi::limit)
                        .orElse(DEFAULT_LIMIT));
        var page = list.execute(query);
        var json = Json.object();
        var data = json.putArray("data");
        page.deliveries().forEach(delivery -> data.add(DeliveryView.summary(delivery)));
        page.next().ifPresentOrElse(cursor -> json.put("next_cursor", cursor.text()),
                () -> json.putNull("next_cursor"));
        return HttpResponse.ok(json);
    }

    private HttpResponse get(HttpRequest request) {
        return deliveries.find(request.tenant(), id(request))
                .map(delivery -> HttpResponse.ok(DeliveryView.json(delivery)))
                .orElseThrow(() -> Problem.notFound("delivery"));
    }

    private HttpResponse redeliver(HttpRequest request) {
        request.optionalFields().check();
        return switch (redeliver.execute(request.tenant(), id(request))) {
            case Redeliver.Result.Started(var delivery) -> HttpResponse.json(202, DeliveryView.json(delivery));
            case Redeliver.Result.UnderWay _ ->
                throw new Problem(WebhooksErrors.UNDER_WAY, "It is sent by itself, see next_attempt_at.");
            case Redeliver.Result.NoReceiver _ ->
                throw new Problem(WebhooksErrors.DISABLED, "Its endpoint is deleted or disabled.");
            case Redeliver.Result.Unknown _ -> throw Problem.notFound("delivery");
        };
    }

    private static DeliveryId id(HttpRequest request) {
        return request.id("delivery_id", "delivery", DeliveryId::new);
    }

    private static Optional<EndpointId> endpoint(String text) {
        try {
            return Optional.of(new EndpointId(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Integer> limit(String text) {
        return text.matches("[1-9][0-9]{0,2}")
                ? Optional.of(Integer.valueOf(text)).filter(limit -> limit <= ListDeliveries.MAX_LIMIT)
                : Optional.empty();
    }

    private static <T> Optional<T> read(HttpRequest request, String parameter, String expected,
            Function<String, Optional<T>> reader) {
        return request.queryParameter(parameter).map(text -> reader.apply(text).orElseThrow(
                () -> new Problem(ErrorCode.INVALID, "The query is not as expected.",
                        List.of(new Violation("query:" + parameter, "format", expected)))));
    }
}
