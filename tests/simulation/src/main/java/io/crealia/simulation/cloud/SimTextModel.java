package io.crealia.simulation.cloud;

import io.crealia.platform.json.Json;
import io.crealia.simulation.core.Op;
import io.crealia.simulation.core.Sim;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ThrottlingException;

/** A text model behind the SDK's own interface. Now and then its answer is no JSON, which is asked for again. */
public final class SimTextModel implements BedrockRuntimeClient {
    private static final String PROSE = "I think that this film is about bread.";

    private final Sim sim;

    public SimTextModel(Sim sim) {
        this.sim = sim;
    }

    @Override
    public ConverseResponse converse(ConverseRequest request) {
        return sim.call(Op.TEXT_MODEL, "converse", new Sim.Port<ConverseResponse>() {
            @Override
            public ConverseResponse real() {
                var garbled = sim.chance().test("garbled answer", sim.next("answer"), 0.15);
                var message = Message.builder().role("assistant")
                        .content(ContentBlock.fromText(garbled ? PROSE : answer(request))).build();
                return ConverseResponse.builder().output(ConverseOutput.builder().message(message).build())
                        .stopReason("end_turn").usage(usage -> usage.inputTokens(900).outputTokens(100)).build();
            }

            @Override
            public RuntimeException failure(boolean throttled) {
                return throttled
                        ? ThrottlingException.builder().message("simulated: throttled").statusCode(429).build()
                        : SdkClientException.create("simulated: connection reset");
            }
        });
    }

    private static String answer(ConverseRequest request) {
        var document = Json.parse(request.messages().getFirst().content().getFirst().text());
        var answer = Json.object();
        if (document.path("task").asText().equals("rerank")) {
            var ranking = answer.putArray("ranking");
            document.path("candidates").forEach(candidate -> ranking.add(candidate.path("id").asText()));
            return Json.text(answer);
        }
        answer.put("title", "How bread rises").put("description", "A baker explains what yeast does to dough.");
        answer.putArray("hashtags").add("#bread").add("#baking").add("#yeast");
        answer.putArray("chapters");
        answer.putObject("moderation").put("flagged", false).putArray("categories");
        return Json.text(answer);
    }

    @Override
    public String serviceName() {
        return "bedrock-runtime";
    }

    @Override
    public void close() {
        // There is nothing behind it.
    }
}
