package io.crealia.chaos.app;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The application's process: started, killed with SIGKILL, started again. Any thread may kill it. */
public final class Application implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;
    private static final int CACHE_SECONDS = 240;

    private final Path planFile;
    private final Path home;
    private final Path cache;
    private final String classPath;
    private Process process;
    private volatile boolean dead = true;

    /**
     * @param planFile of an {@link AppPlan}
     * @param home its logs go there, and a class cache
     */
    public Application(Path planFile, Path home) throws IOException {
        this.planFile = planFile;
        this.home = home;
        this.cache = home.resolve("application.aot");
        this.classPath = ClassPath.ofJars(home);
    }

    /** Starts it so that {@link #trained} leaves a class cache. */
    public void startToTrain() {
        start("-XX:AOTCacheOutput=" + cache);
    }

    /** Ends it in good order. Later starts load their classes from a cache, which is most of a start. */
    public void trained() {
        try {
            dead = true;
            process.getOutputStream().close();
            // Without a cache the run is slower, and nothing else.
            if (!process.waitFor(CACHE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the API answers. */
    public void start() {
        start(Files.exists(cache) ? "-XX:AOTCache=" + cache : "-Xshare:auto");
    }

    private synchronized void start(String flag) {
        try {
            var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    flag, "-Xlog:disable", "-Xlog:all=error:stderr", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                    "-Xmx768m", "-Djava.awt.headless=true", "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow", "-Dlog4j2.configurationFile=crealia-chaos-log4j2.xml",
                    "-Dcrealia.home=" + home, "-cp", classPath, AppMain.class.getName(), planFile.toString()));
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log())).start();
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
            if (!victim.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the application survived SIGKILL for " + PATIENCE_SECONDS + " s");
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
        try {
            Files.deleteIfExists(cache);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
