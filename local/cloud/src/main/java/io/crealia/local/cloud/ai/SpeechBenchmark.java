package io.crealia.local.cloud.ai;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Measures the offline speech engine on a sound whose words are known. */
public final class SpeechBenchmark {
    private static final int RUNS = 3;

    private final SphinxSpeechEngine engine = new SphinxSpeechEngine();

    /**
     * Figures of one sound; times are medians of three runs after one that is not counted.
     *
     * @param wordErrorRate of the recogniser: errors by words of the reference, may exceed 1
     * @param recogniseSpeed CPU time by length of the sound; below 1 is faster than real time
     * @param alignedShare of the reference's tokens that the aligner found
     */
    public record Result(double seconds, int words, double wordErrorRate, double recogniseSpeed,
            double recogniseWallSpeed, double alignedShare, double alignSpeed, double alignWallSpeed) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, """
                    sound      %.1f s, %d words
                    recogniser word error rate %.0f %%, %.2f x real time in CPU (%.2f wall)
                    aligner    %.0f %% of the script's words found, %.2f x real time in CPU (%.2f wall)""", seconds,
                    words, wordErrorRate * 100, recogniseSpeed, recogniseWallSpeed, alignedShare * 100, alignSpeed,
                    alignWallSpeed);
        }
    }

    /**
     * @param wav 16 kHz, mono, 16-bit
     * @param reference what is spoken
     */
    public Result measure(Path wav, String reference) throws IOException {
        var samples = samples(wav);
        double seconds = (double) samples.length / Pieces.RATE;
        var heard = timed(() -> engine.recognise(samples));
        var aligned = timed(() -> engine.align(samples, reference));
        int tokens = SphinxSpeechEngine.Tokens.of(reference).texts().size();
        return new Result(seconds, tokens, WordErrors.rate(reference, heard.answer().words()), heard.cpu() / seconds,
                heard.wall() / seconds, (double) aligned.answer().words().size() / Math.max(1, tokens),
                aligned.cpu() / seconds, aligned.wall() / seconds);
    }

    private record Timed(SpeechEngine.Heard answer, double cpu, double wall) {}

    private static Timed timed(Supplier<SpeechEngine.Heard> work) {
        var answer = work.get();
        var cpu = new double[RUNS];
        var wall = new double[RUNS];
        var threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < RUNS; i++) {
            long cpuStart = threads.getCurrentThreadCpuTime();
            long start = System.nanoTime();
            answer = work.get();
            cpu[i] = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e9;
            wall[i] = (System.nanoTime() - start) / 1e9;
        }
        Arrays.sort(cpu);
        Arrays.sort(wall);
        return new Timed(answer, cpu[RUNS / 2], wall[RUNS / 2]);
    }

    private static short[] samples(Path wav) throws IOException {
        try (var in = AudioSystem.getAudioInputStream(new File(wav.toString()))) {
            var buffer = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
            var samples = new short[buffer.remaining()];
            buffer.get(samples);
            return samples;
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(wav + ": expected a WAV file, 16 kHz, mono, 16-bit", e);
        }
    }
}
