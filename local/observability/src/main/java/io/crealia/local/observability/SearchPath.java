package io.crealia.local.observability;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where programs are looked for.
 *
 * @param folders in order
 */
public record SearchPath(List<Path> folders) {
    public SearchPath {
        folders = List.copyOf(folders);
    }

    /** {@code PATH} of this process. */
    public static SearchPath ofEnvironment() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return new SearchPath(Arrays.stream(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .map(Path::of).toList());
    }

    /** @param names of one program, the likeliest first */
    public Optional<Path> find(String... names) {
        return Arrays.stream(names).flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file)).findFirst();
    }
}
