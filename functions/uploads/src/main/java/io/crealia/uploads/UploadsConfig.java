package io.crealia.uploads;

import io.crealia.platform.config.ConfigurationException;
import io.crealia.platform.config.Environment;
import io.crealia.uploads.domain.Transfer.Multipart;
import java.time.Duration;

/**
 * Settings of the uploads feature.
 *
 * @param maxBytes of one file
 * @param singlePutMaxBytes up to which a file comes in one PUT, above in parts
 * @param partBytes preferred size of a part
 * @param signatureTtl how long a signed URL works
 * @param expiry how long an upload may take from start to last byte
 * @param orphanAge from which on a multipart upload that no upload owns is aborted
 */
record UploadsConfig(String incomingBucket, String mediaBucket, long maxBytes, long singlePutMaxBytes, long partBytes,
        Duration signatureTtl, Duration expiry, Duration orphanAge) {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    /** S3's largest object and largest single PUT (docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html). */
    private static final long STORE_MAX_BYTES = 5L << 40;
    private static final long STORE_MAX_PUT_BYTES = 5L << 30;
    /** Function credentials end, and every URL they signed ends with them. */
    private static final Duration MAX_TTL = Duration.ofHours(1);

    static UploadsConfig of(Environment environment) {
        var config = new UploadsConfig(environment.required("CREALIA_INCOMING_BUCKET"),
                environment.required("CREALIA_MEDIA_BUCKET"),
                environment.number("CREALIA_UPLOADS_MAX_BYTES", 1, 50 * GIB),
                environment.number("CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES", 1, 100 * MIB),
                environment.number("CREALIA_UPLOADS_PART_BYTES", Multipart.MIN_PART_BYTES, 16 * MIB),
                environment.duration("CREALIA_UPLOADS_SIGNATURE_TTL", Duration.ofMinutes(15)),
                environment.duration("CREALIA_UPLOADS_EXPIRY", Duration.ofHours(24)),
                environment.duration("CREALIA_UPLOADS_ORPHAN_AGE", Duration.ofHours(24)));
        atMost("CREALIA_UPLOADS_MAX_BYTES", config.maxBytes, STORE_MAX_BYTES);
        atMost("CREALIA_UPLOADS_SINGLE_PUT_MAX_BYTES", config.singlePutMaxBytes, STORE_MAX_PUT_BYTES);
        atMost("CREALIA_UPLOADS_PART_BYTES", config.partBytes, STORE_MAX_PUT_BYTES);
        if (config.signatureTtl.compareTo(MAX_TTL) > 0) {
            throw new ConfigurationException("CREALIA_UPLOADS_SIGNATURE_TTL", "a duration of at most " + MAX_TTL);
        }
        if (config.expiry.compareTo(config.signatureTtl) < 0) {
            throw new ConfigurationException("CREALIA_UPLOADS_EXPIRY",
                    "a duration of at least CREALIA_UPLOADS_SIGNATURE_TTL");
        }
        return config;
    }

    private static void atMost(String variable, long value, long most) {
        if (value > most) {
            throw new ConfigurationException(variable, "a whole number of at most " + most);
        }
    }
}
