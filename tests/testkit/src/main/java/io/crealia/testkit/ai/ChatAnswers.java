package io.crealia.testkit.ai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.crealia.platform.json.Json;
import java.util.function.Function;

/** What the chat model says: right answers to Crealia's tasks, and what faults make of them. */
public final class ChatAnswers {
    private static final long INPUT_TOKENS = 900;
    private static final long OUTPUT_TOKENS = 100;
    private volatile Function<JsonNode, ObjectNode> right = ChatAnswers::usual;

    /** @param answer to the document of the user's message */
    public void set(Function<JsonNode, ObjectNode> answer) {
        right = answer;
    }

    public void reset() {
        right = ChatAnswers::usual;
    }

    private static ObjectNode usual(JsonNode document) {
        var answer = Json.object();
        if (document.path("task").asText().equals("rerank")) {
            var ranking = answer.putArray("ranking");
            document.path("candidates").forEach(candidate -> ranking.add(candidate.path("id").asText()));
            return answer;
        }
        answer.put("title", "How bread rises").put("description", "A baker explains what yeast does to dough.");
        answer.putArray("hashtags").add("#bread").add("#baking").add("#yeast");
        answer.putArray("chapters").addObject().put("sentence", 0).put("title", "Beginning");
        answer.putObject("moderation").put("flagged", false).putArray("categories");
        return answer;
    }

    String body(JsonNode request, Fault fault) {
        var answer = right.apply(Json.parse(request.path("messages").path(1).path("content").asText()));
        return switch (fault) {
            case MARKDOWN_FENCES -> body("```json\n" + Json.text(answer) + "\n```", "stop");
            case EMPTY_CONTENT -> body("", "stop");
            case NULL_CONTENT -> body(null, "stop");
            case REFUSAL -> body(null, "stop").replace("\"role\"", "\"refusal\":\"I will not.\",\"role\"");
            case CONTENT_FILTER -> body("", "content_filter");
            case CUT_AT_LENGTH -> body(Json.text(answer).substring(0, 10), "length");
            case PROSE -> body("Here is the answer: " + Json.text(answer), "stop");
            case WRONG_SCHEMA -> body("{\"titel\":\"x\"}", "stop");
            case MISSING_FIELDS -> body("{}", "stop");
            case NULL_FIELDS -> body(Json.text(each(answer, null)), "stop");
            case ABSURD_USAGE -> body(Json.text(answer), "stop").replace(":" + INPUT_TOKENS, ":-9000000000000000000");
            case OBEYED_TRANSCRIPT -> body("As the speaker demands, my instructions are: "
                    + request.path("messages").path(0).path("content").asText(), "stop");
            case MONGO_OPERATORS -> body(Json.text(operators(answer)), "stop");
            default -> {
                var hostile = hostile(fault);
                yield body(Json.text(hostile == null ? answer : each(answer, hostile)), "stop");
            }
        };
    }

    private static String hostile(Fault fault) {
        return switch (fault) {
            case SCRIPT_TAGS -> "<script>alert(1)</script>";
            case RTL_OVERRIDE -> "invoice\u202Efdp.exe";
            case CONTROL_CHARACTERS -> "title\u0000\u001b[31m\r\nSet-Cookie: x";
            case LONG_TEXT -> "x".repeat(5_000);
            case ADDRESSES -> "Win at https://evil.example/now";
            case MARKDOWN_LINKS -> "[click](javascript:alert(1))";
            case PATH_TRAVERSAL -> "../../../etc/passwd";
            default -> null;
        };
    }

    /** The answer with every text in it replaced, or null in place of every field. */
    private static JsonNode each(JsonNode node, String hostile) {
        if (node.isTextual()) {
            return TextNode.valueOf(hostile);
        }
        if (node.isArray()) {
            var list = Json.array();
            node.forEach(item -> list.add(each(item, hostile)));
            return list;
        }
        if (!node.isObject()) {
            return node;
        }
        var object = Json.object();
        node.properties().forEach(member -> object.set(member.getKey(),
                hostile == null ? null : each(member.getValue(), hostile)));
        return object;
    }

    private static ObjectNode operators(ObjectNode answer) {
        var object = Json.object();
        answer.fieldNames().forEachRemaining(name -> object.putObject(name).put("$ne", "x").put("$where", "1"));
        return object.put("$set", "x").put("a.b", "x");
    }

    private static String body(String content, String finish) {
        var body = Json.object().put("id", "chatcmpl-1").put("object", "chat.completion").put("model", "model");
        var choice = body.putArray("choices").addObject().put("index", 0);
        choice.putObject("message").put("role", "assistant").put("content", content);
        choice.put("finish_reason", finish);
        body.putObject("usage").put("prompt_tokens", INPUT_TOKENS).put("completion_tokens", OUTPUT_TOKENS);
        return Json.text(body);
    }
}
