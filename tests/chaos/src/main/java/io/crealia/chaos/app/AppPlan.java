package io.crealia.chaos.app;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.lambda.CloudAccess;
import io.crealia.local.lambda.LocalRuntimeSettings;
import io.crealia.local.lambda.template.ApiDefinition.Throttle;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the application's process needs to know. It goes through a file that only its owner can read: there are keys in it.
 *
 * @param access how the stores are reached
 * @param environment variables of all functions
 * @param visibility the longest time that a message stays hidden whose process died
 * @param rates by function name, how often a schedule comes
 */
public record AppPlan(Path template, int apiPort, CloudAccess access, Map<String, String> environment,
        Duration visibility, Map<String, Duration> rates) {
    /** Clients are many, and of one machine. */
    private static final Throttle UNHURRIED = new Throttle(20_000, 40_000);

    public AppPlan {
        environment = Map.copyOf(environment);
        rates = Map.copyOf(rates);
    }

    public LocalRuntimeSettings settings() {
        var settings = LocalRuntimeSettings.of(template, access).withApiPort(apiPort).withEnvironment(environment)
                .withVisibilityOverride(visibility).withThrottle(UNHURRIED);
        for (var rate : rates.entrySet()) {
            settings = settings.withRate(rate.getKey(), rate.getValue());
        }
        return settings;
    }

    public void write(Path file) throws IOException {
        var json = Json.object().put("template", template.toString()).put("api_port", apiPort)
                .put("region", access.region()).put("account", access.account()).put("key_id", access.accessKeyId())
                .put("secret", access.secretAccessKey()).put("s3", access.s3().toString())
                .put("sqs", access.sqs().toString())
                .put("media_convert", access.mediaConvert().map(URI::toString).orElseThrow())
                .put("visibility", visibility.toString());
        var variables = json.putObject("environment");
        environment.forEach(variables::put);
        var periods = json.putObject("rates");
        rates.forEach((function, rate) -> periods.put(function, rate.toString()));
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, Json.bytes(json));
    }

    static AppPlan read(Path file) throws IOException {
        var json = Json.parse(Files.readString(file));
        var environment = new HashMap<String, String>();
        json.path("environment").properties().forEach(each -> environment.put(each.getKey(), each.getValue().asText()));
        var rates = new HashMap<String, Duration>();
        json.path("rates").properties()
                .forEach(each -> rates.put(each.getKey(), Duration.parse(each.getValue().asText())));
        return new AppPlan(Path.of(text(json, "template")), json.path("api_port").asInt(),
                new CloudAccess(text(json, "region"), text(json, "account"), text(json, "key_id"),
                        text(json, "secret"), URI.create(text(json, "s3")), URI.create(text(json, "sqs")),
                        Optional.of(URI.create(text(json, "media_convert")))),
                environment, Duration.parse(text(json, "visibility")), rates);
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText();
    }
}
