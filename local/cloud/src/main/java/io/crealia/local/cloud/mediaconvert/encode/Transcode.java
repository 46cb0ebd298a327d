package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.FfmpegProgress;
import io.crealia.local.cloud.ffmpeg.FfmpegRun;
import io.crealia.local.cloud.ffmpeg.FfmpegRunner;
import io.crealia.local.cloud.ffmpeg.Ffprobe;
import io.crealia.local.cloud.ffmpeg.MediaInfo;
import io.crealia.local.cloud.ffmpeg.Ratio;
import io.crealia.local.cloud.ffmpeg.RefusedInputException;
import io.crealia.local.cloud.mediaconvert.spec.JobInput;
import io.crealia.local.cloud.mediaconvert.spec.JobSettings;
import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.spec.Output;
import io.crealia.local.cloud.mediaconvert.store.ObjectStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One job from input object to output objects: fetch, probe, measure, encode, package, check, upload. */
public final class Transcode {
    private static final int LIMITED_PASSES = 3;
    private static final double CLOSE_ENOUGH_LU = 0.3;

    private final Ffmpeg ffmpeg;
    private final FfmpegLimits limits;
    private final ObjectStore store;
    private final Path folder;
    private final JobControl control;

    /** @param folder empty working folder, removed by the caller */
    public Transcode(Ffmpeg ffmpeg, FfmpegLimits limits, ObjectStore store, Path folder, JobControl control) {
        this.ffmpeg = ffmpeg;
        this.limits = limits;
        this.store = store;
        this.folder = folder;
        this.control = control;
    }

    /**
     * @return what was written, already uploaded
     * @throws JobFailedException the job ends in ERROR
     * @throws CancelledException the job was cancelled; nothing is left in the store
     */
    public List<Produced> execute(JobSettings settings)
            throws JobFailedException, CancelledException, InterruptedException {
        try {
            Path out = Files.createDirectories(folder.resolve("out"));
            var ffprobe = new Ffprobe(ffmpeg.binaries(), limits);
            Source source = fetch(settings.input(), ffprobe);
            control.inputKnown(source.info());
            List<Planned> outputs = Planner.plan(source, settings.groups());
            fetchCaptions(source, outputs, out);
            var overlays = new Overlays(source, out, this::download, control).of(outputs);
            var gains = measure(source, outputs, out);
            encode(source, outputs, gains, overlays, out);
            List<Produced> produced = new Packager(source, new OutputFiles(out, ffprobe)).pack(outputs);
            Completeness.check(source, outputs, produced);
            control.phase(JobControl.Phase.UPLOADING);
            new Uploads(store, control).upload(produced);
            return produced;
        } catch (IOException e) {
            throw new JobFailedException(JobFailedException.TRANSIENT,
                    "the encoder's machine failed: " + e.getMessage(), e);
        }
    }

    private Source fetch(JobInput input, Ffprobe ffprobe) throws IOException, JobFailedException, CancelledException {
        Path file = folder.resolve("input").toAbsolutePath();
        download(input.file(), file);
        control.check();
        try {
            var source = new Source(file, ffprobe.probe(file), input);
            requireTracks(source);
            return source;
        } catch (RefusedInputException e) {
            int code = switch (e.reason()) {
                case NO_MEDIA -> JobFailedException.NO_MEDIA;
                case CODEC -> JobFailedException.UNKNOWN_CODEC;
                default -> JobFailedException.FILE_ACCESS;
            };
            throw new JobFailedException(code, "Unable to open input file [" + input.file() + "]: " + e.getMessage(),
                    e);
        }
    }

    private static void requireTracks(Source source) throws JobFailedException {
        for (var selector : source.settings().audioSelectors().entrySet()) {
            int track = selector.getValue().track();
            if (track > source.info().audios().size()) {
                throw new JobFailedException(JobFailedException.SETTINGS, "audio selector \"" + selector.getKey()
                        + "\" asks for track " + track + ", the input has " + source.info().audios().size());
            }
        }
        for (MediaInfo.Stream stream : source.info().streams()) {
            if (!(stream instanceof MediaInfo.Other) && stream.codec().equals("unknown")) {
                throw new JobFailedException(JobFailedException.UNKNOWN_CODEC,
                        "could not identify the codec of track " + (stream.index() + 1));
            }
        }
    }

