package io.crealia.ai.adapter.transcribe;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.adapter.provider.CallFault;
import io.crealia.ai.adapter.provider.HeardWords;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import io.crealia.timedtext.Word;
import java.math.BigDecimal;
import java.util.List;

/**
 * Reads the file that a job of Transcribe writes: {@code results.items}, with numbers as text; punctuation is an item of its
 * own, without times.
 */
final class TranscriptReader {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
    private static final int LONGEST_NUMBER = 20;

    private TranscriptReader() {}

    /** @throws CallFault if it is not such a file, or not one of a sound of this length */
    static List<Word> read(byte[] file, long audioMs) throws CallFault {
        var items = parse(file).path("results").path("items");
        if (!items.isArray()) {
            throw CallFault.garbled("a transcript without results.items", null);
        }
        var heard = new HeardWords(0, audioMs);
        for (var item : items) {
            var best = item.path("alternatives").path(0);
            if (!best.path("content").isTextual()) {
                throw CallFault.garbled("a transcript with an item without content", null);
            }
            if (item.path("type").asText().equals("punctuation")) {
                heard.punctuate(best.path("content").textValue());
            } else {
                heard.add(best.path("content").textValue(), ms(item.path("start_time")), ms(item.path("end_time")),
                        Math.clamp(number(best.path("confidence"), BigDecimal.ZERO).doubleValue(), 0, 1));
            }
        }
        return heard.words();
    }

    private static JsonNode parse(byte[] file) throws CallFault {
        try {
            return Json.parse(file);
        } catch (MalformedJsonException e) {
            throw CallFault.garbled("a transcript that is not JSON", e);
        }
    }

    private static long ms(JsonNode seconds) {
        var value = number(seconds, BigDecimal.valueOf(-1)).multiply(THOUSAND);
        return value.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0 ? -1 : value.longValue();
    }

    private static BigDecimal number(JsonNode node, BigDecimal otherwise) {
        var text = node.asText();
        return text.length() <= LONGEST_NUMBER && text.matches("-?\\d+(\\.\\d+)?") ? new BigDecimal(text) : otherwise;
    }
}
