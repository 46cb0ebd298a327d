package io.crealia.uploads.adapter;

/** S3 quotes its ETags; ours are bare. */
final class ETags {
    private ETags() {}

    static String bare(String etag) {
        return etag.replace("\"", "");
    }

    static String quoted(String etag) {
        return '"' + etag + '"';
    }
}
