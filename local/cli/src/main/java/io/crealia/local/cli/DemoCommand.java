package io.crealia.local.cli;

import io.crealia.local.cloud.ai.SpeechSample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    @Option(names = "--seconds", paramLabel = "N", description = "A sample of this length, 1 to 600, that makes a tone instead of speaking")
    private Integer seconds;

    @Option(names = "--observability", description = "With Prometheus, Pushgateway and Alertmanager; ends with a table of every metric")
    private boolean observability;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seconds != null && (seconds < 1 || seconds > 600)) {
            throw new IllegalArgumentException("--seconds: expected a number from 1 to 600, was " + seconds);
        }
        var settings = observability
                ? options.settings().observed(Optional.empty()).with(RefusedCalls.LIMITS)
                : options.settings();
        var sample = seconds == null ? SampleVideo.speaking(settings) : SampleVideo.in(settings, seconds);
        var choice = seconds == null
                ? RunChoice.of("auto-reels", "educational", "en", Optional.of(SpeechSample.SCRIPT))
                : new RunChoice();
        say("sample    " + sample + "   1280x720, "
                + (seconds == null ? "speaks; its script goes with the upload" : seconds + " s, with a tone"));
        try (var session = Session.open(settings);
                var metrics = observability ? MetricsDemo.open(session, settings) : null) {
            say("API       " + session.api().base() + (session.ownsEdition() ? "   (embedded, for this demo)" : ""));
            var outcome = ProcessCommand.follow(session, sample, choice, options.json(), TIMEOUT);
            picture(settings, outcome);
            if (metrics != null) {
                metrics.finish(outcome).forEach(this::say);
            }
            if (session.ownsEdition()) {
                say("\nThe outputs stay in " + relative(settings.home())
                        + ". To play them: ./crealia up, then open the hls address"
                        + " in a player.\nYour own file: ./crealia process FILE");
            }
            return outcome.ready() ? Exit.OK : Exit.NOT_READY;
        }
    }

    // Of the first reel, from its middle, where a caption is likely.
    private void picture(EditionSettings settings, Journey.Outcome outcome) throws IOException, InterruptedException {
        var reel = outcome.playback().path("reels").path(0).path("url").asText("");
        if (!reel.isEmpty()) {
            var millis = outcome.understanding().path("reels").path("data").path(0).path("duration_ms").asLong();
            var target = settings.home().resolve("sample").resolve("reel.png");
            SampleVideo.picture(settings, reel, millis / 2000.0, target);
            say("picture   " + relative(target) + "   a frame of the reel");
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
