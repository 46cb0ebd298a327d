package io.crealia.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.security.base.SharedEdition;
import io.crealia.security.base.Tally;
import io.crealia.security.base.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A telephone's recording that says where it was made: nothing that is made of it says so. */
@ExtendWith(SharedEdition.class)
class LocationTest {
    private static final String CANARY = "CANARY-48.8584N-2.2945E";
    private static final List<String> HOLDERS = List.of("moov", "trak", "mdia", "minf", "stbl", "udta", "moof", "traf");
    private static final List<String> MARKS = List.of("\u00a9xyz", "loci", "keys", "uuid", "XMP_", "GPS ", "camm",
            "gpmd", "mebx", "emsg");

    @TempDir
    static Path folder;

    private final Target target;
    private final Tally tally = Tally.of("location");

    LocationTest(Target target) {
        this.target = target;
    }

    @Test
    void process_recordingWithItsPlace_makesNothingThatHasIt() throws Exception {
        var recording = recording();
        assertThat(latin1(Files.readAllBytes(recording))).contains(CANARY, "location.ISO6709", "\u00a9xyz");

        var asset = target.edition().process(recording);

        assertThat(asset.path("state").asText()).as(asset.toString()).isEqualTo("ready");
        var derivatives = derivatives(asset.path("id").asText());
        assertThat(derivatives.keySet()).anyMatch(key -> key.endsWith(".cmfv")).anyMatch(key -> key.endsWith(".mp4"))
                .anyMatch(key -> key.endsWith("poster.jpg")).anyMatch(key -> key.endsWith("storyboard.jpg"))
                .anyMatch(key -> key.endsWith(".wav"));
        derivatives.forEach(this::look);
        exiftool(derivatives);
        assertThat(target.call("GET", "/v1/assets/" + asset.path("id").asText())).satisfies(
                call -> assertThat(target.send(call).text()).doesNotContain(CANARY));
        tally.verify();
    }

    private void look(String key, byte[] content) {
        tally.input(key, Duration.ZERO, 0);
        var text = latin1(content);
        if (text.contains(CANARY) || text.contains("ISO6709") || text.contains("ns.adobe.com/xap")) {
            tally.acceptedWrongly(key, "has the place in plain");
        }
        if (key.matches(".*\\.(mp4|cmf[va])")) {
            atoms(key, content, 0, content.length);
        } else if (key.endsWith(".jpg") && (text.contains("Exif\0") || text.contains("ICC_PROFILE"))) {
            tally.acceptedWrongly(key, "has Exif or a colour profile");
        }
    }

    /** Reads the boxes anew, without the code that the verify step uses. */
    private void atoms(String key, byte[] content, int from, int to) {
        for (int at = from; at + 8 <= to;) {
            var size = ByteBuffer.wrap(content).getInt(at);
            var type = latin1(Arrays.copyOfRange(content, at + 4, at + 8));
            if (MARKS.contains(type)) {
                tally.acceptedWrongly(key, "has a box " + type);
            }
            assertThat(size).as(key + ", box " + type).isBetween(8, to - at);
            if (HOLDERS.contains(type)) {
                atoms(key, content, at + 8, at + size);
            }
            at += size;
        }
    }

    /** Where it is installed, the tool that people would look with. */
    private static void exiftool(Map<String, byte[]> derivatives) throws IOException, InterruptedException {
        var tool = Arrays.stream(System.getenv("PATH").split(":")).map(each -> Path.of(each, "exiftool"))
                .filter(Files::isExecutable).findFirst();
        if (tool.isEmpty()) {
            return;
        }
        for (var derivative : derivatives.entrySet()) {
            var file = Files.write(folder.resolve("derivative"), derivative.getValue());
            var process = new ProcessBuilder(tool.get().toString(), "-a", "-G1", "-s", "-ee", file.toString())
                    .redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(said).as(derivative.getKey()).doesNotContainIgnoringCase("gps", "location");
        }
    }

    private Map<String, byte[]> derivatives(String assetId) {
        var found = new TreeMap<String, byte[]>();
        target.s3().listObjectsV2Paginator(list -> list.bucket("crealia-local-media")).contents().stream()
                .filter(object -> object.key().contains(assetId) && !object.key().contains("/source/"))
                .forEach(object -> found.put(object.key(), target.s3()
                        .getObjectAsBytes(get -> get.bucket("crealia-local-media").key(object.key())).asByteArray()));
        return found;
    }

    /** QuickTime keys written by ffmpeg, and the user data box that telephones write beside them. */
    private static Path recording() throws IOException, InterruptedException {
        var ffmpeg = FfmpegLocator.of(System.getenv(), System.getProperties(), folder.resolve("cache")).locate()
                .binaries();
        var plain = folder.resolve("plain.mov");
        var process = ffmpeg.process(ffmpeg.ffmpeg(), List.of("-nostdin", "-v", "error", "-f", "lavfi", "-i",
                "testsrc2=size=320x180:rate=30:duration=2", "-f", "lavfi", "-i", "sine=440:duration=2", "-c:v",
                "libx264",
                "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-metadata",
                "com.apple.quicktime.location.ISO6709=" + CANARY, "-metadata", "title=" + CANARY, "-movflags",
                "use_metadata_tags", plain.toString())).inheritIO().start();
        assertThat(process.waitFor()).isZero();
        var place = (CANARY + "/").getBytes(StandardCharsets.US_ASCII);
        var box = ByteBuffer.allocate(20 + place.length).putInt(20 + place.length).putInt(0x75647461)
                .putInt(12 + place.length).putInt(0xa978797a).putShort((short) place.length).putShort((short) 0x15c7)
                .put(place).array();
        var bytes = Files.readAllBytes(plain);
        var moov = latin1(bytes).lastIndexOf("moov") - 4;
        var whole = ByteBuffer.allocate(bytes.length + box.length).put(bytes).put(box);
        // moov is last, so what is appended is in it as soon as its size says so.
        whole.putInt(moov, ByteBuffer.wrap(bytes).getInt(moov) + box.length);
        return Files.write(folder.resolve("recording.mov"), whole.array());
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
