package io.crealia.architecture.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.architecture.template.Rule.Report;
import io.crealia.architecture.template.TemplateTree.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The REST API and its routes, against the API's document. */
final class ApiRules {
    private static final JsonNode DOCUMENT = document();
    private static final Set<String> ANSWERS = Set.of("DEFAULT_4XX", "DEFAULT_5XX", "BAD_REQUEST_BODY",
            "INTEGRATION_TIMEOUT", "MISSING_AUTHENTICATION_TOKEN", "UNAUTHORIZED", "ACCESS_DENIED",
            "REQUEST_TOO_LARGE", "THROTTLED");
    /** Variables that would put tokens, names or addresses into the access log. */
    private static final List<String> NEVER_LOGGED = List.of("$context.path\"", "$context.identity.sourceIp",
            "querystring", "authorizer", "$context.identity.userAgent");

    static final List<Rule> ALL = List.of(
            new Rule("route-unique", "A method of a path has one function", ApiRules::unique),
            new Rule("route-documented", "Routes are those of the API's document", ApiRules::documented),
            new Rule("route-authorizer", "A route has the authoriser, unless the document says that it is open",
                    ApiRules::authorizer),
            new Rule("route-scope", "A route asks for the scope that the document names", ApiRules::scope),
            new Rule("request-validation", "API Gateway looks at every body that the document requires",
                    ApiRules::validation),
            new Rule("api-authorizer", "Routes are closed by default, by the user pool", ApiRules::defaultAuthorizer),
            new Rule("api-cors", "One origin may call, never all", ApiRules::cors),
            new Rule("api-throttling", "The API holds back floods", ApiRules::throttling),
            new Rule("api-compression", "The API compresses from 1 KiB or so",
                    (template, report) -> api(template, report, (id, api) -> {
                        var least = api.path("MinimumCompressionSize").asInt(-1);
                        report.unless(least >= 0 && least <= 4096, id + ".MinimumCompressionSize",
                                "expected 0 to 4096");
                    })),
            new Rule("api-access-logs", "The API logs every call, and nothing personal", ApiRules::accessLogs),
            new Rule("api-answers", "What API Gateway says by itself is written in the template", ApiRules::answers));

    private ApiRules() {}

