package io.crealia.local.cloud.mediaconvert.spec;

import java.util.List;

/** {@code /settings/outputGroups/n}. */
final class OutputGroupParser {
    private OutputGroupParser() {}

    static OutputGroup parse(StrictObject in) {
        in.text("name");
        in.text("customName");
        List<Output> outputs = in.list("outputs", OutputParser::parse);
        return in.required("outputGroupSettings", settings -> {
            String type = settings.requiredOneOf("type", "CMAF_GROUP_SETTINGS", "FILE_GROUP_SETTINGS");
            return type.equals("CMAF_GROUP_SETTINGS")
                    ? settings.required("cmafGroupSettings", cmaf -> cmaf(cmaf, outputs))
                    : settings.required("fileGroupSettings",
                            files -> new OutputGroup.Files(destination(files), outputs));
        });
    }

    private static OutputGroup cmaf(StrictObject in, List<Output> outputs) {
        in.oneOf("writeHlsManifest", "ENABLED");
        in.requiredOneOf("writeDashManifest", "DISABLED");
        in.oneOf("segmentControl", "SEGMENTED_FILES");
        in.oneOf("segmentLengthControl", "EXACT", "GOP_MULTIPLE");
        in.oneOf("codecSpecification", "RFC_4281", "RFC_6381");
        boolean up = in.oneOf("targetDurationCompatibilityMode", "LEGACY", "SPEC_COMPLIANT").equals("LEGACY");
        in.oneOf("clientCache", "ENABLED");
        in.oneOf("manifestCompression", "NONE");
        in.oneOf("imageBasedTrickPlay", "NONE");
        in.oneOf("ptsOffsetHandlingForBFrames", "ZERO_BASED");
        in.oneOf("videoCompositionOffsets", "UNSIGNED");
        in.oneOf("mpdProfile", "MAIN_PROFILE");
        in.oneOf("dashManifestStyle", "BASIC");
        in.oneOf("writeSegmentTimelineInRepresentation", "ENABLED", "DISABLED");
        in.integer("minBufferTime", 0, Integer.MAX_VALUE);
        int segment = in.integer("segmentLength", 1, 3600).orElse(10);
        int fragment = in.integer("fragmentLength", 1, 3600).orElse(2);
        if (segment % fragment != 0) {
            throw in.refuse("fragmentLength", "expected a divisor of segmentLength " + segment + ", got " + fragment);
        }
        double last = in.decimal("minFinalSegmentLength", 0, segment).orElse(0);
        boolean decimals = in.oneOf("manifestDurationFormat", "FLOATING_POINT", "INTEGER").equals("FLOATING_POINT");
        boolean resolution = in.oneOf("streamInfResolution", "INCLUDE", "EXCLUDE").equals("INCLUDE");
        return new OutputGroup.Cmaf(destination(in), segment, fragment, last, decimals, resolution, up, outputs);
    }

    private static ObjectUri destination(StrictObject in) {
        in.object("destinationSettings", destination -> destination.object("s3Settings", s3 -> {
            s3.object("encryption", encryption -> {
                encryption.text("kmsKeyArn");
                encryption.text("kmsEncryptionContext");
                return encryption.oneOf("encryptionType", "SERVER_SIDE_ENCRYPTION_S3", "SERVER_SIDE_ENCRYPTION_KMS");
            });
            return s3.oneOf("storageClass", "STANDARD");
        }));
        var uri = ObjectUri.parse(in.requiredText("destination"), in, "destination");
        if (uri.key().endsWith("/") || uri.key().contains("$")) {
            throw in.refuse("destination",
                    "expected a base file name after the last slash and no $ identifiers, got \"" + uri
                            + "\"");
        }
        return uri;
    }
}
