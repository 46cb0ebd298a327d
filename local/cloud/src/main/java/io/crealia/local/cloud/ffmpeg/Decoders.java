package io.crealia.local.cloud.ffmpeg;

import java.util.List;

/**
 * The decoders that a stranger's file may reach, by ffmpeg's names: what cameras, telephones and editing programs write.
 * ffmpeg has several hundred more, for games of the nineties among others, and those are where its faults are found.
 */
final class Decoders {
    private static final List<String> PICTURES = List.of("h264", "hevc", "libdav1d", "av1", "libaom-av1", "vp8", "vp9",
            "libvpx", "libvpx-vp9", "vp6", "vp6f", "flv", "h263", "mpeg1video", "mpeg2video", "mpegvideo", "mpeg4",
            "msmpeg4v1", "msmpeg4v2", "msmpeg4", "wmv1", "wmv2", "wmv3", "vc1", "theora", "mjpeg", "jpeg2000",
            "prores", "dnxhd", "cfhd", "dvvideo", "qtrle", "rawvideo", "v210", "ffv1", "huffyuv", "ffvhuff",
            "utvideo");
    private static final List<String> COVERS = List.of("png", "bmp", "gif", "webp");
    private static final List<String> SOUNDS = List.of("aac", "aac_fixed", "aac_latm", "mp1", "mp1float", "mp2",
            "mp2float", "mp3", "mp3float", "ac3", "ac3_fixed", "eac3", "dca", "truehd", "opus", "libopus", "vorbis",
            "flac", "alac", "amrnb", "amrwb", "libopencore_amrnb", "libopencore_amrwb", "wmav1", "wmav2", "wmapro",
            "wmalossless", "speex", "libspeex", "nellymoser", "s302m", "adpcm_ima_wav", "adpcm_ima_qt", "adpcm_ms",
            "adpcm_swf", "gsm_ms", "dvaudio", "pcm_alaw", "pcm_mulaw", "pcm_s8", "pcm_u8", "pcm_s16le", "pcm_s16be",
            "pcm_s24le", "pcm_s24be", "pcm_s32le", "pcm_s32be", "pcm_f32le", "pcm_f32be", "pcm_f64le", "pcm_f64be",
            "pcm_dvd", "pcm_bluray", "pcm_s16le_planar", "pcm_s16be_planar", "pcm_s24le_planar");
    /** Not shown by anything here, but ffprobe opens what it meets. */
    private static final List<String> TEXTS = List.of("mov_text", "subrip", "srt", "ass", "ssa", "webvtt", "text",
            "dvbsub", "dvdsub", "pgssub", "cc_dec");

    /** Value for {@code -codec_whitelist}. */
    static final String ALLOWED = String.join(",",
            List.of(PICTURES, COVERS, SOUNDS, TEXTS).stream().flatMap(List::stream).toList());

    private Decoders() {}
}
