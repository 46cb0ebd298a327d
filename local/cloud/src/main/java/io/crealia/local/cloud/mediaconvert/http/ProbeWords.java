package io.crealia.local.cloud.mediaconvert.http;

import io.crealia.local.cloud.ffmpeg.MediaInfo;

/** ffprobe's words for codecs, containers and colours as the enumerations of MediaConvert's Probe. */
final class ProbeWords {
    private ProbeWords() {}

    /** @param format MediaConvert's word, empty where it has none */
    record Container(String format, String mimeType) {}

    static Container container(MediaInfo info) {
        boolean video = info.video().isPresent();
        return switch (info.format()) {
            case MP4 -> info.majorBrand().equals("qt")
                    ? new Container("quicktime", "video/quicktime")
                    : new Container("mp4", video ? "video/mp4" : "audio/mp4");
            // The two share one demuxer; WebM allows only these codecs.
            case MATROSKA ->
                info.streams().stream().allMatch(stream -> stream.codec().matches("vp8|vp9|av1|opus|vorbis|webvtt"))
                        ? new Container("webm", video ? "video/webm" : "audio/webm")
                        : new Container("matroska", "video/x-matroska");
            case MXF -> new Container("mxf", "application/mxf");
            case AVI -> new Container("avi", "video/x-msvideo");
            case MPEG_TS -> new Container("mpegts", "video/mp2t");
            case MPEG_PS -> new Container("", "video/mpeg");
            case FLV -> new Container("", "video/x-flv");
            case OGG -> new Container("", video ? "video/ogg" : "audio/ogg");
            case ASF -> new Container("", "video/x-ms-asf");
            case WAV -> new Container("wave", "audio/wav");
            case AIFF -> new Container("", "audio/aiff");
            case MP3 -> new Container("", "audio/mpeg");
            case AAC -> new Container("", "audio/aac");
            case FLAC -> new Container("", "audio/flac");
        };
    }

    static String codec(String name) {
        return switch (name) {
            case "h264" -> "AVC";
            case "hevc" -> "HEVC";
            case "mpeg4" -> "MP4V";
            case "mpeg1video" -> "MPEG1";
            case "mpeg2video" -> "MPEG2";
            case "aac" -> "AAC";
            case "ac3" -> "AC3";
            case "eac3" -> "EAC3";
            case "mp3" -> "MP3";
            case "flac" -> "FLAC";
            case "opus" -> "OPUS";
            case "vorbis" -> "VORBIS";
            case "av1" -> "AV1";
            case "vp8" -> "VP8";
            case "vp9" -> "VP9";
            case "prores" -> "PRORES";
            case "mjpeg" -> "MJPEG";
            case "jpeg2000" -> "JPEG2000";
            case "theora" -> "THEORA";
            case "qtrle" -> "QTRLE";
            case "webvtt" -> "WEBVTT";
            case "eia_608" -> "C608";
            default -> name.startsWith("pcm_") ? "PCM" : "UNKNOWN";
        };
    }

    static String subsampling(String pixelFormat) {
        return pixelFormat.contains("444") || pixelFormat.startsWith("gbr")
                ? "4:4:4"
                : pixelFormat.contains("422") ? "4:2:2" : "4:2:0";
    }

    static String primaries(String name) {
        return switch (name) {
            case "bt709" -> "ITU_709";
            case "bt470m" -> "ITU_470M";
            case "bt470bg" -> "ITU_470BG";
            case "smpte170m" -> "SMPTE_170M";
            case "smpte240m" -> "SMPTE_240M";
            case "film" -> "GENERIC_FILM";
            case "bt2020" -> "ITU_2020";
            case "smpte428" -> "SMPTE_428_1";
            case "smpte431" -> "SMPTE_431_2";
            case "smpte432" -> "SMPTE_EG_432_1";
            case "ebu3213" -> "EBU_3213_E";
            default -> "UNSPECIFIED";
        };
    }

    static String transfer(String name) {
        return switch (name) {
            case "bt709" -> "ITU_709";
            case "gamma22", "bt470m" -> "ITU_470M";
            case "gamma28", "bt470bg" -> "ITU_470BG";
            case "smpte170m" -> "SMPTE_170M";
            case "smpte240m" -> "SMPTE_240M";
            case "linear" -> "LINEAR";
            case "iec61966-2-1" -> "IEC_61966_2_1";
            case "iec61966-2-4" -> "IEC_61966_2_4";
            case "bt1361e" -> "ITU_1361";
            case "bt2020-10" -> "ITU_2020_10bit";
            case "bt2020-12" -> "ITU_2020_12bit";
            case "smpte2084" -> "SMPTE_2084";
            case "smpte428" -> "SMPTE_428_1";
            case "arib-std-b67" -> "ARIB_B67";
            default -> "UNSPECIFIED";
        };
    }

    static String matrix(String name) {
        return switch (name) {
            case "gbr" -> "RGB";
            case "bt709" -> "ITU_709";
            case "fcc" -> "FCC";
            case "bt470bg" -> "ITU_470BG";
            case "smpte170m" -> "SMPTE_170M";
            case "smpte240m" -> "SMPTE_240M";
            case "ycgco" -> "YCgCo";
            case "bt2020nc" -> "ITU_2020_NCL";
            case "bt2020c" -> "ITU_2020_CL";
            case "smpte2085" -> "SMPTE_2085";
            case "ictcp" -> "ITU_2100ICtCp";
            default -> "UNSPECIFIED";
        };
    }
}
