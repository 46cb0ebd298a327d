package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/**
 * The containers that are read, each with the one ffmpeg demuxer forced for it. The choice is made here from the first
 * bytes, never by ffmpeg: left alone it takes a text that starts with "ffconcat" or "#EXTM3U" for a list of further
 * files and fetches them, whatever the file is called. Playlist demuxers (hls, concat, dash, sdp, image2) are not in
 * this list and therefore unreachable.
 */
public enum InputFormat {
    MP4("mov", "mov,mp4,m4a,3gp,3g2,mj2"), MATROSKA("matroska", "matroska,webm"), AVI("avi", "avi"), MPEG_TS("mpegts",
            "mpegts"), MPEG_PS("mpeg", "mpeg"), FLV("flv", "flv"), OGG("ogg", "ogg"), ASF("asf",
                    "asf"), MXF("mxf", "mxf"), WAV("wav",
                            "wav"), AIFF("aiff", "aiff"), MP3("mp3", "mp3"), AAC("aac", "aac"), FLAC("flac", "flac");

    private static final int HEAD_BYTES = 4096;
    private static final int TS_PACKET = 188;

    private final String demuxer;
    private final String whitelist;

    InputFormat(String demuxer, String whitelist) {
        this.demuxer = demuxer;
        this.whitelist = whitelist;
    }

    /** Name for {@code -f}. */
    public String demuxer() {
        return demuxer;
    }

    /** Value for {@code -format_whitelist}: ffmpeg compares the demuxer's full list of names. */
    public String whitelist() {
        return whitelist;
    }

    /**
     * Tells the container by its first bytes.
     *
     * @throws RefusedInputException empty, a playlist, plain text, or nothing known
     */
    public static InputFormat sniff(Path file) throws IOException, RefusedInputException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD_BYTES);
        }
        if (head.length == 0) {
            throw new RefusedInputException(RefusedInputException.Reason.EMPTY, "the file is empty");
        }
        InputFormat format = byMagic(head);
        if (format != null) {
            return format;
        }
        throw refusal(head);
    }

    private static InputFormat byMagic(byte[] head) {
        if (isMp4(head)) {
            return MP4;
        }
        return switch (text(head, 0, 4)) {
            case "\u001aE\u00df\u00a3" -> MATROSKA;
            case "RIFF", "RF64" -> text(head, 8, 4).equals("AVI ") ? AVI : text(head, 8, 4).equals("WAVE") ? WAV : null;
            case "FORM" -> text(head, 8, 3).equals("AIF") ? AIFF : null;
            case "OggS" -> OGG;
            case "fLaC" -> FLAC;
            case "\u0000\u0000\u0001\u00ba" -> MPEG_PS;
            case "0&\u00b2u" -> ASF;
            case "\u0006\u000e+4" -> MXF;
            default -> byShortMagic(head);
        };
    }

    private static InputFormat byShortMagic(byte[] head) {
        if (text(head, 0, 3).equals("FLV")) {
            return FLV;
        }
        if (text(head, 0, 3).equals("ID3")) {
            return MP3;
        }
        if (head[0] == 0x47 && (head.length <= TS_PACKET || head[TS_PACKET] == 0x47)) {
            return MPEG_TS;
        }
        if (head.length > 1 && (head[0] & 0xff) == 0xff && (head[1] & 0xe0) == 0xe0) {
            boolean adts = (head[1] & 0xf6) == 0xf0;
            return adts ? AAC : MP3;
        }
        return null;
    }

    private static boolean isMp4(byte[] head) {
        return Arrays.asList("ftyp", "moov", "mdat", "wide", "free", "skip", "pnot").contains(text(head, 4, 4));
    }

    private static RefusedInputException refusal(byte[] head) {
        String start = new String(head, 0, Math.min(head.length, 256), StandardCharsets.UTF_8).stripLeading()
                .replace("\ufeff", "").toLowerCase(Locale.ROOT);
        boolean playlist = start.startsWith("ffconcat") || start.startsWith("#extm3u") || start.contains("<mpd")
                || start.startsWith("v=0") || start.startsWith("[playlist]") || start.startsWith("file ");
        if (playlist) {
            return new RefusedInputException(RefusedInputException.Reason.PLAYLIST,
                    "the file is a playlist that points to other files, not a video");
        }
        if (isText(head)) {
            return new RefusedInputException(RefusedInputException.Reason.TEXT, "the file is text, not a video");
        }
        return new RefusedInputException(RefusedInputException.Reason.UNKNOWN_CONTAINER,
                "no parser found for the container: expected MP4, MOV, MKV, WebM, AVI, MPEG-TS, MPEG-PS, FLV, Ogg, "
                        + "ASF, MXF, WAV, AIFF, MP3, AAC or FLAC");
    }

    private static boolean isText(byte[] head) {
        for (byte value : head) {
            int unsigned = value & 0xff;
            if (unsigned < 9 || unsigned > 13 && unsigned < 32) {
                return false;
            }
        }
        return true;
    }

    private static String text(byte[] head, int from, int length) {
        return from + length > head.length ? "" : new String(head, from, length, StandardCharsets.ISO_8859_1);
    }
}
