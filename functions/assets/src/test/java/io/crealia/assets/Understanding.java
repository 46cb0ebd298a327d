package io.crealia.assets;

import static io.crealia.assets.Samples.FOLDER;
import static io.crealia.assets.Samples.succeeded;

import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Step;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/** What the steps of understanding left of the asset of {@link Samples}. */
public final class Understanding {
    public static final String CAPTIONS_KEY = FOLDER + "captions/1/result.json";
    public static final String ENRICH_KEY = FOLDER + "enrich/1/result.json";
    public static final String HIGHLIGHTS_KEY = FOLDER + "highlights/1/result.json";
    public static final String REELS_KEY = FOLDER + "reels/1/result.json";
    public static final String WORDS_KEY = FOLDER + "captions/1/words.json";
    public static final String VTT_KEY = FOLDER + "captions/1/captions.vtt";
    public static final String SRT_KEY = FOLDER + "captions/1/captions.srt";

    private Understanding() {}

    /** The last change of a run that made everything. */
    public static AssetChanged ready(long version) {
        return Samples.change(version, AssetState.READY, 100, results(), succeeded(Step.CAPTIONS),
                succeeded(Step.ENRICH), succeeded(Step.HIGHLIGHTS), succeeded(Step.REELS));
    }

    public static Map<Step, String> results() {
        var results = new EnumMap<>(Samples.results());
        results.putAll(Map.of(Step.CAPTIONS, CAPTIONS_KEY, Step.ENRICH, ENRICH_KEY, Step.HIGHLIGHTS, HIGHLIGHTS_KEY,
                Step.REELS, REELS_KEY));
        return results;
    }

    /** Every object in the media bucket, by key. */
    public static Map<String, byte[]> objects() {
        var objects = new HashMap<>(Samples.objects());
        Map.of(CAPTIONS_KEY, CAPTIONS, ENRICH_KEY, ENRICH, HIGHLIGHTS_KEY, HIGHLIGHTS, REELS_KEY, REELS, WORDS_KEY,
                WORDS, VTT_KEY, VTT, SRT_KEY, SRT, FOLDER + "reels/1/h1.mp4", "reel")
                .forEach((key, text) -> objects.put(key, text.getBytes(StandardCharsets.UTF_8)));
        return objects;
    }

    public static final String CAPTIONS = """
            {"schema":1,"state":"published","origin":"script","language":"en","words_key":"%s","vtt_key":"%s",
             "srt_key":"%s","word_count":2,"script":{"words":2,"aligned":2,"share":1.0},"speech_ms":1200,
             "audio_ms":10010,"made_by":{"provider":"local","model":"crealia-align-en"},"notes":["a note"]}"""
            .formatted(WORDS_KEY, VTT_KEY, SRT_KEY);

    public static final String WORDS = """
            {"schema":1,"language":"en","origin":"script","words":[{"t":"Hello","s":100,"e":600,"c":0.9},
             {"t":"you.","s":700,"e":1300,"c":0.8}]}""";

    public static final String VTT = "WEBVTT\n\n00:00:00.100 --> 00:00:01.300\nHello you.\n";

    public static final String SRT = "1\n00:00:00,100 --> 00:00:01,300\nHello you.\n";

    public static final String ENRICH = """
            {"schema":1,"state":"suggested","title":"Hello","description":"A greeting.","hashtags":["#hello"],
             "chapters":[{"start_ms":0,"title":"Start"}],"moderation":{"flagged":false,"categories":[]},
             "language":"en","made_by":{"provider":"local","model":"crealia-extract-1","prompt_version":"1"},
             "usage":{"input_tokens":10,"output_tokens":5,"micros":0,"cached":false}}""";

    public static final String HIGHLIGHTS = """
            {"schema":1,"preset":"educational","highlights":[{"name":"h1","rank":1,"start_ms":100,"end_ms":1300,
             "score":0.71,"terms":{"speech_density":0.9},"words":{"first":0,"last":1},"text":"Hello you.",
             "reasons":["dense speech"]}],"considered":4}""";

    public static final String REELS = """
            {"schema":1,"reels":[{"name":"h1","state":"ready","key":"%1$sreels/1/h1.mp4","start_ms":100,"end_ms":1300,
              "duration_ms":1200,"width":720,"height":1280,"frame_rate":{"num":30,"den":1},"layout":"fit_blur",
              "upscale":1.0,"captions":"burned_in","srt_key":"%1$sreels/1/h1.srt","job_id":"job-1"},
              {"name":"h2","state":"skipped","reason":"reel.too_short"}],
             "decisions":[{"what":"layout fit_blur","why":"the picture is vertical"}]}""".formatted(FOLDER);
}
