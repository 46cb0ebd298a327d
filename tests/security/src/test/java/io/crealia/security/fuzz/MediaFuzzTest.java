package io.crealia.security.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.crealia.transcoding.domain.ByteSource;
import io.crealia.transcoding.domain.Jpeg;
import io.crealia.transcoding.domain.Mp4Location;
import io.crealia.transcoding.domain.Mp4Movie;
import io.crealia.transcoding.domain.Mp4Track;
import io.crealia.transcoding.domain.WavHeader;
import io.crealia.uploads.domain.sniff.MediaSniffer;
import java.util.Arrays;

/** What is read of media files without a media program. */
class MediaFuzzTest {

    @FuzzTest
    void sniffer_anyBytes_isAnswered(byte[] data) {
        var head = Arrays.copyOf(data, Math.min(data.length, MediaSniffer.WINDOW_BYTES));

        assertThat(MediaSniffer.sniff(head, data.length)).isNotNull();
        assertThat(MediaSniffer.sniff(head, Long.MAX_VALUE)).isNotNull();
    }

    @FuzzTest
    void mp4_anyBytes_areReadOrMalformed(byte[] data) {
        ByteSource source = (offset, length) -> {
            var from = (int) Math.min(data.length, offset);
            return Arrays.copyOfRange(data, from, (int) Math.min(data.length, offset + (long) length));
        };
        Mp4Track.cutOff(source, data.length);
        Mp4Track.read(source, data.length)
                .ifPresent(track -> assertThat(track.rotation()).isIn(0, 90, 180, 270));
        refusing(() -> Mp4Location.find(source, data.length));
        refusing(() -> assertThat(Mp4Movie.read(source, data.length).durationMs()).isNotNegative());
    }

    @FuzzTest
    void jpeg_anyBytes_areAPictureOrNone(byte[] data) {
        refusing(() -> Jpeg.describesItself(data));
        refusing(() -> assertThat(Jpeg.size(data).width()).isPositive());
    }

    @FuzzTest
    void wav_anyBytes_areAHeaderOrNone(byte[] data) {
        refusing(() -> WavHeader.parse(data));
    }

    private static void refusing(Runnable reading) {
        try {
            reading.run();
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
