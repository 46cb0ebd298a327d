package io.crealia.ai.adapter.transcribe;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.ai.adapter.provider.AiMeasures;
import io.crealia.ai.adapter.provider.Amount;
import io.crealia.ai.adapter.provider.CallFault;
import io.crealia.ai.adapter.provider.InputHash;
import io.crealia.ai.adapter.provider.ProviderCalls;
import io.crealia.ai.adapter.provider.Purchases;
import io.crealia.ai.adapter.provider.ResultCache;
import io.crealia.ai.adapter.provider.WordList;
import io.crealia.ai.port.AiFailure;
import io.crealia.ai.port.Deadline;
import io.crealia.ai.port.MediaStore;
import io.crealia.ai.port.SpeechRecogniser;
import io.crealia.ai.port.Usage;
import io.crealia.contracts.MediaKeys;
import io.crealia.platform.error.DependencyException;
import io.crealia.platform.json.Json;
import io.crealia.timedtext.Word;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.transcribe.TranscribeClient;
import software.amazon.awssdk.services.transcribe.model.MediaFormat;
import software.amazon.awssdk.services.transcribe.model.StartTranscriptionJobRequest;
import software.amazon.awssdk.services.transcribe.model.TranscriptionJob;

/**
 * Amazon Transcribe: one job per attempt, named by its token, so that starting it twice is starting it once. An object in
 * the attempt's folder says that a job was meant to be started and of which sound; the job writes its file there too.
 */
public final class TranscribeSpeechRecogniser implements SpeechRecogniser {
    private static final String PROVIDER = "transcribe";
    private static final String MODEL = "standard";
    private static final String ITEM = "speech";
    /** Amazon Transcribe pricing: billed by the second, at least 15 seconds a request. */
    private static final long LEAST_MS = 15_000;
    private static final int MOST_BYTES = 10_000_000;
    private static final int SLICE = 1 << 20;
    private static final int MARK_BYTES = 1_000;

    private final TranscriptionJobs jobs;
    private final Settings settings;
    private final MediaStore store;
    private final ResultCache cache;
    private final Purchases purchases;

    /**
     * @param bucket the media bucket, as the job names it
     * @param review whether a person must see what was heard
     */
    public record Settings(String bucket, boolean review) {}

    /** @param client that does not retry */
    public TranscribeSpeechRecogniser(Supplier<TranscribeClient> client, Settings settings, MediaStore store,
            ProviderCalls calls, ResultCache cache, Purchases purchases, InstantSource clock) {
        this.jobs = new TranscriptionJobs(client, calls, clock);
        this.settings = settings;
        this.store = store;
        this.cache = cache;
        this.purchases = purchases;
    }

    @Override
    public Recognition recognise(Order order, Deadline deadline) {
        var mark = store.get(folder(order) + "transcribe-job.json", MARK_BYTES);
        if (mark.isPresent()) {
            return goOn(order, Json.parse(mark.get()).path("hash").asText(), deadline);
        }
        var hash = hash(order);
        var known = cache.find(order.cause(), hash).flatMap(entry -> known(order, entry));
        if (known.isPresent()) {
            return known.get();
        }
        store.put(folder(order) + "transcribe-job.json",
                Json.bytes(Json.object().put("schema", 1).put("hash", hash)), "application/json");
        return start(order, hash, deadline);
    }

    // A job may be at work: a call that found nobody must not end the attempt, or the next one would pay again.
    private Recognition goOn(Order order, String hash, Deadline deadline) {
        cache.failure(order.cause(), hash).ifPresent(entry -> {
            throw failed(order, entry.failure().orElseThrow());
        });
        try {
            var job = jobs.find(name(order), deadline);
            return job.isPresent() ? outcome(order, hash, job.get()) : start(order, hash, deadline);
        } catch (AiFailure e) {
            if (e.code().equals(AiFailure.UNAVAILABLE)) {
                return new Recognition.Pending(name(order));
            }
            throw e;
        }
    }

    private Recognition start(Order order, String hash, Deadline deadline) {
        purchases.open(purchase(order));
        try {
            // Whether this started it or an earlier delivery did, it is at work now.
            AiMeasures.call("transcribe", () -> {
                jobs.start(request(order), deadline);
                return true;
            });
        } catch (AiFailure e) {
            if (!e.code().equals(AiFailure.UNAVAILABLE)) {
                cache.putFailure(order.cause(), hash, Amount.NONE, e);
                throw failed(order, e);
            }
            // The answer may have been lost; asking again with the same name starts it at most once.
        }
        return new Recognition.Pending(name(order));
    }

    private AiFailure failed(Order order, AiFailure failure) {
        purchases.open(purchase(order));
        purchases.close(purchase(order), Amount.NONE);
        return failure;
    }

