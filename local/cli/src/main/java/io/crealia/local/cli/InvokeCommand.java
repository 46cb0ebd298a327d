package io.crealia.local.cli;

import io.crealia.local.lambda.InvocationResult.Answered;
import io.crealia.local.lambda.template.FunctionDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One invocation of one function, from its zip, as {@code sam local invoke} does it in a container. */
@Command(name = "invoke", description = "Invokes a function from its deployable zip in a process of its own and prints its answer.", mixinStandardHelpOptions = true, footer = {
        "", "Example: ./crealia invoke uploads-api -e events/uploads-api/start.json",
        "The same files serve sam local invoke UploadsApi -e FILE, where Docker exists.",
        "In the event, Bearer TOKEN becomes a developer token; --raw leaves it."})
final class InvokeCommand implements Callable<Integer> {
    private static final String PLACEHOLDER = "Bearer TOKEN";

    @Mixin
    private Options options;

    @Parameters(paramLabel = "FUNCTION", description = "Its logical id or its name in events/, for example UploadsApi or uploads-api")
    private String function;

    @Option(names = {"-e",
            "--event"}, required = true, paramLabel = "FILE", description = "The event's JSON; - reads standard input")
    private String event;

    @Option(names = "--raw", description = "Send the event as it is")
    private boolean raw;

    @Option(names = "--no-snapstart", description = "Initialise at the invocation instead of restoring a snapshot")
    private boolean noSnapStart;

    @Option(names = "--jvm-option", paramLabel = "OPTION", description = "An option of the function's Java virtual machine, for example of a profiler; may be repeated")
    private List<String> jvmOptions = List.of();

    @Option(names = "--times", paramLabel = "N", defaultValue = "1", description = "Invoke the same environment N times, 1 to 10000. Default: ${DEFAULT-VALUE}")
    private int times;

    @Override
    public Integer call() throws IOException {
        if (times < 1 || times > 10_000) {
            throw new IllegalArgumentException("--times: expected a number from 1 to 10000, was " + times);
        }
        var payload = read();
        var settings = options.settings().isolated()
                .with(isolation -> isolation.withSnapStart(!noSnapStart).withJvmOptions(jvmOptions)
                        .withOutput(System.err::println)
                        .withReports(report -> System.err.println(report.line())));
        var definition = find(settings);
        try (var edition = LocalEdition.start(settings)) {
            var token = "Bearer " + DeveloperToken.issue(settings, edition.issuer());
            var sent = raw ? payload : payload.replace(PLACEHOLDER, token);
            var status = Exit.OK;
            for (var i = 0; i < times && status == Exit.OK; i++) {
                status = once(edition, definition, sent);
            }
            return status;
        }
    }

    private static int once(LocalEdition edition, FunctionDefinition definition, String event) {
        var result = edition.runtime().lambda().invoke(definition.id(), event.getBytes(StandardCharsets.UTF_8));
        if (result instanceof Answered answered) {
            System.out.println(new String(answered.payload(), StandardCharsets.UTF_8));
            return Exit.OK;
        }
        System.err.println("crealia: " + definition.id() + ": " + result.summary());
        return Exit.NOT_READY;
    }

    private FunctionDefinition find(EditionSettings settings) {
        var functions = Packages.functions(settings);
        return functions.stream()
                .filter(each -> each.id().equalsIgnoreCase(function.replace("-", ""))).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("FUNCTION: there is no function " + function
                        + "; there are " + functions.stream().map(FunctionDefinition::id).toList()));
    }

    private String read() throws IOException {
        if (event.equals("-")) {
            return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var file = Path.of(event);
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("--event: expected a file with an event's JSON, there is no " + file);
        }
        return Files.readString(file);
    }
}
