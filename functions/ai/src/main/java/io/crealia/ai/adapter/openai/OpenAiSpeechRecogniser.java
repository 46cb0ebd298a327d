package io.crealia.ai.adapter.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.ai.adapter.openai.SoundPieces.Piece;
import io.crealia.ai.adapter.openai.TranscriptionReader.Heard;
import io.crealia.ai.adapter.provider.AiMeasures;
import io.crealia.ai.adapter.provider.Amount;
import io.crealia.ai.adapter.provider.InputHash;
import io.crealia.ai.adapter.provider.ProviderCalls;
import io.crealia.ai.adapter.provider.ProviderCalls.Bought;
import io.crealia.ai.adapter.provider.Purchases;
import io.crealia.ai.adapter.provider.ResultCache;
import io.crealia.ai.adapter.provider.Tab;
import io.crealia.ai.adapter.provider.WordList;
import io.crealia.ai.domain.TextChecks;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.Usage;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Word;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@code POST /v1/audio/transcriptions} with word times, piece by piece. Each piece is cached by itself, so an attempt that
 * ran out of time leaves its pieces to the next one.
 */
public final class OpenAiSpeechRecogniser implements SpeechRecogniser {
    static final String ITEM = "speech";
    private static final String PROVIDER = "openai";
    /** A piece's answer, and one more where the first was lost or garbled. */
    private static final int CALLS = 2;
    private static final int LONGEST_NOTICE = 300;

    private final OpenAiHttp http;
    private final Settings settings;
    private final MediaStore store;
    private final ProviderCalls calls;
    private final ResultCache cache;
    private final Purchases purchases;
    private final RandomGenerator random;

    /**
     * @param alignModel takes the script as {@code prompt} and answers with its words and their times
     * @param review whether a person must see what the recogniser alone heard
     */
    public record Settings(String model, Optional<String> alignModel, boolean review) {}

    public OpenAiSpeechRecogniser(OpenAiHttp http, Settings settings, MediaStore store, ProviderCalls calls,
            ResultCache cache, Purchases purchases, RandomGenerator random) {
        this.http = http;
        this.settings = settings;
        this.store = store;
        this.calls = calls;
        this.cache = cache;
        this.purchases = purchases;
        this.random = random;
    }

    /** A piece with what is known of it. */
    private record Part(Piece piece, Map<String, String> fields, String hash, Optional<ResultCache.Entry> known) {}

    @Override
    public Recognition recognise(Order order, Deadline deadline) {
        var sound = WavSound.open(store, order.audioKey())
                .orElseThrow(() -> AiFailure.refused("The sound is not a WAV file of 16-bit mono PCM.", null));
        var pieces = SoundPieces.of(sound, store);
        // Each piece goes with the whole script: an aligner answers with what it finds, and the caller puts that in order.
        var aligned = settings.alignModel().isPresent() && order.script().isPresent();
        var model = aligned ? settings.alignModel().get() : settings.model();
        var fields = fields(order, model, aligned);
        var parts = pieces.stream().map(piece -> part(order, piece, fields)).toList();
        if (parts.stream().allMatch(part -> part.known().filter(entry -> !entry.paidBy(order.cause())).isPresent())) {
            return recognised(order, read(parts), model, aligned, Amount.NONE, true);
        }
        var purchase = purchase(order, parts);
        replay(order, parts, purchase);
        purchases.open(purchase);
        var used = new ArrayList<Amount>();
        try {
            var heard = new ArrayList<Heard>();
            for (var part : parts) {
                heard.add(part.known().isPresent()
                        ? known(order, part, used)
                        : hear(order, part, deadline, used));
            }
            var sum = sum(used);
            purchases.close(purchase, sum);
            return recognised(order, heard, model, aligned, sum, false);
        } catch (AiFailure e) {
            purchases.close(purchase, sum(used));
            throw e;
        }
    }

    private static Amount sum(List<Amount> used) {
        return used.stream().reduce(Amount.NONE, Amount::plus);
    }

    /** The same message again after a failure: nothing is bought, the same rows are told. */
    private void replay(Order order, List<Part> parts, Purchases.Order purchase) {
        var paid = parts.stream().map(Part::known).flatMap(Optional::stream)
                .filter(entry -> entry.paidBy(order.cause())).map(ResultCache.Entry::used)
                .reduce(Amount.NONE, Amount::plus);
        for (var part : parts) {
            if (part.known().isEmpty()) {
                cache.failure(order.cause(), part.hash()).ifPresent(entry -> {
                    purchases.open(purchase);
                    purchases.close(purchase, paid.plus(entry.used()));
                    throw entry.failure().orElseThrow();
                });
                return;
            }
        }
    }

