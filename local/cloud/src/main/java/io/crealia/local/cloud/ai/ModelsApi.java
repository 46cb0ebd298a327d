package io.crealia.local.cloud.ai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
final class ModelsApi {
    static final String PATH = "/v1/models";
    static final String RECOGNISER = "crealia-sphinx-en";
    static final String ALIGNER = "crealia-align-en";
    static final String EXTRACTOR = "crealia-extract-1";
    static final List<String> NAMES = List.of(RECOGNISER, ALIGNER, EXTRACTOR);

    void handle(Exchange exchange) throws IOException {
        if (exchange.path().equals(PATH)) {
            var json = Exchange.object().put("object", "list");
            var data = json.putArray("data");
            NAMES.forEach(name -> data.add(model(name)));
            exchange.answer(200, json);
            return;
        }
        var name = exchange.path().substring(PATH.length() + 1);
        if (!NAMES.contains(name)) {
            throw AiException.unknownModel(String.join(", ", NAMES));
        }
        exchange.answer(200, model(name));
    }

    private static ObjectNode model(String name) {
        // Made with this version of the program, so there is no date to tell.
        return Exchange.object().put("id", name).put("object", "model").put("created", 0).put("owned_by", "crealia");
    }
}