    private static JsonNode document() {
        var file = Path.of(System.getProperty("crealia.root"),
                "functions/operations/src/main/resources/io/crealia/operations/openapi.json");
        try {
            return new ObjectMapper().readTree(file.toFile()).path("paths");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String route(Event event) {
        return event.properties().path("Method").asText() + " " + event.properties().path("Path").asText();
    }

    /** The document's operation; missing where it has none. */
    private static JsonNode operation(Event event) {
        var path = event.properties().path("Path").asText().replace("{proxy+}", "{file}");
        return DOCUMENT.path(path).path(event.properties().path("Method").asText().toLowerCase(Locale.ROOT));
    }

    /** The scope that a bearer token needs; empty for a route without one. */
    private static String documentedScope(Event event) {
        for (var security : operation(event).path("security")) {
            if (security.path("bearer").size() > 0) {
                return security.path("bearer").path(0).asText();
            }
        }
        return "";
    }

    private static void unique(TemplateTree template, Report report) {
        var owners = new TreeMap<String, String>();
        template.events("Api").forEach(event -> {
            var owner = owners.putIfAbsent(route(event), event.where());
            report.unless(owner == null, event.where(), route(event) + " is already a route of " + owner);
        });
    }

    private static void documented(TemplateTree template, Report report) {
        template.events("Api").forEach(event -> report.unless(!operation(event).isMissingNode(), event.where(),
                route(event) + " is not in the document"));
        var routes = template.events("Api").stream().map(ApiRules::route).toList();
        DOCUMENT.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
            var route = method.toUpperCase(Locale.ROOT) + " " + path.getKey().replace("{file}", "{proxy+}");
            report.unless(Set.of("parameters", "summary", "description").contains(method) || routes.contains(route),
                    "Resources", "no function has the documented route " + route);
        }));
    }

    private static void authorizer(TemplateTree template, Report report) {
        template.events("Api").forEach(event -> {
            var expected = documentedScope(event).isEmpty() ? "NONE" : "Cognito";
            report.unless(event.properties().path("Auth").path("Authorizer").asText().equals(expected),
                    event.where() + ".Auth.Authorizer", "expected " + expected);
        });
    }

    private static void scope(TemplateTree template, Report report) {
        template.events("Api").forEach(event -> {
            var expected = documentedScope(event);
            var scopes = event.properties().path("Auth").path("AuthorizationScopes");
            var said = scopes.size() == 1 ? scopes.path(0).path("Fn::Sub").asText() : scopes.toString();
            report.unless(expected.isEmpty() ? scopes.isMissingNode() : said.equals("${AuthAudience}/" + expected),
                    event.where() + ".Auth.AuthorizationScopes", expected.isEmpty()
                            ? "expected none"
                            : "expected [!Sub \"${AuthAudience}/" + expected + "\"]");
        });
    }

    private static void validation(TemplateTree template, Report report) {
        template.events("Api").forEach(event -> {
            var required = operation(event).path("requestBody").path("required").asBoolean();
            var model = event.properties().path("RequestModel");
            report.unless(!required || model.path("Required").asBoolean() && model.path("ValidateBody").asBoolean()
                    && model.path("ValidateParameters").asBoolean(), event.where() + ".RequestModel",
                    "expected a model, Required, ValidateBody and ValidateParameters");
            report.unless(model.isMissingNode() || template.properties(apiId(template)).path("Models")
                    .has(model.path("Model").asText()), event.where() + ".RequestModel", "there is no such model");
        });
    }

    private static String apiId(TemplateTree template) {
        return template.ofType(TemplateTree.API).keySet().stream().findFirst().orElse("");
    }

    private static void api(TemplateTree template, Report report,
            BiConsumer<String, JsonNode> check) {
        var apis = template.ofType(TemplateTree.API);
        report.unless(apis.size() == 1, "Resources", "expected one API, found " + apis.keySet());
        apis.forEach(check);
    }

    private static void defaultAuthorizer(TemplateTree template, Report report) {
        api(template, report, (id, api) -> {
            var auth = api.path("Auth");
            report.unless(auth.path("DefaultAuthorizer").asText().equals("Cognito"), id + ".Auth.DefaultAuthorizer",
                    "expected Cognito");
            report.unless(auth.path("Authorizers").path("Cognito").path("UserPoolArn").has("Fn::Sub"),
                    id + ".Auth.Authorizers", "expected the user pool of the parameter");
            report.unless(auth.path("AddDefaultAuthorizerToCorsPreflight").asText().equals("false"),
                    id + ".Auth", "browsers send preflights without a token");
        });
    }

    private static void cors(TemplateTree template, Report report) {
        api(template, report, (id, api) -> {
            var origin = api.path("Cors").path("AllowOrigin").path("Fn::Sub").asText();
            report.unless(origin.equals("'${CorsOrigin}'"), id + ".Cors.AllowOrigin", "expected !Sub '${CorsOrigin}'");
            api.path("GatewayResponses").properties().forEach(answer -> report.unless(answer.getValue()
                    .path("ResponseParameters").path("Headers").path("Access-Control-Allow-Origin").path("Fn::Sub")
                    .asText().equals("'${CorsOrigin}'"), id + "." + answer.getKey(), "expected !Sub '${CorsOrigin}'"));
        });
    }

    private static void throttling(TemplateTree template, Report report) {
        api(template, report, (id, api) -> {
            var all = api.path("MethodSettings").path(0);
            report.unless(all.path("HttpMethod").asText().equals("*") && all.path("ResourcePath").asText().equals("/*"),
                    id + ".MethodSettings", "expected settings of all methods");
            report.unless(all.path("ThrottlingRateLimit").asInt() > 0 && all.path("ThrottlingBurstLimit").asInt() > 0,
                    id + ".MethodSettings", "expected ThrottlingRateLimit and ThrottlingBurstLimit");
            report.unless(!all.path("DataTraceEnabled").asBoolean(true), id + ".MethodSettings",
                    "expected DataTraceEnabled: false: traces hold bodies and tokens");
        });
    }

    private static void accessLogs(TemplateTree template, Report report) {
        api(template, report, (id, api) -> {
            var logs = api.path("AccessLogSetting");
            report.unless(template.arnOf(logs.path("DestinationArn"), "AWS::Logs::LogGroup").isPresent(),
                    id + ".AccessLogSetting", "expected the Arn of a log group of this template");
            NEVER_LOGGED.forEach(variable -> report.unless(!logs.path("Format").asText().contains(variable),
                    id + ".AccessLogSetting.Format", variable + " is never logged"));
            report.unless(logs.path("Format").asText().contains("$context.requestId"), id + ".AccessLogSetting.Format",
                    "expected $context.requestId");
        });
    }

    private static void answers(TemplateTree template, Report report) {
        api(template, report, (id, api) -> ANSWERS.forEach(type -> {
            var answer = api.path("GatewayResponses").path(type);
            report.unless(answer.path("ResponseParameters").path("Headers").path("Content-Type").asText()
                    .equals("'application/problem+json'"), id + "." + type, "expected a problem");
        }));
    }
}
