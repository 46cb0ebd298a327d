package io.crealia.local.observability.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@code /api/v1/query} and {@code /api/v1/query_range} answer. */
public final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /**
     * @param body {@code {"status":"success","data":{"resultType":"matrix|vector|scalar","result":[...]}}}
     * @throws PrometheusException for an answer that tells an error, with Prometheus' own words, or is none
     */
    public static List<Series> read(String body) {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new PrometheusException("not an answer of Prometheus: " + start(body), e);
        }
        if (!answer.path("status").asText().equals("success")) {
            throw new PrometheusException(answer.has("error")
                    ? "Prometheus refuses: " + answer.path("error").asText()
                    : "not an answer of Prometheus: " + start(body));
        }
        var result = answer.path("data").path("result");
        return switch (answer.path("data").path("resultType").asText()) {
            case "matrix" -> series(result, "values");
            case "vector" -> series(result, "value");
            case "scalar" -> List.of(new Series(Map.of(), List.of(sample(result))));
            default -> throw new PrometheusException("not an answer that can be drawn: " + start(body));
        };
    }

    private static List<Series> series(JsonNode result, String member) {
        var all = new ArrayList<Series>();
        for (var each : result) {
            var labels = new HashMap<String, String>();
            each.path("metric").properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
            var samples = new ArrayList<Sample>();
            if (member.equals("value")) {
                samples.add(sample(each.path(member)));
            } else {
                each.path(member).forEach(pair -> samples.add(sample(pair)));
            }
            all.add(new Series(labels, samples));
        }
        return all;
    }

    /** A pair of seconds and a number in quotes. */
    private static Sample sample(JsonNode pair) {
        return new Sample(pair.path(0).asDouble(), number(pair.path(1).asText()));
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw new PrometheusException("not a number from Prometheus: " + start(text), e);
                }
            }
        };
    }

    private static String start(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }
}