    private void download(ObjectUri uri, Path file) throws JobFailedException {
        try {
            store.get(uri, file);
        } catch (FileNotFoundException e) {
            throw new JobFailedException(JobFailedException.FILE_ACCESS,
                    "Unable to open input file [" + uri + "]: not found", e);
        } catch (AccessDeniedException e) {
            throw new JobFailedException(JobFailedException.NO_ACCESS,
                    "Unable to read input file [" + uri + "]: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new JobFailedException(JobFailedException.TRANSIENT,
                    "Unable to read input file [" + uri + "]: " + e.getMessage(), e);
        }
    }

    private void fetchCaptions(Source source, List<Planned> outputs, Path out) throws JobFailedException {
        for (Planned output : outputs) {
            if (output.kind() == Planned.Kind.CMAF_CAPTIONS) {
                Output.CaptionSpec spec = output.output().captions().getFirst();
                download(source.settings().captionSources().get(spec.selector()).file(), out.resolve(output.file()));
            }
        }
    }

    private Map<AudioGraph.Sound, Gain> measure(Source source, List<Planned> outputs, Path out)
            throws IOException, JobFailedException, CancelledException, InterruptedException {
        var gains = new HashMap<AudioGraph.Sound, Gain>();
        for (AudioGraph.Sound sound : LoudnessMeter.wanted(source, outputs)) {
            var wanted = sound.loudness().orElseThrow();
            Gain gain = LoudnessMeter.gain(wanted, run(source, LoudnessMeter.arguments(source, sound), out, _ -> {}));
            // What a limiter takes off the peaks is missing in the whole: measured again, and added.
            for (int i = 0; i < LIMITED_PASSES && gain.ceilingDb().isPresent(); i++) {
                double reached = LoudnessMeter
                        .integrated(run(source, LoudnessMeter.arguments(source, sound, gain), out, _ -> {}));
                if (Math.abs(wanted.targetLkfs() - reached) <= CLOSE_ENOUGH_LU) {
                    break;
                }
                gain = gain.raisedBy(wanted.targetLkfs() - reached);
            }
            gains.put(sound, gain);
        }
        return gains;
    }

    private void encode(Source source, List<Planned> outputs, Map<AudioGraph.Sound, Gain> gains,
            Map<Integer, List<Overlay>> overlays, Path out)
            throws IOException, JobFailedException, CancelledException, InterruptedException {
        control.phase(JobControl.Phase.TRANSCODING);
        for (Planned output : outputs) {
            if (output.output().audios().stream().anyMatch(audio -> source.audio(audio.selector()).isEmpty())) {
                announceSilence(source, output.output().path());
            }
        }
        run(source, Command.arguments(source, outputs, gains, overlays, ffmpeg, limits), out,
                reached -> percent(source, outputs, reached).ifPresent(control::progress));
        control.progress(100);
    }

    private void announceSilence(Source source, String output) throws JobFailedException {
        if (source.duration().isEmpty()) {
            throw new JobFailedException(JobFailedException.SETTINGS, "the input has no audio for " + output
                    + ", and its container does not say how much silence would be needed");
        }
        control.warn(JobControl.SILENCE_INSERTED, "the input has no audio for " + output + ": silence inserted");
    }

    /** At most 99: the last percent is the process' end. Unknown while the container does not say how long it is. */
    private static OptionalInt percent(Source source, List<Planned> outputs, FfmpegProgress reached) {
        double total = source.duration().orElse(0);
        if (total <= 0) {
            return OptionalInt.empty();
        }
        double rate = outputs.stream().filter(Planned::coded).findFirst().flatMap(Planned::rate).map(Ratio::value)
                .orElse(0.0);
        double seconds = rate > 0 ? Math.max(reached.seconds(), reached.frames() / rate) : reached.seconds();
        return OptionalInt.of((int) Math.min(99, 100 * seconds / total));
    }

    private List<String> run(Source source, List<String> arguments, Path out, Consumer<FfmpegProgress> progress)
            throws IOException, JobFailedException, CancelledException, InterruptedException {
        control.check();
        FfmpegRun run = new FfmpegRunner(ffmpeg.binaries(), limits.forInput(source.duration())).start(arguments, out,
                progress);
        control.running(run);
        try {
            return switch (run.await()) {
                case FfmpegRun.Outcome.Done(var messages) -> messages;
                case FfmpegRun.Outcome.Cancelled() -> throw new CancelledException();
                case FfmpegRun.Outcome.LimitExceeded(var limit) ->
                    throw new JobFailedException(JobFailedException.DAMAGED_INPUT,
                            "the input costs too much: " + limit);
                case FfmpegRun.Outcome.Failed(var code, var messages) -> throw FfmpegFailures.explain(code, messages);
            };
        } finally {
            control.ended(run);
        }
    }
}
