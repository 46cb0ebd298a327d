package io.crealia.local.cloud.mediaconvert;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.crealia.local.cloud.ffmpeg.Clips;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.mediaconvert.model.Job;
import software.amazon.awssdk.services.mediaconvert.model.JobStatus;

/** Files that want something other than to be played: nothing else is read, nobody is called. */
class HostileInputTest {
    @TempDir
    static Path folder;
    private static LocalMediaConvert cloud;
    private static HttpServer canary;
    private static final AtomicInteger CALLS = new AtomicInteger();

    @BeforeAll
    static void start() throws Exception {
        cloud = new LocalMediaConvert(folder);
        canary = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        canary.createContext("/", exchange -> {
            CALLS.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        canary.start();
    }

    @AfterAll
    static void stop() {
        canary.stop(0);
        cloud.close();
    }

    @Test
    void concatScript_namedMp4_isRefusedAndReadsNoFile() throws Exception {
        Path secret = Clips.landscape(1);

        Job job = run("ffconcat version 1.0\nfile '" + secret.toAbsolutePath() + "'\n", "concat.mp4");

        assertRefused(job, "playlist");
    }

    @Test
    void hlsPlaylist_namedMp4_isRefusedAndCallsNobody() throws Exception {
        Job job = run("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + address() + "/a.ts\n#EXT-X-ENDLIST\n",
                "hls.mp4");

        assertRefused(job, "playlist");
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void dashAndSdp_namedMp4_areRefusedAndCallNobody() throws Exception {
        assertRefused(run("<?xml version=\"1.0\"?><MPD><BaseURL>" + address() + "</BaseURL></MPD>", "dash.mp4"),
                "playlist");
        assertRefused(run("v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "sdp.mp4"),
                "playlist");
        assertThat(CALLS).hasValue(0);
    }

    @Test
    void hlsBehindMp4Header_isReadAsMp4Only() throws Exception {
        String fake = "\0\0\0\u0018ftypmp42\0\0\0\0mp42isom\n#EXTM3U\n#EXTINF:1,\n" + address() + "/b.ts\n";

        Job job = run(fake, "polyglot.mp4");

        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(job.errorCode()).isEqualTo(1010);
        assertThat(CALLS).hasValue(0);
    }

    /** A data reference that points outside: ffmpeg follows it only when told to. */
    @Test
    void movWithExternalReference_callsNobody() throws Exception {
        byte[] clip = Files.readAllBytes(Clips.silent(1));
        String text = new String(clip, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("url \0\0\0\u0001");
        assertThat(at).as("the sample has a self-contained data reference").isPositive();
        clip[at + 7] = 0;

        Path file = Files.write(folder.resolve("dref.mp4"), clip);
        run(cloud.put(file, "in/dref.mp4"));

        assertThat(CALLS).hasValue(0);
    }

    @Test
    void truncated_indexInFront_endsInErrorThatSaysCutOff() throws Exception {
        Job job = run(cloud.put(Clips.truncated(10), "in/truncated.mp4"));

        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(job.errorCode()).isEqualTo(1030);
        assertThat(job.errorMessage()).contains("cut off").contains("10.00 s");
        assertThat(cloud.keys("out/in/truncated.mp4")).isEmpty();
    }

    @Test
    void keyWithOddCharacters_isOnlyAName() throws Exception {
        String input = cloud.put(Clips.landscape(1), "in/-i a+b é 你 ؟ '; rm.mp4");

        assertThat(run(input).status()).isEqualTo(JobStatus.COMPLETE);
    }

    private static void assertRefused(Job job, String word) {
        assertThat(job.status()).isEqualTo(JobStatus.ERROR);
        assertThat(job.errorCode()).isEqualTo(1010);
        assertThat(job.errorMessage()).contains(word);
    }

    private static String address() {
        return "http://127.0.0.1:" + canary.getAddress().getPort();
    }

    private static Job run(String content, String name) throws IOException {
        return run(
                cloud.put(Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1), "in/" + name));
    }

    private static Job run(String input) {
        String key = input.substring("s3://media/".length());
        var request = JobBodies.request(input, JobBodies.cmaf("s3://media/out/" + key, false, 180));
        return cloud.finished(cloud.client.createJob(request).job().id());
    }
}
