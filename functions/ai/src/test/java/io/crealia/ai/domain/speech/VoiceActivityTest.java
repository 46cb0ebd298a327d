package io.crealia.ai.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class VoiceActivityTest {
    private static final String TEXT = "Welcome back, everybody. Today we look at how a small team ships video.";

    static Stream<Arguments> soundsWithoutSpeech() {
        return Stream.of(Arguments.of("silence", Sounds.silence(12)), Arguments.of("nothing", new double[0]),
                Arguments.of("three samples", new double[3]), Arguments.of("white noise", Sounds.noise(12, 0.1, 1)),
                Arguments.of("quiet noise", Sounds.noise(12, 0.001, 2)), Arguments.of("tone", Sounds.tone(12, 440)),
                Arguments.of("low tone", Sounds.tone(12, 120)),
                Arguments.of("beeps at the rate of syllables", Sounds.pulsed(Sounds.tone(12, 440))),
                Arguments.of("noise at the rate of syllables", Sounds.pulsed(Sounds.noise(12, 0.1, 3))),
                Arguments.of("chords", Sounds.chords(12, 120)), Arguments.of("drums", Sounds.drums(12, 120, 4)),
                Arguments.of("slow melody", Sounds.arpeggio(12, 0.4, 0.1)),
                Arguments.of("arpeggio", Sounds.arpeggio(12, 0.25, 0)),
                Arguments.of("staccato", Sounds.arpeggio(12, 0.25, 0.12)),
                Arguments.of("fast arpeggio", Sounds.arpeggio(12, 0.107, 0)),
                Arguments.of("fast staccato", Sounds.arpeggio(12, 0.107, 0.05)),
                Arguments.of("a band", Sounds.mixed(Sounds.chords(12, 100), Sounds.arpeggio(12, 0.3, 0.05),
                        Sounds.drums(12, 100, 5))),
                Arguments.of("a fast band", Sounds.mixed(Sounds.arpeggio(12, 0.214, 0.02), Sounds.drums(12, 140, 6))),
                Arguments.of("chords and drums", Sounds.mixed(Sounds.chords(12, 90), Sounds.drums(12, 90, 7))));
    }

    @ParameterizedTest
    @MethodSource("soundsWithoutSpeech")
    void spans_noSpeech_areNone(String name, double[] sound) {
        assertThat(listen(Sounds.pcm(sound)).spans()).as(name).isEmpty();
    }

    @Test
    void spans_speechWithPauses_areWhereSomebodySpeaks() {
        var speech = Sounds.spoken(TEXT);
        var length = speech.length * 1000L / PcmWav.SAMPLE_RATE;
        var voiced = listen(Sounds.pcm(Sounds.then(Sounds.silence(4), speech, Sounds.silence(5), speech)));
        assertThat(voiced.spans()).hasSize(2);
        assertThat(voiced.spans().getFirst().startMs()).isBetween(3500L, 4300L);
        assertThat(voiced.spans().getFirst().endMs()).isBetween(4000 + length - 700, 4000 + length + 500);
        assertThat(voiced.spans().getLast().startMs()).isBetween(9000 + length - 500, 9000 + length + 300);
        assertThat(voiced.audioMs()).isBetween(9000 + 2 * length, 9001 + 2 * length);
    }

    @Test
    void spans_speechInNoise_isFound() {
        var speech = Sounds.then(Sounds.silence(3), Sounds.spoken(TEXT), Sounds.silence(3));
        var voiced = listen(
                Sounds.pcm(Sounds.mixed(speech, Sounds.noise((double) speech.length / 16_000, 0.003, 9))));
        assertThat(voiced.spans()).hasSize(1);
        assertThat(voiced.spans().getFirst().startMs()).isBetween(2500L, 3400L);
    }

    @Test
    void spans_oneWordAlone_isFound() {
        var voiced = listen(Sounds.pcm(Sounds.then(Sounds.silence(3), Sounds.spoken("Remember."), Sounds.silence(3))));
        assertThat(voiced.spans()).hasSize(1);
        assertThat(voiced.speechMs()).isBetween(400L, 1600L);
    }

    @Test
    void spans_musicThenSpeechThenMusic_isOnlyTheSpeech() {
        var music = Sounds.mixed(Sounds.chords(6, 100), Sounds.drums(6, 100, 8));
        var speech = Sounds.spoken(TEXT);
        var voiced = listen(Sounds.pcm(Sounds.then(music, speech, music)));
        var end = 6000 + speech.length * 1000L / PcmWav.SAMPLE_RATE;
        assertThat(voiced.spans()).isNotEmpty();
        assertThat(voiced.within(0, 5000)).isZero();
        assertThat(voiced.within(end + 1000, voiced.audioMs())).isZero();
        assertThat(voiced.within(6000, end)).isGreaterThan((end - 6000) * 8 / 10);
    }

    @Test
    void spans_speechOverMusic_isFound() {
        var speech = Sounds.spoken(TEXT);
        var seconds = (double) speech.length / PcmWav.SAMPLE_RATE;
        var music = Sounds.mixed(Sounds.chords(seconds, 100), Sounds.drums(seconds, 100, 8));
        var both = listen(Sounds.pcm(Sounds.mixed(speech, quieter(music, 0.2))));
        assertThat(both.speechMs()).isGreaterThan((long) (seconds * 800));
    }

    @Test
    void spans_pieceByPiece_areTheSame() {
        var pcm = Sounds.pcm(Sounds.then(Sounds.silence(2), Sounds.spoken(TEXT)));
        var activity = new VoiceActivity();
        for (int at = 0; at < pcm.length; at += 1000) {
            var piece = Arrays.copyOfRange(pcm, at, Math.min(pcm.length, at + 1000));
            activity.accept(piece, piece.length);
        }
        assertThat(activity.spans()).isEqualTo(listen(pcm));
    }

    @ParameterizedTest
    @CsvSource({"jfk.wav,9000,11000", "mdn_cc0_friday.mp4,5000,6200", "moviepy_big_buck_bunny_0_30.webm,0,0",
            "androidx_internal_emulator_transformer_output_270_rotated.mp4,0,0", "mdn_cc0_flower.mp4,0,0"})
    void spans_realClip_areItsSpeech(String clip, long least, long most, @TempDir Path folder) throws Exception {
        var file = Path.of(System.getProperty("crealia.root"), "..", "shared", "media", clip);
        assumeTrue(Files.exists(file), "the sample media are not here");
        assertThat(listen(sound(file, folder)).speechMs()).isBetween(least, most);
    }

    private static byte[] sound(Path clip, Path folder) throws IOException, InterruptedException {
        var target = folder.resolve("sound.raw");
        try {
            var ffmpeg = FfmpegLocator.of(System.getenv(), System.getProperties(), folder.resolve("ffmpeg")).locate()
                    .binaries();
            var process = ffmpeg.process(ffmpeg.ffmpeg(), List.of("-loglevel", "error", "-nostdin", "-i",
                    clip.toString(), "-vn", "-ac", "1", "-ar", "16000", "-f", "s16le", target.toString()))
                    .redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(said).isZero();
        } catch (FfmpegMissingException e) {
            assumeTrue(false, "ffmpeg is not here: " + e.getMessage());
        }
        return Files.readAllBytes(target);
    }

    private static double[] quieter(double[] samples, double level) {
        return Arrays.stream(samples).map(sample -> sample * level).toArray();
    }

    private static VoicedSpans listen(byte[] pcm) {
        var activity = new VoiceActivity();
        activity.accept(pcm, pcm.length);
        return activity.spans();
    }
}
