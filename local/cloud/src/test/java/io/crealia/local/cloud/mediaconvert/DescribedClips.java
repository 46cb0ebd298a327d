package io.crealia.local.cloud.mediaconvert;

import io.crealia.local.cloud.ffmpeg.Clips;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Clips that say where and with what they were taken, in each place where cameras and editors write that. */
final class DescribedClips {
    static final String CANARY = "CANARY-52.5200N";
    private static final String ISO_6709 = "+52.5200+013.4050/" + CANARY;
    private static final List<String> VIDEO = List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=2");
    private static final List<String> BOTH = List.of("-f", "lavfi", "-i", "testsrc2=s=320x180:r=10:d=2", "-f", "lavfi",
            "-i", "sine=440:r=48000:d=2");

    private DescribedClips() {}

    /** A telephone's: QuickTime keys, titles, names of tracks and a chapter. */
    static Path quickTimeKeys() throws IOException {
        Path chapters = Files.writeString(Files.createTempFile("chapters", ".txt"), ";FFMETADATA1\n[CHAPTER]\n"
                + "TIMEBASE=1/1\nSTART=0\nEND=1\ntitle=" + CANARY + "\n");
        return Clips.clip("described-keys.mov",
                with(BOTH, "-f", "ffmetadata", "-i", chapters.toString()),
                List.of("-map", "0:v", "-map", "1:a", "-map_metadata", "2", "-map_chapters", "2", "-c:a", "aac",
                        "-metadata", "com.apple.quicktime.location.ISO6709=" + ISO_6709, "-metadata",
                        "com.apple.quicktime.model=" + CANARY, "-metadata:s:v:0", "handler_name=" + CANARY, "-movflags",
                        "use_metadata_tags"));
    }

    /** The box of Android and older iPhones, which ffmpeg reads and does not write. */
    static Path userDataBox() throws IOException {
        Path plain = Clips.clip("described-plain.mov", BOTH, List.of("-c:a", "aac"));
        var xyz = new ByteArrayOutputStream();
        byte[] text = ISO_6709.getBytes(StandardCharsets.US_ASCII);
        xyz.writeBytes(ByteBuffer.allocate(8).putInt(12 + text.length).putInt(0xa978797a).array());
        xyz.writeBytes(ByteBuffer.allocate(4).putShort((short) text.length).putShort((short) 0x15c7).array());
        xyz.writeBytes(text);
        byte[] udta = xyz.toByteArray();
        byte[] bytes = Files.readAllBytes(plain);
        int moov = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("moov") - 4;
        var file = ByteBuffer.allocate(bytes.length + 8 + udta.length).put(bytes).putInt(8 + udta.length)
                .putInt(0x75647461).put(udta);
        // moov is last, so what is appended to it is in it as soon as its size says so.
        file.putInt(moov, ByteBuffer.wrap(bytes).getInt(moov) + 8 + udta.length);
        return Files.write(plain.resolveSibling("described-xyz.mov"), file.array());
    }

    static Path matroskaTags() {
        return Clips.clip("described.mkv", BOTH, List.of("-c:a", "aac", "-metadata", "LOCATION=" + ISO_6709,
                "-metadata:s:a:0", "title=" + CANARY));
    }

    /** Exif with a position, and a colour profile with a device's name, in every picture. */
    static Path motionJpeg() throws IOException {
        Path plain = Clips.clip("described-frames.mjpeg", VIDEO, List.of("-c:v", "mjpeg", "-pix_fmt", "yuvj420p"));
        byte[] bytes = Files.readAllBytes(plain);
        var frames = new ByteArrayOutputStream();
        int at = 0;
        for (int next = start(bytes, 2); at < bytes.length; at = next, next = start(bytes, at + 2)) {
            frames.writeBytes(Arrays.copyOfRange(bytes, at, at + 2));
            frames.writeBytes(segment(0xe1, ("Exif\0\0II*\0\10\0\0\0\0\0\0\0\0\0" + ISO_6709)));
            frames.writeBytes(segment(0xe2, "ICC_PROFILE\0\1\1" + profile()));
            frames.writeBytes(Arrays.copyOfRange(bytes, at + 2, next));
        }
        Path described = Files.write(plain.resolveSibling("described-exif.mjpeg"), frames.toByteArray());
        return Clips.clip("described-exif.mov", List.of("-f", "mjpeg", "-r", "10", "-i", described.toString()),
                List.of("-c", "copy"));
    }

