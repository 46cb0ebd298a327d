package io.crealia.local.cli;

import io.crealia.platform.json.Json;
import java.nio.file.Path;

/** The file has no bytes; known before anything is started for it. */
final class EmptyFileException extends ApiException {
    private static final long serialVersionUID = 1L;

    EmptyFileException(Path file) {
        super(422, Json.object().put("code", "upload.empty").put("detail",
                file + ": the file is empty; expected a video or audio file"));
    }
}
