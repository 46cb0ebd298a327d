package io.crealia.ai.domain.highlight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** Computes a score anew from nothing but the document. */
final class Recount {
    private Recount() {}

    static double score(JsonNode document, JsonNode highlight) {
        double sum = 0;
        double of = 0;
        var names = new ArrayList<String>();
        highlight.path("terms").fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            if (!name.equals("rerank")) {
                sum += document.path("weights").path(name).doubleValue()
                        * highlight.path("terms").path(name).asDouble();
                of += document.path("weights").path(name).doubleValue();
            }
        }
        var bonus = document.path("weights").path("rerank").doubleValue()
                * highlight.path("terms").path("rerank").doubleValue();
        return Math.round(Math.min(1, sum / of + bonus) * 1000) / 1000.0;
    }
}