    private Heard known(Order order, Part part, List<Amount> used) {
        var entry = part.known().orElseThrow();
        if (entry.paidBy(order.cause())) {
            used.add(entry.used());
        }
        return kept(entry);
    }

    private Heard hear(Order order, Part part, Deadline deadline, List<Amount> used) {
        var tab = new Tab(CALLS, Amount.sound(part.piece().ms()));
        try {
            var operation = order.script().isPresent() && settings.alignModel().isPresent() ? "align" : "transcribe";
            var heard = AiMeasures.call(operation, () -> calls.call(deadline, tab, () -> {
                var body = new TranscriptionBody(store, part.piece(), part.fields(), boundary());
                return new Bought<>(
                        TranscriptionReader.read(http.post("/v1/audio/transcriptions", body, deadline), part.piece()),
                        Optional.of(Amount.sound(part.piece().ms())));
            }));
            cache.put(order.cause(), part.hash(), ResultCache.Entry.answered(order.cause(), tab.used(), keep(heard)));
            return heard;
        } catch (AiFailure e) {
            cache.putFailure(order.cause(), part.hash(), tab.used(), e);
            throw e;
        } finally {
            used.add(tab.used());
        }
    }

    private String boundary() {
        return "crealia-%016x%016x".formatted(random.nextLong(), random.nextLong());
    }

    private static Map<String, String> fields(Order order, String model, boolean aligned) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("model", model);
        fields.put("response_format", "verbose_json");
        fields.put("timestamp_granularities[]", "word");
        order.language().flatMap(Languages::code).ifPresent(code -> fields.put("language", code));
        if (aligned) {
            fields.put("prompt", order.script().orElseThrow());
        }
        return fields;
    }

    private Part part(Order order, Piece piece, Map<String, String> fields) {
        var hash = new InputHash().add("speech/1").add(PROVIDER);
        fields.forEach((name, value) -> hash.add(name).add(value));
        hash.add(piece.sound().header(piece.bytes()));
        hash.add(Long.toString(piece.startMs()));
        for (int at = 0; at < piece.bytes(); at += TranscriptionBody.sliceBytes()) {
            hash.add(TranscriptionBody.slice(store, piece, at));
        }
        var hex = hash.hex();
        return new Part(piece, fields, hex, cache.find(order.cause(), hex).filter(entry -> entry.answer()
                .filter(answer -> WordList.read(answer.path("words")).isPresent()).isPresent()));
    }

    /** Of the pieces that this attempt has to pay, or has paid. */
    private static Purchases.Order purchase(Order order, List<Part> parts) {
        var ms = parts.stream()
                .filter(part -> part.known().isEmpty() || part.known().get().paidBy(order.cause()))
                .mapToLong(part -> part.piece().ms()).sum();
        return new Purchases.Order(order.cause(), ITEM, Amount.sound(ms), Amount.sound(ms * CALLS));
    }

    private static ObjectNode keep(Heard heard) {
        var json = Json.object();
        json.set("words", WordList.write(heard.words()));
        heard.language().ifPresent(language -> json.put("language", language));
        heard.notice().ifPresent(notice -> json.put("notice", notice));
        return json;
    }

    private static Heard kept(ResultCache.Entry entry) {
        var json = entry.answer().orElseThrow();
        return new Heard(WordList.read(json.path("words")).orElseThrow(),
                Optional.ofNullable(json.path("language").textValue()),
                Optional.ofNullable(json.path("notice").textValue()));
    }

    private static List<Heard> read(List<Part> parts) {
        return parts.stream().map(part -> kept(part.known().orElseThrow())).toList();
    }

    private Recognition recognised(Order order, List<Heard> heard, String model, boolean aligned, Amount used,
            boolean cached) {
        List<Word> words = heard.stream().flatMap(piece -> piece.words().stream()).toList();
        var language = order.language()
                .or(() -> heard.stream().map(Heard::language).flatMap(Optional::stream).findFirst());
        var notice = heard.stream().map(Heard::notice).flatMap(Optional::stream).findFirst()
                .filter(text -> TextChecks.faults("/crealia_notice", text, 1, LONGEST_NOTICE).isEmpty());
        return new Recognition.Recognised(words, language, settings.review() && !aligned, notice,
                new Usage(PROVIDER, model, used.audioMs(), 0, 0, purchases.micros(used), cached));
    }
}
