package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.ffmpeg.Ratio;
import io.crealia.local.cloud.mediaconvert.store.ObjectStore;
import java.util.Locale;

/** What ffprobe found, in the members and words of MediaConvert's ProbeResult. */
final class ProbeJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ProbeJson() {}

    static ObjectNode write(MediaInfo info, ObjectStore.Facts facts) {
        ObjectNode out = NODES.objectNode();
        ObjectNode container = out.putObject("container");
        info.durationSeconds().ifPresent(seconds -> container.put("duration", seconds));
        ProbeWords.Container words = ProbeWords.container(info);
        if (!words.format().isEmpty()) {
            container.put("format", words.format());
        }
        ArrayNode tracks = container.putArray("tracks");
        ObjectNode mapping = NODES.objectNode();
        ArrayNode audio = mapping.putArray("audioTrackIndexes");
        ArrayNode data = mapping.putArray("dataTrackIndexes");
        ArrayNode video = mapping.putArray("videoTrackIndexes");
        for (MediaInfo.Stream stream : info.streams()) {
            // MediaConvert counts tracks from 1.
            int index = stream.index() + 1;
            ObjectNode track = tracks.addObject().put("index", index).put("codec", ProbeWords.codec(stream.codec()));
            switch (stream) {
                case MediaInfo.Video picture -> {
                    video(track, picture);
                    video.add(index);
                }
                case MediaInfo.Audio sound -> {
                    audio(track, sound);
                    audio.add(index);
                }
                case MediaInfo.Other _ -> {
                    track.put("trackType", "data");
                    data.add(index);
                }
            }
        }
        out.putArray("trackMappings").add(mapping);
        ObjectNode metadata = out.putObject("metadata");
        metadata.put("eTag", facts.eTag()).put("fileSize", facts.sizeBytes()).put("mimeType", words.mimeType());
        metadata.put("lastModified", JobJson.seconds(facts.lastModified()));
        return out;
    }

    private static void video(ObjectNode track, MediaInfo.Video video) {
        track.put("trackType", "video");
        video.durationSeconds().ifPresent(seconds -> track.put("duration", seconds));
        ObjectNode out = track.putObject("videoProperties");
        out.put("width", video.width()).put("height", video.height()).put("bitDepth", video.bitDepth());
        video.bitRate().ifPresent(rate -> out.put("bitRate", rate));
        colours(out, video);
        // A rate the pictures do not keep is told as what they keep on average; the coded rate stands beside it.
        frameRate(out, "frameRate", video.variableFrameRate() ? video.averageFrameRate() : video.frameRate());
        ObjectNode coded = out.putObject("codecMetadata");
        coded.put("width", video.width()).put("height", video.height()).put("bitDepth", video.bitDepth());
        coded.put("profile", video.profile()).put("level", Integer.toString(video.level()));
        coded.put("chromaSubsampling", ProbeWords.subsampling(video.pixelFormat()));
        coded.put("scanType", video.interlaced() ? "INTERLACED" : "PROGRESSIVE");
        colours(coded, video);
        frameRate(coded, "codedFrameRate", video.frameRate());
    }

    private static void colours(ObjectNode out, MediaInfo.Video video) {
        out.put("colorPrimaries", ProbeWords.primaries(video.primaries()));
        out.put("transferCharacteristics", ProbeWords.transfer(video.transfer()));
        out.put("matrixCoefficients", ProbeWords.matrix(video.matrix()));
    }

    private static void audio(ObjectNode track, MediaInfo.Audio audio) {
        track.put("trackType", "audio");
        audio.durationSeconds().ifPresent(seconds -> track.put("duration", seconds));
        ObjectNode out = track.putObject("audioProperties");
        out.put("channels", audio.channels()).put("sampleRate", audio.sampleRate()).put("bitDepth", audio.bitDepth());
        audio.bitRate().ifPresent(rate -> out.put("bitRate", rate));
        if (!audio.language().isEmpty()) {
            out.put("languageCode", audio.language().toUpperCase(Locale.ROOT));
        }
    }

    private static void frameRate(ObjectNode out, String name, Ratio rate) {
        if (rate.known() && rate.numerator() <= Integer.MAX_VALUE && rate.denominator() <= Integer.MAX_VALUE) {
            out.putObject(name).put("numerator", (int) rate.numerator()).put("denominator", (int) rate.denominator());
        }
    }
}
