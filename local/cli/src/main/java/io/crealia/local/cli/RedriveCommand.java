package io.crealia.local.cli;

import io.crealia.local.cli.LocalQueues.Depth;
import io.crealia.local.cli.LocalQueues.Letter;
import io.crealia.platform.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives messages that failed too often another chance. */
@Command(name = "redrive", description = "Shows a queue's dead letters and moves them back to it.", mixinStandardHelpOptions = true)
final class RedriveCommand implements Callable<Integer> {
    private static final String PREFIX = "crealia-local-";
    private static final int SHOWN_CHARACTERS = 200;

    @Mixin
    private Options options;

    @Parameters(arity = "0..1", paramLabel = "QUEUE", description = "For example upload-events. Without it: lists the queues that have dead letters")
    private Optional<String> queue = Optional.empty();

    @Option(names = "--dry-run", description = "Show the dead letters and move none")
    private boolean dryRun;

    @Override
    public Integer call() {
        var running = RunFile.read(options.settings().home());
        if (running.isEmpty()) {
            System.err.println(StatusCommand.NOT_RUNNING);
            return Exit.ENVIRONMENT;
        }
        try (var queues = new LocalQueues(running.get().sqs())) {
            var depths = queues.depths().stream().collect(Collectors.toMap(Depth::name, Function.identity()));
            return queue.map(name -> redrive(queues, depths, name)).orElseGet(() -> list(depths));
        }
    }

    private int list(Map<String, Depth> depths) {
        var full = depths.values().stream().filter(each -> each.deadLetters().isPresent())
                .filter(each -> deadLetters(depths, each).waiting() > 0).map(Depth::name).sorted().toList();
        if (options.json()) {
            var json = Json.object();
            full.forEach(
                    name -> json.put(name.substring(PREFIX.length()), deadLetters(depths, depths.get(name)).waiting()));
            System.out.println(Json.text(json));
        } else if (full.isEmpty()) {
            System.out.println("no dead letters");
        } else {
            full.forEach(name -> System.out.printf("%-24s %d%n", name.substring(PREFIX.length()),
                    deadLetters(depths, depths.get(name)).waiting()));
        }
        return Exit.OK;
    }

    private int redrive(LocalQueues queues, Map<String, Depth> depths, String name) {
        var source = depths.get(PREFIX + name);
        if (source == null || source.deadLetters().isEmpty()) {
            throw new IllegalArgumentException(
                    "QUEUE: there is no queue " + name + " with dead letters; expected one of "
                            + depths.values().stream().filter(each -> each.deadLetters().isPresent())
                                    .map(each -> each.name().substring(PREFIX.length())).sorted()
                                    .collect(Collectors.joining(", ")));
        }
        var dead = deadLetters(depths, source);
        var letters = queues.peek(dead.url());
        if (!dryRun && dead.waiting() > 0) {
            queues.redrive(dead, source);
        }
        report(name, dead.waiting(), letters);
        return Exit.OK;
    }

    private void report(String name, long count, List<Letter> letters) {
        var moved = dryRun ? 0 : count;
        if (options.json()) {
            var json = Json.object().put("queue", name).put("dead_letters", count).put("moved", moved);
            var shown = json.putArray("letters");
            letters.forEach(letter -> shown.addObject().put("sent_at", letter.sentAt().toString())
                    .put("receives", letter.receives()).put("body", letter.body()));
            System.out.println(Json.text(json));
            return;
        }
        letters.forEach(letter -> System.out.printf("  %s  received %d times  %s%n", letter.sentAt(), letter.receives(),
                shortened(letter.body())));
        System.out.printf("%s: %d dead letters, %d moved back%n", name, count, moved);
    }

    private static String shortened(String body) {
        var line = body.replaceAll("\\s+", " ");
        return line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…";
    }

    private static Depth deadLetters(Map<String, Depth> depths, Depth source) {
        return depths.get(source.deadLetters().orElseThrow());
    }
}
