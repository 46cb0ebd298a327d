package io.crealia.local.lambda.isolated;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;

/**
 * A function's zip, and what is in it.
 *
 * @param sha256 of the zip's bytes, 64 hexadecimal digits
 * @param taskRoot folder with the unpacked zip, Lambda's {@code /var/task}
 */
public record DeploymentPackage(Path zip, String sha256, Path taskRoot) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    /**
     * Unpacks a zip, unless the same bytes were unpacked before.
     *
     * @param cache folder that holds a folder per digest
     * @throws NoSuchFileException if there is no such zip
     * @throws IOException also for an entry that points out of its folder
     */
    public static DeploymentPackage unpack(Path zip, Path cache) throws IOException {
        var digest = sha256(zip);
        var target = cache.resolve(digest);
        if (!Files.isDirectory(target)) {
            Files.createDirectories(cache);
            var part = Files.createTempDirectory(cache, "unpack");
            try {
                extract(zip, part);
                move(part, target);
            } finally {
                delete(part);
            }
        }
        return new DeploymentPackage(zip, digest, target);
    }

    /** Deletes what was unpacked of other zips than these: each build leaves some 30 MB per zip. */
    public static void prune(Path cache, Collection<DeploymentPackage> kept) throws IOException {
        var digests = kept.stream().map(DeploymentPackage::sha256).collect(Collectors.toSet());
        try (var folders = Files.list(cache)) {
            for (var folder : folders.toList()) {
                var name = folder.getFileName().toString();
                if (DIGEST.matcher(name).matches() && !digests.contains(name)) {
                    delete(folder);
                }
            }
        }
    }

    /** @return 64 hexadecimal digits */
    public static String sha256(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString(), null, "expected the zip of a function; build it first");
        }
        try (var in = new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static void extract(Path zip, Path target) throws IOException {
        try (var in = new ZipInputStream(Files.newInputStream(zip))) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException(zip + ": entry " + entry.getName() + " points out of the package");
                }
                write(in, entry.isDirectory(), path);
            }
        }
    }

    private static void write(InputStream in, boolean folder, Path path) throws IOException {
        if (folder) {
            Files.createDirectories(path);
        } else {
            Files.createDirectories(path.getParent());
            Files.copy(in, path);
        }
    }

    /** Somebody else may have been quicker; what they unpacked is the same. */
    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target);
        } catch (FileAlreadyExistsException | AtomicMoveNotSupportedException
                | java.nio.file.DirectoryNotEmptyException e) {
            if (!Files.isDirectory(target)) {
                throw e;
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
