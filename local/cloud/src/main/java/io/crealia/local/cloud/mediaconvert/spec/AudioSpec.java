package io.crealia.local.cloud.mediaconvert.spec;

import java.util.Optional;

/**
 * The sound of one output.
 *
 * @param selector name of the input's audio selector, the default one when absent
 * @param languageTag RFC 5646, empty when it follows the input
 */
public record AudioSpec(Optional<String> selector, Codec codec, Optional<Loudness> loudness, String languageTag,
        Optional<String> streamName) {

    public sealed interface Codec {
        int sampleRate();

        /** 0 keeps the input's channels. */
        int channels();

        record Aac(int bitrate, int channels, int sampleRate) implements Codec {}

        record Wav(int bitDepth, int channels, int sampleRate) implements Codec {}
    }

    /**
     * ITU-R BS.1770-4 over the whole programme.
     *
     * @param targetLkfs loudness wanted
     * @param truePeakDb ceiling, dBTP
     */
    public record Loudness(double targetLkfs, double truePeakDb) {}
}
