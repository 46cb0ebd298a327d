package io.crealia.ai.domain.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class PcmWavTest {
    @Test
    void parse_plain_findsTheSamples() {
        var wav = Sounds.wav(new double[16_000]);
        assertThat(PcmWav.parse(wav, wav.length)).isEqualTo(new PcmWav(44, 32_000));
        assertThat(PcmWav.parse(wav, wav.length).durationMs()).isEqualTo(1000);
    }

    @Test
    void parse_otherChunksBefore_areSkipped() {
        var plain = Sounds.wav(new double[100]);
        var bytes = ByteBuffer.allocate(plain.length + 14).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(plain, 0, 36).put(new byte[]{'L', 'I', 'S', 'T'}).putInt(5).put(new byte[6]).put(plain, 36,
                plain.length - 36);
        assertThat(PcmWav.parse(bytes.array(), bytes.capacity())).isEqualTo(new PcmWav(58, 200));
    }

    @Test
    void parse_dataLongerThanTheFile_endsWithIt() {
        var wav = Sounds.wav(new double[100]);
        ByteBuffer.wrap(wav).order(ByteOrder.LITTLE_ENDIAN).putInt(40, -1);
        assertThat(PcmWav.parse(wav, wav.length).dataBytes()).isEqualTo(200);
    }

    @Test
    void parse_other_saysWhatWasExpected() {
        assertThatThrownBy(() -> PcmWav.parse(new byte[0], 0)).hasMessageContaining("RIFF and WAVE");
        assertThatThrownBy(() -> PcmWav.parse("<html>not a wav at all</html>".getBytes(StandardCharsets.US_ASCII), 29))
                .hasMessageContaining("RIFF and WAVE");
        var wav = Sounds.wav(new double[100]);
        assertThatThrownBy(() -> PcmWav.parse(Arrays.copyOf(wav, 30), 30)).hasMessageContaining("data chunk");
        assertThatThrownBy(() -> PcmWav.parse(Sounds.wav(new byte[100], 2, 16_000, 16), 144))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 channels");
        assertThatThrownBy(() -> PcmWav.parse(Sounds.wav(new byte[100], 1, 44_100, 16), 144))
                .hasMessageContaining("44100 Hz");
        assertThatThrownBy(() -> PcmWav.parse(Sounds.wav(new byte[100], 1, 16_000, 8), 144))
                .hasMessageContaining("8 bits");
    }
}
