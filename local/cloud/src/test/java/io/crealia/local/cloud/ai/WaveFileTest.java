package io.crealia.local.cloud.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WaveFileTest {
    private static final short[] SAMPLES = {1, -2, 32767, -32768};

    @Test
    void of_pcm_hasItsSamples() {
        var sound = WaveFile.of(Waves.of(SAMPLES));
        assertThat(sound.pcm()).containsExactly(SAMPLES);
        assertThat(WaveFile.of(Waves.of(new short[8000])).seconds()).isEqualTo(0.5);
    }

    @Test
    void of_otherChunkOfOddLengthBeforeTheSound_skipsItWithItsPadding() {
        var file = ByteBuffer.allocate(12 + 24 + 8 + 4 + 8 + 4).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        file.put(Waves.of(SAMPLES), 0, 36).put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[4])
                .put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4).putShort((short) 5).putShort((short) 6);
        assertThat(WaveFile.of(file.array()).pcm()).containsExactly((short) 5, (short) 6);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4000})
    void of_lengthThatIsNotTrue_goesToTheEnd(int length) {
        var file = Waves.of(SAMPLES);
        ByteBuffer.wrap(file).order(java.nio.ByteOrder.LITTLE_ENDIAN).putInt(40, length);
        assertThat(WaveFile.of(file).pcm()).containsExactly(SAMPLES);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1|2|16000|16|16-bit PCM, 16000 Hz, 2 channels",
            "1|1|44100|16|16-bit PCM, 44100 Hz, 1 channel", "1|1|16000|24|24-bit PCM, 16000 Hz, 1 channel",
            "3|1|16000|32|32-bit sound of format 3, 16000 Hz, 1 channel"})
    void of_otherFormat_namesWhatWasExpectedAndWhatCame(int format, int channels, int rate, int bits, String got) {
        var file = Waves.of(SAMPLES, format, channels, rate, bits);
        assertThatThrownBy(() -> WaveFile.of(file)).isInstanceOf(AiException.class)
                .hasMessage("expected RIFF/WAVE with 16-bit PCM, 16000 Hz, 1 channel; got " + got);
    }

    @Test
    void of_noWaveOrNotAllOfIt_isRefused() {
        var file = Waves.of(SAMPLES);
        assertThatThrownBy(() -> WaveFile.of(new byte[0])).hasMessageEndingWith("got an empty file");
        assertThatThrownBy(() -> WaveFile.of("ID3 this is an MP3".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageEndingWith("got a file that is not RIFF/WAVE");
        assertThatThrownBy(() -> WaveFile.of(Arrays.copyOf(file, 30))).hasMessageEndingWith("got a truncated file");
        assertThatThrownBy(() -> WaveFile.of(Arrays.copyOf(file, 36))).hasMessageEndingWith("got a file without sound");
        file[12] = 'x';
        assertThatThrownBy(() -> WaveFile.of(file)).hasMessageEndingWith("got sound without a format before it");
    }
}
