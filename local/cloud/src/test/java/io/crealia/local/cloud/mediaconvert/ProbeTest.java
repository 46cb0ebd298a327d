package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.crealia.local.cloud.ffmpeg.Clips;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.BadRequestException;
import software.amazon.awssdk.services.mediaconvert.model.Codec;
import software.amazon.awssdk.services.mediaconvert.model.ColorPrimaries;
import software.amazon.awssdk.services.mediaconvert.model.Format;
import software.amazon.awssdk.services.mediaconvert.model.ProbeInputFile;
import software.amazon.awssdk.services.mediaconvert.model.ProbeResult;
import software.amazon.awssdk.services.mediaconvert.model.TrackType;
import software.amazon.awssdk.services.mediaconvert.model.TransferCharacteristics;

class ProbeTest {
    @TempDir
    static Path folder;
    private static LocalMediaConvert cloud;

    @BeforeAll
    static void start() throws Exception {
        cloud = new LocalMediaConvert(folder);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void probe_videoWithAudio_fillsTheModel() throws Exception {
        Path clip = Clips.landscape(2);
        ProbeResult result = probe(cloud.put(clip, "in/clip"));

        assertThat(result.container().format()).isEqualTo(Format.MP4);
        assertThat(result.container().duration()).isCloseTo(2, within(0.05));
        assertThat(result.metadata().fileSize()).isEqualTo(Files.size(clip));
        assertThat(result.metadata().mimeType()).isEqualTo("video/mp4");
        assertThat(result.metadata().eTag()).isNotEmpty();
        assertThat(result.metadata().lastModified()).isNotNull();
        var video = result.container().tracks().getFirst();
        assertThat(video.index()).isEqualTo(1);
        assertThat(video.trackType()).isEqualTo(TrackType.VIDEO);
        assertThat(video.codec()).isEqualTo(Codec.AVC);
        assertThat(video.videoProperties().width()).isEqualTo(320);
        assertThat(video.videoProperties().height()).isEqualTo(180);
        assertThat(video.videoProperties().frameRate().numerator()).isEqualTo(30);
        assertThat(video.videoProperties().codecMetadata().scanType()).isEqualTo("PROGRESSIVE");
        assertThat(video.videoProperties().codecMetadata().chromaSubsampling()).isEqualTo("4:2:0");
        var audio = result.container().tracks().getLast();
        assertThat(audio.codec()).isEqualTo(Codec.AAC);
        assertThat(audio.audioProperties().sampleRate()).isEqualTo(48_000);
        assertThat(audio.audioProperties().channels()).isEqualTo(1);
        assertThat(result.trackMappings().getFirst().videoTrackIndexes()).containsExactly(1);
        assertThat(result.trackMappings().getFirst().audioTrackIndexes()).containsExactly(2);
    }

    @Test
    void probe_hlg_tellsColours() {
        var video = probe(cloud.put(Clips.hlg(1), "in/hlg")).container().tracks().getFirst().videoProperties();

        assertThat(video.transferCharacteristics()).isEqualTo(TransferCharacteristics.ARIB_B67);
        assertThat(video.colorPrimaries()).isEqualTo(ColorPrimaries.ITU_2020);
        assertThat(video.bitDepth()).isEqualTo(10);
    }

    @Test
    void probe_variableRate_tellsAverageAndCodedRate() {
        var video = probe(cloud.put(Clips.variableRate(2), "in/vfr")).container().tracks().getFirst().videoProperties();

        var coded = video.codecMetadata().codedFrameRate();
        double average = video.frameRate().numerator() / (double) video.frameRate().denominator();
        assertThat(coded.numerator() / (double) coded.denominator()).isEqualTo(30);
        assertThat(average).isLessThan(25);
    }

    @Test
    void probe_audioOnly_hasNoVideo() {
        ProbeResult result = probe(cloud.put(Clips.audioOnly(8), "in/audio"));

        assertThat(result.container().tracks()).singleElement()
                .satisfies(track -> assertThat(track.trackType()).isEqualTo(TrackType.AUDIO));
        assertThat(result.metadata().mimeType()).isEqualTo("audio/mp4");
    }

    @Test
    void probe_textNamedMp4_saysWhatItIs() throws Exception {
        String text = cloud.put(Files.writeString(folder.resolve("text.mp4"), "this is no video"), "in/text.mp4");
        String empty = cloud.put(Files.createFile(folder.resolve("empty.mp4")), "in/empty.mp4");

        assertThatThrownBy(() -> probe(text)).isInstanceOf(BadRequestException.class)
                .hasMessageContaining("text, not a video");
        assertThatThrownBy(() -> probe(empty)).isInstanceOf(BadRequestException.class).hasMessageContaining("empty");
        assertThatThrownBy(() -> probe("s3://media/in/none")).isInstanceOf(BadRequestException.class)
                .hasMessageContaining("not found");
        assertThatThrownBy(() -> probe("http://example.com/a.mp4")).isInstanceOf(BadRequestException.class)
                .hasMessageContaining("/inputFiles/0/fileUrl");
    }

    private static ProbeResult probe(String url) {
        return cloud.client.probe(request -> request.inputFiles(ProbeInputFile.builder().fileUrl(url).build()))
                .probeResults().getFirst();
    }
}
