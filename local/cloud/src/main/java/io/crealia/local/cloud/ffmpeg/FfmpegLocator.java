package io.crealia.local.cloud.ffmpeg;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds ffmpeg: a configured path, else the PATH, else the bytedeco jar, unpacked into a cache. The jar is GPL and is
 * never part of an artifact of ours: the build lays it into {@code local/cloud/target/ffmpeg}.
 *
 * @param configured folder or ffmpeg program named by CREALIA_FFMPEG; when given, nothing else is tried
 * @param searchPath folders to look in, as in PATH
 * @param jar jar to use, else the newest in {@code jarFolder}
 * @param jarFolder folder the build fills
 * @param cache where the jar is unpacked
 */
public record FfmpegLocator(Optional<Path> configured, List<Path> searchPath, Optional<Path> jar,
        Optional<Path> jarFolder, Path cache) {
    public static final String CONFIGURED = "CREALIA_FFMPEG";
    public static final String JAR_PROPERTY = "crealia.ffmpeg.jar";
    public static final String ROOT_PROPERTY = "crealia.root";

    /** Asking a program what it is costs three process starts, so each answer is kept for the life of the JVM. */
    private static final Map<FfmpegBinaries, Ffmpeg> INSPECTED = new ConcurrentHashMap<>();

    public FfmpegLocator {
        searchPath = List.copyOf(searchPath);
    }

    /**
     * @param properties system properties: {@value JAR_PROPERTY}, {@value ROOT_PROPERTY}
     * @param cache where a jar is unpacked when it was not found below the project root; there it is unpacked beside
     *        the jar, once for all data folders
     */
    public static FfmpegLocator of(Map<String, String> environment, Properties properties, Path cache) {
        var folders = new ArrayList<Path>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                folders.add(Path.of(folder));
            }
        }
        Optional<Path> jar = setting(properties.getProperty(JAR_PROPERTY));
        Optional<Path> built = setting(properties.getProperty(ROOT_PROPERTY))
                .map(root -> root.resolve("local/cloud/target/ffmpeg"));
        Path unpacked = jar.isEmpty() && built.isPresent() ? built.get().resolveSibling("ffmpeg-unpacked") : cache;
        return new FfmpegLocator(setting(environment.get(CONFIGURED)), folders, jar, built, unpacked);
    }

    private static Optional<Path> setting(String value) {
        return Optional.ofNullable(value).filter(text -> !text.isBlank()).map(Path::of);
    }

    /** @throws FfmpegMissingException nothing usable was found; the message lists what was tried and how to help */
    public Ffmpeg locate() throws FfmpegMissingException {
        var tried = new ArrayList<String>();
        var found = configured.isPresent()
                ? fromConfigured(configured.get(), tried)
                : fromSearchPath(tried).or(() -> fromJar(tried));
        return found.orElseThrow(() -> new FfmpegMissingException(tried));
    }

    private static Optional<Ffmpeg> fromConfigured(Path path, List<String> tried) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        Path program = Files.isDirectory(path) ? path.resolve("ffmpeg") : path;
        return inspect(new FfmpegBinaries(program, folder.resolve("ffprobe"), ""), CONFIGURED + "=" + path, tried);
    }

    private Optional<Ffmpeg> fromSearchPath(List<String> tried) {
        for (Path folder : searchPath) {
            var binaries = new FfmpegBinaries(folder.resolve("ffmpeg"), folder.resolve("ffprobe"), "");
            if (Files.isExecutable(binaries.ffmpeg()) && Files.isExecutable(binaries.ffprobe())) {
                var usable = inspect(binaries, "PATH", tried);
                if (usable.isPresent()) {
                    return usable;
                }
            }
        }
        tried.add("PATH: no usable ffmpeg and ffprobe");
        return Optional.empty();
    }

    /** Newest first: where the C library is too old for the newest build, an older jar beside it is taken. */
    private Optional<Ffmpeg> fromJar(List<String> tried) {
        try {
            List<Path> jars = jar.isPresent() ? List.of(jar.get()) : jarsIn(jarFolder);
            if (jars.isEmpty()) {
                tried.add("jar: none below " + jarFolder.map(Path::toString).orElse("(" + ROOT_PROPERTY + " not set)"));
            }
            for (Path candidate : jars) {
                var usable = inspect(FfmpegInstaller.install(candidate, cache), "jar " + candidate, tried);
                if (usable.isPresent()) {
                    return usable;
                }
            }
        } catch (IOException e) {
            tried.add("jar: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static List<Path> jarsIn(Optional<Path> folder) throws IOException {
        if (folder.isEmpty() || !Files.isDirectory(folder.get())) {
            return List.of();
        }
        try (var files = Files.list(folder.get())) {
            return files.filter(file -> file.getFileName().toString().matches("ffmpeg-.*-gpl\\.jar"))
                    .sorted(Comparator.reverseOrder()).toList();
        }
    }

    private static Optional<Ffmpeg> inspect(FfmpegBinaries binaries, String source, List<String> tried) {
        Ffmpeg known = INSPECTED.get(binaries);
        if (known != null && Files.isExecutable(binaries.ffmpeg())) {
            return Optional.of(known);
        }
        try {
            Ffmpeg usable = Ffmpeg.inspect(binaries);
            INSPECTED.put(binaries, usable);
            return Optional.of(usable);
        } catch (IOException e) {
            tried.add(source + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
