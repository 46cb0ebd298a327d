package io.crealia.simulation.cloud;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import software.amazon.awssdk.services.mediaconvert.model.ContainerType;
import software.amazon.awssdk.services.mediaconvert.model.CreateJobRequest;
import software.amazon.awssdk.services.mediaconvert.model.Output;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroup;
import software.amazon.awssdk.services.mediaconvert.model.OutputGroupType;
import software.amazon.awssdk.services.mediaconvert.model.VideoCodec;

/** Writes what a job was asked for: playlists and files that conform, with next to nothing in them. */
final class JobOutputs {
    /** Shared by runs that are made at the same time. */
    private static final Map<String, byte[]> PICTURES = new ConcurrentHashMap<>();
    private static final byte[] INIT = SimMp4.index(0);

    private final SimS3 s3;
    private final Media media;
    private final int durationMs;

    JobOutputs(SimS3 s3, Media media, int durationMs) {
        this.s3 = s3;
        this.media = media;
        this.durationMs = durationMs;
    }

    void write(CreateJobRequest request) {
        for (var group : request.settings().outputGroups()) {
            if (group.outputGroupSettings().type() == OutputGroupType.CMAF_GROUP_SETTINGS) {
                playlists(group);
            } else {
                var base = group.outputGroupSettings().fileGroupSettings().destination();
                group.outputs().forEach(output -> file(base, output, SimMediaConvert.clipMs(request)));
            }
        }
    }

    private void playlists(OutputGroup group) {
        var base = group.outputGroupSettings().cmafGroupSettings().destination();
        var name = base.substring(base.lastIndexOf('/') + 1);
        var picture = group.outputs().stream().anyMatch(output -> output.videoDescription() != null);
        var sound = group.outputs().stream().anyMatch(output -> output.hasAudioDescriptions());
        var master = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:7\n");
        for (var output : group.outputs()) {
            var child = name + output.nameModifier() + ".m3u8";
            if (output.videoDescription() != null) {
                var video = output.videoDescription();
                master.append("#EXT-X-STREAM-INF:BANDWIDTH=")
                        .append(video.codecSettings().h264Settings().maxBitrate())
                        .append(sound ? ",CODECS=\"avc1.640028,mp4a.40.2\"" : ",CODECS=\"avc1.640028\"")
                        .append(",RESOLUTION=").append(video.width()).append('x').append(video.height()).append('\n')
                        .append(child).append('\n');
            } else if (picture) {
                master.append("#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"a\",DEFAULT=YES,URI=\"").append(child)
                        .append("\"\n");
            } else {
                master.append("#EXT-X-STREAM-INF:BANDWIDTH=128000,CODECS=\"mp4a.40.2\"\n").append(child).append('\n');
            }
            playlist(base, name, output.nameModifier());
        }
        put(base + ".m3u8", master.toString().getBytes(StandardCharsets.UTF_8));
    }

    private void playlist(String base, String name, String modifier) {
        put(base + modifier + "_init.mp4", INIT);
        put(base + modifier + "_1.m4s", new byte[]{1, 2});
        put(base + modifier + ".m3u8", String.format(Locale.ROOT, """
                #EXTM3U
                #EXT-X-TARGETDURATION:6
                #EXT-X-MAP:URI="%s%s_init.mp4"
                #EXTINF:%.3f,
                %s%s_1.m4s
                #EXT-X-ENDLIST
                """, name, modifier, durationMs / 1000.0, name, modifier).getBytes(StandardCharsets.UTF_8));
    }

    private void file(String base, Output output, Optional<Integer> clipMs) {
        var modifier = output.nameModifier() == null ? "" : output.nameModifier();
        var video = output.videoDescription();
        if (output.containerSettings().container() == ContainerType.MP4) {
            put(base + modifier + ".mp4", clipMs.map(millis -> SimMp4.clip(video, millis))
                    .orElseGet(() -> SimMp4.film(durationMs)));
        } else if (video != null && video.codecSettings().codec() == VideoCodec.FRAME_CAPTURE) {
            var frames = video.codecSettings().frameCaptureSettings().maxCaptures();
            for (int i = 0; i < frames; i++) {
                put("%s%s.%07d.jpg".formatted(base, modifier, i), picture(video.width(), video.height()));
            }
        } else {
            put(base + modifier + ".wav", SpokenSound.wav(media.times()));
        }
    }

    private void put(String address, byte[] content) {
        var path = address.substring("s3://".length());
        var slash = path.indexOf('/');
        s3.store(path.substring(0, slash), path.substring(slash + 1), content, content.length, "");
    }

    private static byte[] picture(int width, int height) {
        return PICTURES.computeIfAbsent(width + "x" + height, _ -> {
            var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < width; x++) {
                for (int y = 0; y < height; y++) {
                    image.setRGB(x, y, new Color(x * 7 & 255, y * 5 & 255, x * y & 255).getRGB());
                }
            }
            var bytes = new ByteArrayOutputStream();
            try {
                ImageIO.write(image, "jpeg", bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        });
    }
}
