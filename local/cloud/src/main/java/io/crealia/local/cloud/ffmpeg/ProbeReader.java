package io.crealia.local.cloud.ffmpeg;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** ffprobe's JSON as {@link MediaInfo}. Fields are often missing, so each has a neutral value. */
final class ProbeReader {
    private ProbeReader() {}

    static MediaInfo read(InputFormat format, JsonNode json) {
        var streams = new ArrayList<MediaInfo.Stream>();
        for (JsonNode stream : json.path("streams")) {
            streams.add(switch (stream.path("codec_type").asText()) {
                case "video" -> video(stream);
                case "audio" -> audio(stream);
                case String kind -> new MediaInfo.Other(stream.path("index").asInt(), codec(stream), kind);
            });
        }
        JsonNode container = json.path("format");
        return new MediaInfo(format, container.path("format_name").asText(),
                container.path("tags").path("major_brand").asText().strip(), decimal(container.path("duration")),
                whole(container.path("bit_rate")), streams);
    }

    private static MediaInfo.Video video(JsonNode stream) {
        String pixelFormat = stream.path("pix_fmt").asText();
        return new MediaInfo.Video(stream.path("index").asInt(), codec(stream),
                stream.path("codec_tag_string").asText(),
                stream.path("profile").asText(), stream.path("level").asInt(), stream.path("width").asInt(),
                stream.path("height").asInt(), rotation(stream), pixelAspect(stream),
                Ratio.parse(stream.path("r_frame_rate").asText()), Ratio.parse(stream.path("avg_frame_rate").asText()),
                pixelFormat, bitDepth(stream, pixelFormat), stream.path("color_primaries").asText(),
                stream.path("color_transfer").asText(), stream.path("color_space").asText(),
                stream.path("color_range").asText(), stream.path("field_order").asText(), duration(stream),
                decimal(stream.path("start_time")), whole(stream.path("bit_rate")),
                stream.path("disposition").path("attached_pic").asInt() == 1);
    }

    private static MediaInfo.Audio audio(JsonNode stream) {
        return new MediaInfo.Audio(stream.path("index").asInt(), codec(stream), stream.path("profile").asText(),
                stream.path("channels").asInt(), stream.path("sample_rate").asInt(),
                stream.path("bits_per_sample").asInt(), duration(stream), decimal(stream.path("start_time")),
                whole(stream.path("bit_rate")), stream.path("tags").path("language").asText());
    }

    private static String codec(JsonNode stream) {
        return stream.path("codec_name").asText("unknown");
    }

    /** ffprobe gives the matrix' rotation anticlockwise, from -180 to 180. */
    private static int rotation(JsonNode stream) {
        for (JsonNode data : stream.path("side_data_list")) {
            if (data.has("rotation")) {
                long quarterTurns = Math.round(-data.path("rotation").asDouble() / 90);
                return (int) Math.floorMod(quarterTurns, 4L) * 90;
            }
        }
        return Math.floorMod(stream.path("tags").path("rotate").asInt(), 360);
    }

    private static Ratio pixelAspect(JsonNode stream) {
        Ratio aspect = Ratio.parse(stream.path("sample_aspect_ratio").asText());
        return aspect.known() ? aspect : Ratio.ONE;
    }

    private static int bitDepth(JsonNode stream, String pixelFormat) {
        int raw = stream.path("bits_per_raw_sample").asInt();
        if (raw > 0) {
            return raw;
        }
        var digits = java.util.regex.Pattern.compile("p(9|10|12|14|16)(le|be)?$").matcher(pixelFormat);
        return digits.find() ? Integer.parseInt(digits.group(1)) : 8;
    }

    /** Matroska has no duration per stream in its tables, only as a tag that most writers add. */
    private static OptionalDouble duration(JsonNode stream) {
        OptionalDouble direct = decimal(stream.path("duration"));
        if (direct.isPresent()) {
            return direct;
        }
        String[] clock = stream.path("tags").path("DURATION").asText().split(":");
        try {
            return clock.length == 3
                    ? OptionalDouble.of(Integer.parseInt(clock[0]) * 3600.0
                            + Integer.parseInt(clock[1]) * 60 + Double.parseDouble(clock[2]))
                    : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalDouble decimal(JsonNode node) {
        try {
            double value = Double.parseDouble(node.asText());
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (NumberFormatException _) {
            return OptionalDouble.empty();
        }
    }

    private static OptionalLong whole(JsonNode node) {
        try {
            return OptionalLong.of(Long.parseLong(node.asText()));
        } catch (NumberFormatException _) {
            return OptionalLong.empty();
        }
    }
}
