package io.crealia.transcoding.usecase;

import io.crealia.transcoding.domain.Check;
import io.crealia.transcoding.domain.Mp4Location;
import io.crealia.transcoding.port.MediaStore;
import java.util.List;

/** Measures that no file says where its source was taken. A file that cannot be read cannot be said to keep silent. */
final class NoLocation {
    private static final String EXPECTED = "no place in any file";

    private NoLocation() {}

    /** @param keys MP4 files or their initialisation segments */
    static Check check(String name, MediaStore store, List<String> keys) {
        for (var key : keys) {
            var file = key.substring(key.lastIndexOf('/') + 1);
            try {
                var mark = Mp4Location.find((offset, length) -> store.range(key, offset, length),
                        store.size(key).orElseThrow(() -> new IllegalArgumentException("the file is missing")));
                if (mark.isPresent()) {
                    return Check.of(name, false, EXPECTED, mark.get() + " in " + file);
                }
            } catch (IllegalArgumentException e) {
                return Check.broken(name, EXPECTED, file + ": " + e.getMessage());
            }
        }
        return Check.of(name, true, EXPECTED, keys.size() + " read");
    }
}