    private static int start(byte[] bytes, int from) {
        for (int i = from; i + 2 < bytes.length; i++) {
            if (bytes[i] == (byte) 0xff && bytes[i + 1] == (byte) 0xd8 && bytes[i + 2] == (byte) 0xff) {
                return i;
            }
        }
        return bytes.length;
    }

    private static byte[] segment(int marker, String latin1) {
        byte[] body = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(4 + body.length).put((byte) 0xff).put((byte) marker)
                .putShort((short) (body.length + 2)).put(body).array();
    }

    /** An ICC profile of one tag, its description. */
    private static String profile() {
        byte[] text = (CANARY + "\0").getBytes(StandardCharsets.ISO_8859_1);
        var profile = ByteBuffer.allocate(144 + 12 + text.length + 78);
        profile.putInt(profile.capacity()).put("lcms".getBytes(StandardCharsets.US_ASCII)).putInt(0x02100000)
                .put("mntrRGB XYZ ".getBytes(StandardCharsets.US_ASCII))
                .put(36, "acsp".getBytes(StandardCharsets.US_ASCII));
        profile.position(128).putInt(1).put("desc".getBytes(StandardCharsets.US_ASCII)).putInt(144)
                .putInt(profile.capacity() - 144).put("desc".getBytes(StandardCharsets.US_ASCII)).putInt(0)
                .putInt(text.length).put(text);
        return new String(profile.array(), StandardCharsets.ISO_8859_1);
    }

    /** User data beside the picture's own bits: an unregistered SEI message and closed captions of any text. */
    static Path codecUserData() throws IOException {
        Path plain = Clips.clip("described-plain.h264", VIDEO, List.of("-x264-params", "slices=1:threads=1"));
        byte[] bytes = Files.readAllBytes(plain);
        var stream = new ByteArrayOutputStream();
        int copied = 0;
        for (int i = 0; i + 3 < bytes.length; i++) {
            int type = bytes[i + 3] & 0x1f;
            if (bytes[i] == 0 && bytes[i + 1] == 0 && bytes[i + 2] == 1 && (type == 1 || type == 5)) {
                stream.writeBytes(Arrays.copyOfRange(bytes, copied, i));
                stream.writeBytes(message(4, closedCaptions()));
                stream.writeBytes(message(5, "0123456789abcdef" + CANARY));
                copied = i;
            }
        }
        stream.writeBytes(Arrays.copyOfRange(bytes, copied, bytes.length));
        Path described = Files.write(plain.resolveSibling("described-sei.h264"), stream.toByteArray());
        return Clips.clip("described-sei.mp4", List.of("-f", "h264", "-r", "10", "-i", described.toString()),
                List.of("-c", "copy"));
    }

    /** CEA-708 in ATSC A/53 part 4: two bytes of text in each triplet. */
    static String closedCaptions() {
        var pairs = new StringBuilder();
        for (int i = 0; i + 1 < CANARY.length(); i += 2) {
            pairs.append('\u00fc').append(CANARY, i, i + 2);
        }
        int count = pairs.length() / 3;
        return "\u00b5\0\61GA94\3" + (char) (0x40 | count) + "\u00ff" + pairs + "\u00ff";
    }

    private static byte[] message(int type, String latin1) {
        byte[] body = latin1.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(4 + 3 + body.length + 1).putInt(1).put((byte) 6).put((byte) type)
                .put((byte) body.length).put(body).put((byte) 0x80).array();
    }

    private static List<String> with(List<String> some, String... more) {
        var all = new ArrayList<>(some);
        all.addAll(Arrays.asList(more));
        return all;
    }
}
