package io.crealia.local.cloud.ai;

import com.sun.speech.freetts.VoiceManager;
import com.sun.speech.freetts.audio.AudioPlayer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** A text, spoken by FreeTTS's 16 kHz voice: a demo and tests need speech, and none needs to be shipped. */
public final class SpeechSample {
    private static final String VOICES = "freetts.voices";
    private static final float WORDS_PER_MINUTE = 150;
    private static final int PAUSE_MS = 400;

    /** About 45 s on three subjects, one sentence group per line. */
    public static final String SCRIPT = """
            Welcome back to the garden. Today we look at three plants that grow well on a small balcony.
            The first plant is the tomato. It needs full sun, deep soil and water every morning.
            When the leaves turn yellow, give the plant more food and less water.
            Now let us talk about music. A good song begins with a simple idea.
            Play the melody on the piano, then add a drum and a guitar.
            When the song is ready, play it for a friend and listen to the answer.
            Last, we cook dinner. Cut the onion and the pepper, and heat the oil in a large pan.
            Add the rice and the water, close the pan and wait for twenty minutes.
            Thank you for watching. Please tell your friends about this channel and see you next week.
            """;

    private SpeechSample() {}

    /**
     * Writes a WAV file, 16 kHz, mono, 16-bit; the same text always gives the same file.
     *
     * @param text lines, with a pause of 400 ms after each
     */
    public static synchronized void write(String text, Path wav) throws IOException {
        if (System.getProperty(VOICES) == null) {
            System.setProperty(VOICES, "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory");
        }
        var voice = VoiceManager.getInstance().getVoice("kevin16");
        if (voice == null) {
            throw new IOException("FreeTTS has no voice named kevin16");
        }
        voice.allocate();
        try {
            var tape = new Tape();
            voice.setAudioPlayer(tape);
            voice.setRate(WORDS_PER_MINUTE);
            for (var line : text.lines().filter(line -> !line.isBlank()).toList()) {
                voice.speak(line);
                tape.pauseFor(PAUSE_MS);
            }
            tape.save(wav);
        } finally {
            voice.deallocate();
        }
    }

    /** Keeps what a voice says instead of playing it. */
    private static final class Tape implements AudioPlayer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private AudioFormat format = new AudioFormat(16_000, 16, 1, true, true);

        void pauseFor(int millis) {
            bytes.writeBytes(new byte[(int) (format.getSampleRate() * millis / 1000) * 2]);
        }

        void save(Path wav) throws IOException {
            var data = bytes.toByteArray();
            var big = new AudioInputStream(new ByteArrayInputStream(data), format, data.length / 2);
            var little = new AudioFormat(format.getSampleRate(), 16, 1, true, false);
            AudioSystem.write(AudioSystem.getAudioInputStream(little, big), AudioFileFormat.Type.WAVE, wav.toFile());
        }

        @Override
        public boolean write(byte[] audio) {
            return write(audio, 0, audio.length);
        }

        @Override
        public boolean write(byte[] audio, int offset, int size) {
            bytes.write(audio, offset, size);
            return true;
        }

        @Override
        public void setAudioFormat(AudioFormat newFormat) {
            format = newFormat;
        }

        @Override
        public AudioFormat getAudioFormat() {
            return format;
        }

        @Override
        public boolean drain() {
            return true;
        }

        @Override
        public boolean end() {
            return true;
        }

        @Override
        public float getVolume() {
            return 1;
        }

        @Override
        public long getTime() {
            return 0;
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
