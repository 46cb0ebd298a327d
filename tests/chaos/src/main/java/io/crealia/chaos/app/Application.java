package io.crealia.chaos.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The application's process: started, killed with SIGKILL, started again. Any thread may kill it. */
public final class Application implements AutoCloseable {
    private final Path planFile;
    private final Path home;
    private Process process;
    private volatile boolean dead = true;

    /**
     * @param planFile of an {@link AppPlan}
     * @param home its logs go below it
     */
    public Application(Path planFile, Path home) {
        this.planFile = planFile;
        this.home = home;
    }

    /** Returns when the API answers. */
    public synchronized void start() {
        try {
            var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
            process = new ProcessBuilder(List.of(java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto",
                    "-Xmx768m", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "-Dlog4j2.configurationFile=crealia-chaos-log4j2.xml",
                    "-Dcrealia.home=" + home, "-cp", System.getProperty("java.class.path"), AppMain.class.getName(),
                    planFile.toString())).redirectError(ProcessBuilder.Redirect.appendTo(log())).start();
            dead = false;
            var out = new BufferedReader(
                    new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            for (var line = out.readLine(); !AppMain.READY.equals(line); line = out.readLine()) {
                // It may be killed while it starts: then there is nothing to wait for.
                if (line == null && dead) {
                    return;
                }
                if (line == null) {
                    throw new IllegalStateException("the application does not start, see " + log());
                }
            }
        } catch (IOException e) {
            if (!dead) {
                throw new UncheckedIOException("the application does not start, see " + log(), e);
            }
        }
    }

    private File log() {
        return home.resolve("application.err").toFile();
    }

    /** Ends it as {@code kill -9} does, and returns when it is gone. */
    public void kill() {
        var victim = process;
        dead = true;
        victim.destroyForcibly();
        try {
            if (!victim.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the application survived SIGKILL for 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public boolean dead() {
        return dead;
    }

    @Override
    public void close() {
        if (!dead) {
            kill();
        }
    }
}
