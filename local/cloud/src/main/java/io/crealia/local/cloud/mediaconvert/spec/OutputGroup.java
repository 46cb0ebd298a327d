package io.crealia.local.cloud.mediaconvert.spec;

import java.util.List;

/** Outputs that share a destination. */
public sealed interface OutputGroup {
    ObjectUri destination();

    List<Output> outputs();

    /** Name in events: CMAF_GROUP or FILE_GROUP. */
    String eventType();

    /**
     * HLS with fragmented MP4.
     *
     * @param segmentSeconds target length of a segment
     * @param minFinalSegmentSeconds a shorter last segment is joined to the one before
     * @param floatingDurations write EXTINF with decimals
     * @param resolution write RESOLUTION
     * @param targetRoundedUp EXT-X-TARGETDURATION is rounded up, not to the nearest second
     */
    record Cmaf(ObjectUri destination, int segmentSeconds, int fragmentSeconds, double minFinalSegmentSeconds,
            boolean floatingDurations, boolean resolution, boolean targetRoundedUp, List<Output> outputs)
            implements
            OutputGroup {
        public Cmaf {
            outputs = List.copyOf(outputs);
        }

        @Override
        public String eventType() {
            return "CMAF_GROUP";
        }
    }

    /** Single files. */
    record Files(ObjectUri destination, List<Output> outputs) implements OutputGroup {
        public Files {
            outputs = List.copyOf(outputs);
        }

        @Override
        public String eventType() {
            return "FILE_GROUP";
        }
    }
}
