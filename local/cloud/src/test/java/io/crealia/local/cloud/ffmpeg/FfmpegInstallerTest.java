package io.crealia.local.cloud.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegInstallerTest {
    @TempDir
    Path folder;

    @Test
    void install_manyAtOnce_allGetOneCompleteFolder() throws Exception {
        Path jar = jar("ffmpeg-1-linux-x86_64-gpl.jar", "ffmpeg", "ffprobe", "libavcodec.so.62", "libjniavcodec.so");
        Path cache = folder.resolve("cache");
        int callers = 8;
        var together = new CyclicBarrier(callers);
        Callable<FfmpegBinaries> install = () -> {
            together.await();
            return FfmpegInstaller.install(jar, cache);
        };

        try (var pool = Executors.newFixedThreadPool(callers)) {
            var answers = pool.invokeAll(IntStream.range(0, callers).mapToObj(_ -> install).toList());

            for (var answer : answers) {
                assertThat(answer.get().ffmpeg()).isExecutable();
            }
        }
        assertThat(cache).isDirectoryNotContaining("glob:**/unpacking-*");
        assertThat(cache.resolve("ffmpeg-1-linux-x86_64-gpl")).isDirectoryContaining("glob:**/libavcodec.so.62")
                .isDirectoryContaining("glob:**/stubs").isDirectoryNotContaining("glob:**/libjni*");
    }

    @Test
    void install_again_doesNotUnpack() throws Exception {
        Path jar = jar("ffmpeg-1-linux-x86_64-gpl.jar", "ffmpeg", "ffprobe");
        Path program = FfmpegInstaller.install(jar, folder.resolve("cache")).ffmpeg();
        Files.writeString(program, "mine");

        FfmpegInstaller.install(jar, folder.resolve("cache"));

        assertThat(program).hasContent("mine");
    }

    @Test
    void install_jarWithoutPrograms_isRefusedAndLeavesNothing() throws Exception {
        Path jar = jar("ffmpeg-1-linux-x86_64.jar", "libavcodec.so.62");

        assertThatThrownBy(() -> FfmpegInstaller.install(jar, folder.resolve("cache"))).isInstanceOf(IOException.class)
                .hasMessageContaining("no ffmpeg program").hasMessageContaining("-gpl");
        assertThat(folder.resolve("cache")).isEmptyDirectory();
    }

    @Test
    void install_jarMissing_namesIt() {
        assertThatThrownBy(() -> FfmpegInstaller.install(folder.resolve("none.jar"), folder))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none.jar");
    }

    private Path jar(String name, String... entries) throws IOException {
        Path jar = folder.resolve(name);
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            for (String entry : entries) {
                zip.putNextEntry(new ZipEntry("org/bytedeco/ffmpeg/linux-x86_64/" + entry));
                zip.write(entry.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return jar;
    }
}
