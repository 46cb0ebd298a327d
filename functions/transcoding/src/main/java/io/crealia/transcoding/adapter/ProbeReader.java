package io.crealia.transcoding.adapter;

import io.crealia.transcoding.domain.MediaInfo;
import io.crealia.transcoding.domain.Ratio;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.mediaconvert.model.CodecMetadata;
import software.amazon.awssdk.services.mediaconvert.model.Container;
import software.amazon.awssdk.services.mediaconvert.model.FrameRate;
import software.amazon.awssdk.services.mediaconvert.model.ProbeResult;
import software.amazon.awssdk.services.mediaconvert.model.Track;
import software.amazon.awssdk.services.mediaconvert.model.TransferCharacteristics;
import software.amazon.awssdk.services.mediaconvert.model.VideoProperties;

/**
 * Reads MediaConvert's Probe answer, of which any part may be missing. It tells neither rotation nor pixel shape.
 */
final class ProbeReader {
    private static final double VARIATION = 0.01;
    private static final int USUAL_BIT_DEPTH = 8;

    private ProbeReader() {}

    static MediaInfo read(ProbeResult result) {
        var container = result.container();
        var size = Optional.ofNullable(result.metadata()).map(metadata -> metadata.fileSize()).orElse(0L);
        var tracks = container.tracks();
        return new MediaInfo(lower(container.formatAsString()), durationMs(container), size,
                tracks.stream().filter(track -> track.videoProperties() != null).findFirst()
                        .flatMap(ProbeReader::video),
                tracks.stream().filter(track -> track.audioProperties() != null).findFirst().map(ProbeReader::audio));
    }

    private static long durationMs(Container container) {
        var seconds = Optional.ofNullable(container.duration()).filter(value -> value > 0)
                .orElseGet(() -> container.tracks().stream().map(Track::duration).filter(Objects::nonNull)
                        .max(Double::compare).orElse(0.0));
        return Math.max(0, Math.round(seconds * 1000));
    }

    private static Optional<MediaInfo.Video> video(Track track) {
        var video = track.videoProperties();
        var codec = Optional.ofNullable(video.codecMetadata());
        var width = first(video.width(), codec.map(CodecMetadata::width), 0);
        var height = first(video.height(), codec.map(CodecMetadata::height), 0);
        if (width < 1 || height < 1) {
            return Optional.empty();
        }
        return Optional.of(new MediaInfo.Video(lower(track.codecAsString()), width, height, 0,
                nominal(video, codec), varies(video, codec),
                first(video.bitDepth(), codec.map(CodecMetadata::bitDepth),
                        USUAL_BIT_DEPTH),
                transfer(video, codec), interlaced(codec), Ratio.ONE));
    }

    private static MediaInfo.Audio audio(Track track) {
        var audio = track.audioProperties();
        return new MediaInfo.Audio(lower(track.codecAsString()), Objects.requireNonNullElse(audio.channels(), 0),
                Objects.requireNonNullElse(audio.sampleRate(), 0));
    }

    private static MediaInfo.Transfer transfer(VideoProperties video, Optional<CodecMetadata> codec) {
        var transfer = Optional.ofNullable(video.transferCharacteristics())
                .filter(value -> value != TransferCharacteristics.UNSPECIFIED)
                .or(() -> codec.map(CodecMetadata::transferCharacteristics)).orElse(TransferCharacteristics.ITU_709);
        return switch (transfer) {
            case ARIB_B67 -> MediaInfo.Transfer.HLG;
            case SMPTE_2084 -> MediaInfo.Transfer.PQ;
            default -> MediaInfo.Transfer.SDR;
        };
    }

    // The average of the file and the rate of the codec agree, unless pictures come at odd times; fields confuse both.
    private static boolean varies(VideoProperties video, Optional<CodecMetadata> codec) {
        var average = rate(video.frameRate()).value();
        return codec.map(CodecMetadata::codedFrameRate).filter(coded -> coded.numerator() != null && !interlaced(codec))
                .map(coded -> Math.abs(rate(coded).value() - average) > VARIATION * average).orElse(false);
    }

    // Where pictures come at odd times, the codec's rate is the one they were taken at and the average is what is left of
    // it. A codec's rate far above the average is a clock, not a rate of pictures.
    private static Ratio nominal(VideoProperties video, Optional<CodecMetadata> codec) {
        var average = rate(video.frameRate());
        return !varies(video, codec)
                ? average
                : codec.map(CodecMetadata::codedFrameRate).map(ProbeReader::rate)
                        .filter(coded -> coded.value() > average.value() && coded.value() <= 2 * average.value())
                        .orElse(average);
    }

    private static boolean interlaced(Optional<CodecMetadata> codec) {
        return codec.map(CodecMetadata::scanType).map(ProbeReader::lower)
                .filter(scan -> scan.contains("interlaced") || scan.contains("field")).isPresent();
    }

    /** 30 where the answer tells nothing usable; the planner treats 0 frames as implausible anyway. */
    private static Ratio rate(FrameRate rate) {
        return rate == null || rate.numerator() == null || rate.denominator() == null || rate.numerator() < 1
                || rate.denominator() < 1 ? new Ratio(30, 1) : new Ratio(rate.numerator(), rate.denominator());
    }

    private static int first(Integer value, Optional<Integer> other, int fallback) {
        return value == null || value == 0 ? other.orElse(fallback) : value;
    }

    private static String lower(String text) {
        return text == null ? MediaInfo.UNKNOWN : text.toLowerCase(Locale.ROOT);
    }
}
