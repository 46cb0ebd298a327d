package io.crealia.local.lambda.template;

import io.crealia.local.lambda.template.ApiDefinition.Cors;
import io.crealia.local.lambda.template.ApiDefinition.GatewayResponse;
import io.crealia.local.lambda.template.ApiDefinition.Throttle;
import io.crealia.local.lambda.template.TemplateReader.Named;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How the REST API is read. Header values stand in single quotes there: API Gateway's mark for a constant. */
final class Apis {

    private static final int MAX_COMPRESSION_SIZE = 10 * 1024 * 1024;

    private static final int MAX_THROTTLE = 1_000_000;

    private Apis() {}

    static ApiDefinition read(Named<Section> resource) {
        var section = resource.value();
        var compression = section.optionalNumber("MinimumCompressionSize", 0, MAX_COMPRESSION_SIZE)
                .map(OptionalInt::of).orElse(OptionalInt.empty());
        return new ApiDefinition(resource.id(), section.text("StageName"), compression,
                section.optionalSection("Cors").map(Apis::cors), gatewayResponses(section), throttle(section));
    }

    /** Of the entry for all methods of all paths; throttles of single ones are not used here. */
    private static Optional<Throttle> throttle(Section api) {
        for (var entry : api.sections("MethodSettings")) {
            if (entry.text("HttpMethod").equals("*") && entry.text("ResourcePath").equals("/*")) {
                return entry.optionalNumber("ThrottlingRateLimit", 1, MAX_THROTTLE).map(rate -> new Throttle(rate,
                        entry.number("ThrottlingBurstLimit", 1, MAX_THROTTLE)));
            }
        }
        return Optional.empty();
    }

    private static Cors cors(Section cors) {
        cors.only(Set.of("AllowOrigin", "AllowMethods", "AllowHeaders", "MaxAge", "AllowCredentials"));
        return new Cors(constant(cors, "AllowOrigin").orElseThrow(() -> cors.error("AllowOrigin", "is missing")),
                constant(cors, "AllowMethods"), constant(cors, "AllowHeaders"), constant(cors, "MaxAge"),
                cors.flag("AllowCredentials", false));
    }

    private static Map<String, GatewayResponse> gatewayResponses(Section api) {
        var responses = new LinkedHashMap<String, GatewayResponse>();
        api.optionalSection("GatewayResponses").ifPresent(found -> found.keys()
                .forEach(type -> responses.put(type, gatewayResponse(found.section(type)))));
        return responses;
    }

    private static GatewayResponse gatewayResponse(Section response) {
        response.only(Set.of("StatusCode", "ResponseParameters", "ResponseTemplates"));
        var status = response.optionalNumber("StatusCode", 200, 599).map(OptionalInt::of).orElse(OptionalInt.empty());
        var headers = new LinkedHashMap<String, String>();
        response.optionalSection("ResponseParameters").flatMap(parameters -> parameters.optionalSection("Headers"))
                .ifPresent(found -> found.keys().forEach(
                        name -> constant(found, name).ifPresent(value -> headers.put(name, value))));
        return new GatewayResponse(status, headers, response.optionalSection("ResponseTemplates")
                .map(templates -> templates.only(Set.of("application/json")).text("application/json")));
    }

    private static Optional<String> constant(Section section, String key) {
        return section.optionalText(key).map(text -> {
            if (text.length() < 2 || !text.startsWith("'") || !text.endsWith("'")) {
                throw section.error(key, "expected a constant in single quotes inside the text, found " + text);
            }
            return text.substring(1, text.length() - 1);
        });
    }
}