    private static String name(Order order) {
        return order.cause().token().value();
    }

    private StartTranscriptionJobRequest request(Order order) {
        var request = StartTranscriptionJobRequest.builder().transcriptionJobName(name(order))
                .mediaFormat(MediaFormat.WAV)
                .media(media -> media.mediaFileUri("s3://" + settings.bucket() + "/" + order.audioKey()))
                .outputBucketName(settings.bucket()).outputKey(folder(order) + "transcribe.json");
        return order.language().flatMap(TranscribeLanguages::of)
                .map(request::languageCode)
                .orElseGet(() -> request.identifyLanguage(true)).build();
    }

    private Recognition outcome(Order order, String hash, TranscriptionJob job) {
        return switch (job.transcriptionJobStatus()) {
            case COMPLETED -> completed(order, hash, job);
            case FAILED -> throw failed(order,
                    AiFailure.refused("transcribe: the job failed: " + reason(job.failureReason()) + ".", null));
            case QUEUED, IN_PROGRESS, UNKNOWN_TO_SDK_VERSION -> new Recognition.Pending(job.transcriptionJobName());
        };
    }

    private Recognition completed(Order order, String hash, TranscriptionJob job) {
        var purchase = purchase(order);
        purchases.open(purchase);
        try {
            var words = TranscriptReader.read(file(order), order.audioMs());
            var language = order.language().or(() -> Optional.ofNullable(job.languageCodeAsString()));
            var answer = Json.object();
            answer.set("words", WordList.write(words));
            language.ifPresent(code -> answer.put("language", code));
            cache.put(order.cause(), hash, ResultCache.Entry.answered(order.cause(), purchase.estimate(), answer));
            purchases.close(purchase, purchase.estimate());
            return recognised(words, language, purchase.estimate(), false);
        } catch (CallFault e) {
            purchases.close(purchase, purchase.estimate());
            throw AiFailure.malformed("transcribe: " + e.getMessage() + ".", e);
        }
    }

    private byte[] file(Order order) throws CallFault {
        var key = folder(order) + "transcribe.json";
        var size = store.size(key)
                .orElseThrow(() -> new DependencyException("the job is complete, but there is no object " + key, null));
        if (size > MOST_BYTES) {
            throw CallFault.garbled("a transcript of more than " + MOST_BYTES + " bytes", null);
        }
        return store.get(key, MOST_BYTES)
                .orElseThrow(() -> new DependencyException("there is no object " + key + " any more", null));
    }

    private Optional<Recognition> known(Order order, ResultCache.Entry entry) {
        return entry.answer().flatMap(answer -> WordList.read(answer.path("words")).map(words -> recognised(words,
                order.language().or(() -> language(answer)), Amount.NONE, true)));
    }

    private static Optional<String> language(JsonNode answer) {
        return Optional.ofNullable(answer.path("language").textValue());
    }

    private Recognition recognised(List<Word> words, Optional<String> language, Amount used, boolean cached) {
        return new Recognition.Recognised(words, language, settings.review(), Optional.empty(),
                new Usage(PROVIDER, MODEL, used.audioMs(), 0, 0, purchases.micros(used), cached));
    }

    private static Purchases.Order purchase(Order order) {
        var sound = Amount.sound(Math.max(LEAST_MS, order.audioMs()));
        return new Purchases.Order(order.cause(), ITEM, sound, sound);
    }

    private String hash(Order order) {
        var hash = new InputHash().add("speech/1").add(PROVIDER).add(MODEL).add(order.language().orElse(""));
        long at = 0;
        for (var slice = store.range(order.audioKey(), 0, SLICE); slice.length > 0; slice = store
                .range(order.audioKey(), at, SLICE)) {
            hash.add(slice);
            at += slice.length;
        }
        return hash.hex();
    }

    private static String folder(Order order) {
        var header = order.cause().header();
        return MediaKeys.attempt(header.tenantId(), header.assetId(), order.cause().token());
    }

    /** A class of our own: the reason is free text, which may name what should not be shown. */
    private static String reason(String told) {
        var text = told == null ? "" : told.toLowerCase(Locale.ROOT);
        if (text.contains("format") || text.contains("sample rate")
                || text.contains("media") && text.contains("type")) {
            return "it could not read the sound";
        }
        if (text.contains("access") || text.contains("permission") || text.contains("s3")) {
            return "it may not read or write the bucket";
        }
        if (text.contains("language")) {
            return "it could not tell the language";
        }
        return text.contains("too long") || text.contains("size") || text.contains("duration")
                ? "the sound is beyond its limits"
                : "for another reason";
    }
}
