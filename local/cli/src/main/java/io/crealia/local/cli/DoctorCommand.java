package io.crealia.local.cli;

import io.crealia.local.cloud.ffmpeg.FfmpegMissingException;
import io.crealia.platform.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks whether this machine has what the local edition needs. */
@Command(name = "doctor", description = "Checks Java, ffmpeg, ports, disk and the data folder, and says what to do.", mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final long ENOUGH_DISK_BYTES = 2L << 30;
    private static final int JAVA = 25;

    @Mixin
    private Options options;

    private record Finding(String what, boolean right, String detail) {}

    @Override
    public Integer call() throws IOException {
        var settings = options.settings();
        var findings = List.of(java(), ffmpeg(settings), template(settings), folder(settings), ports(settings));
        var healthy = findings.stream().allMatch(Finding::right);
        if (options.json()) {
            var json = Json.object().put("healthy", healthy);
            var list = json.putArray("findings");
            findings.forEach(
                    finding -> list.addObject().put("what", finding.what()).put("ok", finding.right()).put("detail",
                            finding.detail()));
            System.out.println(Json.text(json));
        } else {
            findings.forEach(
                    finding -> System.out.printf("%-5s %-12s %s%n", finding.right() ? "ok" : "FAIL", finding.what(),
                            finding.detail()));
        }
        return healthy ? Exit.OK : Exit.ENVIRONMENT;
    }

    private static Finding java() {
        var version = Runtime.version();
        return new Finding("java", version.feature() == JAVA, version + " from " + System.getProperty("java.home"));
    }

    private static Finding ffmpeg(EditionSettings settings) {
        try {
            var ffmpeg = SampleVideo.locate(settings);
            return new Finding("ffmpeg", true, ffmpeg.version() + " at " + ffmpeg.binaries().ffmpeg());
        } catch (FfmpegMissingException e) {
            return new Finding("ffmpeg", false, e.getMessage());
        }
    }

    private static Finding template(EditionSettings settings) {
        var there = Files.isReadable(settings.template());
        return new Finding("template", there,
                there ? settings.template().toString() : settings.template() + " is missing");
    }

    private static Finding folder(EditionSettings settings) throws IOException {
        Files.createDirectories(settings.home());
        var free = Files.getFileStore(settings.home()).getUsableSpace();
        var right = Files.isWritable(settings.home()) && free > ENOUGH_DISK_BYTES;
        return new Finding("data folder", right, settings.home() + ", " + (free >> 30) + " GiB free"
                + (right ? "" : "; expected a writable folder with 2 GiB free: choose another with CREALIA_HOME"));
    }

    private static Finding ports(EditionSettings settings) {
        var running = RunFile.read(settings.home());
        if (running.isPresent()) {
            return new Finding("ports", true, "an edition runs at " + running.get().api());
        }
        var taken = new ArrayList<Integer>();
        if (settings.apiPort() > 0) {
            var ports = new ArrayList<>(List.of(settings.apiPort()));
            for (int i = 10; i <= 16; i++) {
                ports.add(settings.apiPort() + i);
            }
            ports.stream().filter(port -> !free(port)).forEach(taken::add);
        }
        return new Finding("ports", taken.isEmpty(), taken.isEmpty()
                ? settings.apiPort() + " and " + (settings.apiPort() + 10) + " to " + (settings.apiPort() + 16)
                        + " are free"
                : "in use: " + taken + "; choose others with --port");
    }

    private static boolean free(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
