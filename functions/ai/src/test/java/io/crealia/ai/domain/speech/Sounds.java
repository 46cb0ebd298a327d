package io.crealia.ai.domain.speech;

import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.sound.sampled.AudioFormat;

/** Sounds for tests: 16 kHz samples from -1 to 1. */
public final class Sounds {
    private static final int RATE = PcmWav.SAMPLE_RATE;
    private static final int[][] CHORDS = {{0, 4, 7}, {9, 12, 16}, {5, 9, 12}, {7, 11, 14}};

    private Sounds() {}

    public static double[] silence(double seconds) {
        return new double[(int) (seconds * RATE)];
    }

    static double[] noise(double seconds, double level, long seed) {
        var random = new Random(seed);
        var samples = silence(seconds);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = level * random.nextGaussian();
        }
        return samples;
    }

    static double[] tone(double seconds, double hz) {
        return note(hz, seconds, 1, 0);
    }

    /** Sound that is there for an eighth of a second, and away for one. */
    static double[] pulsed(double[] samples) {
        var pulsed = samples.clone();
        for (int i = 0; i < pulsed.length; i++) {
            pulsed[i] *= i / (RATE / 8) % 2 == 0 ? 1 : 0;
        }
        return pulsed;
    }

    /** Chords of four beats, three harmonics each. */
    static double[] chords(double seconds, int perMinute) {
        var music = silence(seconds);
        double beat = 60.0 / perMinute;
        for (int i = 0; i * 4 * beat < seconds; i++) {
            for (int half : CHORDS[i % CHORDS.length]) {
                mix(music, i * 4 * beat, note(220 * Math.pow(2, half / 12.0), beat * 4, 5, 1), 0.1);
            }
        }
        return music;
    }

    /** Notes of {@code length} seconds, of which the last {@code gap} are silent. */
    static double[] arpeggio(double seconds, double length, double gap) {
        var music = silence(seconds);
        int[] scale = {0, 4, 7, 12, 16, 12, 7, 4};
        for (int i = 0; i * length < seconds; i++) {
            mix(music, i * length, note(330 * Math.pow(2, scale[i % scale.length] / 12.0), length - gap, 5, 5), 0.15);
        }
        return music;
    }

    static double[] drums(double seconds, int perMinute, long seed) {
        var music = silence(seconds);
        double beat = 60.0 / perMinute;
        for (int i = 0; i * beat < seconds; i++) {
            mix(music, i * beat, i % 2 == 0 ? faded(tone(0.15, 60), 30) : faded(noise(0.15, 0.5, seed + i), 30), 0.3);
            mix(music, (i + 0.5) * beat, faded(noise(0.08, 0.3, seed - i), 80), 0.3);
        }
        return music;
    }

    static double[] mixed(double[]... parts) {
        var music = parts[0].clone();
        for (int i = 1; i < parts.length; i++) {
            mix(music, 0, parts[i], 1);
        }
        return music;
    }

    public static double[] then(double[]... parts) {
        int length = 0;
        for (var part : parts) {
            length += part.length;
        }
        var all = new double[length];
        int at = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    /** A synthetic voice that reads English. */
    public static double[] spoken(String text) {
        System.setProperty("freetts.voices", "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
        var voice = VoiceManager.getInstance().getVoice("kevin16");
        voice.allocate();
        var player = new Recorder();
        voice.setAudioPlayer(player);
        voice.speak(text);
        voice.deallocate();
        var bytes = ByteBuffer.wrap(player.sound.toByteArray()).order(ByteOrder.BIG_ENDIAN).asShortBuffer();
        var samples = new double[bytes.remaining()];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = bytes.get(i) / 32768.0;
        }
        return samples;
    }

    static byte[] pcm(double[] samples) {
        var bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var sample : samples) {
            bytes.putShort((short) Math.clamp(Math.round(sample * 32767), -32768, 32767));
        }
        return bytes.array();
    }

    public static byte[] wav(double[] samples) {
        return wav(pcm(samples), 1, RATE, 16);
    }

    static byte[] wav(byte[] data, int channels, int rate, int bits) {
        var bytes = ByteBuffer.allocate(44 + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + data.length);
        bytes.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16).putShort((short) 1)
                .putShort((short) channels).putInt(rate).putInt(rate * channels * bits / 8)
                .putShort((short) (channels * bits / 8)).putShort((short) bits);
        bytes.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data.length).put(data);
        return bytes.array();
    }

    private static double[] note(double hz, double seconds, int harmonics, double decay) {
        var samples = silence(seconds);
        for (int i = 0; i < samples.length; i++) {
            double at = (double) i / RATE;
            for (int k = 1; k <= harmonics; k++) {
                samples[i] += Math.sin(2 * Math.PI * hz * k * at) / k;
            }
            samples[i] *= Math.exp(-decay * at) * Math.min(1, Math.min(at, seconds - at) * 100) * 0.3;
        }
        return samples;
    }

    private static double[] faded(double[] samples, double decay) {
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= Math.exp(-decay * i / RATE);
        }
        return samples;
    }

    private static void mix(double[] into, double atSeconds, double[] what, double level) {
        int start = (int) (atSeconds * RATE);
        for (int i = 0; i < what.length && start + i < into.length; i++) {
            into[start + i] += what[i] * level;
        }
    }

    private static final class Recorder implements AudioPlayer {
        private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
        private AudioFormat format;

        @Override
        public void setAudioFormat(AudioFormat format) {
            this.format = format;
        }

        @Override
        public AudioFormat getAudioFormat() {
            return format;
        }

        @Override
        public boolean write(byte[] audio) {
            return write(audio, 0, audio.length);
        }

        @Override
        public boolean write(byte[] audio, int offset, int length) {
            sound.write(audio, offset, length);
            return true;
        }

        @Override
        public boolean end() {
            return true;
        }

        @Override
        public boolean drain() {
            return true;
        }

        @Override
        public long getTime() {
            return 0;
        }

        @Override
        public float getVolume() {
            return 1;
        }

        @Override
        public void begin(int size) {}

        @Override
        public void cancel() {}

        @Override
        public void close() {}

        @Override
        public void pause() {}

        @Override
        public void reset() {}

        @Override
        public void resetTime() {}

        @Override
        public void resume() {}

        @Override
        public void setVolume(float volume) {}

        @Override
        public void showMetrics() {}

        @Override
        public void startFirstSampleTimer() {}
    }
}
