package io.crealia.local.cli;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Updates;
import io.crealia.platform.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./crealia audit verify} beside a running edition. */
class AuditCommandTest {
    @TempDir
    private Path home;

    /** What the command printed and how it ended. */
    private record Ran(int exit, String out) {}

    private Ran verify(String... more) {
        var before = System.out;
        var out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            var exit = Main.run(Stream.concat(Stream.of("audit", "verify", "--home", home.toString()),
                    Arrays.stream(more)).toArray(String[]::new));
            return new Ran(exit, out.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void verify_wholeThenChangedRow_isTold() throws IOException {
        var settings = new EditionSettings(Options.root(), home, 0, Map.of());
        try (var edition = LocalEdition.start(settings);
                var mongo = MongoClients.create(edition.cloud().endpoints().mongoUri().toString())) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("run.json"))))
                    .isEqualTo("rw-------");
            assertThat(verify()).isEqualTo(new Ran(Exit.OK, "the audit log is empty" + System.lineSeparator()));
            deed(settings, edition, "acme", "one");
            deed(settings, edition, "acme", "two");
            deed(settings, edition, "other", "one");

            var whole = verify();
            assertThat(whole.exit()).isEqualTo(Exit.OK);
            assertThat(whole.out().lines()).satisfiesExactly(
                    line -> assertThat(line).matches("acme +whole, 2 rows, end [0-9a-f]{64}"),
                    line -> assertThat(line).matches("other +whole, 1 rows, end [0-9a-f]{64}"));

            mongo.getDatabase("crealia").getCollection("audit").updateOne(eq("_id", "acme/%019d".formatted(2)),
                    Updates.set("outcome", "forbidden"));

            var damaged = verify("--tenant", "acme");
            assertThat(damaged.exit()).isEqualTo(Exit.NOT_READY);
            assertThat(damaged.out()).contains("acme", "DAMAGED at row 2: the row was changed", "1 rows before it");
            assertThat(verify().exit()).isEqualTo(Exit.NOT_READY);
            assertThat(verify("--tenant", "other").exit()).isEqualTo(Exit.OK);
            assertThat(Json.parse(verify("--tenant", "acme", "--json").out().strip())).isEqualTo(
                    Json.parse(
                            """
                                    {"tenant":"acme","whole":false,"rows":1,"damaged_row":2,"damage":"the row was changed"}"""));
        }
    }

    private static void deed(EditionSettings settings, LocalEdition edition, String tenant, String key) {
        var token = DeveloperToken.issue(settings, edition.issuer(), tenant, DeveloperToken.SCOPES,
                DeveloperToken.LIFETIME);
        new ApiClient(edition.api(), () -> token).post("/v1/webhook-endpoints",
                Json.object().put("url", "https://example.org/" + key), key);
    }

    @Test
    void verify_noEditionRuns_saysSo() {
        assertThat(verify().exit()).isEqualTo(Exit.ENVIRONMENT);
    }

    @Test
    void verify_noTenant_isAUsageFault() {
        assertThat(verify("--tenant", "Not A Tenant").exit()).isEqualTo(Exit.USAGE);
    }
}
