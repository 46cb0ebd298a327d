package io.crealia.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.crealia.local.cli.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What docs/operations.md tells an operator to type, or to look at, is there. */
class OperationsDocumentTest {
    private static final Path ROOT = Path.of(System.getProperty("crealia.root"));
    private static final String DOCUMENT = Stage.read(ROOT.resolve("docs/operations.md"));
    private static final String TEMPLATE = Stage.read(ROOT.resolve("template.yaml"));
    private static final String SCRIPTS = scripts();

    private static String scripts() {
        try (var files = Files.list(ROOT.resolve("deploy/lib"))) {
            return Stream.concat(Stream.of(ROOT.resolve("deploy.sh")), files.sorted()).map(Stage::read)
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> found(String text, String pattern) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Names one level below a top-level section of the template. */
    private static Set<String> section(String name) {
        var text = TEMPLATE.substring(TEMPLATE.indexOf("\n" + name + ":\n"));
        var end = Pattern.compile("\n[A-Z]").matcher(text);
        return found(end.find(1) ? text.substring(0, end.start()) : text, "(?m)^  ([A-Za-z0-9]+):");
    }

    @Test
    void everyParameterOfTheTemplate_isExplained_andNoOther() {
        var table = DOCUMENT.substring(DOCUMENT.indexOf("| parameter |"), DOCUMENT.indexOf("`Stage` is the name"));
        var rows = table.lines().skip(2).filter(row -> row.startsWith("|")).map(row -> row.split("\\|")[1])
                .collect(Collectors.joining());
        var explained = found(rows, "`([A-Za-z]+)`");

        var wanted = section("Parameters");
        wanted.remove("Stage");
        assertThat(explained).isEqualTo(wanted);
    }

    @Test
    void example_isAsTheDocumentSays_andFitsTheTemplate() {
        var example = Stage.read(ROOT.resolve("deploy/parameters/example.json"));
        var own = found(example.substring(0, example.indexOf("\"parameters\"")), "\"([a-z_]+)\":");

        assertThat(own).allMatch(name -> DOCUMENT.contains("`" + name + "`"));
        assertThat(found(example.substring(example.indexOf("\"parameters\"")), "\"([A-Z][A-Za-z]+)\":"))
                .isSubsetOf(section("Parameters"));
    }

    @Test
    void everyCommandOfCrealia_exists() {
        var commands = new CommandLine(Main.class).getSubcommands().keySet();
        var script = found(Stage.read(ROOT.resolve("crealia")), "(?m)^  ([a-z]+)\\)");

        assertThat(found(DOCUMENT, "\\./crealia ([a-z-]+)")).isNotEmpty()
                .allMatch(name -> commands.contains(name) || script.contains(name));
    }

    @Test
    void everyVerbAndOptionOfDeploy_exists() {
        var usage = SCRIPTS.substring(SCRIPTS.indexOf("Usage:"), SCRIPTS.indexOf("\nTEXT"));

        assertThat(found(DOCUMENT, "\\./deploy\\.sh STAGE ([a-z]+)")).isNotEmpty().allMatch(usage::contains);
        var deployLines = DOCUMENT.lines().filter(line -> !line.contains("aws ") && !line.contains("./crealia"))
                .toList();
        assertThat(found(String.join("\n", deployLines), "`[^`]*(--[a-z][a-z-]+)[^`]*`").stream()
                .filter(option -> !Set.of("--routing-config", "--function-version", "--create-bucket-configuration")
                        .contains(option)))
                .isNotEmpty().allMatch(option -> usage.contains(option) || option.equals("--help"));
        // And the other way round: each verb of the usage is handled.
        assertThat(found(usage, "STAGE ([a-z]+) ")).allMatch(verb -> SCRIPTS.contains("    " + verb)
                || SCRIPTS.contains("| " + verb + ")") || SCRIPTS.contains(verb + " |"));
    }

    @Test
    void everyExitCode_isInTheTable_andNoOther() {
        var table = DOCUMENT.substring(DOCUMENT.indexOf("| code |"), DOCUMENT.indexOf("The lock is an object"));
        var told = table.lines().skip(2).filter(row -> row.startsWith("|")).map(row -> row.split("\\|")[1])
                .flatMap(codes -> Arrays.stream(codes.split(","))).map(String::strip)
                .collect(Collectors.toCollection(TreeSet::new));

        var given = found(SCRIPTS, "\\bstop ([0-9]+)\\b");
        given.addAll(found(SCRIPTS, "\\bexit ([1-9][0-9]+)\\b"));
        assertThat(told).isEqualTo(given);
    }

    @Test
    void namesOfFunctionsQueuesAndLogs_areTheTemplates() {
        var names = found(TEMPLATE, "crealia-\\$\\{Stage}-([a-z-]+)");

        assertThat(found(DOCUMENT, "restart (?:every |uploads|`)?([a-z]+-(?:api|on-[a-z]+))")).isSubsetOf(names);
        assertThat(found(DOCUMENT, "redrive ([a-z]+-[a-z]+)")).isNotEmpty().isSubsetOf(names);
        assertThat(Stream.of("health-api", "playback-api", "ai-on-transcribe", "ai-on-enrich", "privacy-retention",
                "transcoding-steps", "transcoding-job-states", "upload-events", "webhook-deliveries", "uploads-api"))
                .allMatch(DOCUMENT::contains).allMatch(names::contains);
        assertThat(found(DOCUMENT, "crealia-STAGE-([a-z]+)-ACCOUNT")).isSubsetOf(names);
        assertThat(TEMPLATE).contains("LogGroupName: !Sub /crealia/${Stage}/", "ApiUrl:", "DeletionPolicy: Retain");
        assertThat(SCRIPTS).contains("stack=crealia-$stage");
    }

    @Test
    void numbers_areTheTemplates() {
        var concurrency = Pattern.compile("(?m)^ *MaximumConcurrency: *(\\d+)").matcher(TEMPLATE).results()
                .mapToInt(match -> Integer.parseInt(match.group(1))).sum();
        var api = Integer.parseInt(found(SCRIPTS, "api_concurrency=(\\d+)").iterator().next());

        assertThat(DOCUMENT).contains(
                (concurrency + api) + ": the sum of `MaximumConcurrency` (" + concurrency + ") and " + api,
                "the template needs " + (concurrency + api),
                "AWS CLI " + found(SCRIPTS, "least_aws=(\\d+[.]\\d+)").iterator().next());
        assertThat(TEMPLATE).contains("maxReceiveCount: 5", "MessageRetentionPeriod: 1209600",
                "MessageRetentionPeriod: 345600",
                "ThrottlingRateLimit: 2000", "ExpirationInDays: 2");
    }

    /** Every operation is one that the scripts call, or one of these, which were looked up in the CLI's reference. */
    @Test
    void everyCallOfTheAwsCli_isKnown() {
        var looked = List.of("s3api create-bucket", "s3api put-bucket-versioning", "s3api put-public-access-block",
                "s3api put-bucket-encryption", "s3api delete-bucket", "s3 rm", "lambda list-versions-by-function",
                "lambda delete-function", "cloudformation delete-stack", "cloudformation continue-update-rollback",
                "cloudformation cancel-update-stack", "apigateway update-stage", "secretsmanager create-secret",
                "secretsmanager put-secret-value", "secretsmanager delete-secret", "budgets create-budget",
                "logs tail");

        assertThat(found(DOCUMENT, "\\baws ([a-z0-9]+ [a-z-]+)")).isNotEmpty()
                .allMatch(call -> looked.contains(call) || SCRIPTS.contains(call));
    }

    @Test
    void statefulTypes_coverTheTemplate() {
        var stateful = Stage.read(ROOT.resolve("deploy/stateful-types")).lines().toList();

        assertThat(stateful).isSorted().doesNotHaveDuplicates().allMatch(type -> type.matches("AWS::\\w+::\\w+"));
        assertThat(stateful).contains("AWS::S3::Bucket", "AWS::SQS::Queue", "AWS::Logs::LogGroup", "AWS::KMS::Key",
                "AWS::Cognito::UserPool");
        // What holds nothing, or comes again with the next update. A type that is new has to be put on one of the lists.
        assertThat(found(TEMPLATE, "(?m)^    Type: (AWS::.*)$")).allMatch(type -> stateful.contains(type) || Set.of(
                "AWS::Serverless::Api", "AWS::Serverless::Function", "AWS::IAM::Role", "AWS::IAM::ManagedPolicy",
                "AWS::ApiGateway::Account", "AWS::Events::Rule", "AWS::SQS::QueuePolicy", "AWS::S3::BucketPolicy",
                "AWS::CloudWatch::Alarm").contains(type));
    }
}
