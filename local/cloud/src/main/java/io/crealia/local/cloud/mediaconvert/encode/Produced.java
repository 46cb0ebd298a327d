package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Everything one output group wrote.
 *
 * @param type CMAF_GROUP or FILE_GROUP
 * @param files in the order they must be uploaded: whatever points to others comes last
 * @param playlists addresses of multivariant playlists
 */
public record Produced(String type, List<File> files, List<ObjectUri> playlists, List<Detail> outputs) {

    public Produced {
        files = List.copyOf(files);
        playlists = List.copyOf(playlists);
        outputs = List.copyOf(outputs);
    }

    /** A local file and the object it becomes. */
    public record File(Path local, ObjectUri target, String contentType) {}

    /**
     * @param paths what the COMPLETE event names for this output; for frames the last one only, as MediaConvert does
     * @param promisedSeconds what the input promised this output would last, empty where nothing was
     */
    public record Detail(String jsonPath, List<ObjectUri> paths, double seconds, Optional<Picture> picture,
            OptionalDouble promisedSeconds) {}

    public record Picture(int width, int height, long averageBitrate) {}
}
