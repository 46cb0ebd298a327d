package io.crealia.local.cli;

import io.crealia.local.cloud.ai.SpeechBenchmark;
import io.crealia.local.cloud.ai.SpeechSample;
import io.crealia.timedtext.Cue;
import io.crealia.timedtext.WebVtt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says how well the offline recogniser and aligner do on a sound whose words are known. */
@Command(name = "bench-speech", description = "Measures the offline recogniser and aligner: word error rate, share aligned, speed.", mixinStandardHelpOptions = true)
final class BenchSpeechCommand implements Callable<Integer> {
    @Mixin
    private Options options;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A video or audio file; without it the speaking sample")
    private Path file;

    @Option(names = "--reference", paramLabel = "FILE", description = "What is spoken in it: a text or a WebVTT file")
    private Path reference;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if ((file == null) != (reference == null)) {
            throw new IllegalArgumentException("expected FILE and --reference together, or neither");
        }
        var settings = options.settings();
        Files.createDirectories(settings.home());
        var wav = Files.createTempFile(settings.home(), "bench", ".wav");
        try {
            if (file == null) {
                SpeechSample.write(SpeechSample.SCRIPT, wav);
            } else {
                SampleVideo.sound(settings, file, wav);
            }
            System.out.println((file == null ? "the speaking sample" : file.getFileName()));
            System.out.println(new SpeechBenchmark().measure(wav, text()));
            return Exit.OK;
        } finally {
            Files.deleteIfExists(wav);
        }
    }

    private String text() throws IOException {
        if (reference == null) {
            return SpeechSample.SCRIPT;
        }
        var text = Files.readString(reference);
        return text.startsWith("WEBVTT")
                ? WebVtt.parse(text).stream().map(Cue::lines).map(lines -> String.join(" ", lines))
                        .collect(Collectors.joining(" "))
                : text;
    }
}
