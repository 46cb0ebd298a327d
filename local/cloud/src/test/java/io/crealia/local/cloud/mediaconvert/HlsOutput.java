package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.SimpleFileServer;
import io.crealia.local.cloud.ffmpeg.StockFfprobe;
import java.util.stream.Stream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** An HLS presentation on disk, read as a player would. */
record HlsOutput(Path master) {
    private static final Pattern EXTINF = Pattern.compile("#EXTINF:([\\d.]+),");

    List<String> masterLines() throws IOException {
        return Files.readAllLines(master);
    }

    /** RESOLUTION values in the order of the variants. */
    List<String> resolutions() throws IOException {
        return Pattern.compile("RESOLUTION=(\\d+x\\d+)").matcher(Files.readString(master)).results()
                .map(found -> found.group(1)).toList();
    }

    Path child(String name) {
        return master.resolveSibling(name);
    }

    List<Double> durations(String playlist) throws IOException {
        return EXTINF.matcher(Files.readString(child(playlist))).results().map(found -> Double.valueOf(found.group(1)))
                .toList();
    }

    double seconds(String playlist) throws IOException {
        return durations(playlist).stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Every file that any playlist names exists and is not empty. */
    void assertComplete() throws IOException {
        for (String variant : children(master)) {
            for (String part : children(child(variant))) {
                assertThat(child(part)).as("%s of %s", part, variant).isNotEmptyFile();
            }
        }
    }

    private static List<String> children(Path playlist) throws IOException {
        String text = Files.readString(playlist);
        var named = Pattern.compile("URI=\"([^\"]+)\"").matcher(text).results().map(found -> found.group(1));
        var lines = text.lines().filter(line -> !line.isBlank() && !line.startsWith("#"));
        return Stream.concat(named, lines).toList();
    }

    /** ffprobe as a stock HTTP player: it may load playlists, which our own guarded one may not. */
    StockFfprobe.Answer play(String playlist) throws IOException {
        var server = SimpleFileServer.createFileServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                master.toAbsolutePath().getParent(), SimpleFileServer.OutputLevel.NONE);
        server.start();
        try {
            return StockFfprobe.read("http://127.0.0.1:" + server.getAddress().getPort() + "/" + playlist);
        } finally {
            server.stop(0);
        }
    }
}
