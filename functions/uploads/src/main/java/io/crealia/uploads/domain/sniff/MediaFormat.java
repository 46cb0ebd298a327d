package io.crealia.uploads.domain.sniff;

/** A container that we know by its first bytes. */
public enum MediaFormat {
    MP4("mp4", "video/mp4"), MOV("mov", "video/quicktime"), THREE_GP("3gp", "video/3gpp"), M4A("m4a",
            "audio/mp4"), MATROSKA("matroska", "video/x-matroska"), WEBM("webm", "video/webm"), MPEG_TS("mpegts",
                    "video/mp2t"), MPEG_PS("mpegps", "video/mpeg"), AVI("avi", "video/x-msvideo"), FLV("flv",
                            "video/x-flv"), ASF("asf", "video/x-ms-asf"), MXF("mxf", "application/mxf"), OGG("ogg",
                                    "video/ogg"), WAV("wav", "audio/wav"), AIFF("aiff", "audio/aiff"), FLAC("flac",
                                            "audio/flac"), MP3("mp3", "audio/mpeg"), AAC("aac", "audio/aac");

    private final String wireName;
    private final String mediaType;

    MediaFormat(String wireName, String mediaType) {
        this.wireName = wireName;
        this.mediaType = mediaType;
    }

    /** As facts and results name it. */
    public String wireName() {
        return wireName;
    }

    public String mediaType() {
        return mediaType;
    }
}
