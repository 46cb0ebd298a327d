package io.crealia.local.cloud.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegLocatorTest {
    @TempDir
    Path folder;

    @Test
    void locate_jarOfTheBuild_startsWithStubs() throws Exception {
        Ffmpeg ffmpeg = TestFfmpeg.locator().locate();

        assertThat(ffmpeg.major()).isGreaterThanOrEqualTo(Ffmpeg.OLDEST_MAJOR);
        assertThat(ffmpeg.binaries().libraryPath()).endsWith("stubs");
        assertThat(ffmpeg.hasFilter("scale")).isTrue();
        assertThat(ffmpeg.hasFilter("no_such_filter")).isFalse();
    }

    @Test
    void locate_programOnPath_isPreferredToTheJar() throws Exception {
        program("ffmpeg", "6.1", true);

        assertThat(locate(Map.of("PATH", folder.toString())).version()).isEqualTo("6.1");
    }

    @Test
    void locate_programTooOld_fallsThroughToTheJar() throws Exception {
        program("ffmpeg", "4.4.1", true);

        assertThat(locate(Map.of("PATH", folder.toString())).binaries().ffmpeg())
                .isNotEqualTo(folder.resolve("ffmpeg"));
    }

    @Test
    void locate_configuredWithoutX264_failsAndSaysWhy() throws Exception {
        program("ffmpeg", "7.1", false);

        assertThatThrownBy(() -> locate(Map.of(FfmpegLocator.CONFIGURED, folder.toString())))
                .isInstanceOf(FfmpegMissingException.class).hasMessageContaining("no libx264")
                .hasMessageContaining(folder.toString());
    }

    @Test
    void locate_nothingAnywhere_listsWhatWasTried() {
        var locator = FfmpegLocator.of(Map.of("PATH", folder.toString()), new Properties(), folder);

        assertThatThrownBy(locator::locate).isInstanceOf(FfmpegMissingException.class).hasMessageContaining("PATH")
                .hasMessageContaining("jar").hasMessageContaining("CREALIA_FFMPEG");
    }

    private Ffmpeg locate(Map<String, String> environment) throws IOException {
        var properties = new Properties();
        properties.setProperty(FfmpegLocator.ROOT_PROPERTY, TestFfmpeg.root().toString());
        return FfmpegLocator.of(environment, properties, folder.resolve("cache")).locate();
    }

    /** A script that answers as an ffmpeg of this version would. */
    private void program(String name, String version, boolean x264) throws IOException {
        for (String file : new String[]{name, "ffprobe"}) {
            Path script = folder.resolve(file);
            Files.writeString(script,
                    "#!/bin/sh\ncase \"$*\" in\n*-encoders*) echo ' V....D " + (x264 ? "libx264" : "mpeg4")
                            + " codec';;\n*-filters*) echo ' .. scale V->V x';;\n*) echo 'ffmpeg version " + version
                            + " test';;\nesac\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
    }
}
