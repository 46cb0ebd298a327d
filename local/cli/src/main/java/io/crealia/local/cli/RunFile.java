package io.crealia.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cloud.Endpoints;
import io.crealia.platform.json.Json;
import io.crealia.platform.json.MalformedJsonException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * What a running edition tells other commands on this machine: {@code run.json} in the data folder, readable by its owner
 * only, because it says where the database is and opens the store of objects.
 */
record RunFile(long pid, URI api, String issuer, URI mongo, URI sqs, Storage storage) {
    private static final String NAME = "run.json";

    /** S3 and who may use it. */
    record Storage(URI endpoint, String region, String accessKeyId, String secretAccessKey) {
        static Storage of(Endpoints endpoints) {
            return new Storage(endpoints.s3(), endpoints.region(), endpoints.accessKeyId(),
                    endpoints.secretAccessKey());
        }
    }

    /** @return the edition that runs on this data folder; a file left behind by a killed process counts as none */
    static Optional<RunFile> read(Path home) {
        var file = home.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var run = of(Json.parse(Files.readString(file)));
            return ProcessHandle.of(run.pid()).filter(ProcessHandle::isAlive).map(_ -> run);
        } catch (IOException | MalformedJsonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static RunFile of(JsonNode json) {
        var s3 = json.path("s3");
        return new RunFile(json.path("pid").asLong(), URI.create(json.path("api").asText()),
                json.path("issuer").asText(), URI.create(json.path("mongo").asText()),
                URI.create(json.path("sqs").asText()),
                new Storage(URI.create(s3.path("endpoint").asText()), s3.path("region").asText(),
                        s3.path("access_key_id").asText(), s3.path("secret_access_key").asText()));
    }

    void write(Path home) {
        var json = Json.object().put("pid", pid).put("api", api.toString()).put("issuer", issuer)
                .put("mongo", mongo.toString()).put("sqs", sqs.toString());
        json.putObject("s3").put("endpoint", storage.endpoint().toString()).put("region", storage.region())
                .put("access_key_id", storage.accessKeyId()).put("secret_access_key", storage.secretAccessKey());
        try {
            Files.createDirectories(home);
            // A temporary file is its owner's only, and stays so when it is moved.
            var temporary = Files.createTempFile(home, "run", ".json");
            Files.write(temporary, Json.bytes(json));
            Files.move(temporary, home.resolve(NAME), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + home.resolve(NAME), e);
        }
    }

    static void delete(Path home) {
        try {
            Files.deleteIfExists(home.resolve(NAME));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + home.resolve(NAME), e);
        }
    }
}
