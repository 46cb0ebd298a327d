package io.crealia.assets;

import io.crealia.assets.domain.Asset;
import io.crealia.assets.domain.Edits;
import io.crealia.assets.domain.History;
import io.crealia.assets.domain.StepResult;
import io.crealia.contracts.AssetId;
import io.crealia.contracts.AssetState;
import io.crealia.contracts.Fact;
import io.crealia.contracts.Fact.AssetChanged;
import io.crealia.contracts.Fact.Reason;
import io.crealia.contracts.Fact.StepReport;
import io.crealia.contracts.RunId;
import io.crealia.contracts.Step;
import io.crealia.contracts.TenantId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One asset of the tenant {@code acme}, the changes of its run and the documents and files that its steps left. */
public final class Samples {
    public static final TenantId ACME = new TenantId("acme");
    /** As the log names who edits. */
    public static final String PERSON = "0123456789abcdef0123456789abcdef";
    public static final TenantId RIVAL = new TenantId("rival");
    public static final String ULID = "01KAX3D8G07Q9T5ZK2W8X4Y6BC";
    public static final AssetId ASSET = new AssetId("ast_" + ULID);
    public static final RunId RUN = new RunId("wfl_" + ULID);
    public static final RunId LATER_RUN = new RunId("wfl_01KAX3D8G17Q9T5ZK2W8X4Y6BC");
    public static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    public static final String FOLDER = ACME + "/" + ASSET + "/" + RUN + "/";
    public static final String PROBE_KEY = FOLDER + "probe/1/result.json";
    public static final String TRANSCODE_KEY = FOLDER + "transcode/1/result.json";
    public static final String STILLS_KEY = FOLDER + "stills/1/result.json";
    public static final String VERIFY_KEY = FOLDER + "verify/1/result.json";
    public static final String HLS = FOLDER + "transcode/1/hls/";

    private Samples() {}

    public static AssetId asset(int number) {
        return new AssetId("ast_01KAX3D8G0" + "%016d".formatted(number));
    }

    /** A change of {@link #RUN}; times follow the version, a second each. */
    public static AssetChanged change(long version, AssetState state, int percent, Map<Step, String> results,
            StepReport... steps) {
        return change(RUN, version, state, percent, results, steps);
    }

    public static AssetChanged change(RunId run, long version, AssetState state, int percent,
            Map<Step, String> results, StepReport... steps) {
        return change(ACME, ASSET, run, version, state, percent, results, steps);
    }

    public static AssetChanged change(TenantId tenant, AssetId asset, RunId run, long version, AssetState state,
            int percent, Map<Step, String> results, StepReport... steps) {
        var header = new Fact.Header("evt_" + run.ulid() + "." + version, START.plusSeconds(version), tenant, asset,
                "correlation-1");
        var reason = state == AssetState.REJECTED
                ? Optional.of(new Reason("source.not_media", "The file is not a video."))
                : Optional.<Reason>empty();
        return new AssetChanged(header, run, version, state, reason, percent, state == AssetState.READY,
                List.of(steps), results);
    }

    public static StepReport running(Step step) {
        return new StepReport(step, "running", 1, Optional.of(START.plusSeconds(step.ordinal() * 10L)),
                Optional.empty(), Optional.empty());
    }

    public static StepReport succeeded(Step step) {
        return new StepReport(step, "succeeded", 1, Optional.of(START.plusSeconds(step.ordinal() * 10L)),
                Optional.of(START.plusSeconds(step.ordinal() * 10L + 9)), Optional.empty());
    }

    /** The first version of an asset, with its event, seen when the change was made; it names the results given. */
    public static Asset first(AssetChanged change, Map<Step, StepResult> results) {
        return next(Optional.empty(), change, results);
    }

    /** The version that a change makes, with its event, seen when the change was made. */
    public static Asset next(Optional<Asset> before, AssetChanged change, Map<Step, StepResult> results) {
        var keys = new EnumMap<Step, String>(Step.class);
        results.forEach((step, result) -> keys.put(step, result.key()));
        var whole = new AssetChanged(change.header(), change.runId(), change.runVersion(), change.state(),
                change.reason(), change.percent(), change.playable(), change.steps(), keys);
        return History.apply(before, History.moved(before, whole, results, change.header().at()));
    }

    /** The version that a person makes, with its event. */
    public static Asset edited(Asset before, Edits edits) {
        return History.apply(Optional.of(before), History.edited(before, edits, PERSON, START));
    }

    /** The last change of a run that went well. */
    public static AssetChanged ready(long version) {
        return change(version, AssetState.READY, 100, results(), succeeded(Step.PROBE), succeeded(Step.TRANSCODE),
                succeeded(Step.STILLS), succeeded(Step.VERIFY), succeeded(Step.PUBLISH));
    }

