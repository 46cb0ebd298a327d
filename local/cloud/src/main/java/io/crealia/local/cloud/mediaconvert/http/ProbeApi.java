package io.crealia.local.cloud.mediaconvert.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.FfmpegLocator;
import io.crealia.local.cloud.ffmpeg.Ffprobe;
import io.crealia.local.cloud.ffmpeg.FileTrees;
import io.crealia.local.cloud.ffmpeg.RefusedInputException;
import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Probe: fetches the file, reads it with ffprobe, answers in MediaConvert's words. An unreadable file is a
 * BadRequestException that says why.
 */
public final class ProbeApi {
    private final ObjectStore objects;
    private final FfmpegLocator locator;
    private final FfmpegLimits limits;
    private final Path folder;

    /** @param folder for the copy of the file being read */
    public ProbeApi(ObjectStore objects, FfmpegLocator locator, FfmpegLimits limits, Path folder) {
        this.objects = objects;
        this.locator = locator;
        this.limits = limits;
        this.folder = folder;
    }

    JsonNode probe(ObjectNode body) throws IOException {
        JsonNode inputs = body.path("inputFiles");
        if (!inputs.isArray() || inputs.size() != 1) {
            throw ApiException.badRequest("/inputFiles: expected exactly one file");
        }
        ObjectNode out = JsonNodeFactory.instance.objectNode();
        ArrayNode results = out.putArray("probeResults");
        results.add(probe(inputs.get(0).path("fileUrl").asText()));
        return out;
    }

    private JsonNode probe(String url) throws IOException {
        ObjectUri uri = uri(url);
        var facts = objects.facts(uri)
                .orElseThrow(() -> ApiException.badRequest("Unable to open input file [" + url + "]: not found"));
        Files.createDirectories(folder);
        Path copy = Files.createTempDirectory(folder, "probe-");
        try {
            Path file = copy.resolve("input");
            objects.get(uri, file);
            return ProbeJson.write(new Ffprobe(locator.locate().binaries(), limits).probe(file), facts);
        } catch (RefusedInputException e) {
            throw ApiException.badRequest("Unable to open input file [" + url + "]: " + e.getMessage());
        } finally {
            FileTrees.delete(copy);
        }
    }

    private static ObjectUri uri(String url) {
        try {
            return ObjectUri.parse(url);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest("/inputFiles/0/fileUrl: " + e.getMessage());
        }
    }
}
