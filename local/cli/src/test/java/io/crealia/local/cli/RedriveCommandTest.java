package io.crealia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.crealia.local.cli.LocalQueues.Depth;
import io.crealia.platform.json.Json;
import io.crealia.workflow.domain.RunState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code ./crealia redrive} and what {@code status} says of queues, beside a running edition. */
class RedriveCommandTest {
    private static final String QUEUE = "crealia-local-upload-events";

    @TempDir
    private Path home;

    /** What a command printed and how it ended. */
    private record Ran(int exit, String out, String err) {
        JsonNode json() {
            return Json.parse(out.strip());
        }
    }

    private Ran run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var outBefore = System.out;
        var errBefore = System.err;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
        try {
            var exit = Main.run(
                    Stream.concat(Stream.of(arguments), Stream.of("--home", home.toString())).toArray(String[]::new));
            return new Ran(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
        }
    }

    @Test
    void redrive_movesDeadLettersBackAndTheFunctionTakesThem() throws Exception {
        // S3 sends this once when notifications are set up; the function takes note of it and lets it go.
        var body = Json
                .parse(Files.readString(Options.root().resolve("events/uploads-on-object-created/test-event.json")))
                .path("Records").path(0).path("body").asText();
        try (var edition = LocalEdition.start(new EditionSettings(Options.root(), home, 0, Map.of()))) {
            send(edition.cloud().endpoints().sqs(), QUEUE + "-dlq", body);
            assertThat(run("redrive").out().strip()).matches("upload-events +1");
            assertThat(run("redrive", "--json").json().path("upload-events").asInt()).isEqualTo(1);
            assertThat(run("status", "--json").json().path("queues").path(QUEUE).path("dead_letters").asInt())
                    .isEqualTo(1);
            assertThat(run("status").out())
                    .containsPattern("queue +" + QUEUE + " +0 waiting, 0 in work, 1 dead letters")
                    .contains("runs    none");

            var shown = run("redrive", "upload-events", "--dry-run", "--json").json();
            assertThat(shown.path("dead_letters").asInt()).isEqualTo(1);
            assertThat(shown.path("moved").asInt()).isZero();
            assertThat(shown.path("letters").path(0).path("body").asText()).isEqualTo(body);

            var moved = run("redrive", "upload-events");
            assertThat(moved.exit()).as(moved.err()).isEqualTo(Exit.OK);
            assertThat(moved.out()).contains("received ", "s3:TestEvent",
                    "upload-events: 1 dead letters, 1 moved back");

            try (var queues = new LocalQueues(edition.cloud().endpoints().sqs())) {
                await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(queues.depths())
                        .filteredOn(depth -> depth.name().startsWith(QUEUE)).hasSize(2)
                        .allMatch(RedriveCommandTest::isEmpty));
            }
            assertThat(run("redrive").out().strip()).isEqualTo("no dead letters");
            assertThat(run("redrive", "upload-events").out()).contains("0 dead letters, 0 moved back");

            var unknown = run("redrive", "nowhere");
            assertThat(unknown.exit()).isEqualTo(Exit.USAGE);
            assertThat(unknown.err()).contains("QUEUE: there is no queue nowhere", "upload-events",
                    "webhook-deliveries");
        }
    }

    private static boolean isEmpty(Depth depth) {
        return depth.waiting() + depth.working() + depth.delayed() == 0;
    }

    private static void send(URI endpoint, String queue, String body) {
        try (var sqs = SqsClient.builder().endpointOverride(endpoint).region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create()).build()) {
            sqs.sendMessage(message -> message.queueUrl(endpoint + "/000000000000/" + queue).messageBody(body));
        }
    }

    @Test
    void redrive_noEditionRuns_saysSo() {
        assertThat(run("redrive").exit()).isEqualTo(Exit.ENVIRONMENT);
    }

    @Test
    void status_countsEveryStateOfRuns() {
        assertThat(StatusCommand.RUN_STATES).hasSize(RunState.class.getPermittedSubclasses().length)
                .contains(new RunState.Running().storedName(), new RunState.Erased().storedName());
    }
}
