package io.crealia.local.cloud.mediaconvert.encode;

import io.crealia.local.cloud.ffmpeg.Ffprobe;
import io.crealia.local.cloud.ffmpeg.RefusedInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder ffmpeg wrote to. */
final class OutputFiles {
    private final Path folder;
    private final Ffprobe ffprobe;

    OutputFiles(Path folder, Ffprobe ffprobe) {
        this.folder = folder;
        this.ffprobe = ffprobe;
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** @throws JobFailedException ffmpeg wrote nothing for this output: the input had no frame to give */
    Path existing(String name, String output) throws IOException, JobFailedException {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file) || Files.size(file) == 0) {
            throw new JobFailedException(JobFailedException.DAMAGED_INPUT, "the input gave no media for " + output);
        }
        return file;
    }

    /** Files of a pattern with {@code %07d}, from number 0 on. */
    List<Path> numbered(String pattern, String output) throws IOException, JobFailedException {
        String[] around = pattern.split("%07d");
        try (var all = Files.list(folder)) {
            List<Path> found = all.filter(file -> file.getFileName().toString().startsWith(around[0])
                    && file.getFileName().toString().endsWith(around[1])).sorted().toList();
            if (found.isEmpty()) {
                throw new JobFailedException(JobFailedException.DAMAGED_INPUT, "the input gave no frame for " + output);
            }
            return found;
        }
    }

    Path write(String name, String text) throws IOException {
        return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
    }

    /** Length of a finished file. */
    double seconds(Path file) throws IOException, JobFailedException {
        try {
            return ffprobe.probe(file).durationSeconds().orElse(0);
        } catch (RefusedInputException e) {
            throw new JobFailedException(JobFailedException.DAMAGED_INPUT,
                    "the input gave no playable media: " + e.getMessage(), e);
        }
    }
}
