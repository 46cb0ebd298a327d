package io.crealia.local.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the product to somebody who sees it for the first time. */
@Command(name = "demo", description = "Makes a sample video and takes it through the whole pipeline.", mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofMinutes(15);

    @Mixin
    private Options options;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "12", description = "Length of the sample, 1 to 600. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds < 1 || seconds > 600) {
            throw new IllegalArgumentException("--seconds: expected a number from 1 to 600, was " + seconds);
        }
        var settings = options.settings();
        var sample = SampleVideo.in(settings, seconds);
        say("sample    " + sample + "   " + seconds + " s, 1280x720, with sound");
        try (var session = Session.open(settings)) {
            say("API       " + session.api().base() + (session.ownsEdition() ? "   (embedded, for this demo)" : ""));
            var exit = ProcessCommand.follow(session, sample, options.json(), TIMEOUT);
            if (session.ownsEdition()) {
                say("\nThe outputs stay in " + relative(settings.home())
                        + ". To play them: ./crealia up, then open the hls address"
                        + " in a player.\nYour own file: ./crealia process FILE");
            }
            return exit;
        }
    }

    private void say(String line) {
        if (!options.json()) {
            System.out.println(line);
        }
    }

    private static Path relative(Path path) {
        var here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }
}
