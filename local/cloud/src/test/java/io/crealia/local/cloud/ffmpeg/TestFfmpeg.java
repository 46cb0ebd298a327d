package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The ffmpeg of the build: the jar laid into target/ffmpeg, whatever the machine has installed. The system property
 * {@code crealia.test.ffmpeg} names another one to run the suite with.
 */
public final class TestFfmpeg {
    private TestFfmpeg() {}

    public static FfmpegLocator locator() {
        var properties = new Properties();
        properties.setProperty(FfmpegLocator.ROOT_PROPERTY, root().toString());
        String other = System.getProperty("crealia.test.ffmpeg", "");
        return FfmpegLocator.of(other.isEmpty() ? Map.of() : Map.of(FfmpegLocator.CONFIGURED, other), properties,
                root().resolve("local/cloud/target/ffmpeg-unpacked"));
    }

    public static Ffmpeg ffmpeg() {
        try {
            return locator().locate();
        } catch (IOException e) {
            throw new AssertionError("the build lays the ffmpeg jar into local/cloud/target/ffmpeg", e);
        }
    }

    public static Path root() {
        return Path.of(System.getProperty(FfmpegLocator.ROOT_PROPERTY));
    }
}
