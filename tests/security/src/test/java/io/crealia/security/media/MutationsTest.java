package io.crealia.security.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cloud.ffmpeg.FfmpegBinaries;
import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.Ffprobe;
import io.crealia.local.cloud.ffmpeg.InputFormat;
import io.crealia.local.cloud.ffmpeg.RefusedInputException;
import io.crealia.e2e.Clips;
import io.crealia.security.base.Tally;
import io.crealia.uploads.domain.sniff.MediaSniffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What looks at a file before it is decoded, with good files that chance made bad, and with the guards taken away. */
class MutationsTest {
    private static final int SNIFFED = 600;
    private static final int PROBED = 80;
    private static final FfmpegLimits LIMITS = new FfmpegLimits(Duration.ofHours(4), 8192L * 4320, 64,
            Duration.ofSeconds(10), Duration.ofSeconds(20), 1L << 30, 1L << 30);

    @TempDir
    static Path folder;
    private static FfmpegBinaries ffmpeg;
    private static Path clip;
    private static List<byte[]> seeds;

    private final Tally tally = Tally.of("media-mutations");

    @BeforeAll
    static void seeds() throws IOException {
        ffmpeg = FfmpegLocator.of(System.getenv(), System.getProperties(), folder.resolve("cache")).locate().binaries();
        clip = new Clips(folder, folder.resolve("cache")).landscape("seed.mp4", "64x64", 0.4);
        seeds = new ArrayList<>(List.of(Files.readAllBytes(clip)));
        for (var name : List.of("seed.mkv", "seed.ts", "seed.avi", "seed.mp3", "seed.wav", "seed.flac", "seed.oga",
                "seed.flv", "seed.mpg")) {
            seeds.add(Files.readAllBytes(converted(name)));
        }
    }

    private static Path converted(String name) throws IOException {
        var target = folder.resolve(name);
        run(ffmpeg.ffmpeg(), "-nostdin", "-v", "error", "-i", clip.toString(), "-ar", "44100", "-r", "25",
                target.toString());
        return target;
    }

    @Test
    void sniff_mutatedFile_isAnsweredAtOnce() throws IOException {
        for (int i = 0; i < SNIFFED; i++) {
            var bytes = mutation(i);
            var begin = System.nanoTime();
            var head = Arrays.copyOf(bytes, Math.min(bytes.length, MediaSniffer.WINDOW_BYTES));
            assertThat(MediaSniffer.sniff(head, bytes.length)).isNotNull();
            try {
                assertThat(InputFormat.sniff(written(bytes))).isNotNull();
            } catch (RefusedInputException e) {
                assertThat(e).hasMessageNotContaining(folder.toString());
            }
            tally.input("sniff-" + i, Duration.ofNanos(System.nanoTime() - begin), 0);
        }
        tally.verify();
    }

    @Test
    void probe_mutatedFile_isReadOrRefused() throws IOException {
        var ffprobe = new Ffprobe(ffmpeg, LIMITS);
        for (int i = 0; i < PROBED; i++) {
            var file = written(mutation(i));
            var begin = System.nanoTime();
            try {
                assertThat(ffprobe.probe(file).streams()).isNotEmpty();
            } catch (RefusedInputException e) {
                assertThat(e).hasMessageNotContaining(folder.toString());
            }
            var took = Duration.ofNanos(System.nanoTime() - begin);
            assertThat(took).as("mutation " + i).isLessThan(LIMITS.probeTime());
            tally.input("probe-" + i, Duration.ZERO, 0);
        }
        tally.verify();
    }

    /** Whoever forgets the network's absence must find the other guards in place: here the programs have a network. */
    @Test
    void guards_withANetwork_touchNothing() throws Exception {
        try (var canary = new Canary(folder)) {
            for (var hostile : HostileMedia.all(clip, canary)) {
                var file = written(hostile.content());
                InputFormat format;
                try {
                    format = InputFormat.sniff(file);
                } catch (RefusedInputException _) {
                    continue;
                }
                var command = new ArrayList<>(List.of("-v", "error"));
                command.addAll(Ffprobe.inputOptions(format));
                command.addAll(List.of("-show_format", "-show_streams", "-show_packets", "-i", file.toString()));
                assertThat(Canary.holds(run(ffmpeg.ffprobe(), command.toArray(String[]::new)))).as(hostile.id())
                        .isFalse();
                assertThat(canary.touched()).as(hostile.id()).isZero();
                tally.input("guard-" + hostile.id(), Duration.ZERO, 0);
            }
        }
        tally.verify();
    }

    /** That the canaries would be touched, were it not for the guards. */
    @Test
    void canary_withoutGuards_isTouched() throws Exception {
        try (var canary = new Canary(folder)) {
            var hls = HostileMedia.all(clip, canary).stream().filter(file -> file.id().equals("hls-http")).findFirst()
                    .orElseThrow();
            var playlist = Files.write(folder.resolve("unguarded.m3u8"), hls.content());

            run(ffmpeg.ffprobe(), "-v", "error", "-protocol_whitelist", "file,http,tcp", "-show_format", "-i",
                    playlist.toString());

            assertThat(canary.touched()).isPositive();
            assertThat(Canary.traces(folder)).containsExactly(Path.of(canary.file()));
        }
    }

    private static byte[] mutation(int number) {
        var random = new Random(number);
        var bytes = seeds.get(number % seeds.size()).clone();
        for (int i = 0; i < 1 + random.nextInt(8); i++) {
            // Headers are where parsers are.
            var reach = random.nextBoolean() ? Math.min(bytes.length, 512) : bytes.length;
            var at = random.nextInt(Math.max(1, reach - 8));
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xff);
                case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0);
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(16, bytes.length - random.nextInt(bytes.length)));
                case 4 -> bytes = Bytes.join(Arrays.copyOf(bytes, at), Bytes.noise(number, 1 + random.nextInt(64)),
                        Arrays.copyOfRange(bytes, at, bytes.length));
                default -> System.arraycopy(bytes, random.nextInt(Math.max(1, bytes.length - 8)), bytes, at,
                        Math.min(8, bytes.length - at));
            }
        }
        return bytes;
    }

    private static Path written(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("upload.mp4"), bytes);
    }

    private static byte[] run(Path program, String... arguments) throws IOException {
        var process = ffmpeg.process(program, List.of(arguments)).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            var reading = new FutureTask<>(() -> process.getInputStream().readAllBytes());
            Thread.ofVirtual().start(reading);
            if (!process.waitFor(LIMITS.runTime().toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(program + " " + List.of(arguments) + " does not end");
            }
            return reading.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
    }
}
