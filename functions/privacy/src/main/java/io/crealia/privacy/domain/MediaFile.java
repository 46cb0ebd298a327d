package io.crealia.privacy.domain;

/**
 * An object of the media bucket that belongs to an asset.
 *
 * @param name its key below the folder of its tenant
 */
public record MediaFile(String key, String name, long sizeBytes) {
    /** What a person gave us to begin with; too large for an archive. */
    public boolean original() {
        return name.endsWith("/source/original");
    }

    /** Captions, transcripts, what steps found, the script, and posters. Films and stills can be made again of the original. */
    public boolean exported() {
        var file = name.substring(name.lastIndexOf('/') + 1);
        return !name.contains("/reuse/")
                && (file.endsWith(".json") || file.endsWith(".vtt") || file.endsWith(".srt") || file.endsWith(".txt")
                        || file.startsWith("poster"));
    }
}
