package io.crealia.transcoding.domain;

/**
 * Where one attempt's outputs lie in the media bucket.
 *
 * @param folder ends with a slash
 */
public record OutputLayout(String folder) {
    public static final String VIDEO_MODIFIER = "_";
    public static final String AUDIO_MODIFIER = "_audio";
    public static final String POSTER_MODIFIER = "_poster";
    public static final String TILE_MODIFIER = "_tile";

    /** What the HLS files' names start with. */
    public String hlsBase() {
        return folder + "hls/index";
    }

    public String master() {
        return hlsBase() + ".m3u8";
    }

    public String variant(String name) {
        return hlsBase() + "_" + name + ".m3u8";
    }

    public String mp4Base() {
        return folder + "mp4/video";
    }

    public String mp4(String name) {
        return mp4Base() + "_" + name + ".mp4";
    }

    public String speechBase() {
        return folder + "speech/speech";
    }

    public String speech() {
        return speechBase() + ".wav";
    }

    public String frameBase() {
        return folder + "frames/frame";
    }

    /** Frame captures are called {@code <base><modifier>.0000000.jpg} and so on. */
    public String posterPrefix() {
        return frameBase() + POSTER_MODIFIER + ".";
    }

    public String tilePrefix() {
        return frameBase() + TILE_MODIFIER + ".";
    }
}
