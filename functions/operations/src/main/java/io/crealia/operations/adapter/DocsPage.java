package io.crealia.operations.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/**
 * The document as one page without script: it is made here, and the browser may load nothing, run nothing and send
 * nothing. Its one style sheet is named by its digest.
 */
public final class DocsPage {
    private static final String STYLE = """
            :root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0 auto;max-width:62rem;padding:1rem}
            nav ul,ul.plain{list-style:none;padding:0}section{border-top:1px solid;margin-top:2rem}h3{margin:2rem 0 .2rem}
            code,pre{font:14px/1.4 ui-monospace,monospace}pre{overflow:auto;padding:.7rem;border:1px solid}table{border-collapse:collapse}
            td,th{border:1px solid;padding:.2rem .6rem;text-align:left;vertical-align:top}
            """;

    private final ApiDocument document;
    private final byte[] html;

    public DocsPage(ApiDocument document) {
        this.document = document;
        this.html = render().getBytes(StandardCharsets.UTF_8);
    }

    public byte[] html() {
        return html.clone();
    }

    public String securityPolicy() {
        return "default-src 'none'; style-src 'sha256-" + digest() + "'; base-uri 'none'; form-action 'none'; "
                + "frame-ancestors 'none'";
    }

    private String render() {
        var json = document.json();
        var title = json.path("info").path("title").asText() + " API";
        var page = new Html();
        page.markup("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
                .element("title", title)
                .markup("<style>" + STYLE + "</style></head><body>").element("h1", title)
                .element("p", json.path("info").path("description").asText()).open("p").text("The same for programs: ")
                .element("a", "openapi.json", "href", "openapi.json").close("p");
        contents(page);
        json.path("tags").forEach(tag -> section(page, tag));
        page.open("section").element("h2", "Schemas");
        json.path("components").path("schemas").properties()
                .forEach(schema -> schema(page, schema.getKey(), schema.getValue()));
        return page.close("section").markup("</body></html>\n").toString();
    }

    private void contents(Html page) {
        page.open("nav").open("ul");
        document.json().path("tags").forEach(tag -> page.open("li")
                .element("a", tag.path("name").asText(), "href", "#" + tag.path("name").asText()).close("li"));
        page.close("ul").close("nav");
    }

    private void section(Html page, JsonNode tag) {
        var name = tag.path("name").asText();
        page.open("section", "id", name).element("h2", name).element("p", tag.path("description").asText());
        document.json().path("paths").properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    if (method.getValue().path("tags").path(0).asText().equals(name)) {
                        operation(page, method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                                method.getValue());
                    }
                }));
        page.close("section");
    }

    private void operation(Html page, String key, JsonNode operation) {
        page.open("article", "id", operation.path("operationId").asText()).open("h3").element("code", key).close("h3")
                .element("p", operation.path("summary").asText() + ".");
        if (operation.has("description")) {
            page.element("p", operation.path("description").asText());
        }
        var scope = operation.path("security").path(0).path("bearer").path(0).asText();
        page.element("p", (scope.isEmpty() ? "Needs no bearer token." : "Scope " + scope + ".") + " Rate "
                + operation.path("x-limit").asText() + ".");
        parameters(page, operation.path("parameters"));
        operation.path("requestBody").path("content").properties()
                .forEach(media -> media(page, "Body", media.getKey(), media.getValue()));
        operation.path("responses").properties().forEach(response -> response(page, response.getKey(),
                document.resolve(response.getValue())));
        if (!operation.path("x-problem-codes").isEmpty()) {
            page.open("p").text("Problem codes:");
            operation.path("x-problem-codes").forEach(code -> page.text(" ").element("code", code.asText()));
            page.close("p");
        }
        page.close("article");
    }

    private void parameters(Html page, JsonNode parameters) {
        if (parameters.isEmpty()) {
            return;
        }
        page.open("table").markup("<tr><th>Parameter</th><th>In</th><th>Takes</th><th>Means</th></tr>");
        parameters.forEach(each -> {
            var parameter = document.resolve(each);
            page.open("tr").open("td").element("code", parameter.path("name").asText()).close("td")
                    .element("td", parameter.path("in").asText() + (parameter.path("required").asBoolean()
                            ? ", required"
                            : ""))
                    .element("td", SchemaWords.of(parameter.path("schema")))
                    .element("td", parameter.path("description").asText()).close("tr");
        });
        page.close("table");
    }

    private void response(Html page, String status, JsonNode response) {
        page.open("p").element("b", status).text(" " + response.path("description").asText()).close("p");
        if (status.startsWith("2")) {
            response.path("content").properties()
                    .forEach(media -> media(page, "Answer", media.getKey(), media.getValue()));
        }
    }

    private static void media(Html page, String what, String type, JsonNode media) {
        page.open("p").text(what + " ").element("code", type).text(": ");
        if (media.path("schema").has("$ref")) {
            var name = SchemaWords.name(media.path("schema"));
            page.element("a", name, "href", "#schema-" + name);
        } else {
            page.text(SchemaWords.of(media.path("schema")));
        }
        page.close("p");
        example(page, media.path("example"));
        media.path("examples").properties().forEach(example -> {
            page.element("p", example.getValue().path("summary").asText(example.getKey()));
            example(page, example.getValue().path("value"));
        });
    }

    private static void example(Html page, JsonNode value) {
        if (!value.isMissingNode()) {
            page.element("pre", value.isTextual() ? value.textValue() : value.toPrettyString());
        }
    }

    private static void schema(Html page, String name, JsonNode schema) {
        page.element("h3", name, "id", "schema-" + name).element("p", schema.path("description").asText());
        if (!schema.has("properties")) {
            page.element("p", SchemaWords.of(schema));
            return;
        }
        page.open("table").markup("<tr><th>Member</th><th>Takes</th><th>Means</th></tr>");
        schema.path("properties").properties().forEach(member -> {
            page.open("tr").open("td").element("code", member.getKey());
            if (required(schema, member.getKey())) {
                page.text(" required");
            }
            page.close("td").element("td", SchemaWords.of(member.getValue()))
                    .element("td", member.getValue().path("description").asText()).close("tr");
        });
        page.close("table");
    }

    private static boolean required(JsonNode schema, String name) {
        for (var each : schema.path("required")) {
            if (each.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static String digest() {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
