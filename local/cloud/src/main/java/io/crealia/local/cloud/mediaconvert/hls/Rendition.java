package io.crealia.local.cloud.mediaconvert.hls;

import java.nio.file.Path;
import java.util.List;

/**
 * One track cut into segments.
 *
 * @param init file with the initialisation section
 * @param codecs RFC 6381 name
 */
public record Rendition(Path init, List<Segment> segments, String codecs) {

    /** @param seconds true length on the presentation's clock */
    public record Segment(Path file, double seconds, long sizeBytes) {}

    public Rendition {
        segments = List.copyOf(segments);
    }

    public double seconds() {
        return segments.stream().mapToDouble(Segment::seconds).sum();
    }

    public long mediaBytes() {
        return segments.stream().mapToLong(Segment::sizeBytes).sum();
    }

    /** Bits per second over the whole track. */
    public long averageBandwidth() {
        return Math.round(mediaBytes() * 8 / Math.max(seconds(), 0.001));
    }

    /**
     * Bits per second of the largest stretch of segments that lasts between half and one and a half target durations
     * (RFC 8216, section 4.3.4.2).
     */
    public long peakBandwidth(double targetSeconds) {
        double peak = 0;
        for (int from = 0; from < segments.size(); from++) {
            double seconds = 0;
            long bytes = 0;
            for (int to = from; to < segments.size(); to++) {
                seconds += segments.get(to).seconds();
                bytes += segments.get(to).sizeBytes();
                if (seconds > 1.5 * targetSeconds && to > from) {
                    break;
                }
                if (seconds >= 0.5 * targetSeconds) {
                    peak = Math.max(peak, bytes * 8 / seconds);
                }
            }
        }
        return Math.max(Math.round(peak), averageBandwidth());
    }
}
