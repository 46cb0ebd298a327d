package io.crealia.micro;

import io.crealia.assets.domain.Playlist;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A rendition's playlist of ten minutes in segments of six seconds, each address signed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PlaylistBenchmark {
    static final int SEGMENTS = 100;
    private static final String SIGNATURE = "?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=" + "0".repeat(64);

    private final String text = playlist();

    /** JMH makes it. */
    public PlaylistBenchmark() {}

    @Benchmark
    public String rewritten() {
        return Playlist.parse(text).rewritten(name -> "https://media.example/" + name + SIGNATURE);
    }

    private static String playlist() {
        var text = new StringBuilder("""
                #EXTM3U
                #EXT-X-VERSION:6
                #EXT-X-TARGETDURATION:6
                #EXT-X-PLAYLIST-TYPE:VOD
                #EXT-X-MAP:URI="index_720init.cmfv"
                """);
        for (var segment = 1; segment <= SEGMENTS; segment++) {
            text.append("#EXTINF:6.006,\nindex_720_%09d.cmfv\n".formatted(segment));
        }
        return text.append("#EXT-X-ENDLIST\n").toString();
    }
}
