package io.crealia.ai.domain.speech;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds where somebody speaks, so that silence, noise and music give no words. Takes the samples as they come and keeps
 * a few bytes for each 16 ms of them: 4 hours need 10 MB.
 *
 * <p>Each 256 ms the second before is judged by {@link SpeechWindow}. A quarter that two of its four judgements find
 * speech in is voiced; what is voiced for less than five quarters, as one crash in a film is, is not; near what is voiced
 * less is asked of a second, as music or noise may lie under speech; then the ends are drawn in to what is louder than the
 * noise.
 */
public final class VoiceActivity {
    private static final int QUARTER = SpeechWindow.FRAMES / 4;
    private static final int MIN_VOTES = 2;
    /** One spoken word alone makes six quarters. */
    private static final int MIN_QUARTERS = 5;
    /** Pauses of speech up to this are part of it. */
    private static final int BRIDGE_QUARTERS = 4;
    /** How far from speech what may be speech is believed. */
    private static final int GROW_QUARTERS = 8;
    private static final long PAD_MS = 160;
    /** Twice the noise: 6 dB. */
    private static final float ABOVE_NOISE = 2;
    private static final double NOISE_PERCENTILE = 0.10;

    private final ArrayDeque<Frame> window = new ArrayDeque<>();
    private final List<SpeechWindow> windows = new ArrayList<>();
    private final FrameAnalyser analyser = new FrameAnalyser(this::frame);
    private float[] loudness = new float[1024];
    private int frames;
    private long samples;

    public VoiceActivity() {
        silence();
    }

    /** @param bytes little-endian 16-bit samples; an even number of bytes */
    public void accept(byte[] bytes, int length) {
        for (int i = 0; i + 1 < length; i += 2) {
            analyser.accept((short) (bytes[i] & 0xFF | bytes[i + 1] << 8));
        }
        samples += length / 2;
    }

    /** To be called once, after the last sample. */
    public VoicedSpans spans() {
        silence();
        var audioMs = samples * 1000 / PcmWav.SAMPLE_RATE;
        var noise = noise();
        var voiced = voiced(noise);
        var spans = new ArrayList<VoicedSpans.Span>();
        for (int start = 0; start < voiced.length; start++) {
            int end = start;
            while (end < voiced.length && voiced[end]) {
                end++;
            }
            if (end > start) {
                span(start, end, noise, audioMs, spans);
                start = end;
            }
        }
        return new VoicedSpans(spans, audioMs);
    }

    // Words at either end of the sound get as many judgements as others.
    private void silence() {
        for (int i = 0; i < SpeechWindow.FRAMES * FrameAnalyser.HOP; i++) {
            analyser.accept((short) 0);
        }
    }

    private void frame(Frame frame) {
        if (frames == loudness.length) {
            loudness = Arrays.copyOf(loudness, frames * 2);
        }
        loudness[frames++] = frame.rms();
        window.addLast(frame);
        if (window.size() > SpeechWindow.FRAMES) {
            window.removeFirst();
        }
        if (frames % QUARTER == 0 && window.size() == SpeechWindow.FRAMES) {
            windows.add(SpeechWindow.of(List.copyOf(window)));
        }
    }

    private float noise() {
        var sorted = Arrays.copyOfRange(loudness, Math.min(frames, SpeechWindow.FRAMES),
                Math.max(Math.min(frames, SpeechWindow.FRAMES), frames - SpeechWindow.FRAMES));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(int) (sorted.length * NOISE_PERCENTILE)];
    }

    private boolean[] voiced(float noise) {
        var voiced = quarters(noise, SpeechWindow::speech);
        fill(voiced, true, MIN_QUARTERS);
        grow(voiced, quarters(noise, SpeechWindow::likeSpeech));
        fill(voiced, false, BRIDGE_QUARTERS + 1);
        return voiced;
    }

    /** Quarter {@code q} is part of the windows {@code q - 3} to {@code q}. */
    private boolean[] quarters(float noise, Predicate<SpeechWindow> test) {
        var votes = new int[windows.size() + 3];
        for (int i = 0; i < windows.size(); i++) {
            if (test.test(windows.get(i)) && windows.get(i).loudest() > noise * ABOVE_NOISE) {
                for (int k = 0; k < 4; k++) {
                    votes[i + k]++;
                }
            }
        }
        var voiced = new boolean[votes.length];
        for (int i = 0; i < votes.length; i++) {
            voiced[i] = votes[i] >= MIN_VOTES;
        }
        return voiced;
    }

    private static void grow(boolean[] voiced, boolean[] likely) {
        var speech = voiced.clone();
        for (int i = 0; i < speech.length; i++) {
            for (int step = -1; speech[i] && step <= 1; step += 2) {
                for (int k = 1; k <= GROW_QUARTERS && inside(i + k * step, voiced) && likely[i + k * step]; k++) {
                    voiced[i + k * step] = true;
                }
            }
        }
    }

    private static boolean inside(int quarter, boolean[] voiced) {
        return quarter >= 0 && quarter < voiced.length;
    }

    /** Turns runs of {@code value} that are shorter than {@code least} over; gaps only between two runs. */
    private static void fill(boolean[] voiced, boolean value, int least) {
        for (int start = 0; start < voiced.length;) {
            int end = start;
            while (end < voiced.length && voiced[end] == value) {
                end++;
            }
            var inner = value || start > 0 && end < voiced.length;
            if (end > start && end - start < least && inner) {
                Arrays.fill(voiced, start, end, !value);
            }
            start = Math.max(end, start + 1);
        }
    }

    private void span(int start, int end, float noise, long audioMs, List<VoicedSpans.Span> spans) {
        var threshold = Math.max(SpeechWindow.QUIETEST, noise * ABOVE_NOISE);
        int first = start * QUARTER;
        int last = Math.min(frames, end * QUARTER) - 1;
        while (first < last && loudness[first] < threshold) {
            first++;
        }
        while (last > first && loudness[last] < threshold) {
            last--;
        }
        var lead = (long) SpeechWindow.FRAMES * FrameAnalyser.HOP_MS;
        var from = Math.max(0, (long) first * FrameAnalyser.HOP_MS - lead - PAD_MS);
        var to = Math.min(audioMs, (long) (last + 2) * FrameAnalyser.HOP_MS - lead + PAD_MS);
        if (!spans.isEmpty()) {
            from = Math.max(from, spans.getLast().endMs());
        }
        if (to > from) {
            spans.add(new VoicedSpans.Span(from, to));
        }
    }
}
