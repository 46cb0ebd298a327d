package io.crealia.local.cloud.mediaconvert.encode;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crealia.local.cloud.ffmpeg.Ffmpeg;
import io.crealia.local.cloud.ffmpeg.FfmpegLimits;
import io.crealia.local.cloud.ffmpeg.FfmpegRun;
import io.crealia.local.cloud.ffmpeg.FfmpegRunner;
import io.crealia.local.cloud.ffmpeg.Ffprobe;
import io.crealia.local.cloud.ffmpeg.FileTrees;
import io.crealia.local.cloud.ffmpeg.TestFfmpeg;
import io.crealia.local.cloud.mediaconvert.MediaConvertServer;
import io.crealia.local.cloud.mediaconvert.MediaConvertSettings;
import io.crealia.local.cloud.mediaconvert.spec.JobParser;
import io.crealia.local.cloud.mediaconvert.spec.JobSettings;
import io.crealia.local.cloud.mediaconvert.spec.ObjectUri;
import io.crealia.local.cloud.mediaconvert.store.FileObjectStore;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Prints the wall and CPU time of a whole job, from CreateJob to the COMPLETE event, against the bare ffmpeg command
 * with the same outputs. Arguments: a video file, a job request as JSON whose input is {@code
 * s3://media/ten/ast/source/original}, a number of rounds.
 */
public final class OverheadMain {
    private OverheadMain() {}

    public static void main(String[] arguments) throws Exception {
        Path clip = Path.of(arguments[0]).toAbsolutePath();
        String body = Files.readString(Path.of(arguments[1]));
        Path folder = Files.createTempDirectory("overhead");
        try {
            for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
                double cpu0 = cpuSeconds();
                double bare = bare(clip, body, Files.createDirectories(folder.resolve("bare" + round)));
                double cpu1 = cpuSeconds();
                double job = job(clip, body, Files.createDirectories(folder.resolve("job" + round)));
                double cpu2 = cpuSeconds();
                System.out.printf(
                        "round %d: bare ffmpeg %.2f s, job %.2f s, ratio %.3f; CPU %.2f s, %.2f s, ratio %.3f%n",
                        round, bare, job, job / bare, cpu1 - cpu0, cpu2 - cpu1, (cpu2 - cpu1) / (cpu1 - cpu0));
            }
        } finally {
            FileTrees.delete(folder);
        }
    }

    /**
     * Of this process and the children it waited for, which wall time on a busy machine cannot tell. Linux, 100 ticks a
     * second.
     */
    private static double cpuSeconds() throws Exception {
        String[] fields = Files.readString(Path.of("/proc/self/stat")).replaceFirst("^.*\\) ", "").split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12]) + Long.parseLong(fields[13])
                + Long.parseLong(fields[14])) / 100.0;
    }

    private static double bare(Path clip, String body, Path folder) throws Exception {
        Ffmpeg ffmpeg = TestFfmpeg.ffmpeg();
        JobSettings settings = JobParser.parse(new ObjectMapper().readTree(body)).settings();
        var info = new Ffprobe(ffmpeg.binaries(), FfmpegLimits.DEFAULT).probe(clip);
        var source = new Source(clip, info, settings.input());
        var command = Command.arguments(source, Planner.plan(source, settings.groups()), Map.of(), Map.of(), ffmpeg,
                FfmpegLimits.DEFAULT);
        long start = System.nanoTime();
        var outcome = new FfmpegRunner(ffmpeg.binaries(), FfmpegLimits.DEFAULT).start(command, folder, _ -> {}).await();
        if (!(outcome instanceof FfmpegRun.Outcome.Done)) {
            throw new IllegalStateException(outcome.toString());
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static double job(Path clip, String body, Path folder) throws Exception {
        var store = new FileObjectStore(Files.createDirectories(folder.resolve("objects")));
        Files.createDirectories(folder.resolve("objects/media"));
        store.put(clip, new ObjectUri("media", "ten/ast/source/original"), "video/mp4");
        var settings = MediaConvertSettings.defaults(folder.resolve("data")).withFfmpeg(TestFfmpeg.locator());
        var ended = new CountDownLatch(1);
        try (var server = MediaConvertServer.start(settings, store, event -> {
            if (event.at("/detail/status").asText().equals("COMPLETE")) {
                ended.countDown();
            }
        }); var http = HttpClient.newHttpClient()) {
            long start = System.nanoTime();
            var answer = http.send(HttpRequest.newBuilder(server.endpoint().resolve("/2017-08-29/jobs"))
                    .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 201) {
                throw new IllegalStateException(answer.body());
            }
            ended.await();
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
