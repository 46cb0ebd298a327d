package io.crealia.webhooks;

import io.crealia.platform.http.HttpRequest;
import io.crealia.platform.json.Fields;
import io.crealia.webhooks.domain.EventType;
import io.crealia.webhooks.domain.SigningKey;
import io.crealia.webhooks.domain.UrlPolicy;
import io.crealia.webhooks.domain.WebhookUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads the bodies of requests that make or change an endpoint.
 *
 * @param events empty set for all
 */
record EndpointRequest(Optional<WebhookUrl> url, Optional<Set<EventType>> events, Optional<Boolean> enabled,
        SigningKey.Kind kind) {
    private static final Pattern SIGNING = Pattern.compile("v1a?");
    private static final String EVENTS = "[\"*\"], or a list of different types out of "
            + EventType.choices().stream().map(EventType::wireName).toList();

    /** @throws io.crealia.platform.error.Problem with every faulty field */
    static EndpointRequest creating(HttpRequest request, UrlPolicy policy) {
        var fields = request.fields();
        var url = url(fields, policy);
        if (url.isEmpty()) {
            fields.text("url", 1, WebhookUrl.MAX_LENGTH);
        }
        var read = new EndpointRequest(url, events(fields), Optional.empty(), kind(fields));
        fields.check();
        return read;
    }

    /** @throws io.crealia.platform.error.Problem with every faulty field */
    static EndpointRequest changing(HttpRequest request, UrlPolicy policy) {
        var fields = request.fields();
        var read = new EndpointRequest(url(fields, policy), events(fields), fields.optionalFlag("enabled"),
                SigningKey.Kind.V1);
        fields.check();
        return read;
    }

    /** @throws io.crealia.platform.error.Problem with every faulty field */
    static SigningKey.Kind rotating(HttpRequest request, SigningKey.Kind current) {
        var fields = request.optionalFields();
        var kind = given(fields).orElse(current);
        fields.check();
        return kind;
    }

    private static Optional<WebhookUrl> url(Fields fields, UrlPolicy policy) {
        var text = fields.optionalText("url", 1, WebhookUrl.MAX_LENGTH);
        var url = text.flatMap(value -> WebhookUrl.parse(value, policy));
        if (text.isPresent() && url.isEmpty()) {
            fields.fault("url", "format", WebhookUrl.EXPECTED);
        }
        return url;
    }

    private static Optional<Set<EventType>> events(Fields fields) {
        return fields
                .optionalTexts("events", 1, EventType.choices().size(), EndpointRequest::isEvent, EVENTS)
                .map(names -> {
                    if (names.contains(EndpointView.ALL_EVENTS)) {
                        if (names.size() > 1) {
                            fields.fault("events", "format", EVENTS);
                        }
                        return Set.<EventType>of();
                    }
                    return names.stream().map(EventType::ofWireName).map(Optional::orElseThrow)
                            .collect(Collectors.toSet());
                });
    }

    private static boolean isEvent(String name) {
        return name.equals(EndpointView.ALL_EVENTS)
                || EventType.ofWireName(name).filter(EventType.choices()::contains).isPresent();
    }

    private static SigningKey.Kind kind(Fields fields) {
        return given(fields).orElse(SigningKey.Kind.V1);
    }

    private static Optional<SigningKey.Kind> given(Fields fields) {
        return fields.optionalMatching("signing", SIGNING, "v1 or v1a").map(
                name -> List.of(SigningKey.Kind.values()).stream().filter(kind -> kind.wireName().equals(name))
                        .findFirst().orElseThrow());
    }
}
