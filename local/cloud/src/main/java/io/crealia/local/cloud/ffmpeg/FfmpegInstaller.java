package io.crealia.local.cloud.ffmpeg;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Unpacks ffmpeg and ffprobe from a bytedeco jar with the JDK alone, into a folder per version. Safe to call from
 * several threads and processes: everybody unpacks into a folder of their own and the first atomic move wins.
 */
public final class FfmpegInstaller {
    private static final String PREFIX = "org/bytedeco/ffmpeg/";
    private static final String STUBS = "stubs";

    /** Libraries of a desktop that the bytedeco build links but that nothing here calls. */
    private static final List<ElfStub> LINUX_STUBS = List.of(new ElfStub("libxcb.so.1"),
            new ElfStub("libxcb-shm.so.0"), new ElfStub("libasound.so.2", "ALSA_0.9", "ALSA_0.9.0rc4"),
            new ElfStub("libpulse.so.0", "PULSE_0"), new ElfStub("libudev.so.1", "LIBUDEV_183"));

    private FfmpegInstaller() {}

    /**
     * @return the installed programs; unpacked now unless an earlier call did
     * @throws IOException the jar is missing, unreadable or holds no ffmpeg for this platform
     */
    public static FfmpegBinaries install(Path jar, Path cache) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException("ffmpeg jar not found: " + jar);
        }
        Path home = cache.toAbsolutePath().resolve(jar.getFileName().toString().replaceFirst("\\.jar$", ""));
        if (!Files.isDirectory(home)) {
            unpackInto(home, jar);
        }
        return binaries(home);
    }

    private static void unpackInto(Path home, Path jar) throws IOException {
        Files.createDirectories(home.getParent());
        Path fresh = Files.createTempDirectory(home.getParent(), "unpacking-");
        try {
            unpack(jar, fresh);
            writeStubs(Files.createDirectory(fresh.resolve(STUBS)));
            moveIfFirst(fresh, home);
        } finally {
            FileTrees.delete(fresh);
        }
    }

    private static void moveIfFirst(Path fresh, Path home) throws IOException {
        try {
            Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (DirectoryNotEmptyException | FileAlreadyExistsException _) {
            // Somebody else finished first; theirs is complete, because a move is all or nothing.
        } catch (FileSystemException e) {
            if (!Files.isDirectory(home)) {
                throw e;
            }
        }
    }

    private static void unpack(Path jar, Path target) throws IOException {
        boolean found = false;
        try (var zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (!entry.getName().startsWith(PREFIX) || !wanted(name)) {
                    continue;
                }
                Path file = target.resolve(name);
                try (InputStream in = zip.getInputStream(entry)) {
                    Files.copy(in, file);
                }
                if (isProgram(name)) {
                    found = true;
                    if (!file.toFile().setExecutable(true)) {
                        throw new IOException("cannot make executable: " + file);
                    }
                }
            }
        }
        if (!found) {
            throw new IOException("no ffmpeg program inside " + jar + ": is it the -gpl classifier of this platform?");
        }
    }

    private static boolean wanted(String name) {
        boolean library = name.contains(".so.") || name.endsWith(".dylib") || name.endsWith(".dll");
        return isProgram(name) || library && !name.startsWith("libjni") && !name.startsWith("jni");
    }

    private static boolean isProgram(String name) {
        return name.matches("(ffmpeg|ffprobe)(\\.exe)?");
    }

    private static void writeStubs(Path folder) throws IOException {
        int machine = System.getProperty("os.arch").equals("aarch64") ? ElfStub.AARCH64 : ElfStub.X86_64;
        for (ElfStub stub : LINUX_STUBS) {
            Files.write(folder.resolve(stub.soname()), stub.bytes(machine));
        }
    }

    private static FfmpegBinaries binaries(Path home) {
        String suffix = System.getProperty("os.name").startsWith("Windows") ? ".exe" : "";
        String libraries = home + ":" + home.resolve(STUBS);
        return new FfmpegBinaries(home.resolve("ffmpeg" + suffix), home.resolve("ffprobe" + suffix), libraries);
    }
}