    public static Map<Step, String> results() {
        return new EnumMap<>(Map.of(Step.PROBE, PROBE_KEY, Step.TRANSCODE, TRANSCODE_KEY, Step.STILLS, STILLS_KEY,
                Step.VERIFY, VERIFY_KEY));
    }

    /** Every object in the media bucket, by key. */
    public static Map<String, byte[]> objects() {
        return Map.ofEntries(text(PROBE_KEY, PROBE), text(TRANSCODE_KEY, TRANSCODE), text(STILLS_KEY, STILLS),
                text(VERIFY_KEY, VERIFY), text(HLS + "index.m3u8", MASTER), text(HLS + "index_720.m3u8", VARIANT),
                text(HLS + "index_audio.m3u8", VARIANT.replace("_720", "_audio").replace("cmfv", "cmfa")),
                text(HLS + "index_720init.cmfv", "init"), text(HLS + "index_720_000000001.cmfv", "segment 1"),
                text(HLS + "index_720_000000002.cmfv", "segment 2"), text(FOLDER + "stills/1/poster.jpg", "poster"),
                text(FOLDER + "stills/1/storyboard.jpg", "sprite"), text(FOLDER + "stills/1/storyboard.vtt", CUES),
                text(FOLDER + "transcode/1/mp4/video_540.mp4", "mp4"));
    }

    private static Map.Entry<String, byte[]> text(String key, String text) {
        return Map.entry(key, text.getBytes(StandardCharsets.UTF_8));
    }

    public static final String PROBE = """
            {"schema":1,"media":{"container":"mp4","duration_ms":10010,"size_bytes":123456,
             "video":{"codec":"h264","width":1920,"height":1080,"rotation":90,"frame_rate":{"num":30000,"den":1001},
              "variable_frame_rate":false,"bit_depth":10,"transfer":"HLG","interlaced":false},
             "audio":{"codec":"aac","channels":2,"sample_rate":48000}}}""";

    public static final String TRANSCODE = """
            {"schema":1,"job_id":"1700000000000-abcdef","duration_ms":10010,
             "hls":{"master":"%1$stranscode/1/hls/index.m3u8","bytes":4321},
             "renditions":[
              {"name":"720","kind":"hls_video","state":"ready","key":"%1$stranscode/1/hls/index_720.m3u8",
               "width":720,"height":1280,"max_bitrate":4500000},
              {"name":"1080","kind":"hls_video","state":"skipped","reason":"source.too_small"},
              {"name":"mp4","kind":"mp4","state":"ready","key":"%1$stranscode/1/mp4/video_540.mp4"}],
             "decisions":[{"what":"rungs 720","why":"the source's short side is 1080"}]}""".formatted(FOLDER);

    public static final String STILLS = """
            {"schema":1,"poster":{"key":"%1$sstills/1/poster.jpg","width":720,"height":1280,"score":0.83},
             "storyboard":{"sprite":"%1$sstills/1/storyboard.jpg","vtt":"%1$sstills/1/storyboard.vtt","columns":5,
              "rows":10,"tiles":50,"tile_width":160,"tile_height":284,"interval_ms":200}}""".formatted(FOLDER);

    public static final String VERIFY = """
            {"schema":1,"ok":true,"checks":[{"name":"duration","ok":true,"expected":"10010 ms","actual":"10010 ms"}]}""";

    public static final String MASTER = """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-INDEPENDENT-SEGMENTS
            #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="main",DEFAULT=YES,AUTOSELECT=YES,URI="index_audio.m3u8"
            #EXT-X-STREAM-INF:BANDWIDTH=4700000,AVERAGE-BANDWIDTH=3000000,CODECS="avc1.64001f,mp4a.40.2",\
            RESOLUTION=720x1280,FRAME-RATE=29.970,AUDIO="audio"
            index_720.m3u8
            """;

    public static final String VARIANT = """
            #EXTM3U
            #EXT-X-VERSION:6
            #EXT-X-TARGETDURATION:6
            #EXT-X-PLAYLIST-TYPE:VOD
            #EXT-X-MAP:URI="index_720init.cmfv"
            #EXTINF:6.006,
            index_720_000000001.cmfv
            #EXTINF:4.004,
            index_720_000000002.cmfv
            #EXT-X-ENDLIST
            """;

    public static final String CUES = """
            WEBVTT

            00:00:00.000 --> 00:00:00.200
            storyboard.jpg#xywh=0,0,160,284

            00:00:00.200 --> 00:00:00.400
            storyboard.jpg#xywh=160,0,160,284
            """;
}
