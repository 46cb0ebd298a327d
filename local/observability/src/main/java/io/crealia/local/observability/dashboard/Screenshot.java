package io.crealia.local.observability.dashboard;

import io.crealia.local.observability.MissingProgramException;
import io.crealia.local.observability.SearchPath;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A picture of a page, by Chromium without a window. */
public final class Screenshot {
    private static final int PATIENCE_SECONDS = 120;
    /** Chromium makes no larger picture. */
    private static final int HIGHEST = 16_000;

    private final Path chromium;

    private Screenshot(Path chromium) {
        this.chromium = chromium;
    }

    /** @throws MissingProgramException with the command that installs it */
    public static Screenshot by(SearchPath path) {
        return new Screenshot(path.find("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
                .orElseThrow(() -> new MissingProgramException(
                        "--png: no Chromium on the PATH. Debian and Ubuntu: apt-get install chromium. The page itself needs none: --out FILE.html")));
    }

    /**
     * @param height of the page; a higher one than 16,000 is cut
     * @throws IOException if no picture was made, with what Chromium said last
     */
    public void take(Path page, Path picture, int width, int height) throws IOException, InterruptedException {
        var profile = Files.createTempDirectory("crealia-chromium");
        try {
            var said = profile.resolve("said.log");
            var command = new ArrayList<>(List.of(chromium.toString(), "--headless=new", "--disable-gpu",
                    "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-background-networking",
                    "--user-data-dir=" + profile, "--screenshot=" + picture.toAbsolutePath(),
                    "--window-size=" + width + "," + Math.min(height, HIGHEST)));
            if ("root".equals(System.getProperty("user.name"))) {
                // Chromium refuses to make its sandbox as root. The page is our own and has no script.
                command.add("--no-sandbox");
            }
            command.add(page.toAbsolutePath().toUri().toString());
            Files.deleteIfExists(picture);
            var process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
            if (!Files.exists(picture)) {
                throw new IOException(chromium + " made no picture: "
                        + Files.readAllLines(said).stream().reduce((_, last) -> last).orElse("it said nothing"));
            }
        } finally {
            delete(profile);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
