package io.crealia.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.ApiClient;
import io.crealia.local.cli.ApiException;
import io.crealia.local.cli.DeveloperToken;
import io.crealia.local.cli.EditionSettings;
import io.crealia.local.cli.FileUploader;
import io.crealia.local.cli.LocalEdition;
import io.crealia.local.lambda.CloudControl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLConnection;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A local edition on free ports, and what a creator's app would do with it. */
public final class Edition implements AutoCloseable {
    public static final Path ROOT = Path.of(System.getProperty("crealia.root"));
    /** Run once more from the deployable zips by the Maven execution "isolated". */
    private static final boolean ISOLATED = Boolean.getBoolean("crealia.e2e.isolated");
    private static final Set<String> FINISHED = Set.of("ready", "ready_degraded", "rejected", "errored", "cancelled");

    private final LocalEdition edition;
    private final EditionSettings settings;
    private final ContractWatch watch = new ContractWatch();
    private final Hangs hangs = new Hangs();
    private final ApiClient api;

    private Edition(EditionSettings settings, UnaryOperator<CloudControl> decorator) {
        this.settings = settings.with(own -> own.withOutput(hangs.beside(own.output())));
        this.edition = LocalEdition.start(this.settings, decorator);
        var token = DeveloperToken.issue(this.settings, edition.issuer());
        this.api = new ApiClient(edition.api(), () -> token, watch);
    }

    public static Edition start(Path home, Map<String, String> overrides) {
        return start(home, overrides, UnaryOperator.identity());
    }

    public static Edition start(Path home, Map<String, String> overrides, UnaryOperator<CloudControl> decorator) {
        var settings = new EditionSettings(ROOT, home, 0, overrides);
        return new Edition(ISOLATED ? fromZips(settings) : settings, decorator);
    }

    /** Functions in processes of their own, from the deployable zips. */
    public static Edition isolated(Path home, Map<String, String> overrides) {
        return new Edition(fromZips(new EditionSettings(ROOT, home, 0, overrides)), UnaryOperator.identity());
    }

    /** The same, with each line that a function writes. */
    static Edition isolated(Path home, Consumer<String> lines) {
        return new Edition(fromZips(new EditionSettings(ROOT, home, 0, Map.of())).with(own -> own.withOutput(lines)),
                UnaryOperator.identity());
    }

    /** Every edition of a build has the same packages, of 14,000 files each: they are unpacked once. */
    private static EditionSettings fromZips(EditionSettings settings) {
        return settings.isolated().with(own -> own.withPackages(ROOT.resolve("tests/e2e/target/packages")));
    }

    /** Functions in this JVM, whatever the run. */
    public static Edition inProcess(Path home, Map<String, String> overrides) {
        return new Edition(new EditionSettings(ROOT, home, 0, overrides), UnaryOperator.identity());
    }

    public ApiClient api() {
        return api;
    }

    public LocalEdition local() {
        return edition;
    }

    public ApiClient apiOf(String tenant) {
        var token = DeveloperToken.issue(settings, edition.issuer(), tenant, DeveloperToken.SCOPES,
                DeveloperToken.LIFETIME);
        return new ApiClient(edition.api(), () -> token, watch);
    }

    /** The developer's token. */
    public String token() {
        return DeveloperToken.issue(settings, edition.issuer());
    }

    /** A token with every scope but one. */
    public String tokenWithout(String scope) {
        return DeveloperToken.issue(settings, edition.issuer(), DeveloperToken.TENANT,
                DeveloperToken.SCOPES.stream().filter(other -> !other.equals(scope)).toList(),
                DeveloperToken.LIFETIME);
    }

    /** A GET with the developer's token that has not been sent yet. */
    public URLConnection open(String path) throws IOException {
        var connection = edition.api().resolve(path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + DeveloperToken.issue(settings, edition.issuer()));
        return connection;
    }

    /** A request with the developer's token, for what a {@link #open connection} cannot say. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(edition.api().resolve(path)).header("Authorization",
                "Bearer " + DeveloperToken.issue(settings, edition.issuer()));
    }

    /** Uploads a file and waits for its end. */
    public JsonNode process(Path file) {
        try {
            return finished(new FileUploader(api).upload(file, _ -> {}).path("asset_id").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public JsonNode finished(String assetId) {
        return await("asset " + assetId).atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(200))
                .until(() -> asset(assetId),
                        asset -> asset.filter(a -> FINISHED.contains(a.path("state").asText())).isPresent())
                .orElseThrow();
    }

    /** As {@link #finished}, without waiting for the schedule: attempts that wait are started as soon as they may. */
    public JsonNode finishedSwept(String assetId) {
        return await("asset " + assetId).atMost(Duration.ofMinutes(8)).pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    edition.runtime().scheduler().trigger("WorkflowSweeper");
                    return asset(assetId);
                }, asset -> asset.filter(a -> FINISHED.contains(a.path("state").asText())).isPresent()).orElseThrow();
    }

    public Optional<JsonNode> asset(String assetId) {
        try {
            return Optional.of(api.get("/v1/assets/" + assetId));
        } catch (ApiException e) {
            if (e.status() == 404) {
                return Optional.empty();
            }
            throw new AssertionError(e.getMessage() + hangs, e);
        }
    }

    public JsonNode playback(JsonNode asset) {
        return api.get("/v1/assets/" + asset.path("id").asText() + "/playback");
    }

    @Override
    public void close() {
        edition.close();
        watch.check();
    }
}
