package io.crealia.local.cloud.ai.text;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Transcripts for tests, and the documents that ask about them. */
final class Speeches {
    /** Three subjects, one after the other. */
    static final List<String> BREAD_BIKE_STARS = List.of(
            "Welcome to the kitchen, today we bake a sourdough bread.",
            "Sourdough bread needs only flour, water and salt.",
            "The wild yeast in the starter makes the dough rise.",
            "Feed the starter with flour and water every evening.",
            "Knead the dough until the gluten is strong.",
            "Let the dough rest in a warm bowl until it doubles.",
            "Bake the bread in a very hot oven for forty minutes.",
            "Now we repair the bicycle in the garage.",
            "The bicycle chain is rusty and needs oil.",
            "Take the rear wheel off and check the brake pads.",
            "Worn brake pads make a bicycle dangerous in the rain.",
            "Pump the tyre and put the wheel back on the frame.",
            "Clean the chain with a brush before you oil it.",
            "At night we look at the stars with a telescope.",
            "The telescope shows the rings of Saturn and the moons of Jupiter.",
            "Jupiter is the brightest planet in the sky this month.",
            "A dark sky far from the city shows more stars.",
            "Point the telescope at the bright planet and turn the focus.",
            "The moons of Jupiter move from night to night.");

    static final List<String> GERMAN = List.of("Heute backen wir ein Sauerteigbrot in unserer Küche.",
            "Das Sauerteigbrot braucht nur Mehl, Wasser und Salz.",
            "Der Sauerteig lässt den Teig über Nacht aufgehen.",
            "Wir backen das Brot im heißen Ofen, bis die Kruste dunkel ist.");

    private Speeches() {}

    /** Sentences of 4 s each. */
    static ObjectNode enrich(String language, List<String> sentences) {
        var json = JsonNodeFactory.instance.objectNode().put("task", "enrich").put("preset", "educational");
        if (language != null) {
            json.put("language", language);
        }
        var list = json.putArray("sentences");
        for (int i = 0; i < sentences.size(); i++) {
            list.addObject().put("i", i).put("text", sentences.get(i)).put("start_ms", i * 4000L)
                    .put("end_ms", i * 4000L + 3800);
        }
        return json;
    }

    static ObjectNode rerank(List<String> texts) {
        var json = JsonNodeFactory.instance.objectNode().put("task", "rerank").put("preset", "educational");
        var list = json.putArray("candidates");
        for (int i = 0; i < texts.size(); i++) {
            list.addObject().put("id", "c" + (i + 1)).put("text", texts.get(i));
        }
        return json;
    }
}
