package io.crealia.ai.adapter.provider;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.adapter.provider.ProviderCalls.Bought;
import io.crealia.ai.adapter.provider.TextProvider.Ending;
import io.crealia.ai.adapter.provider.TextProvider.Prompt;
import io.crealia.ai.adapter.provider.TextProvider.Reply;
import io.crealia.ai.domain.TextChecks;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.TextModel;
import io.crealia.ai.port.Usage;
import io.crealia.platform.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Any text provider behind the port: cached, paid for, checked, repaired at most twice. */
public final class CheckedTextModel implements TextModel {
    /** An answer and two repairs, lost answers included. */
    private static final int CALLS = 3;
    /** Around instructions, schema and document, and for the names of faults. */
    private static final int OVERHEAD_BYTES = 6_000;
    /** Tokenizers need one token for three to four bytes of most texts, and never more than one for a byte. */
    private static final int BYTES_PER_TOKEN = 3;
    private static final int LONGEST_NOTICE = 300;

    private final TextProvider provider;
    private final ProviderCalls calls;
    private final ResultCache cache;
    private final Purchases purchases;

    public CheckedTextModel(TextProvider provider, ProviderCalls calls, ResultCache cache, Purchases purchases) {
        this.provider = provider;
        this.calls = calls;
        this.cache = cache;
        this.purchases = purchases;
    }

    @Override
    public Answer complete(Task task, Deadline deadline) {
        var hash = hash(task);
        var order = order(task);
        var known = cache.find(task.cause(), hash).flatMap(entry -> known(task, order, entry));
        if (known.isPresent()) {
            return known.get();
        }
        cache.failure(task.cause(), hash).ifPresent(entry -> {
            purchases.open(order);
            purchases.close(order, entry.used());
            throw entry.failure().orElseThrow();
        });
        purchases.open(order);
        var tab = new Tab(CALLS, order.estimate());
        try {
            var answer = ask(task, deadline, tab);
            var kept = Json.object();
            kept.set("json", answer.json());
            answer.notice().ifPresent(notice -> kept.put("notice", notice));
            cache.put(task.cause(), hash, ResultCache.Entry.answered(task.cause(), tab.used(), kept));
            purchases.close(order, tab.used());
            return answer;
        } catch (AiFailure e) {
            cache.putFailure(task.cause(), hash, tab.used(), e);
            purchases.close(order, tab.used());
            throw e;
        } finally {
            AiMeasures.used(AiMeasures.operation(task.name()), tab.used());
        }
    }

    /** Whoever paid may not have told it: the ledger's row could have been lost after the answer was kept. */
    private Optional<Answer> known(Task task, Purchases.Order order, ResultCache.Entry entry) {
        if (entry.answer().isEmpty() || !(AnswerCheck.check(task,
                entry.answer().get().path("json")) instanceof AnswerCheck.Outcome.Right(JsonNode json))) {
            return Optional.empty();
        }
        var notice = notice(Optional.ofNullable(entry.answer().get().path("notice").textValue()));
        if (!entry.paidBy(task.cause())) {
            return Optional.of(new Answer(json, notice, usage(Amount.NONE, true)));
        }
        purchases.open(order);
        purchases.close(order, entry.used());
        return Optional.of(new Answer(json, notice, usage(entry.used(), false)));
    }

    private Answer ask(Task task, Deadline deadline, Tab tab) {
        var faults = List.<String>of();
        while (true) {
            var prompt = new Prompt(task, faults);
            var reply = AiMeasures.call(AiMeasures.operation(task.name()),
                    () -> calls.call(deadline, tab, () -> bought(provider.ask(prompt, deadline))));
            if (reply.ending() == Ending.DECLINED) {
                throw AiFailure.refused(provider.name() + ": the model declined to answer.", null);
            }
            switch (AnswerCheck.check(task, reply)) {
                case AnswerCheck.Outcome.Right(var json) -> {
                    return new Answer(json, notice(reply.notice()), usage(tab.used(), false));
                }
                case AnswerCheck.Outcome.Wrong(var found) -> faults = found;
            }
            if (!tab.open()) {
                throw AiFailure.malformed(provider.name() + ": the last of " + CALLS + " answers had " + faults.size()
                        + (faults.size() == 1 ? " fault." : " faults."), null);
            }
        }
    }

    private static Bought<Reply> bought(Reply reply) {
        return new Bought<>(reply, reply.usage());
    }

    private Usage usage(Amount used, boolean cached) {
        return new Usage(provider.name(), provider.model(), 0, used.inputTokens(), used.outputTokens(),
                purchases.micros(used), cached);
    }

    private Purchases.Order order(Task task) {
        var bytes = bytes(task.instructions()) + bytes(Json.text(task.data())) + bytes(Json.text(task.schema()));
        return new Purchases.Order(task.cause(), task.name(),
                Amount.tokens(Math.ceilDiv(bytes, BYTES_PER_TOKEN), task.maxOutputTokens()),
                Amount.tokens(bytes + OVERHEAD_BYTES, task.maxOutputTokens()).times(CALLS));
    }

    private String hash(Task task) {
        return new InputHash().add("text").add(provider.name()).add(provider.model()).add(task.name())
                .add(task.promptVersion()).add(task.instructions()).add(Json.text(task.schema()))
                .add(Json.text(task.data())).add(Integer.toString(task.maxOutputTokens())).hex();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static Optional<String> notice(Optional<String> told) {
        return told.filter(text -> TextChecks.faults("/crealia_notice", text, 1, LONGEST_NOTICE).isEmpty());
    }
}
