package io.crealia.local.cloud.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegRunnerTest {
    /** Never ends by itself. */
    private static final List<String> ENDLESS = List.of("-f", "lavfi", "-re", "-i", "testsrc2=s=64x64:r=10", "-f",
            "rawvideo", "out.raw");

    @TempDir
    Path folder;

    private final FfmpegBinaries binaries = TestFfmpeg.ffmpeg().binaries();

    @Test
    void await_finishedRun_isDoneWithRisingProgress() throws Exception {
        var progress = new CopyOnWriteArrayList<FfmpegProgress>();
        var run = new FfmpegRunner(binaries, FfmpegLimits.DEFAULT).start(
                List.of("-f", "lavfi", "-i", "testsrc2=s=64x64:r=10:d=2", "-f", "null", "-"), folder, progress::add);

        assertThat(run.await()).isInstanceOf(FfmpegRun.Outcome.Done.class);
        assertThat(progress).extracting(FfmpegProgress::frames).isSorted();
        assertThat(progress.getLast()).isEqualTo(new FfmpegProgress(20, 2.0));
    }

    @Test
    void await_badArguments_failWithMessage() throws Exception {
        var run = new FfmpegRunner(binaries, FfmpegLimits.DEFAULT)
                .start(List.of("-i", "missing.mp4", "-f", "null", "-"), folder, _ -> {});

        assertThat(run.await()).isInstanceOfSatisfying(FfmpegRun.Outcome.Failed.class,
                failed -> assertThat(failed.messages()).anyMatch(line -> line.contains("No such file")));
    }

    @Test
    void cancel_runningProcess_endsItSoon() throws Exception {
        var run = new FfmpegRunner(binaries, FfmpegLimits.DEFAULT).start(ENDLESS, folder, _ -> {});
        var process = ProcessHandle.of(run.pid()).orElseThrow();

        run.cancel();

        assertThat(run.await()).isInstanceOf(FfmpegRun.Outcome.Cancelled.class);
        Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> !process.isAlive());
    }

    @Test
    void await_overTime_isStopped() throws Exception {
        assertThat(run(new FfmpegLimits(Duration.ofHours(1), 1 << 20, 9, Duration.ofSeconds(9), Duration.ofMillis(600),
                1L << 30, 1L << 30)))
                .isInstanceOfSatisfying(FfmpegRun.Outcome.LimitExceeded.class,
                        end -> assertThat(end.limit()).startsWith("time"));
    }

    @Test
    void await_tooMuchWritten_isStopped() throws Exception {
        assertThat(run(new FfmpegLimits(Duration.ofHours(1), 1 << 20, 9, Duration.ofSeconds(9), Duration.ofSeconds(20),
                1L << 30, 10_000)))
                .isInstanceOfSatisfying(FfmpegRun.Outcome.LimitExceeded.class,
                        end -> assertThat(end.limit()).startsWith("output"));
    }

    @Test
    void await_tooMuchMemory_isStopped() throws Exception {
        Assumptions.assumeTrue(Path.of("/proc/self/statm").toFile().exists(), "no /proc: memory is not watched");
        assertThat(run(new FfmpegLimits(Duration.ofHours(1), 1 << 20, 9, Duration.ofSeconds(9), Duration.ofSeconds(20),
                1 << 20, 1L << 30)))
                .isInstanceOfSatisfying(FfmpegRun.Outcome.LimitExceeded.class,
                        end -> assertThat(end.limit()).startsWith("memory"));
    }

    private FfmpegRun.Outcome run(FfmpegLimits limits) throws Exception {
        return new FfmpegRunner(binaries, limits).start(ENDLESS, folder, _ -> {}).await();
    }
}
