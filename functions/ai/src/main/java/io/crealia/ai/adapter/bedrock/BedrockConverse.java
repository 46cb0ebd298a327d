package io.crealia.ai.adapter.bedrock;

import io.crealia.ai.adapter.provider.Amount;
import io.crealia.ai.adapter.provider.CallFault;
import io.crealia.ai.adapter.provider.RepairDocument;
import io.crealia.ai.adapter.provider.SdkFaults;
import io.crealia.ai.adapter.provider.TextProvider;
import io.crealia.ai.port.Deadline;
import io.crealia.platform.json.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;

/**
 * Amazon Bedrock's Converse, which has one form for all models. Not all of them take a schema, so it stands in the
 * instructions, and the answer is checked here in any case.
 */
public final class BedrockConverse implements TextProvider {
    private static final String RULE = "\nAnswer with one JSON object and nothing else. It must match this JSON Schema:\n";

    private final Supplier<BedrockRuntimeClient> client;
    private final String model;
    private final InstantSource clock;

    /**
     * @param client that does not retry
     * @param model id, inference profile or ARN
     */
    public BedrockConverse(Supplier<BedrockRuntimeClient> client, String model, InstantSource clock) {
        this.client = client;
        this.model = model;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "bedrock";
    }

    @Override
    public String model() {
        return model;
    }

    @Override
    public Reply ask(Prompt prompt, Deadline deadline) throws CallFault {
        try {
            return read(client.get().converse(request(prompt, deadline.left(clock))));
        } catch (SdkException e) {
            throw SdkFaults.of(e, clock.instant());
        }
    }

    private ConverseRequest request(Prompt prompt, Duration left) {
        var rule = RepairDocument.instructions(prompt) + RULE + Json.text(prompt.task().schema());
        var document = ContentBlock.fromText(Json.text(RepairDocument.document(prompt)));
        return ConverseRequest.builder().modelId(model).system(SystemContentBlock.fromText(rule))
                .messages(Message.builder().role(ConversationRole.USER).content(document).build())
                .inferenceConfig(inference -> inference.maxTokens(prompt.task().maxOutputTokens()).temperature(0f))
                .overrideConfiguration(call -> call.apiCallTimeout(left.plusMillis(1))).build();
    }

    private static Reply read(ConverseResponse response) throws CallFault {
        if (response.output() == null || response.output().message() == null) {
            throw CallFault.garbled("an answer without message", null);
        }
        var text = response.output().message().content().stream().map(ContentBlock::text)
                .filter(part -> part != null).collect(Collectors.joining());
        var ending = switch (String.valueOf(response.stopReasonAsString())) {
            case "max_tokens", "model_context_window_exceeded" -> Ending.CUT;
            case "guardrail_intervened", "content_filtered" -> Ending.DECLINED;
            default -> Ending.COMPLETE;
        };
        return new Reply(Optional.of(text), ending, usage(response), Optional.empty());
    }

    private static Optional<Amount> usage(ConverseResponse response) {
        var usage = response.usage();
        return usage == null || usage.inputTokens() == null || usage.outputTokens() == null
                ? Optional.empty()
                : Optional.of(Amount.tokens(usage.inputTokens(), usage.outputTokens()));
    }
}
